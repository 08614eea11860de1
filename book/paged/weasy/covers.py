"""Words on covers that find no room there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import Any

from weasyprint.formatting_structure import boxes

from book.paged.weasy.first_words import words_in
from book.pagemap import Fault

#: The classes of the blocks that stand on a cover at places of their own.
_BLOCKS = frozenset(("above", "name", "place", "words", "foot"))
#: So much of a cover's height its words keep away from its edges.
_EDGE = 0.02
#: Lines may touch, but not by more, in pixels.
_TOUCH = 2.0

_Box = tuple[float, float, float, float]


def cover_faults(page: Any) -> Iterator[Fault]:
    """The first block of a cover whose words reach its edge, or lie on those of another block."""
    body = next((b for b in page.descendants(True) if b.element_tag == "body"), None)
    if body is None or body.element.get("class") not in ("cover", "back-cover"):
        return
    blocks = [(block, list(_inside(block))) for block in body.descendants(True) if _is_block(block)]
    crowded = (block for block, found in blocks if _at_edge(found, page.height))
    hidden = (
        block
        for (block, found), (_, others) in combinations(blocks, 2)
        if any(_cross(one, other) for one in found for other in others)
    )
    block = next(chain(crowded, hidden), None)
    if block is not None:
        yield Fault("cover-words", words_in(block))


def _is_block(box: Any) -> bool:
    if box.element is None or not isinstance(box, boxes.BlockContainerBox):
        return False
    classes = set((box.element.get("class") or "").split())
    # The front has blocks within one that holds them all.
    return bool(classes & _BLOCKS) and not any(
        _BLOCKS & set((child.get("class") or "").split()) for child in box.element
    )


def _inside(block: Any) -> Iterator[_Box]:
    """What words and pictures of a block take: left, top, right, bottom in pixels."""
    for box in block.descendants(True):
        if isinstance(box, boxes.LineBox):
            for part in box.children:
                right = part.position_x + part.width
                yield part.position_x, box.position_y, right, box.position_y + box.height
        elif isinstance(box, boxes.ReplacedBox):
            right = box.position_x + box.width
            yield box.position_x, box.position_y, right, box.position_y + box.height


def _at_edge(found: Iterable[_Box], height: float) -> bool:
    """Whether something stands at the head or the foot of a page of this height, or beyond."""
    edge = _EDGE * height
    return any(top < edge or bottom > height - edge for _, top, _, bottom in found)


def _cross(one: _Box, other: _Box) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > _TOUCH
        and min(one[3], other[3]) - max(one[1], other[1]) > _TOUCH
    )
