"""The book: the one place that says the order of work, from a book folder to a PDF."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from book import __version__
from book.check.run import errors_in
from book.errors import BookError, Mistake, Place
from book.languages import Language, language
from book.manuscript.config import BookConfig
from book.manuscript.reading import Manuscript, read_manuscript
from book.output import replacing
from book.paged import last_build
from book.paged.diagnostics import complaints_of
from book.paged.estimates import Estimates
from book.paged.furniture import Strip, strips_of
from book.paged.last_build import LastBuild, file_hash, recall
from book.paged.open_pdfs import to_be_opened
from book.paged.pdf.binding import About, Binding
from book.paged.pool import Job
from book.paged.reference_words import estimated_labels, filled_html, page_reference
from book.paged.session import (
    Session,
    are_answers,
    furniture_for,
    furniture_jobs,
    galley_job,
    literal_in,
    map_of,
    typeset,
    versions,
)
from book.paged.store import StoredGalley, key_of
from book.pagemap import BookMap
from book.sections.assembly import Assembly
from book.sections.context import BuildContext
from book.sections.section import Section
from book.text.pictures import images_in
from book.text.references import Target
from book.themes.styles import PageGeometry, Style, style_of

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

    def pdf_path(self, suffix: str = "") -> Path:
        """Where the book's PDF belongs, or another of its PDFs that has a suffix."""
        return self.manuscript.folder / "dist" / f"{self.manuscript.config.file_name}{suffix}.pdf"


def typeset_book(folder: Path, session: Session) -> TypesetBook:
    """Read, write and typeset a book. Raises BookError with what is wrong."""
    if not session.pool.is_warm and recall(session.store, folder, None) is None:
        session.pool.warm()
    manuscript = read_manuscript(folder)
    if errors := errors_in(manuscript):
        raise BookError(*errors)
    geometry = PageGeometry.of(manuscript.config.trim)
    style = style_of(folder, geometry)
    session.pool.prepare(style)
    context = BuildContext.of(manuscript, style.palette, geometry.measure_pt)
    assembly = Assembly.of(context)
    targets = context.numbered.targets
    memory = _memory("estimates", folder)
    estimates = Estimates.recalled(session.store, memory)
    literal = set(estimates.literal)
    labels = estimates.labels or estimated_labels(assembly.written, targets, geometry)
    sections: list[Section] = list(assembly.written)
    galleys = typeset(
        _jobs(sections, labels.get, targets, literal, manuscript, style), style, session
    )
    before, now = BookMap([], {}), estimates.book_map(sections, galleys)
    for _ in range(ROUNDS + 1):
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


def build_book(folder: Path, output: Path | None, session: Session) -> tuple[Path, int]:
    """Make the book's PDF: where it was written, and how many pages it has."""
    book = typeset_book(folder, session)
    path = output or book.pdf_path()
    memory, key = _memory("bound", path), _bound_key(book)
    if session.store.recall(memory) != {"key": key, "file": file_hash(path)}:
        binding = bound(book, session)
        with replacing(path) as stream:
            binding.save(stream)
        session.open_pdfs.keep(book.galleys.values())
        session.store.remember(memory, {"key": key, "file": file_hash(path)})
        session.store.trim()
    last_build.remember(session.store, folder, output, _last_build(book, path), _pictures(book))
    return path, len(book.book_map.leaves)


def _last_build(book: TypesetBook, path: Path) -> LastBuild:
    """What the next run may want to know of this build."""
    leaves = list(enumerate(book.book_map.leaves))
    sections = {
        s.id: (
            s.title,
            tuple(n for n, leaf in leaves if leaf.section == s.id and leaf.page is not None),
        )
        for s in book.sections
        if s.title
    }
    return LastBuild(str(path.resolve()), len(leaves), book.style.geometry.inner, sections)


def _pictures(book: TypesetBook) -> set[str]:
    """The names of the picture files that the book's text shows."""
    return {unquote(name) for section in book.sections for name in images_in(section.html)}


def _bound_key(book: TypesetBook) -> str:
    """All that the bound PDF depends on: one that is there already need not be bound again."""
    return key_of(
        versions(),
        book.style.fingerprint,
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        repr(book.manuscript.config),
        repr([(s.id, s.head, s.depth, s.title) for s in book.sections]),
        repr([book.label_of(target) for target in book.targets]),
        *(galley.key for galley in book.galleys.values()),
    )


def _memory(of: str, path: Path) -> str:
    """The name under which something about a path is remembered for the next build."""
    return f"{of}-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"


def bound(book: TypesetBook, session: Session) -> Binding:
    """The binding of a whole book, furniture made, ready to be saved."""
    config = book.manuscript.config
    strips = strips_on(book.book_map, book.sections, config)
    stamps, sheets = furniture_for(strips, book.style, config.language, config.binding, session)
    return Binding(
        book.book_map,
        {name: partial(session.open_pdfs.pdf, galley) for name, galley in book.galleys.items()},
        to_be_opened(sheets),
        stamps,
        {s.id: s.depth for s in book.sections if s.title or s.id == "title-page"},
        about(book),
        lambda label: book.language.say("Go to page {number}", number=label),
        book.language.say("Cover"),
    )


def strips_on(
    book_map: BookMap, sections: Iterable[Section], config: BookConfig
) -> dict[int, list[Strip]]:
    """The furniture of each leaf."""
    heads = {s.id: s.head for s in sections}
    return {
        index: strips_of(book_map, index, config.binding, heads, config.running_title)
        for index in range(len(book_map.leaves))
    }


def about(book: TypesetBook) -> About:
    """What the PDF's metadata say of a book."""
    config = book.manuscript.config
    return About(
        config.title,
        config.language,
        f"book builder {__version__}",
        config.authors or ((config.organisation,) if config.organisation else ()),
        config.description or config.subtitle,
        config.keywords,
        config.binding == "right",
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
