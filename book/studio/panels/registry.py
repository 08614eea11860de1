"""All panels in the order in which they are shown: the one place where they are entered."""

from __future__ import annotations

from book.studio.panels import Panel, begin, bring, making, problems, text

PANELS: tuple[Panel, ...] = (
    text.PANEL,
    problems.PANEL,
    bring.PANEL,
    making.PANEL,
    begin.PANEL,
)
