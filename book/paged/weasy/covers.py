"""Words on covers that find no room there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from weasyprint.formatting_structure import boxes

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
    blocks = [
        (words, found)
        for block in body.descendants(True)
        if _is_block(block) and (found := list(_inside(block)))
        for words in [_words(block)]
    ]
    for words, found in blocks:
        edge = _EDGE * page.height
        if any(top < edge or bottom > page.height - edge for _, top, _, bottom in found):
            yield Fault("cover-words", words)
            return
    for (words, one), (_, other) in combinations(blocks, 2):
        if any(_cross(a, b) for a in one for b in other):
            yield Fault("cover-words", words)
            return


def _is_block(box: Any) -> bool:
    if box.element is None or not isinstance(box, boxes.BlockContainerBox):
        return False
    classes = set((box.element.get("class") or "").split())
    # The front has blocks within one that holds them all.
    return bool(classes & _BLOCKS) and not any(
        _BLOCKS & set((child.get("class") or "").split()) for child in box.element
    )


def _inside(block: Any) -> Iterator[_Box]:
    """What lines and pictures of a block take: left, top, right, bottom in pixels."""
    for box in block.descendants(True):
        if isinstance(box, boxes.LineBox):
            for part in box.children:
                yield (
                    part.position_x,
                    box.position_y,
                    part.position_x + part.width,
                    (box.position_y + box.height),
                )
        elif isinstance(box, boxes.ReplacedBox):
            yield (
                box.position_x,
                box.position_y,
                (box.position_x + box.width),
                box.position_y + box.height,
            )


def _words(block: Any) -> str:
    texts = (b.text for b in block.descendants(True) if isinstance(b, boxes.TextBox))
    return " ".join(" ".join(texts).split()[:6])


def _cross(one: _Box, other: _Box) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > _TOUCH
        and min(one[3], other[3]) - max(one[1], other[1]) > _TOUCH
    )
