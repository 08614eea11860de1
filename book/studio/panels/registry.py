"""All panels in the order in which they are shown: the one place where they are entered."""

from __future__ import annotations

from book.studio.panels import Panel, begin, bring, making, problems, records, text

PANELS: tuple[Panel, ...] = (
    text.PANEL,
    records.PANEL,
    problems.PANEL,
    bring.PANEL,
    making.PANEL,
    begin.PANEL,
)
