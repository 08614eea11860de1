"""What a booklet is imposed from: a finished PDF, or the book of a folder."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Pdf

from book.editions.edition import BookSource
from book.errors import RequestError
from book.manuscript.folder import known_id
from book.paged.pdf.booklet import Source, chosen_pages
from book.themes.styles import PT_PER_MM

# What typesets takes as long to import as to impose; it is asked for where no book is at hand.
if TYPE_CHECKING:
    from book.paged.pdf.binding import Binding

#: The inner margin of a PDF that is not our own, as a share of the page's width.
_USUAL_INNER = 0.1
_NUMBER = re.compile(r"[ivxlcdm]+|\d+", re.IGNORECASE)


def pdf_source(path: Path, pages: str | None = None) -> Source:
    """The pages of a PDF; its labels tell which of them are a cover.

    Raises RequestError where the PDF can't be read.
    """
    try:
        pdf = Pdf.open(path)
    except FileNotFoundError:
        raise RequestError("there is no file {path}", path=path) from None
    except pikepdf.PasswordError:
        raise RequestError(
            "{path} is locked with a password; save it without one first", path=path
        ) from None
    except (OSError, pikepdf.PdfError) as error:
        raise RequestError(
            "{path} is not a PDF that can be read: {reason}", path=path, reason=error
        ) from None
    if not len(pdf.pages):
        raise RequestError("{path} has no pages", path=path)
    return _source(pdf, pages, path.stem)


def _source(pdf: Pdf, pages: str | None, title: str, inner: float | None = None) -> Source:
    labels = [page.label for page in pdf.pages]
    chosen = chosen_pages(labels, pages) if pages else tuple(range(len(labels)))

    def is_unnumbered(page: int) -> bool:
        return not _NUMBER.fullmatch(labels[page])

    cover = tuple(takewhile(is_unnumbered, chosen))
    back = tuple(takewhile(is_unnumbered, reversed(chosen)))[::-1]
    if len(cover) == len(chosen):
        cover = back = ()
    preferences = pdf.Root.get("/ViewerPreferences")
    right = preferences is not None and str(preferences.get("/Direction", "")) == "/R2L"
    width = float(pdf.pages[0].trimbox[2]) - float(pdf.pages[0].trimbox[0])
    return Source(
        pdf,
        pages=chosen,
        # A cover has two leaves; of longer runs the labels mean something else.
        cover=cover if len(cover) <= 2 else (),
        back=back if len(back) <= 2 else (),
        binding="right" if right else "left",
        inner=width / PT_PER_MM * _USUAL_INNER if inner is None else inner,
        title=str(pdf.docinfo.get("/Title", title)),
        language=str(pdf.Root.get("/Lang", "en")),
    )


def built_source(
    book_source: BookSource, pages: str | None, chapter: str | None
) -> tuple[Path, Source]:
    """The book of a folder, made but not written where it is not at hand already: where its PDF
    belongs, and the wanted pages."""
    if last := book_source.at_hand("screen"):
        source = _source(Pdf.open(last.path), pages, "", last.inner)
        if chapter:
            wanted = known_id(list(last.sections), chapter)
            title, chosen = last.sections[wanted]
            source = replace(source, pages=chosen, cover=(), back=(), title=title)
        return last.path, source
    from book.paged.book_binding import bound

    book = book_source.pages
    pdf = _made(bound(book, book_source.session))
    source = _source(pdf, pages, book.manuscript.config.title, book.style.geometry.inner)
    if chapter:
        wanted = known_id([s.id for s in book.sections if s.title], chapter)
        title = book.section(wanted).title
        source = replace(source, pages=book.leaves_of(wanted), cover=(), back=(), title=title)
    return book.pdf_path(), source


def handout_source(book_source: BookSource, pages: str | None, chapter: str) -> tuple[Path, Source]:
    """The handout of a chapter, made but not written: where its PDF belongs, and its pages."""
    from book.editions.handouts import HandoutMaker, handout_ids, handout_path

    book = book_source.pages
    wanted = known_id(handout_ids(book), chapter)
    maker = HandoutMaker.of(book, None, with_cover=False)
    pdf = _made(maker.bindings([wanted], book_source.session)[wanted])
    return handout_path(book, wanted), _source(pdf, pages, wanted, book.style.geometry.inner)


def _made(binding: Binding) -> Pdf:
    """What is bound, as a PDF in memory."""
    made = io.BytesIO()
    binding.save(made)
    made.seek(0)
    return Pdf.open(made)
