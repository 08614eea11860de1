"""Rules on the typeset page; they find nothing where the book was not typeset."""

from __future__ import annotations

from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake, Said
from book.manuscript.reading import Manuscript
from book.pagemap import BookMap, Fault, FaultKind, Leaf, MappedPage

#: The least of a page that should be filled.
LEAST_FILLED = 0.2
#: So many lines may end a section on a page of their own.
_LEAST_LINES = 5
#: So many pages away from its mention a figure is still at hand: on the same spread or the next.
_NEAR = 2
_LEAST_DPI = 200


def not_typeset(context: CheckContext) -> Said | None:
    return None if context.book_map else Said("the book was not typeset")


def _pages(book_map: BookMap | None) -> Iterator[tuple[int, Leaf, MappedPage]]:
    for index, leaf in enumerate(book_map.leaves if book_map else ()):
        if book_map and leaf.page is not None:
            yield index, leaf, book_map.maps[leaf.section].pages[leaf.page]


def faults_of(context: CheckContext, kind: FaultKind) -> Iterator[tuple[Leaf, Fault]]:
    """What is not well set, of one kind, with the leaf on which it stands."""
    for _, leaf, page in _pages(context.book_map):
        yield from ((leaf, fault) for fault in page.faults if fault.kind == kind)


def _faults(context: CheckContext, kind: FaultKind, problem: str, cure: str) -> Iterator[Mistake]:
    for leaf, fault in faults_of(context, kind):
        yield Mistake(
            context.manuscript.place_of_words(leaf.section, fault.words),
            problem,
            cure,
            {"page": leaf.label, "words": fault.words},
        )


@rule("heading-at-foot", unless=not_typeset)
def heading_at_foot(context: CheckContext) -> Iterator[Mistake]:
    """A heading is the last thing on a page, and its text begins overleaf. The builder's styles
    keep headings with their text; a style of the book, or a table behind a heading, may not."""
    yield from _faults(
        context,
        "heading-at-foot",
        "page {page}: the heading “{words}” stands at the foot",
        "Change a few words before it, or let it begin a page.",
    )


@rule("widow-orphan", unless=not_typeset)
def widow_orphan(context: CheckContext) -> Iterator[Mistake]:
    """A single line of a paragraph stands alone at the head or the foot of a page."""
    yield from _faults(
        context,
        "widow-orphan",
        "page {page}: a single line of “{words}” stands alone",
        "Change a few words of the paragraph, or of one before it.",
    )


@rule("wide-table", unless=not_typeset)
def wide_table(context: CheckContext) -> Iterator[Mistake]:
    """A table is wider than the text block. Take columns out, shorten their heads, or split it."""
    yield from _faults(
        context,
        "wide-table",
        "page {page}: the table “{words}” is wider than the page",
        "Shorten the heads of its columns, or split it.",
    )


@rule("line-overflow", unless=not_typeset)
def line_overflow(context: CheckContext) -> Iterator[Mistake]:
    """A line runs into the margin because a word, a name or an address in it can't be broken."""
    yield from _faults(
        context,
        "line-overflow",
        "page {page}: a line of “{words}” runs into the margin",
        "Shorten the long word, or give it a place to break.",
    )


@rule("contents-line", unless=not_typeset)
def contents_line(context: CheckContext) -> Iterator[Mistake]:
    """A title takes more than two lines in the contents. Give the chapter a shorter title, and say
    the rest in its `lead`."""
    yield from _faults(
        context,
        "contents-line",
        "page {page}: “{words}” takes more than two lines in the contents",
        "Shorten the title.",
    )


@rule("off-grid", unless=not_typeset)
def off_grid(context: CheckContext) -> Iterator[Mistake]:
    """Lines of running text stand off the grid, so that they do not meet those of the facing page:
    something above them is not so high as whole lines. Blocks of the builder's styles are filled up
    (`--grid: whole-lines`); those of the book's own styles may not be."""
    yield from _faults(
        context,
        "off-grid",
        "page {page}: the lines of “{words}” stand beside those of the facing page",
        "Move the table, box or picture above it by a paragraph; in a style sheet of your own, "
        "“--grid: whole-lines” fills it up.",
    )


