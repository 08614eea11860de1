"""Handouts: a chapter or appendix of a book as a PDF of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from book.errors import BookError, Mistake, Place
from book.pagemap import BookMap, PageMap
from book.products.bench import Bench, furniture_for, galley_job, typeset
from book.products.book import ROUNDS, TypesetBook, about
from book.products.gaps import filled_html, page_reference, page_words
from book.products.output import replacing
from book.products.paper import paper_size
from book.sections import handout
from book.sections.assembly import Assembly
from book.sections.charts import SMALLEST_WORDS
from book.sections.section import Section
from book.sections.workshop import Workshop
from book.typeset.binding import Binding
from book.typeset.furniture import Strip, side_of, strips_of
from book.typeset.layout import book_map as laid_out
from book.typeset.pool import Job
from book.typeset.store import StoredGalley
from book.typeset.styles import PageGeometry, Style, style_of

#: Large print begins at 14 pt (Clear print and large print guidelines of the UK's RNIB).
LARGE_PRINT = 14.5


@dataclass(frozen=True)
class HandoutMaker:
    """What all handouts of one book have in common."""

    book: TypesetBook
    workshop: Workshop
    style: Style
    chapters: dict[str, Section]
    with_cover: bool
    #: The sections whose printed pages can't be left open; found while they are typeset.
    literal: set[str]

    @classmethod
    def of(cls, book: TypesetBook, paper: str | None, with_cover: bool) -> HandoutMaker:
        """With a paper, chapters are written again for large print on it; without, they are the
        book's own. Raises RequestError for an unknown paper."""
        folder = book.manuscript.folder
        style, scale = book.style, 1.0
        if paper is not None:
            _, width, height = paper_size(paper)
            geometry = PageGeometry.of((width, height), LARGE_PRINT)
            style, scale = (
                style_of(folder, geometry, large_print=True),
                LARGE_PRINT / SMALLEST_WORDS,
            )
        workshop = Workshop.of(book.manuscript, style.palette, style.geometry.measure_pt / scale)
        written = Assembly.of(workshop).written
        chapters = {s.id: handout.chapter_alone(s) for s in written if _can_be_handed_out(s)}
        return cls(book, workshop, style, chapters, with_cover, set(book.literal))

    def prepare(self, chosen: Iterable[str], bench: Bench) -> None:
        """Typeset the chapters of several handouts together, in as many processes as there are."""
        chapters = [self.chapters[chapter_id] for chapter_id in chosen]
        typeset({c.id: self._job(c, self._foreseen(c)) for c in chapters}, self.style, bench)

    def _foreseen(self, chapter: Section) -> BookMap:
        """The handout as it will most likely be: one page, then the chapter's pages in the book."""
        first = Section("masthead", "masthead", "")
        pages = self.book.galleys[chapter.id].page_map
        blank = replace(pages.pages[0], kind="plate", anchors={}, bookmarks=())
        return laid_out([first, chapter], {first.id: PageMap((blank,)), chapter.id: pages})

    def write(self, chapter_id: str, path: Path, bench: Bench) -> int:
        """Write one handout; how many pages it has."""
        binding = self.binding(chapter_id, bench)
        with replacing(path) as stream:
            binding.save(stream)
        return len(binding.book_map.leaves)

    def binding(self, chapter_id: str, bench: Bench) -> Binding:
        """A handout typeset, ready to be saved."""
        chapter = self.chapters[chapter_id]
        sections, galleys, leaves = self._settled(chapter, bench)
        config = self.book.manuscript.config
        stamps, sheets = furniture_for(
            self._strips(chapter, leaves), self.style, config.language, config.binding, bench
        )
        of_book = about(self.book)
        return Binding(
            leaves,
            {name: galley.pdf for name, galley in galleys.items()},
            {key: sheet.pdf for key, sheet in sheets.items()},
            stamps,
            {s.id: s.depth for s in sections if s.title},
            replace(of_book, title=f"{chapter.title} – {of_book.title}"),
            lambda label: self.book.language.say("Go to page {number}", number=label),
            self.book.language.say("Cover"),
        )

    def _settled(
        self, chapter: Section, bench: Bench
    ) -> tuple[list[Section], dict[str, StoredGalley], BookMap]:
        edition = _edition(self.book)
        before = self._foreseen(chapter)
        for _ in range(ROUNDS + 2):
            indexes = handout.own_index(self.workshop, chapter, before)
            first = handout.masthead(self.workshop, chapter, indexes, edition, before)
            sections = [first, chapter, *indexes]
            if self.with_cover:
                sections.insert(0, handout.cover(self.workshop, chapter, edition))
            jobs = {s.id: self._job(s, before) for s in sections}
            galleys = typeset(jobs, self.style, bench)
            now = laid_out(sections, {name: g.page_map for name, g in galleys.items()})
            literal = {name for name, g in galleys.items() if g.page_map.literal}
            self.literal.update(literal)
            if _labels(now) == _labels(before) and not literal:
                return sections, galleys, now
            before = now
        raise BookError(
            Mistake(
                Place(chapter.id),
                "the page numbers of the handout do not settle",
                "Shorten or lengthen a title by a word.",
            )
        )

    def _job(self, section: Section, handout_map: BookMap) -> Job:
        language = self.book.language

        def page(_target: str, anchor: str) -> str:
            if (label := handout_map.label(anchor)) is not None:
                return page_reference(language, label, anchor, section.id in self.literal)
            label = self.book.book_map.label(anchor) or "?"
            return escape(language.say("see the book, {page}", page=page_words(language, label)))

        html = filled_html(section, self.workshop.numbered.targets, page)
        html = handout.without_dead_links(html, lambda anchor: anchor in handout_map.spots)
        return galley_job(html, self.book.manuscript.folder, self.style)

    def _strips(self, chapter: Section, leaves: BookMap) -> dict[int, list[Strip]]:
        """Heads and folios, and beside the folio the page of the book, smaller."""
        config = self.book.manuscript.config
        heads = {chapter.id: chapter.head}
        in_book = self._pages_of_the_book(chapter.id, leaves.maps[chapter.id])
        strips: dict[int, list[Strip]] = {}
        for index, leaf in enumerate(leaves.leaves):
            found = strips_of(leaves, index, config.binding, heads, config.running_title)
            if found and leaf.section == chapter.id and leaf.page is not None:
                words = self.book.language.say("book: page {number}", number=in_book[leaf.page])
                found.append(Strip("book", side_of(index, config.binding), words))
            strips[index] = found
        return strips

    def _pages_of_the_book(self, chapter_id: str, pages: PageMap) -> list[str]:
        """The book's label for each page of the handout's chapter.

        Page for page where there are as many; otherwise from the first name or heading on each.
        """
        of_book = [leaf for leaf in self.book.book_map.leaves
                   if leaf.section == chapter_id and leaf.page is not None]  # fmt: skip
        if len(of_book) == len(pages.pages):
            return [leaf.label for leaf in of_book]
        labels: list[str] = []
        for page in pages.pages:
            spots = sorted(page.anchors.items(), key=lambda item: (item[1][1], item[1][0]))
            known = (self.book.book_map.label(anchor) for anchor, _ in spots)
            label = next((k for k in known if k), labels[-1] if labels else of_book[0].label)
            labels.append(label)
        return labels


