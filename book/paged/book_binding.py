"""Binding a settled book: its galleys, its furniture and what the PDF says of it."""

from __future__ import annotations

from functools import partial

from book.paged.furniture import strips_on
from book.paged.open_pdfs import to_be_opened
from book.paged.pdf.binding import Binding
from book.paged.pdf.metadata import About
from book.paged.session import Session, furniture_for
from book.paged.typeset_book import TypesetBook


def bound(book: TypesetBook, session: Session) -> Binding:
    """The binding of a whole book, furniture made, ready to be saved."""
    config = book.manuscript.config
    strips = strips_on(book.book_map, book.sections, config)
    stamps, sheets = furniture_for(strips, book.style, config, session)
    return Binding(
        book_map=book.book_map,
        galleys={
            name: partial(session.open_pdfs.pdf, galley) for name, galley in book.galleys.items()
        },
        furniture=to_be_opened(sheets),
        stamps=stamps,
        depths={s.id: s.depth for s in book.sections if s.title or s.id == "title-page"},
        about=about(book),
        link_words=lambda label: book.language.say("Go to page {number}", number=label),
        cover_label=book.language.say("Cover"),
    )


def about(book: TypesetBook) -> About:
    """What the PDF's metadata say of a book."""
    config = book.manuscript.config
    return About(
        title=config.title,
        language=config.language,
        authors=config.authors or ((config.organisation,) if config.organisation else ()),
        subject=config.description or config.subtitle,
        keywords=config.keywords,
        right_bound=config.binding == "right",
    )
