"""What is printed where, as plain data: kept with a proof, and made anew of the book as it is."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from book.errors import Place
from book.rounds.words import letters_of

#: A line of text and the number beside it lie so near (pt) to one another.
_BESIDE = 3.0
#: A note in the margin means what stands at its height.
_ASIDE = 0.2
#: By so many letters a sentence is known on a page that does not hold all of it.
_FEW = (60, 24)


@dataclass(frozen=True)
class Printed:
    """Lines of a file and where they are printed: the index of a page from 0, and a box in pt from
    its top left corner. What goes on over pages is there for each."""

    file: str
    line: int
    last: int
    leaf: int
    box: tuple[float, float, float, float]
    cell: str = ""

    @property
    def place(self) -> Place:
        return Place(self.file, self.line, cell=self.cell)

    def area(self, height: float) -> tuple[float, float, float, float]:
        """Its left, lower, right and upper edge in the space of a page of this height (pt), and a
        little more: what stands out of its line is in it."""
        left, top, width, tall = self.box
        return left - 2, height - top - tall - 2, left + width + 2, height - top + 2

    def distance(self, x: float, y: float) -> float:
        """How far a point lies outside the box, in pt; one beside it is nearer than one below."""
        left, top, width, height = self.box
        across = _ASIDE * max(left - x, 0.0, x - left - width)
        down = max(top - y, 0.0, y - top - height)
        return float((across**2 + down**2) ** 0.5)


@dataclass(frozen=True)
class PrintedPage:
    """A page: its printed label, its section, its height in pt, how far from its top its numbered
    paragraphs begin (pt), and the letters of its text."""

    label: str
    section: str
    height: float
    paragraphs: tuple[float, ...] = ()
    letters: str = ""

    def paragraph_at(self, y: float) -> int | None:
        """The number of the paragraph at a height; None above the first, and on a page that has no
        numbers."""
        return bisect_right(self.paragraphs, y + _BESIDE) or None


@dataclass(frozen=True)
class Pages:
    """All pages of a book, and what is printed on them."""

    pages: tuple[PrintedPage, ...]
    printed: tuple[Printed, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Pages:
        """Raises KeyError, TypeError or ValueError for what was not written by `as_json`."""
        return cls(
            tuple(
                PrintedPage(**{**page, "paragraphs": tuple(page["paragraphs"])})
                for page in value["pages"]
            ),
            tuple(Printed(**{**each, "box": tuple(each["box"])}) for each in value["printed"]),
        )

    @cached_property
    def _files(self) -> dict[str, list[Printed]]:
        """What is printed of each file in the section that prints most of it: neither in the
        contents nor in an index."""
        counts: Counter[tuple[str, str]] = Counter()
        for each in self.printed:
            counts[each.file, self.pages[each.leaf].section] += 1
        found: dict[str, list[Printed]] = {}
        best = {file: section for (file, section), _ in reversed(counts.most_common())}
        for each in sorted(self.printed, key=lambda p: (p.line, p.leaf)):
            if self.pages[each.leaf].section == best[each.file]:
                found.setdefault(each.file, []).append(each)
        return found

    def where(self, place: Place, words: str = "") -> Printed | None:
        """Where words of a line are printed; None where nothing of their file is."""
        found = self.all_of(place)
        return self._with(words, found) if found else None

    def all_of(self, place: Place) -> list[Printed]:
        """Where a line is printed: one for each page or column that it goes on over."""
        printed = self._files.get(place.file, [])
        if place.cell:
            printed = [each for each in printed if _sheet(each.cell) == _sheet(place.cell)]
        holding = [each for each in printed if each.line <= place.line <= each.last]
        if not holding:
            before = [each for each in printed if each.line <= place.line]
            nearest = before[-1] if before else printed[0] if printed else None
            holding = [p for p in printed if nearest and p.line == nearest.line]
        least = min((each.last - each.line for each in holding), default=0)
        return [p for p in holding if p.last - p.line == least]

    def on(self, leaf: int) -> list[Printed]:
        """All that is printed on a page."""
        return self._leaves.get(leaf, [])

    def _with(self, words: str, printed: Sequence[Printed]) -> Printed:
        wanted = letters_of(words)
        if wanted and len({each.leaf for each in printed}) > 1:
            for some in (wanted, *(wanted[:few] for few in _FEW)):
                for each in printed:
                    if some in self.pages[each.leaf].letters:
                        return each
        return printed[0]

    def label(self, place: Place, words: str = "") -> str:
        """The page that words of a line are printed on; empty where they are not."""
        found = self.where(place, words)
        return self.pages[found.leaf].label if found else ""

    @cached_property
    def _leaves(self) -> dict[int, list[Printed]]:
        found: dict[int, list[Printed]] = {}
        for each in self.printed:
            found.setdefault(each.leaf, []).append(each)
        return found

    def at(self, leaf: int, x: float, y: float, near: float = 60.0) -> Printed | None:
        """What is printed at a point of a page, or nearest to it: the smallest box there."""
        nearest = min(
            self.on(leaf),
            key=lambda p: (round(p.distance(x, y)), p.last - p.line, p.box[2] * p.box[3]),
            default=None,
        )
        return nearest if nearest and nearest.distance(x, y) <= near else None


def _sheet(cell: str) -> str:
    return cell.rpartition("!")[0]
