"""Booklets: the pages of a finished PDF, two a side, for folding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from book.errors import RequestError
from book.paged.pdf.blank import add_blank_page
from book.paged.pdf.imposition import (
    SIGNATURES,
    Binding,
    Flip,
    Page,
    Sheet,
    Side,
    creep_shift,
    sheets,
    signatures,
)
from book.paged.pdf.marks import Mark, drawn_marks
from book.paged.pdf.metadata import About, archive, is_archival
from book.paged.pdf.paper import Spread, spread_on
from book.themes.styles import PT_PER_MM

CoverOption = Literal["in", "out", "own"]
Printing = Literal["duplex", "fronts", "backs"]
#: Above so many pages one stapled booklet is too thick to fold; signatures of so many are made.
_THICK, _USUAL_SIGNATURE = 64, 16


@dataclass(frozen=True)
class BookletOptions:
    """How a booklet is made: the pages of a signature, `all` for one booklet of all sheets, None
    for what can be folded; creep in mm."""

    paper: str | None = None
    fit: bool = False
    signature: int | Literal["all"] | None = None
    fill: bool = False
    cover: CoverOption = "in"
    creep: float = 0.0
    flip: Flip = "short"
    single: bool = False
    marks: frozenset[Mark] = frozenset()

    def check(self) -> None:
        """Raise RequestError where an option can't be."""
        if isinstance(self.signature, int) and self.signature not in SIGNATURES:
            raise RequestError(
                "a signature has 4, 8, 12, 16, … or 32 pages, not {pages}: four for each sheet",
                pages=self.signature,
            )
        if not 0 <= self.creep <= 2:
            raise RequestError("creep is the thickness of the paper in mm, such as 0.1")


