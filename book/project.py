"""A book folder and all that can be asked of it: the one door for commands and the studio."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

from book.editions.made import Made, Request, recall, remember
from book.editions.registry import check_name, edition
from book.errors import BookError, Mistake
from book.languages import Language, known, language
from book.manuscript.results import Results
from book.output import check_target, check_target_folder
from book.paged.store import store_for
from book.report import Quiet, Report
from book.sources import CONFIG, PROOFS, SOURCES, everything, settled

# What the parts of the work need is imported when they begin: a run with nothing to do is short.
if TYPE_CHECKING:
    from book.check.findings import Finding, Unasked
    from book.manuscript.reading import Manuscript
    from book.paged.session import Session
    from book.paged.typeset_book import TypesetBook
    from book.sections.assembly import Assembly
    from book.sections.section import Section
    from book.themes.styles import Style

_T = TypeVar("_T")
#: What is read for the manuscript.
_TEXT = (CONFIG, "chapters", "kinds", "templates", "themes", "fonts")


class Project:
    """A book folder: its manuscript, sections, pages, findings and editions.

    Each is worked out when it is asked for, once, and again only after files that it is made of
    have changed; a BookError is kept like a result. A project may be asked from several threads,
    and does one piece of work at a time; projects share nothing but the store on disk.

        with Project(folder) as project:
            project.edition("screen").make()
    """

    def __init__(
        self,
        folder: Path,
        *,
        jobs: int | None = None,
        keep: bool = True,
        report: Report | None = None,
        session: Session | None = None,
        language: Language | None = None,
    ) -> None:
        """`jobs` is the number of processes that typeset (one a core when not given); without
        `keep` everything is typeset again and nothing is kept for the next time. A `session` that
        is given is not closed with the project, and takes the place of all of these. A `language`
        is spoken in instead of the book's."""
        self.folder = folder
        self.report = session.report if session else report or Quiet()
        self._jobs, self._given, self._language = jobs, session, language
        self._stack = ExitStack()
        self._lock = RLock()
        self._session: Session | None = session
        self._results = Results(folder)
        #: Sections written before, by the trim, and what the manuscript was read from.
        self._kept: dict[object, Any] = {}
        self._read_from: object = None
        #: Pictures that the text shows, wherever in the folder they lie.
        self._pictures: set[str] = set()
        self._store = session.store if session else store_for(keep, self._stack)

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that typeset."""
        self._stack.close()
        self._session = self._given

    @property
    def session(self) -> Session:
        """What the work is done on: the store, the processes, the PDFs that are open. Raises
        RequestError where Pango is missing."""
        with self._lock:
            if self._session is None:
                from book.paged.pool import TypesetPool
                from book.paged.weasy.libraries import require_pango

                require_pango()
                pool = self._stack.enter_context(TypesetPool(self._jobs))
                pool.warm()  # beside the imports that take longest

                from book.paged.session import Session

                self._session = Session(self._store, pool, self.report)
            return self._session

    @property
    def language(self) -> Language:
        """The language that its editors are spoken to in: the book's own, if it is known."""
        if self._language:
            return self._language
        try:
            text = (self.folder / CONFIG).read_text(encoding="utf-8", errors="replace")
        except OSError:
            text = ""
        found = re.search(r"^language:\s*[\"']?([A-Za-z-]+)", text, re.MULTILINE)
        return language(found[1] if found and known(found[1]) else "en", self.folder)

    # What can be asked for --------------------------------------------------------------------

    @property
    def manuscript(self) -> Manuscript:
        """The folder, read. Raises BookError with all that is wrong in it."""
        manuscript, wrong = self._read()
        if wrong:
            raise BookError(*wrong)
        return manuscript

    @property
    def sections(self) -> tuple[Section, ...]:
        """What each section says, those left out that are made from the pages (contents and
        indexes). Raises BookError."""
        return self._written(None)[0].written

    @property
    def pages(self) -> TypesetBook:
        """The book typeset, its page numbers settled. Raises BookError."""
        return self.typeset(None)

    def pdf(self) -> bytes:
        """The PDF of the screen edition, written nowhere. Raises BookError."""
        from book.paged.book_binding import pdf_of

        return self._once("pdf", self._all, lambda: pdf_of(self.pages, self.session))

    def typeset(self, trim: tuple[float, float] | None) -> TypesetBook:
        """The book typeset in another trim (width and height in mm). Raises BookError."""
        return self._once(("typeset", trim), self._all, lambda: self._settle(trim))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the proofreader finds in the text and on the pages, in order of place, and what
        keeps the folder from being read or typeset."""
        return self.found()

    def found(self, on_pages: bool = True) -> tuple[Finding, ...]:
        """The findings; without `on_pages` the book is not typeset for them."""
        return self._looked(on_pages)[0]

    def not_looked_at(self, on_pages: bool = True) -> tuple[Unasked, ...]:
        """Why rules could not be asked, each reason with the names of the rules."""
        return self._looked(on_pages)[1]

    def edition(self, name: str) -> ProjectEdition:
        """A product of the book. Raises RequestError for an unknown name."""
        check_name(name)
        return ProjectEdition(self, name)

    def at_hand(self, edition: str, output: Path | None = None) -> Made | None:
        """What was made of the folder before with an edition's usual options, if folder and files
        are still as they were then."""
        return recall(self._store, Request(self.folder, edition, output, repr([])))

    # How it is worked out ---------------------------------------------------------------------

    def _all(self) -> Iterable[str]:
        """The names of all that the pages are made of."""
        return (*SOURCES, *self._pictures)

    def _once(self, name: object, of: Callable[[], Iterable[str]], make: Callable[[], _T]) -> _T:
        with self._lock:
            return self._results.once(name, of, make)

    def _read(self) -> tuple[Manuscript, tuple[Mistake, ...]]:
        """What can be read of the folder, and all that is wrong in it."""
        from book.manuscript.reading import read_as_far

        def read() -> tuple[Manuscript, tuple[Mistake, ...]]:
            self._read_from = settled(self.folder, _TEXT)
            manuscript, mistakes = read_as_far(self.folder)
            return manuscript, tuple(mistakes)

        return self._once("manuscript", lambda: _TEXT, read)

    def _written(self, trim: tuple[float, float] | None) -> tuple[Assembly, Style]:
        return self._once(("written", trim), self._all, lambda: self._write(trim))

    def _write(self, trim: tuple[float, float] | None) -> tuple[Assembly, Style]:
        from book.check.asking import errors_in
        from book.text.pictures import images_in

        manuscript = self.manuscript
        errors = errors_in(manuscript)
        try:
            assembly, style = self._assembled(manuscript, trim)
        except BookError as error:
            raise BookError(*errors, *error.mistakes) from None
        if errors:
            raise BookError(*errors)
        self._pictures = {unquote(n) for s in assembly.written for n in images_in(s.tree)}
        self._pictures |= set(manuscript.config.fonts.files)
        return assembly, style

    def _assembled(
        self, manuscript: Manuscript, trim: tuple[float, float] | None = None
    ) -> tuple[Assembly, Style]:
        from book.paged.estimates import name_of_estimates
        from book.sections.assembly import Assembly
        from book.sections.context import BuildContext
        from book.sections.kept import KeptSections
        from book.themes.styles import geometry_of, style_of

        others = settled(self.folder, set(everything(self.folder)).difference(_TEXT))
        geometry = geometry_of(manuscript.look, trim or manuscript.config.trim)
        style = style_of(self.folder, geometry, manuscript.look)
        if self._session:
            was_made = self._store.recall(name_of_estimates(self.folder, geometry))
            self._session.pool.prepare(style, for_all=not was_made)
        style.faces.make_known()
        context = BuildContext.of(
            manuscript,
            style.palette,
            geometry.measure_pt,
            geometry.text_shape,
            (geometry.width, geometry.height),
            kept=self._kept.setdefault(trim, KeptSections()).of_world((self._read_from, others)),
        )
        return Assembly.of(context), style

    def _settle(self, trim: tuple[float, float] | None) -> TypesetBook:
        session = self.session
        from book.paged.typeset_book import typeset_book

        assembly, style = self._written(trim)
        return typeset_book(assembly, style, session)

    def _looked(self, on_pages: bool) -> tuple[tuple[Finding, ...], tuple[Unasked, ...]]:
        return self._once(
            ("found", on_pages), lambda: (*self._all(), PROOFS), lambda: self._look(on_pages)
        )

    def _look(self, on_pages: bool) -> tuple[tuple[Finding, ...], tuple[Unasked, ...]]:
        from book.check.run import found_in, in_order, stopped_by, unasked

        try:
            manuscript, wrong = self._read()
        except BookError as error:
            return stopped_by(error), ()
        stopped = stopped_by(BookError(*wrong))
        book_map = None
        try:
            if on_pages and not wrong:
                book_map = self.pages.book_map
            else:
                self._assembled(manuscript)
        except BookError as error:
            stopped += stopped_by(error)
        found = found_in(manuscript, book_map=book_map, report=self.report)
        return in_order(found, stopped), unasked(manuscript, book_map)


@dataclass(frozen=True)
class ProjectEdition:
    """An edition of one project."""

    project: Project
    name: str

    def make(self, output: Path | None = None, **options: Any) -> Made:
        """Write the product to `output`, or where it belongs in the book folder; what is there
        already, as it would be made now, is not made again.

        Raises BookError where the folder has mistakes, RequestError for options that can't be.
        """
        project = self.project
        request = Request(project.folder, self.name, output, repr(sorted(options.items())))
        if project._session is None and (last := recall(project._store, request)):
            return last
        found = edition(self.name)
        if output:
            (check_target_folder if found.makes_folder else check_target)(output, project.folder)
        with project._lock:
            made = found.make(project, output, found.options(**options))
            if made.is_lasting:
                made = made.doubted(project.pages.unreadable)
                remember(project._store, request, made, project.pages.pictures)
        for warning in made.warnings:
            project.report.message(warning)
        return made
