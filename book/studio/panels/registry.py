"""All panels in the order in which they are shown: the one place where they are entered."""

from __future__ import annotations

from book.studio.panels import (
    Panel,
    begin,
    bring,
    history,
    looks,
    making,
    photographs,
    problems,
    readers,
    records,
    text,
)

PANELS: tuple[Panel, ...] = (
    text.PANEL,
    records.PANEL,
    photographs.PANEL,
    problems.PANEL,
    looks.PANEL,
    bring.PANEL,
    making.PANEL,
    readers.PANEL,
    history.PANEL,
    begin.PANEL,
)
