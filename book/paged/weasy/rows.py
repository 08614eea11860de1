"""What a section holds: a row of blocks, each told from others by what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from book.text.stretches import ATTRIBUTE as MARK
from book.text.tree import NOTE

#: What holds the blocks of a section holds so many at least.
_LEAST = 4
#: An element of the last document, and that of the new one.
Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Row:
    """The blocks of a section: `path` leads from its root box to that which holds them, by these
    `steps`; `contents` has what each element there holds, its marks left out, `noted` those that
    call footnotes; `outside` is what stands beside the path."""

    steps: tuple[int, ...]
    path: tuple[Any, ...]
    contents: dict[Any, Any]
    noted: frozenset[Any]
    outside: tuple[Any, ...]

    @classmethod
    def of(cls, root: Any) -> Row | None:
        """The row of a root box; None where it holds none."""
        steps, path = [], [root]
        while 0 < len(inside := path[-1].children) < _LEAST:
            steps.append(max(range(len(inside)), key=lambda n: _count(inside[n])))
            path.append(inside[steps[-1]])
        holder = path[-1]
        if not isinstance(holder, boxes.BlockContainerBox) or len(holder.children) < _LEAST:
            return None
        contents, noted = {}, set()
        notes = 0
        for element in holder.element:
            before = notes
            notes += sum(part.get("class") == NOTE for part in element.iter())
            # Notes are numbered through.
            contents[element] = _held(element), before if notes > before else 0
            if notes > before:
                noted.add(element)
        outside = tuple(_beside([box.element for box in path]))
        return cls(tuple(steps), tuple(path), contents, frozenset(noted), outside)

    @property
    def blocks(self) -> Sequence[Any]:
        """The boxes of the blocks, without those that have been taken out."""
        blocks: Sequence[Any] = self.path[-1].children
        return blocks

    @property
    def around(self) -> tuple[Any, ...]:
        """The elements around the blocks, the outermost first."""
        return tuple(box.element for box in self.path)


def attributes(element: Any) -> tuple[Any, ...]:
    """What an element says of itself."""
    return tuple(item for item in element.attrib.items() if item[0] != MARK)


def pairs(old: Any, new: Any) -> Iterable[Pair]:
    """Two elements that hold the same, and all that is in them."""
    return zip(old.iter(), new.iter(), strict=True)


def tell(told: Iterable[Any], now: dict[Any, Any]) -> bool:
    """Tell boxes their new elements; whether all of these are known, else nothing is told."""
    found = [box for box in told if box.element is not None]
    if any(box.element not in now for box in found):
        return False
    for box in found:
        box.element = now[box.element]
    return True


def _count(box: Any) -> int:
    """How many boxes stand in a box, and in these."""
    inside = getattr(box, "children", ())
    return len(inside) + sum(len(getattr(child, "children", ())) for child in inside)


def _beside(around: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    for element, inner in pairwise(around):
        yield from (_held(beside) for beside in element if beside is not inner)


def _held(element: Any) -> tuple[Any, ...]:
    """What an element says and holds."""
    return tuple(
        (part.tag, part.text, part.tail if part is not element else None, attributes(part))
        for part in element.iter()
    )
