"""Furniture: the running heads and folios of all pages, set as strips to be laid over them.

A strip is as wide as the text block and two lines high. Page numbers in strips are open
references where the font lets them be: one strip stands for all pages of a side whose numbers have
as many digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from book.languages.numerals import roman
from book.manuscript.config import BookConfig
from book.paged.margin_years import drawn_years, years_of
from book.paged.page_reference import PAGE, PageReference
from book.pagemap import BookMap
from book.sections.section import Section
from book.text.tree import Element, element
from book.themes.styles import PT_PER_MM, PageGeometry

Side = Literal["left", "right"]
#: How many page numbers that are typeset stand on one sheet: few pages have roman ones.
_ROMAN_A_SHEET, _ARABIC_A_SHEET = 12, 50
#: How far from the edge of the page the years of a margin run, as a share of the margin.
_OUTWARDS = 0.38
#: As many digits have the page numbers of most books.
_DIGITS = 3


@dataclass(frozen=True)
class Strip:
    """One piece of furniture for pages of one side: a running head or a folio; beside the folio
    the page of the book that a handout's page is; in a proof, the number of a paragraph, and
    the words along the page; for a press, what the page is, beyond its trim; along the margin of
    a chapter, the years of its period among those of the whole book.

    `label` belongs into the words where PAGE stands; `folio` is the number behind a folio's.
    """

    role: Literal["head", "folio", "book", "number", "proof", "slug", "years"]
    side: Side
    words: str
    label: str = ""
    folio: int = 0

    @property
    def reference(self) -> PageReference:
        """What is printed; the anchor stands for the page that the strip is laid over."""
        return PageReference("page", self.label, self.words)

    @property
    def fixed(self) -> Strip:
        """The strip with its label written."""
        return Strip(self.role, self.side, self.words.replace(PAGE, self.label))

    @property
    def open(self) -> Strip:
        """The strip with noughts in place of its label's digits; fixed where it is no number."""
        if not self.label.isdigit():
            return self.fixed
        return replace(self, label="0" * len(self.label), folio=0)


@dataclass(frozen=True)
class StripSheet:
    """Strips that are typeset together, a page each, in this order."""

    strips: tuple[Strip, ...]

    def tree(self, language_tag: str) -> Element:
        pages = [
            element(
                "div",
                {"class": f"strip {s.role} {s.side}"},
                *(drawn_years(s.words) if s.role == "years" else ()),
                *(() if s.role == "years" else (element("p", {}, *s.reference.nodes()),)),
            )
            for s in self.strips
        ]
        head = element("head", {}, element("title", {}, "-"))
        body = element("body", {"class": "furniture"}, *pages)
        return element("html", {"lang": language_tag}, head, body)


def side_of(index: int, binding: str) -> Side:
    """The side of the leaf with this index; a book bound at the right begins on the left."""
    recto = index % 2 == 0
    return "right" if recto == (binding == "left") else "left"


def strips_of(
    book_map: BookMap, index: int, binding: str, heads: dict[str, str], title: str
) -> list[Strip]:
    """The furniture of one leaf: nothing on blanks and plates, no head on an opening.

    `heads` are the right-hand running heads by section; left-hand pages bear the book's title.
    """
    leaf = book_map.leaves[index]
    if leaf.page is None or leaf.style == "cover":
        return []
    kind = book_map.maps[leaf.section].pages[leaf.page].kind
    if kind in ("plate", "blank"):
        return []
    side = side_of(index, binding)
    strips = [Strip("folio", side, PAGE, leaf.label, leaf.folio)]
    words = title if index % 2 else heads.get(leaf.section, "")
    if kind == "text" and words:
        strips.append(Strip("head", side, words))
    return strips


