"""Rules on facing pages and the grid of their lines, and on how pages fill signatures; they find
nothing where the book was not typeset."""

from __future__ import annotations

from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.check.pages import not_typeset
from book.errors import Mistake
from book.pagemap import BookMap, Leaf, MappedPage

#: Feet of facing pages differ by no more lines.
_UNEVEN = 1.05
#: The least of a page that its text should fill, but for a section's last.
_LEAST = 0.9
#: So many pages over a whole number of signatures, as a share of one, are worth being saved.
_FEW = 0.25
#: A section that ends with more lines on a page of its own is not shortened by a page.
_MOST_LINES = 12

_Page = tuple[Leaf, MappedPage]


def _flowing(context: CheckContext) -> dict[int, _Page]:
    """The pages of chapters and appendices whose text goes on overleaf, by the index of their
    leaf."""
    found: dict[int, _Page] = {}
    before: tuple[int, _Page] | None = None
    book_map = context.book_map
    manuscript = context.manuscript
    wanted = {chapter.id for chapter in manuscript.chapters}
    wanted |= {appendix.id for appendix in manuscript.appendices}
    for index, leaf in enumerate(book_map.leaves if book_map else ()):
        if book_map is None or leaf.page is None or leaf.section not in wanted:
            continue
        page = book_map.maps[leaf.section].pages[leaf.page]
        if page.kind != "text":
            if page.kind == "opening":
                before = index, (leaf, page)
            continue
        if before is not None and before[1][0].section == leaf.section:
            found[before[0]] = before[1]
        before = index, (leaf, page)
    return {index: page for index, page in found.items() if page[1].lines}


@rule("uneven-feet", unless=not_typeset)
def uneven_feet(context: CheckContext) -> Iterator[Mistake]:
    """The text of facing pages ends more than one line apart, though no section ends there: what
    follows is too high for the rest of the page, and can't move."""
    flowing = _flowing(context)
    for index, (leaf, page) in flowing.items():
        if index % 2 == 0 or index + 1 not in flowing:
            continue
        other, facing = flowing[index + 1]
        apart = abs(page.depth - facing.depth)
        if apart > _UNEVEN and leaf.section == other.section:
            shorter = page if page.depth < facing.depth else facing
            yield Mistake(
                context.manuscript.place_of_words(leaf.section, shorter.words),
                "pages {page} and {other} end {count} lines apart",
                "Move a figure or a table on them by a paragraph, or make it smaller.",
                {"page": leaf.label, "other": other.label, "count": round(apart)},
            )


@rule("short-page", unless=not_typeset)
def short_page(context: CheckContext) -> Iterator[Mistake]:
    """A page is less than nine tenths full, though its section goes on: what follows is too high
    for it, and can't move."""
    for leaf, page in _flowing(context).values():
        if page.depth < _LEAST * page.lines:
            yield Mistake(
                context.manuscript.place_of_words(leaf.section, page.words),
                "page {page} has {count} lines, of {lines}",
                "Move a figure or a table behind it by a paragraph, or make it smaller.",
                {"page": leaf.label, "count": int(page.depth + 0.5), "lines": int(page.lines)},
            )


@rule("signature", unless=not_typeset)
def signature(context: CheckContext) -> Iterator[Mistake]:
    """The inside has a few pages more than fill the signatures of the printing house (`signature`
    of `paper` in book.yaml): the last one is nearly all blank, and is paid for. Told are sections
    that end with a few lines on a page of their own, and paragraphs in them that can be set in a
    line less when a word is taken out."""
    size, book_map = context.manuscript.config.paper.signature, context.book_map
    if not size or book_map is None:
        return
    pages = inside(book_map)
    over = pages % size
    if 0 < over <= size * _FEW:
        room = "; ".join(_room(context, book_map))
        yield Mistake(
            context.manuscript.place("book.yaml", "paper", "signature"),
            "{over} pages over {whole}, which make {count} signatures of {size}",
            "These paragraphs have room for a line less: {room}."
            if room
            else "Shorten a section that ends with a few lines on a page of its own.",
            {
                "over": over,
                "whole": pages - over,
                "count": pages // size,
                "size": size,
                "room": room,
            },
        )


def inside(book_map: BookMap) -> int:
    """How many pages the inside of a book has: all but its cover's."""
    return sum(leaf.style != "cover" for leaf in book_map.leaves)


def _room(context: CheckContext, book_map: BookMap) -> Iterator[str]:
    """The lines of files at which paragraphs stand that could be shorter, and save a page."""
    for section, page_map in book_map.maps.items():
        pages = [page for page in page_map.pages if page.kind == "text"]
        if not pages or pages[-1].depth > _MOST_LINES:
            continue
        places = sorted(
            {
                context.manuscript.place_of_words(section, words)
                for page in page_map.pages
                for words in page.loose
            }
        )
        if len(places) >= pages[-1].depth:
            lines = ", ".join(str(place.line) for place in places)
            yield f"{places[0].file}: {lines}"
