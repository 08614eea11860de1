"""Groups that go on in another column or on another page say so there.

Written for WeasyPrint 70, where a block that is broken goes on without a word. The first child of a
block, where its class is `again`, is no part of the block's flow: it is set above each part of the
block but the first. Where the patched step is not asked, it stands at the head of the block.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

_layout = block.block_level_layout_switch


def _with_its_head(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: Any,
    fixed_boxes: Any,
    *more: Any,
    **named: Any,
) -> Any:
    """Lay out a block; where it goes on, below its head."""
    places = page_is_empty, absolute_boxes, fixed_boxes
    if (again := _head(box)) is None:
        return _layout(
            context, box, bottom_space, skip_stack, containing_block, *places, *more, **named
        )
    box.__dict__.setdefault("origin", id(box))  # by which the page breaker knows it
    box = box.copy_with_children(box.children[1:])
    above, height = None, 0.0
    if skip_stack not in (None, {0: None}):
        above = again.copy()
        above.position_x, above.position_y = box.position_x, box.position_y
        above = block.block_level_layout(
            context, above, bottom_space, None, containing_block, *places
        )[0]
    if above is not None:
        height = above.margin_height()
        box.position_y += height
    result = _layout(
        context, box, bottom_space, skip_stack, containing_block, *places, *more, **named
    )
    if result[0] is not None and above is not None:
        # Nothing is broken behind it: it is in no place among the children.
        above.index = 0
        result[0].position_y -= height
        result[0].height += height
        result[0].children = [above, *result[0].children]
    return result


def _head(box: Any) -> Any:
    if not isinstance(box, boxes.BlockBox) or not box.children:
        return None
    first = box.children[0]
    # Boxes of lines bear the element of their block.
    if first.element is None or first.element is box.element:
        return None
    return first if first.element.get("class") == "again" else None


block.block_level_layout_switch = _with_its_head