def strips_on(
    book_map: BookMap, sections: Iterable[Section], config: BookConfig
) -> dict[int, list[Strip]]:
    """The furniture of each leaf."""
    sections = list(sections)
    heads = {s.id: s.head for s in sections}
    years = {s.id: words for s in sections if (words := years_of(s.period, config.occasion))}
    found = {}
    for index, leaf in enumerate(book_map.leaves):
        strips = strips_of(book_map, index, config.binding, heads, config.running_title)
        if leaf.section in years and any(strip.role == "head" for strip in strips):
            strips.append(Strip("years", side_of(index, config.binding), years[leaf.section]))
        found[index] = strips
    return found


def heads_of(sections: Iterable[Section], config: BookConfig) -> list[Strip]:
    """The running heads of all sections, those of which a section has no page to bear one too: the
    same sheets hold them, however many pages there are."""
    verso, recto = side_of(1, config.binding), side_of(0, config.binding)
    heads = dict.fromkeys((recto, section.head) for section in sections)
    sides_and_words = [(verso, config.running_title), *heads]
    return [Strip("head", side, words) for side, words in sides_and_words if words]


def sheets_for(strips: Iterable[Strip], binding: str, is_fixed: bool) -> list[StripSheet]:
    """Sheets that hold at least these strips, the same ones for much the same book.

    Strips with a number stand there open, or fixed where they shall be.
    """
    wanted = set(strips)
    folios = {s for s in wanted if s.role == "folio" and (is_fixed or not s.label.isdigit())}
    rest = {s.fixed if is_fixed else s.open for s in wanted - folios}
    sheets = [
        StripSheet(tuple(sorted(found, key=lambda s: (s.role, s.words, s.label, s.side))))
        for found in ({s for s in rest if not s.label}, _all_open(s for s in rest if s.label))
        if found
    ]
    for write, a_sheet in ((roman, _ROMAN_A_SHEET), (str, _ARABIC_A_SHEET)):
        last = max((s.folio for s in folios if s.label == write(s.folio)), default=0)
        for start in range(1, last + 1, a_sheet):
            numbers = range(start, start + a_sheet)
            sheets.append(
                StripSheet(
                    tuple(Strip("folio", side_of(n - 1, binding), write(n)) for n in numbers)
                )
            )
    # Where the first page that is counted is a left-hand one, numbers stand on the other sides.
    known = {strip for sheet in sheets for strip in sheet.strips}
    if elsewhere := {strip.fixed for strip in folios} - known:
        sheets.append(StripSheet(tuple(sorted(elsewhere, key=lambda s: (s.words, s.side)))))
    return sheets


def _all_open(strips: Iterable[Strip]) -> set[Strip]:
    """Open strips, those for the other side and for other numbers of digits with them."""
    sides: tuple[Side, Side] = ("left", "right")
    return {
        replace(strip, side=side, label="0" * digits)
        for strip in strips
        for side in sides
        for digits in range(1, max(_DIGITS, len(strip.label)) + 1)
    }


def position(strip: Strip, geometry: PageGeometry) -> tuple[float, float]:
    """Where a strip's lower left corner lies on its page, in pt from the page's lower left."""
    x = (geometry.outer if strip.side == "left" else geometry.inner) * PT_PER_MM
    if strip.role == "years":
        return _beside(strip.side, geometry)
    if strip.role == "head" and geometry.head == "top":
        below_top = geometry.top * PT_PER_MM - 0.9 * geometry.leading
        return x, geometry.height * PT_PER_MM - below_top
    return x, geometry.bottom * PT_PER_MM - geometry.folio * geometry.leading


def _beside(side: Side, geometry: PageGeometry) -> tuple[float, float]:
    """Where a strip begins that runs upwards in the outer margin, in pt."""
    outer, width = geometry.outer * PT_PER_MM, geometry.width * PT_PER_MM
    middle = outer * _OUTWARDS if side == "left" else width - outer * _OUTWARDS
    block = (geometry.height - geometry.top - geometry.bottom) * PT_PER_MM
    y = geometry.bottom * PT_PER_MM + (block - geometry.measure_pt) / 2
    return middle + geometry.leading, y
