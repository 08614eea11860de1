"""Lines of paragraphs on a page without an end: how many there are, and how high.

Written for WeasyPrint 70. A section is laid out twice: without an end, so that its pages can be
planned, and in these pages. The first time nobody looks at what a line holds: where a paragraph is
planned by the composer and all its lines are of one height, they are counted and not set. Where
they are not, and where the patched name is gone, they are set both times.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, percent
from weasyprint.layout.inline import skip_first_whitespace
from weasyprint.layout.percent import resolve_one_percentage

from book.paged.weasy.composer.planning import Line, planned_line
from book.paged.weasy.composer.shaping import face_of

_iter_line_boxes = block.iter_line_boxes


def _lines(
    context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any, *more: Any
) -> Iterator[tuple[Any, Any]]:
    """The lines of a line box, with what each of the following begins with."""
    plan = getattr(context, "page_plan", None)
    containing_block, _, _, first_letter_style, first_line_style = more
    if (
        plan is not None
        and plan.is_endless
        and plan.counts_lines
        and skip_stack is None
        and not (context.excluded_shapes or first_letter_style or first_line_style)
    ):
        lines = _planned(context, box, containing_block)
        if lines and _is_even(box):
            return _counted(box, lines, position_y, containing_block)
    return _iter_line_boxes(context, box, position_y, bottom_space, skip_stack, *more)  # type: ignore[no-any-return]


def _planned(context: Any, box: Any, containing_block: Any) -> list[Line]:
    """The lines of a whole paragraph; none where they can't be foretold."""
    percent.resolve_percentages(box, containing_block)
    resolve_one_percentage(box, "text_indent", containing_block.width)
    skip_stack = skip_first_whitespace(box, None)
    if skip_stack == "continue":
        return []
    width = containing_block.width
    line = planned_line(context, box, skip_stack, width - box.text_indent, containing_block)
    lines = []
    while line is not None and not line.forced:
        lines.append(line)
        if line.last:
            return lines
        line = box.composed[1].lines.get((line.resume, round(width, 2)))
    return []


def _is_even(box: Any) -> bool:
    """Whether nothing in a line box makes a line higher."""
    height = face_of(box.style).line_height
    return all(
        part.style["vertical_align"] == "baseline"
        and (not isinstance(part, boxes.TextBox) or face_of(part.style).line_height <= height)
        for part in box.descendants()
    )


def _counted(
    box: Any, lines: list[Line], position_y: float, containing_block: Any
) -> Iterator[tuple[Any, Any]]:
    face = face_of(box.style)
    for line in lines:
        made = box.copy_with_children([])
        made.position_x, made.position_y = containing_block.content_box_x(), position_y
        made.width, made.height, made.baseline = 0.0, face.line_height, face.line_baseline
        made.margin_top = made.margin_bottom = 0
        #: What the page breaker reads of it.
        made.text = box.composed[1].text
        position_y += face.line_height
        yield made, None if line.last else {0: None}


block.iter_line_boxes = _lines
