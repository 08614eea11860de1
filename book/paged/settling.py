"""Settling: sections are typeset until no printed page changes any more. There is one such loop,
for the book, its proof and its handouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from book.paged.layout import falls_verso, turn_verso, with_room
from book.paged.page_reference import PageReference, referred_in, resolved
from book.paged.pool import Job
from book.paged.session import Session, galley_job, map_of, typeset
from book.paged.store import StoredGalley
from book.pagemap import BookMap
from book.report import go_on
from book.sections.context import BuildContext
from book.sections.section import Section
from book.text.references import Target
from book.text.tree import Element
from book.themes.styles import Style

#: How often sections are typeset because the pages that they print have changed.
ROUNDS = 6


@dataclass
class Draft:
    """Sections that are bound together, and whose pages may still move.

    `compose` makes the sections from the map that there is so far, at first a guess; `refer` makes
    the reference to the page of a target by that map, and `finish` changes the tree for it;
    `beside` gives jobs of furniture for it, which are done in the same go.
    """

    compose: Callable[[BookMap], Sequence[Section]]
    refer: Callable[[Target, BookMap], PageReference]
    book_map: BookMap
    beside: Callable[[BookMap, Sequence[Section]], dict[str, Job]] = lambda _map, _sections: {}
    finish: Callable[[Element, BookMap], None] | None = None
    sections: Sequence[Section] = ()
    galleys: dict[str, StoredGalley] = field(default_factory=dict)
    #: The map before the last one: where two differ, a page does not settle.
    guess: BookMap = field(default_factory=lambda: BookMap([], {}))


@dataclass(frozen=True)
class Settler:
    """Typesets drafts in one style until they have settled.

    `fixed` are the sections (by id) whose page references can't be left open; what is found while
    they are typeset is added.
    """

    context: BuildContext
    style: Style
    session: Session
    fixed: set[str]

    def settle(self, drafts: Mapping[str, Draft]) -> dict[str, Draft]:
        """Settle drafts together, so that all processes have work; the names of galleys begin
        with their draft's name. Gives those that do not settle."""
        moving = dict(drafts)
        for _ in range(ROUNDS):
            go_on(self.session.report)
            jobs, beside = {}, {}
            for name, draft in tuple(moving.items()):
                self.fixed.update(_fixed_in(draft))
                draft.sections = draft.compose(draft.book_map)
                wanted = self.jobs(draft)
                if _are_answers(draft.galleys, wanted):
                    del moving[name]
                else:
                    jobs.update({f"{name}{section}": job for section, job in wanted.items()})
                    # Running heads and folios will hardly change any more.
                    beside.update(draft.beside(draft.book_map, draft.sections))
            if not moving:
                break
            made = typeset(jobs, self.style, self.session, beside)
            for name, draft in tuple(moving.items()):
                draft.galleys = {s.id: made[f"{name}{s.id}"] for s in draft.sections}
                draft.guess, draft.book_map = draft.book_map, map_of(draft.sections, draft.galleys)
                if draft.book_map.agrees_with(draft.guess) and self.fixed >= _fixed_in(draft):
                    del moving[name]
        return moving

    def jobs(self, draft: Draft) -> dict[str, Job]:
        """A job for each section of a draft as its map is."""
        sides = with_room(draft.book_map, draft.sections)
        return {section.id: self._job(draft, section, sides) for section in draft.sections}

    def _job(self, draft: Draft, section: Section, sides: BookMap) -> Job:
        """The job of a section; the last one, where nothing of it has changed."""
        manuscript, targets = self.context.manuscript, self.context.numbered.targets

        def refer(target: Target) -> PageReference:
            return draft.refer(target, draft.book_map)

        is_verso = falls_verso(section, sides)
        is_fixed = section.id in self.fixed
        referred = [targets[one] for one in referred_in(section.tree)]
        made_of = section.tree, is_verso, is_fixed, [(one, refer(one)) for one in referred]
        name = self.style.fingerprint, section.id
        before, job = self.session.jobs.get(name, ((None,), None))
        if job and not draft.finish and before[0] is section.tree and before == made_of:
            return job
        tree = resolved(section, targets, refer, is_fixed)
        if is_verso:
            turn_verso(tree)
        if draft.finish:
            draft.finish(tree, draft.book_map)
        place = manuscript.place_of_section(section.id)
        job = galley_job(tree, manuscript.folder, self.style, place)
        self.session.jobs[name] = made_of, job
        return job


def _are_answers(galleys: dict[str, StoredGalley], jobs: dict[str, Job]) -> bool:
    """Whether the galleys are those that the jobs ask for."""
    return {name: g.key for name, g in galleys.items()} == {s: job.key for s, job in jobs.items()}


def _fixed_in(draft: Draft) -> set[str]:
    """The sections whose page references could not be left open."""
    return {name for name, galley in draft.galleys.items() if galley.page_map.is_fixed}
