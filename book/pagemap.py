"""What stands on each page of a galley: the plain type that typeset makes and indexes read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any, Literal

from book.languages.numerals import roman

PageKind = Literal["opening", "text", "plate", "blank"]


@dataclass(frozen=True)
class Bookmark:
    """An outline entry: its level (1 is a section's title), words, and height on the page in pt."""

    level: int
    label: str
    top: float


@dataclass(frozen=True)
class Picture:
    """An image of pixels on a page: its name in the book folder, and its pixels an inch there."""

    name: str
    dpi: int


FaultKind = Literal[
    "heading-at-foot",
    "widow-orphan",
    "wide-table",
    "line-overflow",
    "contents-line",
    "off-grid",
    "cover-words",
    "off-page",
    "hidden-words",
    "lost-words",
]


@dataclass(frozen=True)
class Fault:
    """Something that is not well set on a page, and the words at which it stands."""

    kind: FaultKind
    words: str


@dataclass(frozen=True)
class MappedPage:
    """One page: its kind, size in pt, anchors with their (x, y) in pt from the top left corner,
    bookmarks, pictures and faults; how much of its text block is filled (0 to 1), the anchors that
    its links lead to, its first words, the first words of each figure and table by anchor, whether
    page numbers in it are left open, and where what is marked stands: the number of a stretch of
    its section, and a box (x, y, width, height) in pt, the outer ones first. `lines` is how many
    lines of the grid it has, `depth` how many of them are taken, its footnotes among them; `loose`
    the first words of the paragraphs ending on it that could be a line shorter."""

    kind: PageKind
    width: float
    height: float
    anchors: dict[str, tuple[float, float]]
    bookmarks: tuple[Bookmark, ...]
    pictures: tuple[Picture, ...] = ()
    faults: tuple[Fault, ...] = ()
    filled: float = 1.0
    leads_to: tuple[str, ...] = ()
    words: str = ""
    figures: dict[str, str] = field(default_factory=dict)
    is_open: bool = False
    lines: float = 0.0
    depth: float = 0.0
    loose: tuple[str, ...] = ()
    stands: tuple[tuple[int, float, float, float, float], ...] = ()


@dataclass(frozen=True)
class PageMap:
    """The pages of one galley, in order; `is_fixed`: its page references can't be left open."""

    pages: tuple[MappedPage, ...]
    is_fixed: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> PageMap:
        return cls(
            tuple(
                MappedPage(
                    kind=page["kind"],
                    width=page["width"],
                    height=page["height"],
                    anchors={name: (x, y) for name, (x, y) in page["anchors"].items()},
                    bookmarks=tuple(Bookmark(**mark) for mark in page["bookmarks"]),
                    pictures=tuple(Picture(**picture) for picture in page["pictures"]),
                    faults=tuple(Fault(**fault) for fault in page["faults"]),
                    filled=page["filled"],
                    leads_to=tuple(page["leads_to"]),
                    words=page["words"],
                    figures=page["figures"],
                    is_open=page["is_open"],
                    lines=page["lines"],
                    depth=page["depth"],
                    loose=tuple(page["loose"]),
                    stands=tuple(tuple(box) for box in page["stands"]),
                )
                for page in value["pages"]
            ),
            value["is_fixed"],
        )


@dataclass(frozen=True)
class Leaf:
    """One page of the bound book: the section and galley page it shows, its printed label.

    `page` is None for the blank that lets the next section start recto. `folio` is the
    number behind the label, `style` the way it is written: front pages are `roman`,
    the others `arabic`; a cover has `cover`.
    """

    section: str
    page: int | None
    folio: int
    style: Literal["roman", "arabic", "cover"]

    @property
    def label(self) -> str:
        return roman(self.folio) if self.style == "roman" else str(self.folio)


@dataclass(frozen=True)
class Spot:
    """Where an anchor lies in the bound book: leaf index from 0, and (x, y) in pt from the top."""

    leaf: int
    x: float
    y: float


class BookMap:
    """The page maps of all sections laid end to end."""

    def __init__(self, leaves: list[Leaf], maps: dict[str, PageMap]) -> None:
        self.leaves = leaves
        self.maps = maps
        self.spots: dict[str, Spot] = {}
        for index, leaf in enumerate(leaves):
            if leaf.page is not None:
                for anchor, (x, y) in maps[leaf.section].pages[leaf.page].anchors.items():
                    self.spots.setdefault(anchor, Spot(index, x, y))

    def label(self, anchor: str) -> str | None:
        """The printed page label of an anchor; None when the book has no such anchor."""
        spot = self.spots.get(anchor)
        return None if spot is None else self.leaves[spot.leaf].label

    def is_like(self, other: BookMap) -> bool:
        """Whether all things stand on the same leaves as in another map, and in the same order."""
        return self.leaves == other.leaves and self._in_order() == other._in_order()

    def _in_order(self) -> list[tuple[int, set[str]]]:
        """The anchors on the leaves from top to bottom; those in one place together."""
        places = sorted((spot.leaf, spot.y, spot.x, name) for name, spot in self.spots.items())
        alike = groupby(places, key=lambda place: place[:3])
        return [(leaf, {name for *_, name in there}) for (leaf, _, _), there in alike]

    def agrees_with(self, guess: BookMap) -> bool:
        """Whether what was made from a guess is right: it has the same leaves, and what it knows
        lies on the same of them."""
        return self.leaves == guess.leaves and all(
            guess.spots[anchor].leaf == spot.leaf
            for anchor, spot in self.spots.items()
            if anchor in guess.spots
        )


@dataclass(frozen=True)
class Diagnostic:
    """What WeasyPrint could not do while it typeset a section, without the book's folder.

    `picture` is the file that can't be shown, and `inside` the drawing that names it; otherwise
    it is the rule at a line and column of a style sheet. `reason` is a catalog message, or words.
    """

    reason: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)
    picture: str = ""
    inside: str = ""
    sheet: str = ""
    line: int = 0
    column: int = 0
