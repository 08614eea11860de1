"""Lines that WeasyPrint breaks are justified within reason.

Written for WeasyPrint 70. CSS has no limit for how far words may be torn apart; a line that would
grow beyond it is left ragged. Lines of the composer's plan have their own limit.
Where `justify_line` is not patched, such lines are torn apart, and stay legible.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

#: How much a word space may grow in a justified line, in ems; it is about a quarter of an em
#: by itself. (Bringhurst, The Elements of Typographic Style, 2.1.1 and 2.1.5.)
LOOSEST = 0.42

_justify_line = inline.justify_line


def _justify_within_reason(context: object, line: Any, extra_width: float) -> None:
    """Justify a line, but leave it ragged where its words would be torn apart."""
    spaces = inline.count_expandable_spaces(line)
    if spaces and extra_width / spaces <= LOOSEST * line.style["font_size"]:
        _justify_line(context, line, extra_width)


inline.justify_line = _justify_within_reason
