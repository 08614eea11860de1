"""Booklets: the pages of the book, of a part of it or of another PDF, two a side, for folding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from book.editions.booklet_files import write_booklet
from book.editions.booklet_input import built_source, handout_source, pdf_source
from book.editions.edition import BookSource, option
from book.editions.made import Made, MadeFile
from book.errors import RequestError, Said
from book.paged.pdf.booklet import BookletOptions, CoverOption, Source, imposed
from book.paged.pdf.imposition import Flip
from book.paged.pdf.marks import MARKS, Mark


def _signature(text: str) -> int | Literal["all"]:
    if text == "all":
        return "all"
    if not (text.isascii() and text.isdecimal()):
        raise RequestError("“{text}” is neither a number of pages nor “all”", text=text)
    return int(text)


def _marks(text: str) -> frozenset[Mark]:
    wanted = {part.strip() for part in text.split(",") if part.strip()}
    if "all" in wanted:
        return frozenset(MARKS)
    for name in sorted(wanted):
        if name not in MARKS:
            raise RequestError(
                "there is no mark “{name}”; there are: {known}", name=name, known=", ".join(MARKS)
            )
    return frozenset(mark for mark in MARKS if mark in wanted)


@dataclass(frozen=True)
class BookletRequest:
    """What is imposed, and how; `pdf` is another PDF than the book's."""

    pdf: Path | None = option(
        None,
        "--from",
        "Impose this PDF; without it the book is built, and imposed.",
        parse=Path,
        metavar="FILE",
    )
    pages: str | None = option(
        None,
        "--pages",
        "Only a run of pages, by their printed numbers: 1-16, v-12.",
        metavar="PAGES",
    )
    chapter: str | None = option(
        None, "--chapter", "Only the chapter or appendix of this id.", metavar="ID"
    )
    handout: str | None = option(
        None, "--handout", "The handout of the chapter or appendix of this id.", metavar="ID"
    )
    paper: str | None = option(
        None,
        "--paper",
        "A4, A3, SRA3 … or WxH in mm; the smallest that holds two pages.",
        metavar="SIZE",
    )
    fit: bool = option(False, "--fit", "Make the pages smaller where the paper is too small.")
    signature: int | Literal["all"] | None = option(
        None,
        "--signature",
        "Pages of a signature (4, 8, 12, 16 … 32), or all in one; all up to 64 pages, then 16.",
        metavar="PAGES|all",
        parse=_signature,
    )
    fill: bool = option(False, "--fill", "Fill the last signature with blanks to its full size.")
    cover: CoverOption = option(
        "in",
        "--cover",
        "The cover among the pages, left out, or on a sheet of its own.",
        choices=("in", "out", "own"),
    )
    creep: float = option(0.0, "--creep", "The paper's thickness.", metavar="MM")
    flip: Flip = option(
        "short",
        "--flip",
        "The edge about which the printer turns a sheet.",
        choices=("short", "long"),
    )
    single: bool = option(False, "--single", "Fronts and backs in two files, without duplex.")
    marks: frozenset[Mark] = option(
        frozenset(),
        "--marks",
        "fold, staple, cut, signature (several with commas), or all.",
        metavar="LIST",
        parse=_marks,
    )

    def __post_init__(self) -> None:
        self.booklet.check()
        if sum(value is not None for value in (self.pdf, self.chapter, self.handout)) > 1:
            raise RequestError("say one of --from, --chapter and --handout")
        if self.pages and self.chapter:
            raise RequestError("say --pages or --chapter, not both")

    @property
    def booklet(self) -> BookletOptions:
        """How the pages are imposed."""
        return BookletOptions(
            paper=self.paper,
            fit=self.fit,
            signature=self.signature,
            fill=self.fill,
            cover=self.cover,
            creep=self.creep,
            flip=self.flip,
            single=self.single,
            marks=self.marks,
        )


class Booklet:
    """Two pages on a side, for folding into a booklet or signatures."""

    name = "booklet"
    options = BookletRequest
    makes_folder = False

    def make(self, source: BookSource, output: Path | None, options: BookletRequest) -> Made:
        """Write the booklet beside what it is made of, with a text that tells how to print it."""
        base, pages = self._pages(source, options)
        made = imposed(pages, options.booklet)
        chosen = options.chapter or options.pages
        part = f"-{chosen}" if chosen else ""
        path = output or base.with_name(f"{base.stem}{part}-booklet.pdf")
        spoken = source.language
        files = tuple(MadeFile(written) for written in write_booklet(made, path, spoken))
        sheets = len(made.sheets)
        return Made(
            files,
            notes=(Said("Sheets: {count} for one copy.", {"count": sheets}),),
            is_lasting=False,  # it may be of a PDF elsewhere, and is quickly made
        )

    @staticmethod
    def _pages(source: BookSource, options: BookletRequest) -> tuple[Path, Source]:
        if options.pdf is not None:
            return options.pdf, pdf_source(options.pdf, options.pages)
        if options.handout is not None:
            return handout_source(source, options.pages, options.handout)
        return built_source(source, options.pages, options.chapter)


EDITION = Booklet()
