"""The book typeset: all that editions on pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from book.check.pages import unreadable
from book.errors import BookError, Mistake, Place
from book.languages import Language
from book.manuscript.reading import Manuscript
from book.paged.diagnostics import complaints_of
from book.paged.estimates import Estimates, estimated_labels, name_of_estimates
from book.paged.furniture import heads_of, strips_on
from book.paged.layout import with_room
from book.paged.page_reference import PageReference
from book.paged.pool import Job
from book.paged.session import Session, furniture_jobs, typeset
from book.paged.settling import Draft, Settler
from book.paged.source_map import SourceMap
from book.paged.store import StoredGalley
from book.pagemap import BookMap
from book.sections.assembly import Assembly
from book.sections.context import BuildContext
from book.sections.section import Section
from book.text.pictures import images_in
from book.text.references import Target
from book.themes.styles import Style

#: Stands for a page that is not known yet: most have two digits.
_GUESS = "00"


@dataclass(frozen=True)
class TypesetBook:
    """A book whose galleys have settled: all that products are made of."""

    manuscript: Manuscript
    context: BuildContext
    style: Style
    sections: tuple[Section, ...]
    galleys: dict[str, StoredGalley]
    book_map: BookMap
    #: The sections whose page references can't be left open until the book is bound.
    fixed: frozenset[str]

    @property
    def language(self) -> Language:
        return self.context.language

    @property
    def targets(self) -> dict[str, Target]:
        """What references may point to."""
        return self.context.numbered.targets

    def label_of(self, target: str) -> str | None:
        """The page of what `[[target]]` refers to."""
        return self.book_map.label(self.targets[target].anchor)

    def section(self, section_id: str) -> Section:
        return next(s for s in self.sections if s.id == section_id)

    @property
    def pictures(self) -> set[str]:
        """The names of the picture files that the book's text shows."""
        return {
            unquote(address) for section in self.sections for address in images_in(section.tree)
        }

    def leaves_of(self, section_id: str) -> tuple[int, ...]:
        """The indexes of a section's pages in the bound book."""
        leaves = enumerate(self.book_map.leaves)
        return tuple(
            n for n, leaf in leaves if leaf.section == section_id and leaf.page is not None
        )

    @cached_property
    def source_map(self) -> SourceMap:
        """Which source lines stand where on its pages."""
        return SourceMap(self.book_map, {s.id: s.stretches for s in self.sections})

    @property
    def unreadable(self) -> tuple[Mistake, ...]:
        """What can't be read on its pages."""
        return unreadable(self.manuscript, self.book_map)

    def pdf_path(self, suffix: str = "") -> Path:
        """Where the book's PDF belongs, or another of its PDFs that has a suffix."""
        return self.manuscript.folder / "dist" / f"{self.manuscript.config.file_name}{suffix}.pdf"


def typeset_book(assembly: Assembly, style: Style, session: Session) -> TypesetBook:
    """Typeset the sections of a book until its pages have settled.

    Raises BookError where a picture or a style can't be shown, or the pages do not settle.
    """
    context = assembly.context
    manuscript, spoken = context.manuscript, context.language
    config, targets = manuscript.config, context.numbered.targets
    memory = name_of_estimates(manuscript.folder, style.geometry)
    estimates = Estimates.recalled(session.store, memory)
    settler = Settler(context, style, session, set(estimates.fixed))
    labels = estimates.labels or estimated_labels(assembly.written, targets, style.geometry)

    def foreseen(target: Target, _map: BookMap) -> PageReference:
        return PageReference.said(spoken, target.anchor, labels.get(target.anchor, _GUESS))

    def furniture(book_map: BookMap, sections: Sequence[Section]) -> dict[str, Job]:
        whole = with_room(book_map, sections)
        strips = chain.from_iterable(strips_on(whole, sections, config).values())
        return furniture_jobs([*heads_of(sections, config), *strips], style, config)[0]

    written = Draft(
        lambda _: assembly.written,
        foreseen,
        estimates.book_map(assembly.written, {}),
        sections=assembly.written,
    )
    draft = Draft(
        assembly.sections,
        partial(PageReference.to, spoken),
        written.book_map,
        beside=furniture,
    )

    names = {section.id for section in assembly.written}

    def meanwhile(there: dict[str, StoredGalley]) -> None:
        written_before = {**_before(estimates, session, names - there.keys()), **there}
        if written_before.keys() == names:
            guess = estimates.book_map(assembly.written, written_before)
            _foresee(draft, guess, assembly, settler)
        if session.will_bind:
            session.open_pdfs.make_ready(there.values())

    draft.galleys = typeset(settler.jobs(written), style, session, meanwhile=meanwhile)
    draft.book_map = estimates.book_map(assembly.written, draft.galleys)
    if settler.settle({"": draft}):
        raise _unsettled(draft, targets)
    complaints_of(draft.sections, draft.galleys, manuscript).raise_any()
    labels = {t.anchor: draft.book_map.label(t.anchor) or "?" for t in targets.values()}
    Estimates.of(draft.sections, draft.galleys, labels, settler.fixed).keep(session.store, memory)
    return TypesetBook(
        manuscript=manuscript,
        context=context,
        style=style,
        sections=tuple(draft.sections),
        galleys=draft.galleys,
        book_map=draft.book_map,
        fixed=frozenset(settler.fixed),
    )


def _before(
    estimates: Estimates, session: Session, names: Iterable[str]
) -> dict[str, StoredGalley]:
    """The galleys that sections had in the last build, where these are still there."""
    keys = ((name, estimates.keys[name]) for name in names if name in estimates.keys)
    found = {name: session.store.find(key) for name, key in keys}
    return {name: galley for name, galley in found.items() if galley is not None}


def _foresee(draft: Draft, guess: BookMap, assembly: Assembly, settler: Settler) -> None:
    """Compose the sections that wait for the page map by a guess, while others are typeset; they
    are taken where the pages come out so."""
    sections = assembly.sections(guess)

    def compose(book_map: BookMap) -> Sequence[Section]:
        return sections if book_map.is_like(guess) else assembly.sections(book_map)

    draft.compose = compose
    settler.jobs(replace(draft, book_map=guess, sections=sections))


def _unsettled(draft: Draft, targets: dict[str, Target]) -> BookError:
    before, now = draft.guess, draft.book_map
    for section in draft.sections:
        for reference in section.references:
            anchor = targets[reference.id].anchor
            if reference.printed and before.label(anchor) != now.label(anchor):
                return BookError(
                    Mistake(
                        reference.place,
                        "the page of “{id}” does not settle: it is {one}, then {other}",
                        "Change a few words near this reference, or refer without a page: "
                        "[[{id}|…]].",
                        {
                            "id": reference.id,
                            "one": before.label(anchor),
                            "other": now.label(anchor),
                        },
                    )
                )
    return BookError(
        Mistake(
            Place("book.yaml"),
            "the page numbers of the contents or an index do not settle",
            "Shorten or lengthen a title by a word.",
        )
    )
