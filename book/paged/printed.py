"""What is printed where in a bound book, as plain data that can be kept."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

from pypdfium2 import PdfDocument

from book.paged.book_binding import bound
from book.paged.session import Session
from book.paged.typeset_book import TypesetBook
from book.pagemap import BookMap
from book.rounds.page_text import PageText
from book.rounds.pages import Pages, Printed, PrintedPage
from book.sections.section import Section


def pages_now(book: TypesetBook, session: Session) -> Pages:
    """What is printed where in a book as it is."""
    content = io.BytesIO()
    binding = replace(bound(book, session), fill=None, stamps={}, furniture={})
    binding.bare().save(content)
    return printed_pages(book.book_map, book.sections, content.getvalue())


def printed_pages(
    book_map: BookMap, sections: Iterable[Section], pdf: bytes, numbered: str = ""
) -> Pages:
    """The pages of a bound book and what of its files is printed on them. Paragraphs are numbered
    whose anchors begin with `numbered`."""
    stretches = {section.id: section.stretches for section in sections}
    letters = _letters(pdf)
    pages, printed = [], []
    for index, leaf in enumerate(book_map.leaves):
        whole = book_map.maps[leaf.section].pages[leaf.page or 0]
        if leaf.page is None:
            pages.append(PrintedPage(leaf.label, leaf.section, whole.height))
            continue
        spots = whole.anchors.items() if numbered else ()
        tops = (y for name, (_, y) in spots if name.startswith(numbered))
        pages.append(
            PrintedPage(
                label=leaf.label,
                section=leaf.section,
                height=whole.height,
                paragraphs=tuple(sorted(round(top, 2) for top in tops)),
                letters=letters[index],
            )
        )
        known = stretches.get(leaf.section, ())
        for number, x, y, width, height in whole.stands:
            if number < len(known):
                stretch = known[number]
                box = (round(x, 2), round(y, 2), round(width, 2), round(height, 2))
                place = stretch.place
                printed.append(
                    Printed(
                        file=place.file,
                        line=place.line,
                        last=stretch.last,
                        leaf=index,
                        box=box,
                        cell=place.cell,
                    )
                )
    return Pages(tuple(pages), tuple(printed))


def _letters(pdf: bytes) -> list[str]:
    """The letters of each page of a PDF."""
    found = []
    with PdfDocument(pdf) as opened:
        for page in opened:
            found.append(PageText.of(page).letters)
            page.close()
    return found