def handout_ids(book: TypesetBook) -> list[str]:
    """The ids of all chapters and appendices of a book, in its order."""
    return [s.id for s in book.sections if _can_be_handed_out(s)]


def handout_path(book: TypesetBook, chapter_id: str, suffix: str = "") -> Path:
    """Where a handout's PDF belongs."""
    return book.manuscript.folder / "dist/handouts" / f"{chapter_id}{suffix}.pdf"


def write_handouts(
    book: TypesetBook, chosen: Iterable[str], paper: str | None, with_cover: bool, bench: Bench,
    told: Callable[[Path, int], None],
) -> None:  # fmt: skip
    """Write handouts under `dist/handouts`; `told` hears of each file and its pages."""
    maker = HandoutMaker.of(book, paper, with_cover)
    chosen = list(chosen)
    maker.prepare(chosen, bench)
    suffix = f"-{paper.replace(' ', '')}" if paper else ""
    for chapter_id in chosen:
        path = handout_path(book, chapter_id, suffix)
        told(path, maker.write(chapter_id, path, bench))


def _can_be_handed_out(section: Section) -> bool:
    return section.kind in ("foreword", "chapter", "afterword", "appendix")


def _edition(book: TypesetBook) -> str:
    config = book.manuscript.config
    return ", ".join(part for part in (config.place, config.imprint.year) if part)


def _labels(book_map: BookMap) -> dict[str, str | None]:
    return {anchor: book_map.label(anchor) for anchor in book_map.spots}
