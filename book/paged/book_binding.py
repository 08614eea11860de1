"""Binding a settled book: its galleys, its furniture and what the PDF says of it."""

from __future__ import annotations

import io
from functools import partial

from book.errors import Place
from book.paged.furniture import heads_of, strips_on
from book.paged.keys import rendition_key
from book.paged.open_pdfs import to_be_opened
from book.paged.pdf.binding import Binding
from book.paged.pdf.metadata import About
from book.paged.pdf.photographs import Fill
from book.paged.session import Session, furniture_for
from book.paged.typeset_book import TypesetBook
from book.photos.colours import PressProfile, Use
from book.photos.prepared import Prepared


def bound(
    book: TypesetBook, session: Session, use: Use = "screen", press: PressProfile | None = None
) -> Binding:
    """The binding of a whole book, furniture made, ready to be saved; its photographs are made
    ready for a use, with the profile of a press where it is that."""
    config = book.manuscript.config
    strips = strips_on(book.book_map, book.sections, config)
    heads = heads_of(book.sections, config)
    stamps, sheets = furniture_for(strips, book.style, config, session, heads)
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
        fill=photographs_for(book, session, use, press),
    )


def pdf_of(book: TypesetBook, session: Session) -> bytes:
    """The PDF of a whole book for the screen."""
    stream = io.BytesIO()
    bound(book, session).save(stream)
    session.open_pdfs.keep(book.galleys.values())
    return stream.getvalue()


def photographs_for(
    book: TypesetBook, session: Session, use: Use = "screen", press: PressProfile | None = None
) -> Fill:
    """Makes the photographs of a book ready when they are bound."""
    manuscript = book.manuscript

    def place_of(name: str) -> Place:
        places = (manuscript.place_of_picture(section.id, name) for section in book.sections)
        return next((place for place in places if place), Place(name))

    prepared = Prepared(
        folder=manuscript.folder,
        use=use,
        keeper=session.store,
        key_of=rendition_key,
        place_of=place_of,
        press=press,
    )
    return prepared.renditions


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
