"""Papers that go with a book and are no part of it: lists and slips, in the book's own look."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from book.editions.edition import BookSource
from book.errors import Place
from book.paged.book_binding import about, photographs_for
from book.paged.furniture import strips_of
from book.paged.open_pdfs import to_be_opened
from book.paged.pdf.binding import Binding
from book.paged.session import furniture_for, galley_job, map_of, typeset
from book.sections.section import Section
from book.sources import CONFIG
from book.text.tree import Element
from book.themes.styles import Style, geometry_of, style_of


def paper_style(source: BookSource, trim: tuple[float, float], size: float | None = None) -> Style:
    """The book's look for a paper (mm), with type of a size in pt where one is given."""
    look = source.manuscript.look
    return style_of(source.folder, geometry_of(look, trim, size), look)


def paper(
    source: BookSource, tree: Element, title: str, style: Style, numbered: bool = True
) -> Binding:
    """A tree typeset and bound, with page numbers where they are wanted. Raises BookError."""
    book, session = source.pages, source.session
    section = Section("paper", "paper", tree, title=title)
    job = galley_job(tree, source.folder, style, Place(CONFIG))
    galleys = typeset({section.id: job}, style, session)
    leaves = map_of([section], galleys)
    config = source.manuscript.config
    strips = {
        index: strips_of(leaves, index, config.binding, {}, "") if numbered else []
        for index in range(len(leaves.leaves))
    }
    stamps, sheets = furniture_for(strips, style, config, session)
    of_book = about(book)
    return Binding(
        book_map=leaves,
        galleys={name: partial(session.open_pdfs.pdf, g) for name, g in galleys.items()},
        furniture=to_be_opened(sheets),
        stamps=stamps,
        depths={section.id: 0},
        about=replace(of_book, title=f"{title} – {of_book.title}"),
        link_words=str,
        cover_label="",
        fill=photographs_for(book, session),
    )