@rule("page-nearly-empty", unless=not_typeset)
def page_nearly_empty(context: CheckContext) -> Iterator[Mistake]:
    """Less than a fifth of a page is filled, and fewer than five lines stand on it. Openings,
    plates, pages to write on and those before the text are left alone."""
    for _, leaf, page in _pages(context.book_map):
        if page.kind != "text" or leaf.style != "arabic" or not page.words:
            continue
        if page.filled >= LEAST_FILLED or page.depth > _LEAST_LINES - 0.5:
            continue
        yield Mistake(
            context.manuscript.place_of_words(leaf.section, page.words),
            "page {page} is filled to {percent} % only",
            "Shorten the chapter by these lines, or lengthen it.",
            {"page": leaf.label, "percent": round(page.filled * 100)},
        )


@rule("far-figure", unless=not_typeset)
def far_figure(context: CheckContext) -> Iterator[Mistake]:
    """A figure or a table stands more than two pages from the nearest place that refers to it in
    its chapter or appendix (`[[id]]`)."""
    book_map = context.book_map
    if book_map is None:
        return
    for index, leaf, page in _pages(book_map):
        for anchor, caption in page.figures.items():
            mentions = [
                n
                for n, other, its in _pages(book_map)
                if other.section == leaf.section and anchor in its.leads_to
            ]
            if mentions and min(abs(n - index) for n in mentions) > _NEAR:
                yield Mistake(
                    context.manuscript.place_of_words(leaf.section, caption),
                    "page {page}: “{what}” is referred to on page {other} at the nearest",
                    "Move it, or refer to it nearer by.",
                    {
                        "page": leaf.label,
                        "what": caption,
                        "other": book_map.leaves[min(mentions, key=lambda n: abs(n - index))].label,
                    },
                )


@rule("coarse-picture", unless=not_typeset)
def coarse_picture(context: CheckContext) -> Iterator[Mistake]:
    """A picture has fewer than 200 pixels an inch at the size in which it is printed; it looks
    coarse on paper."""
    for _, leaf, page in _pages(context.book_map):
        for picture in page.pictures:
            if picture.dpi < _LEAST_DPI:
                yield Mistake(
                    context.manuscript.place_of_picture(leaf.section, picture.name)
                    or context.manuscript.place_of_section(leaf.section),
                    "page {page}: the picture {name} has {dpi} pixels an inch",
                    "Take a larger picture, or show it smaller.",
                    {"page": leaf.label, "name": picture.name, "dpi": picture.dpi},
                )


@rule("off-page", unless=not_typeset)
def off_page(context: CheckContext) -> Iterator[Mistake]:
    """Words stand below the text of their page, or where its edge is cut: a caption, a cell or a
    footnote that can't go on overleaf is longer than there is room. Shorten it, or divide it."""
    yield from _faults(
        context,
        "off-page",
        "page {page}: “{words}” runs off the page",
        "Shorten it, or divide it into parts that fit.",
    )


@rule("hidden-words", unless=not_typeset)
def hidden_words(context: CheckContext) -> Iterator[Mistake]:
    """Words lie over others, so that neither can be read. The builder's styles keep them apart; a
    style of the book, or a very long word, may not."""
    yield from _faults(
        context,
        "hidden-words",
        "page {page}: “{words}” lies over other words",
        "Shorten it, or what stands beside it.",
    )


@rule("lost-words", unless=not_typeset)
def lost_words(context: CheckContext) -> Iterator[Mistake]:
    """Words of the book stand on none of its pages, or not all of them do. This is a fault of the
    builder or of a style of the book; where words were divided differently, it may not show."""
    yield from _faults(
        context,
        "lost-words",
        "“{words}” is not printed in full",
        "Divide it into parts that fit on a page.",
    )


def unreadable(manuscript: Manuscript, book_map: BookMap) -> tuple[Mistake, ...]:
    """What can't be read on the pages of a book."""
    context = CheckContext(manuscript, book_map=book_map)
    rules = (off_page, hidden_words, lost_words)
    return tuple(mistake for found in rules for mistake in found(context))
