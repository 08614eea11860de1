"""Lines of paragraphs by the composer's plan.

Written for WeasyPrint 70, whose breaker is greedy: it fills each line before it looks at the next.
`split_inline_box` is asked for one line of a line box at a time; a line that is planned is set from
the plan. Where there is no plan (atomic boxes, right to left, words without spaces), and where the
patched names are gone, lines are WeasyPrint's own.
Planned lines are spread over their measure at once, for a line whose spaces shrink would not fit
beside a float before; `text_align` leaves them as they are.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from book.paged.weasy.composer.planning import planned_line
from book.paged.weasy.composer.setting import set_line

_split_inline_box = inline.split_inline_box
_text_align = inline.text_align


def _split(
    context: Any,
    box: Any,
    position_x: float,
    max_x: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    *more: Any,
) -> Any:
    """A line of a line box, or a part of an inline box."""
    first_letter_style, first_line_style = more[-2:]
    if isinstance(box, boxes.LineBox) and not first_letter_style and not first_line_style:
        width = max_x - position_x
        line = planned_line(context, box, skip_stack, width, containing_block)
        if line is not None:
            new_box, resume_at = set_line(box, skip_stack, line, position_x, width)
            return new_box, resume_at, line.forced, None, None, {"left": 0, "right": 0}
    return _split_inline_box(
        context, box, position_x, max_x, bottom_space, skip_stack, containing_block, *more
    )


def _align(context: Any, line: Any, available_width: float, last: bool) -> float:
    """The offset of a line; none for a planned one that fills its measure already."""
    if getattr(line, "fills", False):
        return 0.0
    return float(_text_align(context, line, available_width, last))


inline.split_inline_box = _split
inline.text_align = _align
