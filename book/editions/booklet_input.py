"""What a booklet is imposed from: a finished PDF, or the book of a folder."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import pikepdf
from pikepdf import Pdf

from book.editions.booklet import Source, chosen_pages
from book.editions.handouts import HandoutMaker, handout_ids, handout_path
from book.editions.screen import bound, typeset_book
from book.errors import RequestError
from book.paged.last_build import recall
from book.paged.pdf.binding import Binding
from book.paged.session import Session
from book.themes.styles import PT_PER_MM

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
    cover = tuple(n for n in chosen if not _NUMBER.fullmatch(labels[n]))
    if len(cover) == len(chosen):
        cover = ()
    preferences = pdf.Root.get("/ViewerPreferences")
    right = preferences is not None and str(preferences.get("/Direction", "")) == "/R2L"
    width = float(pdf.pages[0].trimbox[2]) - float(pdf.pages[0].trimbox[0])
    return Source(
        pdf,
        chosen,
        cover,
        "right" if right else "left",
        width / PT_PER_MM * _USUAL_INNER if inner is None else inner,
        str(pdf.docinfo.get("/Title", title)),
        str(pdf.Root.get("/Lang", "en")),
    )


def built_source(
    folder: Path, pages: str | None, chapter: str | None, session: Session
) -> tuple[Path, Source]:
    """The book of a folder, made but not written where it is not at hand already: where its PDF
    belongs, and the wanted pages."""
    if last := recall(session.store, folder, None):
        source = _source(Pdf.open(last.path), pages, "", last.inner)
        if chapter:
            wanted = section_of(list(last.sections), chapter)
            title, chosen = last.sections[wanted]
            source = replace(source, pages=chosen, cover=(), title=title)
        return Path(last.path), source
    book = typeset_book(folder, session)
    pdf = _made(bound(book, session))
    source = _source(pdf, pages, book.manuscript.config.title, book.style.geometry.inner)
    if chapter:
        wanted = section_of([s.id for s in book.sections if s.title], chapter)
        leaves = enumerate(book.book_map.leaves)
        chosen = tuple(n for n, leaf in leaves if leaf.section == wanted and leaf.page is not None)
        source = replace(source, pages=chosen, cover=(), title=book.section(wanted).title)
    return book.pdf_path(), source


def handout_source(
    folder: Path, pages: str | None, chapter: str, session: Session
) -> tuple[Path, Source]:
    """The handout of a chapter, made but not written: where its PDF belongs, and its pages."""
    book = typeset_book(folder, session)
    wanted = section_of(handout_ids(book), chapter)
    pdf = _made(HandoutMaker.of(book, None, with_cover=False).bindings([wanted], session)[wanted])
    return handout_path(book, wanted), _source(pdf, pages, wanted, book.style.geometry.inner)


def _made(binding: Binding) -> Pdf:
    """What is bound, as a PDF in memory."""
    made = io.BytesIO()
    binding.save(made)
    made.seek(0)
    return Pdf.open(made)


def section_of(known: Sequence[str], chapter: str) -> str:
    """A chapter's id among those known; RequestError with the nearest id where it is not."""
    if chapter in known:
        return chapter
    near = get_close_matches(chapter, known, 1, 0.4)
    if near:
        raise RequestError(
            "there is no chapter “{chapter}”; did you mean “{near}”?", chapter=chapter, near=near[0]
        )
    raise RequestError(
        "there is no chapter “{chapter}”; there are: {known}",
        chapter=chapter,
        known=", ".join(known),
    )
