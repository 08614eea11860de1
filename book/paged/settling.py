"""Settling: sections are typeset until no printed page changes any more."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from book.errors import BookError, Mistake, Place
from book.languages import Language, language
from book.manuscript.reading import Manuscript
from book.paged.diagnostics import complaints_of
from book.paged.estimates import Estimates
from book.paged.furniture import strips_on
from book.paged.pool import Job
from book.paged.reference_words import estimated_labels, filled_html, page_reference
from book.paged.session import (
    Session,
    are_answers,
    furniture_jobs,
    galley_job,
    literal_in,
    map_of,
    typeset,
)
from book.paged.store import StoredGalley, memory_name
from book.pagemap import BookMap
from book.report import go_on
from book.sections.assembly import Assembly
from book.sections.context import BuildContext
from book.sections.section import Section
from book.text.pictures import images_in
from book.text.references import Target
from book.themes.styles import Style

#: How often sections are typeset again because the pages that they print have changed.
ROUNDS = 4
#: Stands for a page that is not known yet; no label looks like it.
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
    #: The sections whose printed pages can't be left open until the book is bound.
    literal: frozenset[str]

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
        return {unquote(name) for section in self.sections for name in images_in(section.html)}

    def leaves_of(self, section_id: str) -> tuple[int, ...]:
        """The indexes of a section's pages in the bound book."""
        leaves = enumerate(self.book_map.leaves)
        return tuple(
            n for n, leaf in leaves if leaf.section == section_id and leaf.page is not None
        )

    def pdf_path(self, suffix: str = "") -> Path:
        """Where the book's PDF belongs, or another of its PDFs that has a suffix."""
        return self.manuscript.folder / "dist" / f"{self.manuscript.config.file_name}{suffix}.pdf"


def settled(assembly: Assembly, style: Style, session: Session) -> TypesetBook:
    """Typeset the sections of a book until no printed page changes any more.

    Raises BookError where a picture or a style can't be shown, or the pages do not settle.
    """
    context = assembly.context
    manuscript, targets = context.manuscript, context.numbered.targets
    memory = memory_name("estimates", manuscript.folder, str(style.geometry))
    estimates = Estimates.recalled(session.store, memory)
    literal = set(estimates.literal)
    labels = estimates.labels or estimated_labels(assembly.written, targets, style.geometry)
    sections: list[Section] = list(assembly.written)
    galleys = typeset(
        _jobs(sections, labels.get, targets, literal, manuscript, style), style, session
    )
    before, now = BookMap([], {}), estimates.book_map(sections, galleys)
    for _ in range(ROUNDS + 1):
        go_on(session.report)
        literal |= literal_in(galleys)
        sections = assembly.sections(now)
        labels = {name: now.label(target.anchor) or "?" for name, target in targets.items()}
        jobs = _jobs(sections, labels.get, targets, literal, manuscript, style)
        if are_answers(galleys, jobs):
            break
        # The running heads and folios will hardly change any more: they are set in the same go.
        config = manuscript.config
        strips = chain.from_iterable(strips_on(now, sections, config).values())
        furniture, _ = furniture_jobs(strips, style, config.language, config.binding)
        made = typeset(jobs, style, session, beside=furniture)
        galleys = {name: made[name] for name in jobs}
        before, now = now, map_of(sections, galleys)
        if now.agrees_with(before) and literal.issuperset(literal_in(galleys)):
            break
    else:
        raise _unsettled(sections, targets, before, now)
    complaints_of(sections, galleys, manuscript).raise_any()
    Estimates.of(sections, galleys, labels, literal).keep(session.store, memory)
    return TypesetBook(
        manuscript, context, style, tuple(sections), galleys, now, frozenset(literal)
    )


def jobs_of(book: TypesetBook) -> dict[str, Job]:
    """The jobs of a settled book's sections, as they were typeset."""
    return _jobs(
        book.sections, book.label_of, book.targets, book.literal, book.manuscript, book.style
    )


def _jobs(
    sections: Iterable[Section],
    label_of: Callable[[str], str | None],
    targets: dict[str, Target],
    literal: Container[str],
    manuscript: Manuscript,
    style: Style,
) -> dict[str, Job]:
    """A job for each section; `label_of` gives the page of a target by its id."""
    spoken = language(manuscript.config.language)
    jobs = {}
    for section in sections:
        is_literal = section.id in literal

        def page(target: str, anchor: str, is_literal: bool = is_literal) -> str:
            return page_reference(spoken, label_of(target) or _GUESS, anchor, is_literal)

        html = filled_html(section, targets, page, is_literal)
        jobs[section.id] = galley_job(
            html, manuscript.folder, style, manuscript.place_of_section(section.id)
        )
    return jobs


def _unsettled(
    sections: Iterable[Section], targets: dict[str, Target], before: BookMap, now: BookMap
) -> BookError:
    for section in sections:
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
