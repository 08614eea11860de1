"""Blocks of a layout without an end are taken from the last one, where they stand as they stood.

Written for WeasyPrint 70, which lays out each block anew; see `paged/weasy/blocks_before.py`. Where
the patched name is not asked, it does so here too.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import block

from book.paged.weasy.patches import baseline_grid, continued  # noqa: F401 - they are wrapped here

_layout = block.block_level_layout_switch


def _known(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: Any,
    fixed_boxes: Any,
    adjoining_margins: Any,
    *more: Any,
    **named: Any,
) -> Any:
    """Lay out a block, or take it as it was."""

    def laid_out() -> Any:
        return _layout(
            context,
            box,
            bottom_space,
            skip_stack,
            containing_block,
            page_is_empty,
            absolute_boxes,
            fixed_boxes,
            adjoining_margins,
            *more,
            **named,
        )

    plan = getattr(context, "page_plan", None)
    before = plan.blocks if plan is not None and plan.is_endless else None
    if (
        before is None
        or skip_stack is not None
        or context.excluded_shapes
        or any(more)
        or any(named.values())
    ):
        return laid_out()
    positioned = absolute_boxes, fixed_boxes
    around = containing_block.width, context.current_page, page_is_empty
    return before.laid_out(box, (adjoining_margins, positioned, *around), laid_out)


block.block_level_layout_switch = _known
