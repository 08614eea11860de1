"""Blocks that take whole lines of the page's baseline grid, and lines that are given to a page.

Written for WeasyPrint 70; CSS Rhythmic Sizing, which would say so, is not in it. A block whose
style has `--grid: whole-lines` is made so high that the text behind it stands on the lines on which
it would stand without the block. The grid begins at the head of each page's text and has the line
height of the root element. What is filled in is space inside the block: above and below what it
holds where it has a background, below it elsewhere. Where a block goes on on another page or
stands in columns, it is left as it is, and so are all where the patched step is not asked.

A block above which the page breaker adds lines (`paging`) begins so much lower.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from book.paged.weasy.paging.words import said

_layout = block.block_level_layout_switch
#: Rounding is no reason for a line more; a pixel is 0.75 pt.
_SLACK = 0.05


def _on_the_grid(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    *more: Any,
    **named: Any,
) -> Any:
    """Lay out a block, and fill it up to whole lines where its style says so."""
    # By this its parts are known when they are laid out.
    box.__dict__.setdefault("origin", id(box))
    plan = getattr(context, "page_plan", None)
    if plan is not None:
        if skip_stack is None:
            box.position_y += plan.added_above(context.current_page, box.origin)
        if plan.is_endless and context.excluded_shapes:
            # What stood beside text that is past makes all that follows slower.
            context.excluded_shapes = [
                shape
                for shape in context.excluded_shapes
                if shape.position_y + shape.margin_height() > box.position_y
            ]
        if isinstance(box, boxes.TableBox):
            box.added_in_rows = plan.added_in_rows(context.current_page, box.origin)
    if isinstance(containing_block, boxes.PageBox):
        context.grid_top = containing_block.content_box_y()
    result = _layout(context, box, bottom_space, skip_stack, containing_block, *more, **named)
    new_box, resume_at = result[:2]
    if new_box is not None and resume_at is None and _takes_whole_lines(context, new_box):
        new_box.whole_lines = _fill(context, new_box, context.page_bottom - bottom_space)
    return result


def _takes_whole_lines(context: Any, box: Any) -> bool:
    return not context.in_column and box.is_in_normal_flow() and said(box, "grid") == "whole-lines"


def _fill(context: Any, box: Any, page_bottom: float) -> tuple[float, float]:
    """Fill a block up to whole lines; tells what is filled in above and below what it holds."""
    leading = box.style.root_style["line_height"]
    leading = getattr(leading, "value", 0)
    top = getattr(context, "grid_top", None)
    if not leading or top is None:
        return 0.0, 0.0
    bottom = box.border_box_y() + box.border_height()
    over = (bottom - top) % leading
    missing = leading - over
    # At the foot of a page nothing follows, and what is fuller than the page would be moved.
    if over < _SLACK or missing < _SLACK or bottom + missing > page_bottom - _SLACK:
        return 0.0, 0.0
    above = missing / 2 if box.style["background_color"].alpha else 0.0
    if above:
        for child in box.children:
            child.translate(0, above)
    box.padding_top += above
    box.padding_bottom += missing - above
    return above, missing - above


block.block_level_layout_switch = _on_the_grid
