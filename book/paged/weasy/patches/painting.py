"""Floats, pictures and positioned boxes painted in their turn, in the order of the text.

Written for WeasyPrint 70. CSS 2.1 (appendix E) paints floats before all words of a page and
positioned boxes behind them; WeasyPrint takes each picture for one of these. But the order of
painting is the order in which a page is read where no one looks at its tags: a drop cap would come
before the heading above it, the marker of a list's item at the end of the page. Backgrounds still
come first, so it looks the same unless words or pictures overlap; there, `z-index` says what is on
top. Where WeasyPrint goes its own way, a page is read in another order than its tags say.
"""

from __future__ import annotations

from typing import Any

from weasyprint import draw, stacking
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.stacking import StackingContext

_dispatch_children = stacking._dispatch_children
_draw_inline_level = draw.draw_inline_level
_draw_block_level = draw.draw_block_level


def _dispatched_in_turn(
    box: Any, page: Any, child_contexts: Any, blocks: Any, floats: Any, blocks_and_cells: Any
) -> Any:
    """A copy of a box for painting; floats and pictures stay where they are in it."""
    if not isinstance(box, boxes.ParentBox):
        return box
    # Words are drawn as they stand in a box; behind its last line come the blocks in it.
    lines = [n for n, child in enumerate(box.children) if isinstance(child, boxes.LineBox)]
    is_inline = isinstance(box, boxes.LineBox | boxes.InlineBox)
    last = len(box.children) if is_inline else max(lines, default=-1)
    children = []
    for number, child in enumerate(box.children):
        actual = child._box if isinstance(child, AbsolutePlaceholder) else child
        if _has_its_turn(actual):
            is_whole = actual.style["overflow"] != "visible"
            made = StackingContext.from_box(actual, page, None if is_whole else child_contexts)
            if number > last:
                # Blocks are drawn in the order of this dictionary.
                blocks_and_cells[made] = {}
                continue
        else:
            made = stacking._dispatch(child, page, child_contexts, blocks, floats, blocks_and_cells)
        if made is not None:
            children.append(made)
    return box.copy_with_children(children)


def _has_its_turn(box: Any) -> bool:
    style = box.style
    return (
        (box.is_floated() or isinstance(box, boxes.ReplacedBox) or style["position"] != "static")
        and style["z_index"] == "auto"
        and style["opacity"] == 1
        and not style["transform"]
    )


def _draw_inline(stream: Any, page: Any, box: Any, *more: Any) -> None:
    if isinstance(box, StackingContext):
        draw.draw_stacking_context(stream, box)
    else:
        _draw_inline_level(stream, page, box, *more)


def _draw_blocks(page: Any, stream: Any, blocks_and_cells: dict[Any, Any]) -> None:
    for block, inside in blocks_and_cells.items():
        if isinstance(block, StackingContext):
            draw.draw_stacking_context(stream, block)
        else:
            _draw_block_level(page, stream, {block: inside})


stacking._dispatch_children = _dispatched_in_turn
draw.draw_inline_level = _draw_inline
draw.draw_block_level = _draw_blocks
