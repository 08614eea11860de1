"""From lines of the book folder's files to places on the bound book's pages, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from book.errors import Place
from book.pagemap import BookMap
from book.text.stretches import Stretch


@dataclass(frozen=True)
class Stand:
    """Where a stretch of a file stands: leaf index from 0, and its box in pt from the page's top
    left corner. What goes on over a page or a column has a stand for each part, in order."""

    stretch: Stretch
    leaf: int
    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    def distance(self, x: float, y: float) -> float:
        """How far a point lies outside the box, in pt."""
        across = max(self.x - x, 0.0, x - self.x - self.width)
        down = max(self.y - y, 0.0, y - self.y - self.height)
        return float((across**2 + down**2) ** 0.5)


class SourceMap:
    """Which source lines stand where in a bound book: paragraphs, headings, rows, cards, captions,
    items, notes, entries of indexes.

        found = project.pages.source_map
        found.stands("chapters/a.md", 12)      # where line 12 of a chapter is printed
        found.at(4, 120, 300)                  # what stands on the fifth page at (120, 300) pt
    """

    def __init__(self, book_map: BookMap, stretches: Mapping[str, Sequence[Stretch]]) -> None:
        """`stretches` are those of each section, by its id."""
        #: What stands on each leaf, the outer boxes before those in them.
        self.leaves: list[list[Stand]] = []
        self._files: dict[str, list[Stand]] = defaultdict(list)
        for index, leaf in enumerate(book_map.leaves):
            known = stretches.get(leaf.section, ())
            found = [
                Stand(known[number], index, *box)
                for number, *box in (
                    () if leaf.page is None else book_map.maps[leaf.section].pages[leaf.page].stands
                )
                if number < len(known)
            ]
            self.leaves.append(found)
            for stand in found:
                self._files[stand.stretch.place.file].append(stand)
        for stands in self._files.values():
            stands.sort(key=lambda stand: stand.stretch.place.line)

    def stands(self, file: str, line: int) -> list[Stand]:
        """Where a line of a file is printed, in the order of the pages: the smallest stretches
        that hold it, or else the last one before it. Empty for a file that is not printed."""
        stands = self._files.get(file, [])
        holding = [stand for stand in stands if line in stand.stretch]
        if holding:
            least = min(stand.stretch.lines for stand in holding)
            found = [stand for stand in holding if stand.stretch.lines == least]
        else:
            count = bisect_right(stands, line, key=lambda stand: stand.stretch.place.line)
            last = stands[max(count - 1, 0)].stretch if stands else None
            found = [stand for stand in stands if stand.stretch == last]
        return sorted(found, key=lambda stand: stand.leaf)

    def at(self, leaf: int, x: float, y: float, near: float = 12.0) -> Place | None:
        """The place in the sources of what is printed at a point of a page, (x, y) in pt from its
        top left corner; the innermost box that holds the point, or the nearest one within `near`
        pt. None where nothing of the folder is printed there."""
        stands = self.leaves[leaf] if 0 <= leaf < len(self.leaves) else []
        holding = [stand for stand in stands if stand.holds(x, y)]
        if holding:
            return min(holding, key=lambda s: s.width * s.height).stretch.place
        nearest = min(stands, key=lambda s: s.distance(x, y), default=None)
        return nearest.stretch.place if nearest and nearest.distance(x, y) <= near else None
