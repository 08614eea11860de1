"""Blocks that are laid out without an end as they were the last time.

Such a layout is read by the page breaker alone. Where a block holds what it held, between the same
neighbours, on the same line of the grid, its boxes of the layout before are taken and moved to
their place. Blocks that call footnotes, hold what is positioned, or stand beside floats are laid
out anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from book.paged.weasy.rows import Row, pairs, tell

#: So many blocks before and behind one are looked at: styles may look at neighbours.
_BESIDE = 2
#: What lies so near to a line of the grid (in pixels) lies on it.
_NEAR = 0.01


@dataclass
class _Laid:
    """A block that was laid out: its box and element before that, where, and what came of it."""

    source: Any
    element: Any
    top: float
    result: tuple[Any, ...]


class BlocksBefore:
    """The blocks of a section as its last layout without an end had them."""

    def __init__(self) -> None:
        self._laid: dict[Any, list[_Laid]] = {}
        self._made: dict[Any, list[_Laid]] = {}
        self._keys: dict[int, tuple[Any, ...]] = {}
        self._leading = 0.0

    def begin(self, row: Row, leading: float) -> None:
        """Begin a layout of these blocks, on a grid of this leading in pixels."""
        self._leading, self._made = leading, {}
        told = [None] * _BESIDE
        told = [*told, *(row.contents.get(box.element, object()) for box in row.blocks), *told]
        self._keys = {
            id(box): tuple(told[number : number + 2 * _BESIDE + 1])
            for number, box in enumerate(row.blocks)
            if box.element not in row.noted
        }

    def finish(self) -> None:
        """Let the next layout have these blocks."""
        self._laid, self._keys = self._made, {}

    def laid_out(
        self, box: Any, places: tuple[Any, ...], layout: Callable[[], tuple[Any, ...]]
    ) -> tuple[Any, ...]:
        """What laying a block out comes to: as it was before, or by `layout`. `places` are the
        margins that adjoin it, the lists of positioned boxes, the width around it and whatever
        else it depends on."""
        own = self._keys.get(id(box))
        if own is None:
            return layout()
        margins, positioned, *more = places
        key = own, tuple(margins), box.margin_top, box.position_x, *more
        element, top = box.element, box.position_y
        known = self._laid.get(key)
        while known:
            laid = known.pop()
            if self._is_moved(laid, box):
                self._made.setdefault(key, []).append(laid)
                return _again(laid.result)
        before = [len(found) for found in positioned]
        result = layout()
        is_whole = result[0] is not None and result[1] is None
        if is_whole and before == [len(found) for found in positioned]:
            laid = _Laid(box, element, top, _again(result))
            self._made.setdefault(key, []).append(laid)
        return result

    def _is_moved(self, laid: _Laid, box: Any) -> bool:
        """Move a block that was laid out to where it stands now; whether it could be."""
        down = box.position_y - laid.top
        off = down % self._leading
        if min(off, self._leading - off) > _NEAR:
            return False
        old = list(laid.source.descendants(placeholders=True))
        new = list(box.descendants(placeholders=True))
        if len(old) != len(new):
            return False
        made = laid.result[0]
        inside = list(made.descendants(placeholders=True))
        if not tell(inside, dict(pairs(laid.element, box.element))):
            return False
        now = {id(one): other for one, other in zip(old, new, strict=True)}
        for part in inside:
            # By these the page breaker knows a block.
            if (other := now.get(part.__dict__.get("origin"))) is not None:
                part.origin, part.style = id(other), other.style
        if down:
            made.translate(0, down)
        laid.source, laid.element, laid.top = box, box.element, box.position_y
        return True


def _again(result: tuple[Any, ...]) -> tuple[Any, ...]:
    """A result whose lists and dictionaries may be changed."""
    return tuple(
        list(part) if isinstance(part, list) else dict(part) if isinstance(part, dict) else part
        for part in result
    )