@dataclass(frozen=True)
class Source:
    """The pages that are imposed: a PDF, the indexes of its pages; the first ones may be the front
    of a cover, the last ones its back.

    `inner` is the width of the inner margin in mm.
    """

    pdf: Pdf
    pages: tuple[int, ...]
    cover: tuple[int, ...] = ()
    back: tuple[int, ...] = ()
    binding: Binding = "left"
    inner: float = 0.0
    title: str = ""
    language: str = "en"

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the trimmed pages in mm."""
        x1, y1, x2, y2 = (float(v) for v in self.pdf.pages[self.pages[0]].trimbox)
        return abs(x2 - x1) / PT_PER_MM, abs(y2 - y1) / PT_PER_MM


@dataclass(frozen=True)
class Imposed:
    """A booklet worked out, not yet written."""

    source: Source
    options: BookletOptions
    spread: Spread
    sheets: tuple[Sheet, ...]
    #: How many sheets each signature has.
    sheets_in: tuple[int, ...]

    def shift(self, sheet: Sheet) -> float:
        """How far the pages of a sheet move towards the fold, in mm on the paper."""
        return creep_shift(sheet.depth, self.options.creep)


def imposed(source: Source, options: BookletOptions) -> Imposed:
    """The sheets of a booklet. Raises RequestError for what can't be made."""
    options.check()
    spread = spread_on(source.page_size, options.paper, options.fit)
    round_it = (*source.cover, *source.back)
    inside = tuple(p for p in source.pages if p not in round_it)
    if not inside:
        raise RequestError("there are no pages to print but the cover")
    parts: list[tuple[Page, ...]] = []
    if options.cover == "own" and round_it:
        parts.append((*_two(source.cover), *_two(source.back, at_end=True)))
    signature = options.signature
    if signature is None and len(source.pages) > _THICK:
        signature = _USUAL_SIGNATURE
    size = signature if isinstance(signature, int) else None
    front, back = (source.cover, source.back) if options.cover == "in" else ((), ())
    parts.extend(signatures((*front, *inside), size, options.fill, last=back))
    made = sheets(parts, source.binding, options.flip)
    counts = tuple(len(part) // 4 for part in parts)
    most = creep_shift(max(counts) - 1, options.creep)
    if most >= source.inner * spread.scale:
        raise RequestError(
            "the creep of {creep} mm moves the innermost pages by {shift} mm, more than the inner "
            "margin of {inner} mm; take smaller signatures or the paper's true thickness",
            creep=f"{options.creep:g}",
            shift=f"{most:.1f}",
            inner=f"{source.inner * spread.scale:.1f}",
        )
    return Imposed(source, options, spread, tuple(made), counts)


def _two(pages: tuple[int, ...], at_end: bool = False) -> tuple[Page, Page]:
    """The two pages of a leaf of the cover; what it has not is blank."""
    blank: tuple[Page, ...] = (None,) * (2 - len(pages))
    first, second = (*blank, *pages) if at_end else (*pages, *blank)
    return first, second


def booklet_pdf(booklet: Imposed, printing: Printing) -> Pdf:
    """The booklet's sides in the order in which they are printed."""
    pdf = Pdf.new()
    forms: dict[int, pikepdf.Object] = {}
    for sheet in booklet.sheets:
        faces = {
            "duplex": (sheet.front, sheet.back),
            "fronts": (sheet.front,),
            "backs": (sheet.back,),
        }[printing]
        for side in faces:
            _add_side(pdf, booklet, sheet, side, forms)
    # No viewer's scaling, and the duplex setting of the options, where a viewer heeds them.
    edge = Name.DuplexFlipShortEdge if booklet.options.flip == "short" else Name.DuplexFlipLongEdge
    preferences = Dictionary(PrintScaling=Name("/None"), DisplayDocTitle=True)
    if printing == "duplex":
        preferences.Duplex = edge
    pdf.Root.ViewerPreferences = preferences
    source = booklet.source
    archive(pdf, About(source.title, source.language), "B" if is_archival(source.pdf) else "")
    return pdf


def _add_side(
    pdf: Pdf, booklet: Imposed, sheet: Sheet, side: Side, forms: dict[int, pikepdf.Object]
) -> None:
    spread, source = booklet.spread, booklet.source
    page = add_blank_page(pdf, spread.width * PT_PER_MM, spread.height * PT_PER_MM)
    shift = booklet.shift(sheet)
    drawn: list[str] = []
    half, wide = spread.width / 2, spread.page_width
    # Halves as one sees them when the pages stand upright; `turn` then turns the whole side.
    left, right = (side.right, side.left) if side.turned else (side.left, side.right)
    for number, x, edge in ((left, half - wide + shift, half - wide), (right, half - shift, half)):
        if number is None:
            continue
        original = source.pdf.pages[number]
        if not _has_content(original):
            continue
        if number not in forms:
            forms[number] = pdf.copy_foreign(original.as_form_xobject())
        name = page.add_resource(forms[number], Name.XObject, Name(f"/Page{number}"))
        x0, y0 = float(original.trimbox[0]), float(original.trimbox[1])
        scale = spread.scale
        drawn.append(
            f"q {_pt(edge)} {_pt(spread.foot)} {_pt(wide)} {_pt(spread.page_height)} re W n "
            f"{scale:.5f} 0 0 {scale:.5f} {_pt(x)} {_pt(spread.foot)} cm "
            f"1 0 0 1 {-x0:.3f} {-y0:.3f} cm {name} Do Q"
        )
    last = booklet.sheets_in[sheet.signature] - 1
    drawn += drawn_marks(
        spread,
        booklet.options.marks,
        sheet.signature,
        outer=sheet.depth == 0 and side is sheet.front,
        inner=sheet.depth == last and side is sheet.back,
    )
    turn = f"-1 0 0 -1 {_pt(spread.width)} {_pt(spread.height)} cm " if side.turned else ""
    page.contents_add(f"q {turn}{' '.join(drawn)} Q".encode())


def _has_content(page: pikepdf.Page) -> bool:
    """Whether anything is drawn on a page: a form of nothing could not be read."""
    content = page.get("/Contents", Array())
    parts = content if isinstance(content, Array) else [content]
    return any(int(part.get("/Length", 1)) for part in parts)


def _pt(mm: float) -> str:
    return f"{mm * PT_PER_MM:.3f}"


def chosen_pages(labels: Sequence[str], wanted: str) -> tuple[int, ...]:
    """The pages of a run such as `1-16`, `v-12` or `7`, by their printed labels.

    Raises RequestError where a label is not in the book.
    """
    first, _, last = (part.strip() for part in wanted.replace("\N{EN DASH}", "-").partition("-"))
    where = {label: index for index, label in reversed(list(enumerate(labels)))}
    for label in (first, last or first):
        if label not in where:
            raise RequestError(
                "the book has no page “{label}”; its pages are {first} to {last}",
                label=label,
                first=labels[0],
                last=labels[-1],
            )
    start, end = where[first], where[last or first]
    if end < start:
        raise RequestError("page {last} comes before page {first}", first=first, last=last)
    return tuple(range(start, end + 1))
