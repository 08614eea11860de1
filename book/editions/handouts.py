"""Handouts: a chapter or appendix of a book as a PDF of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from book.editions.edition import BookSource, option
from book.editions.made import PAGES, Made, MadeFile
from book.errors import Mistake, Mistakes, Place, RequestError, Said
from book.output import replacing
from book.paged.book_binding import about
from book.paged.furniture import PAGE, Strip, side_of, strips_of, strips_on
from book.paged.layout import book_map as laid_out
from book.paged.open_pdfs import to_be_opened
from book.paged.pdf.binding import Binding
from book.paged.pdf.paper import paper_size
from book.paged.pool import Job
from book.paged.reference_words import filled_html, left_open, page_reference, page_words
from book.paged.session import (
    Session,
    are_answers,
    furniture_for,
    galley_job,
    literal_in,
    map_of,
    typeset,
)
from book.paged.settling import ROUNDS, TypesetBook
from book.paged.store import StoredGalley
from book.pagemap import BookMap, MappedPage, PageMap
from book.sections import handout
from book.sections.assembly import Assembly
from book.sections.charts import SMALLEST_WORDS
from book.sections.context import BuildContext
from book.sections.section import Section
from book.themes.styles import PageGeometry, Style, style_of

#: Large print begins at 14 pt (Clear print and large print guidelines of the UK's RNIB).
LARGE_PRINT = 14.5


@dataclass(frozen=True)
class HandoutOptions:
    """Which chapters, by their ids (all when none is named); with a paper, in large print on it."""

    chapters: tuple[str, ...] = ()
    paper: str | None = option(None, "--paper", "Typeset in large print on this paper: A4.")
    cover: bool = option(False, "--cover", "Begin with a cover page.")


class Handouts:
    """A PDF for each chapter and appendix."""

    name = "handouts"
    options = HandoutOptions

    def make(self, source: BookSource, output: Path | None, options: HandoutOptions) -> Made:
        """Write handouts into the folder `output`, or `dist/handouts` of the book folder."""
        book = source.pages
        known = handout_ids(book)
        chosen = [section_of(known, chapter) for chapter in options.chapters] or known
        maker = HandoutMaker.of(book, options.paper, options.cover)
        suffix = f"-{options.paper.replace(' ', '')}" if options.paper else ""
        files, pages = [], 0
        for chapter, binding in maker.bindings(dict.fromkeys(chosen), source.session).items():
            path = handout_path(book, chapter, suffix)
            path = output / path.name if output else path
            with replacing(path) as stream:
                binding.save(stream)
            leaves = len(binding.book_map.leaves)
            pages += leaves
            files.append(MadeFile(path, Said(PAGES, {"count": leaves})))
        return Made(tuple(files), pages)


@dataclass
class _Draft:
    """A handout whose pages may still move: its sections, their jobs and galleys, its map."""

    chapter: Section
    sections: list[Section]
    jobs: dict[str, Job]
    galleys: dict[str, StoredGalley]
    leaves: BookMap


@dataclass(frozen=True)
class HandoutMaker:
    """What all handouts of one book have in common."""

    book: TypesetBook
    context: BuildContext
    style: Style
    chapters: dict[str, Section]
    with_cover: bool
    #: The sections whose printed pages can't be left open; found while they are typeset.
    literal: set[str]

    @classmethod
    def of(cls, book: TypesetBook, paper: str | None, with_cover: bool) -> HandoutMaker:
        """With a paper, chapters are written again for large print on it; without, they are the
        book's own. Raises RequestError for an unknown paper."""
        context, style = book.context, book.style
        sections: Iterable[Section] = book.sections
        if paper is not None:
            _, width, height = paper_size(paper)
            geometry = PageGeometry.of((width, height), LARGE_PRINT)
            style = style_of(book.manuscript.folder, geometry, large_print=True)
            measure = style.geometry.measure_pt * SMALLEST_WORDS / LARGE_PRINT
            context = BuildContext.of(book.manuscript, style.palette, measure)
            sections = Assembly.of(context).written
        chapters = {s.id: handout.chapter_alone(s) for s in sections if _can_be_handed_out(s)}
        return cls(book, context, style, chapters, with_cover, set(book.literal))

    def _foreseen(self, chapter: Section) -> BookMap:
        """The handout as it will most likely be: the chapter's pages in the book, and a page each
        before and behind them."""
        pages = self.book.galleys[chapter.id].page_map
        cover = Section(handout.COVER, "", "", matter="cover")
        first, index = Section(handout.MASTHEAD, "", ""), Section(handout.INDEX, "", "")
        blank = MappedPage("plate", 0, 0, {}, ())
        begun = replace(blank, anchors={index.anchor: (0.0, 0.0)})
        maps = {first.id: PageMap((blank,)), chapter.id: pages, index.id: PageMap((begun,))}
        if self.with_cover:
            maps[cover.id] = PageMap((blank,))
        return laid_out([cover, first, chapter, index], maps)

    def bindings(self, chosen: Iterable[str], session: Session) -> dict[str, Binding]:
        """The handouts of these chapters, ready to be saved, by their ids.

        All of them are typeset together, in as many processes as there are.
        """
        drafts = self._settled([self.chapters[chapter_id] for chapter_id in chosen], session)
        # The book's running heads are on the same sheet, so that each handout finds it there.
        of_book = strips_on(self.book.book_map, self.book.sections, self.book.manuscript.config)
        heads = {s for s in chain.from_iterable(of_book.values()) if s.role == "head"}
        return {name: self._binding(draft, heads, session) for name, draft in drafts.items()}

    def _binding(self, draft: _Draft, heads: Iterable[Strip], session: Session) -> Binding:
        config, of_book = self.book.manuscript.config, about(self.book)
        stamps, sheets = furniture_for(
            self._strips(draft.chapter, draft.leaves),
            self.style,
            config.language,
            config.binding,
            session,
            heads,
        )
        return Binding(
            draft.leaves,
            to_be_opened(draft.galleys),
            to_be_opened(sheets),
            stamps,
            {s.id: s.depth for s in draft.sections if s.title},
            replace(of_book, title=f"{draft.chapter.title} – {of_book.title}"),
            lambda label: self.book.language.say("Go to page {number}", number=label),
            self.book.language.say("Cover"),
            lambda anchor: draft.leaves.label(anchor) or self.book.book_map.label(anchor),
        )

    def _settled(self, chapters: Iterable[Section], session: Session) -> dict[str, _Draft]:
        """The handouts of chapters with pages that do not change any more, by chapter."""
        drafts = {c.id: _Draft(c, [], {}, {}, self._foreseen(c)) for c in chapters}
        moving = dict(drafts)
        for _ in range(ROUNDS + 2):
            for draft in moving.values():
                draft.sections = self._sections(draft)
                draft.jobs = {s.id: self._job(s, draft.leaves) for s in draft.sections}
            moving = {name: d for name, d in moving.items() if not are_answers(d.galleys, d.jobs)}
            if not moving:
                break
            made = typeset(
                {f"{n}/{s}": job for n, d in moving.items() for s, job in d.jobs.items()},
                self.style,
                session,
            )
            for name, draft in tuple(moving.items()):
                draft.galleys = {s: made[f"{name}/{s}"] for s in draft.jobs}
                guess, draft.leaves = draft.leaves, map_of(draft.sections, draft.galleys)
                literal = literal_in(draft.galleys)
                if draft.leaves.agrees_with(guess) and literal <= self.literal:
                    del moving[name]
                self.literal.update(literal)
        Mistakes(
            Mistake(
                Place(name),
                "the page numbers of the handout do not settle",
                "Shorten or lengthen a title by a word.",
            )
            for name in moving
        ).raise_any()
        return drafts

    def _sections(self, draft: _Draft) -> list[Section]:
        """The sections of a handout, made from the map that there is of it so far."""
        edition = _edition(self.book)
        indexes = handout.own_index(self.context, draft.chapter, draft.leaves)
        first = handout.masthead(self.context, draft.chapter, indexes, edition, draft.leaves)
        cover = [handout.cover(self.context, draft.chapter, edition)] if self.with_cover else []
        return [*cover, first, draft.chapter, *indexes]

    def _job(self, section: Section, handout_map: BookMap) -> Job:
        language, is_literal = self.book.language, section.id in self.literal

        def page(_target: str, anchor: str) -> str:
            if (label := handout_map.label(anchor)) is not None:
                return page_reference(language, label, anchor, is_literal)
            label = self.book.book_map.label(anchor) or "?"
            words = language.say("see the book, {page}", page=page_words(language, label))
            return left_open(words, label, anchor, is_literal)

        html = filled_html(section, self.context.numbered.targets, page, is_literal)
        html = handout.without_dead_links(html, lambda anchor: anchor in handout_map.spots)
        manuscript = self.book.manuscript
        place = manuscript.place_of_section(section.id)
        return galley_job(html, manuscript.folder, self.style, place)

    def _strips(self, chapter: Section, leaves: BookMap) -> dict[int, list[Strip]]:
        """Heads and folios, and beside the folio the page of the book, smaller."""
        config = self.book.manuscript.config
        heads = {chapter.id: chapter.head}
        in_book = self._pages_of_the_book(chapter.id, leaves.maps[chapter.id])
        strips: dict[int, list[Strip]] = {}
        for index, leaf in enumerate(leaves.leaves):
            found = strips_of(leaves, index, config.binding, heads, config.running_title)
            if found and leaf.section == chapter.id and leaf.page is not None:
                words = self.book.language.say("book: page {number}", number=PAGE)
                side = side_of(index, config.binding)
                found.append(Strip("book", side, words, in_book[leaf.page]))
            strips[index] = found
        return strips

    def _pages_of_the_book(self, chapter_id: str, pages: PageMap) -> list[str]:
        """The book's label for each page of the handout's chapter.

        Page for page where there are as many; otherwise from the first name or heading on each.
        """
        of_book = [
            leaf
            for leaf in self.book.book_map.leaves
            if leaf.section == chapter_id and leaf.page is not None
        ]
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


def _can_be_handed_out(section: Section) -> bool:
    return section.kind in ("foreword", "chapter", "afterword", "appendix")


def _edition(book: TypesetBook) -> str:
    config = book.manuscript.config
    return ", ".join(part for part in (config.place, config.imprint.year) if part)


EDITION = Handouts()
