"""Handouts: a chapter or appendix of a book as a PDF of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from book.check.pages import unreadable
from book.editions.edition import BookSource, option
from book.editions.made import PAGES, Made, MadeFile
from book.errors import Mistake, Mistakes, Place, Said
from book.manuscript.folder import known_id
from book.output import replacing
from book.paged.book_binding import about, photographs_for
from book.paged.furniture import Strip, heads_of, side_of, strips_of
from book.paged.layout import book_map as laid_out
from book.paged.open_pdfs import to_be_opened
from book.paged.page_reference import PAGE, PageReference
from book.paged.pdf.binding import Binding
from book.paged.pdf.paper import paper_size
from book.paged.session import Session, furniture_for
from book.paged.settling import Draft, Settler
from book.paged.typeset_book import TypesetBook
from book.pagemap import BookMap, MappedPage, PageMap
from book.sections import handout
from book.sections.assembly import Assembly
from book.sections.charts import SMALLEST_WORDS
from book.sections.context import BuildContext
from book.sections.section import Section, unwritten
from book.text.references import Target
from book.text.tree import Element
from book.themes.styles import Style, geometry_of, style_of

#: Large print begins at 14 pt (Clear print and large print guidelines of the UK's RNIB).
LARGE_PRINT = 14.5


@dataclass(frozen=True)
class HandoutOptions:
    """Which chapters, by their ids (all when none is named); with a paper, in large print on it."""

    chapters: tuple[str, ...] = ()
    paper: str | None = option(
        None, "--paper", "Typeset in large print on this paper: A4.", metavar="SIZE"
    )
    cover: bool = option(False, "--cover", "Begin with a cover page.")


class Handouts:
    """A PDF for each chapter and appendix."""

    name = "handouts"
    options = HandoutOptions
    makes_folder = True

    def make(self, source: BookSource, output: Path | None, options: HandoutOptions) -> Made:
        """Write handouts into the folder `output`, or `dist/handouts` of the book folder."""
        book = source.pages
        known = handout_ids(book)
        chosen = [known_id(known, chapter) for chapter in options.chapters] or known
        maker = HandoutMaker.of(book, options.paper, options.cover)
        suffix = f"-{options.paper.replace(' ', '')}" if options.paper else ""
        files, pages = [], 0
        doubts: list[Mistake] = []
        for chapter, binding in maker.bindings(dict.fromkeys(chosen), source.session).items():
            path = handout_path(book, chapter, suffix)
            path = output / path.name if output else path
            with replacing(path) as stream:
                binding.save(stream)
            leaves = len(binding.book_map.leaves)
            pages += leaves
            files.append(MadeFile(path, Said(PAGES, {"count": leaves})))
            if options.paper:  # these pages are no others than the handout's
                doubts += unreadable(book.manuscript, binding.book_map)
        return Made(tuple(files), pages, warnings=tuple(doubts))


@dataclass(frozen=True)
class HandoutMaker:
    """What all handouts of one book have in common."""

    book: TypesetBook
    context: BuildContext
    style: Style
    chapters: dict[str, Section]
    with_cover: bool

    @classmethod
    def of(cls, book: TypesetBook, paper: str | None, with_cover: bool) -> HandoutMaker:
        """With a paper, chapters are written again for large print on it; without, they are the
        book's own. Raises RequestError for an unknown paper."""
        context, style = book.context, book.style
        sections: Iterable[Section] = book.sections
        if paper is not None:
            _, width, height = paper_size(paper)
            look = book.manuscript.look
            geometry = geometry_of(look, (width, height), LARGE_PRINT)
            style = style_of(book.manuscript.folder, geometry, look, large_print=True)
            measure = style.geometry.measure_pt * SMALLEST_WORDS / LARGE_PRINT
            context = BuildContext.of(
                book.manuscript,
                style.palette,
                measure,
                style.geometry.text_shape,
                (width, height),
            )
            sections = Assembly.of(context).written
        chapters = {s.id: handout.chapter_alone(s) for s in sections if _can_be_handed_out(s)}
        return cls(book, context, style, chapters, with_cover)

    def _foreseen(self, chapter: Section) -> BookMap:
        """The handout as it will most likely be: the chapter's pages in the book, and a page each
        before and behind them."""
        pages = self.book.galleys[chapter.id].page_map
        cover = unwritten(handout.COVER, "cover")
        first, index = unwritten(handout.MASTHEAD), unwritten(handout.INDEX)
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
        drafts = {f"{name}/": self._draft(self.chapters[name]) for name in chosen}
        settler = Settler(self.context, self.style, session, set(self.book.fixed))
        Mistakes(
            Mistake(
                Place(name.removesuffix("/")),
                "the page numbers of the handout do not settle",
                "Shorten or lengthen a title by a word.",
            )
            for name in settler.settle(drafts)
        ).raise_any()
        # The book's running heads are on the same sheet, so that each handout finds it there.
        heads = heads_of(self.book.sections, self.book.manuscript.config)
        return {
            (chapter := name.removesuffix("/")): self._binding(chapter, draft, heads, session)
            for name, draft in drafts.items()
        }

    def _binding(
        self, name: str, draft: Draft, heads: Iterable[Strip], session: Session
    ) -> Binding:
        chapter, leaves = self.chapters[name], draft.book_map
        config, of_book = self.book.manuscript.config, about(self.book)
        stamps, sheets = furniture_for(
            self._strips(chapter, leaves), self.style, config, session, heads
        )
        return Binding(
            book_map=leaves,
            galleys=to_be_opened(draft.galleys),
            furniture=to_be_opened(sheets),
            stamps=stamps,
            depths={s.id: s.depth for s in draft.sections if s.title},
            about=replace(of_book, title=f"{chapter.title} – {of_book.title}"),
            link_words=lambda label: self.book.language.say("Go to page {number}", number=label),
            cover_label=self.book.language.say("Cover"),
            label_of=lambda anchor: leaves.label(anchor) or self.book.book_map.label(anchor),
            fill=photographs_for(self.book, session),
        )

    def _draft(self, chapter: Section) -> Draft:
        return Draft(
            partial(self._sections, chapter),
            self._refer,
            self._foreseen(chapter),
            finish=_leave_dead_links,
        )

    def _sections(self, chapter: Section, leaves: BookMap) -> list[Section]:
        """The sections of a handout, made from the map that there is of it so far."""
        edition = _edition(self.book)
        indexes = handout.own_index(self.context, chapter, leaves)
        first = handout.masthead(self.context, chapter, indexes, edition, leaves)
        cover = [handout.cover(self.context, chapter, edition)] if self.with_cover else []
        return [*cover, first, chapter, *indexes]

    def _refer(self, target: Target, leaves: BookMap) -> PageReference:
        """A reference to a page of the handout, or else to one of the book."""
        spoken = self.book.language
        if (label := leaves.label(target.anchor)) is not None:
            return PageReference.said(spoken, target.anchor, label)
        label = self.book.book_map.label(target.anchor) or "?"
        said = spoken.say("see the book, {page}", page=PAGE)
        return PageReference.said(spoken, target.anchor, label, said)

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


def _leave_dead_links(tree: Element, leaves: BookMap) -> None:
    """Leave of the links that lead out of a handout their words alone."""
    handout.leave_dead_links(tree, lambda anchor: anchor in leaves.spots)


def _can_be_handed_out(section: Section) -> bool:
    return section.kind in ("foreword", "chapter", "afterword", "appendix")


def _edition(book: TypesetBook) -> str:
    config = book.manuscript.config
    return ", ".join(part for part in (config.place, config.imprint.year) if part)


EDITION = Handouts()
