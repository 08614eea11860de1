"""Typesetting in several processes, each with fonts and styles loaded once."""

from __future__ import annotations

import errno
import gc
import os
import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from book.errors import BookError, Mistake, Place
from book.limits import EndedError, Limits, RaisedError, Worker, wait_for
from book.paged.store import GalleyStore, sealed_galley
from book.processes import load_ahead
from book.reasons import of_system
from book.themes.styles import Style

if TYPE_CHECKING:
    from book.paged.weasy.galley import Galley, Typesetter

#: Below so many characters of HTML, starting another process costs more than it gives.
_WORTH_A_PROCESS = 30_000
#: What a galley may take: seconds at least, characters of HTML that give it one more (two to three
#: pages, which take a fifth of that), and memory.
_SECONDS, _CHARACTERS_A_SECOND, _MEMORY = 15.0, 5_000, 2**30
#: More seconds no galley gets: one of a thousand pages takes a third of them.
_MOST_SECONDS = 240.0
#: Boxes and styles live as long as their galley. A process looks for what can be let go when so
#: many objects more are there than before, some five megabytes.
_COLLECTED = 20_000
#: Of so many sections that fail it is found out why: one style can break them all.
_EXPLAINED = 1


@dataclass(frozen=True)
class Job:
    """One galley to be typeset: its key in the store, its HTML, its kind, where in the book
    folder its text stands, how many pages it must have, where that is known, and the name under
    which its pages are known to the process that typeset it before."""

    key: str
    html: str
    base_url: str
    tagged: bool = True
    place: Place = field(default_factory=lambda: Place("book.yaml"))
    pages: int | None = None
    name: str = ""

    @property
    def limits(self) -> Limits:
        seconds = _SECONDS + len(self.html) / _CHARACTERS_A_SECOND
        return Limits(min(seconds, _MOST_SECONDS), _MEMORY)


class TypesetPool:
    """Typesets galleys into a store; the processes stay warm until the pool is closed.

    A process that dies is replaced.
    """

    def __init__(self, jobs: int | None = None) -> None:
        self._count = jobs or os.cpu_count() or 1
        self._workers: list[Worker] = []
        #: Whether loading has begun, for processes that will be wanted.
        self.is_warm = False
        self._style: Style | None = None
        #: The process that typeset a section last: it knows the pages that stand as they stood.
        self._typeset_by: dict[str, Worker] = {}

    def warm(self) -> None:
        """Begin to load WeasyPrint beside other work, for processes that will soon be wanted."""
        self.is_warm = load_ahead()

    def prepare(self, style: Style, *, for_all: bool) -> None:
        """Begin to load fonts and styles in the processes of a warm pool, beside other work: in
        one of them, or in all where all sections may have to be typeset."""
        if self.is_warm and style != self._style:
            self._style = style
            for worker in self._ready(self._count if for_all else 1):
                if not worker.is_busy:
                    worker.start(Limits(_SECONDS, _MEMORY), _prepare, style)

    def typeset(
        self,
        work: Sequence[Job],
        style: Style,
        store: GalleyStore,
        done: Callable[[Job], None],
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        """Typeset all the work, longest first; `done` is told of each galley when it is stored, and
        `meanwhile` called once when all processes have work.

        Raises BookError for what can't be typeset, when all the rest is.
        """
        waiting = deque(sorted(work, key=lambda job: (-len(job.html), job.key)))
        long_enough = sum(len(job.html) for job in waiting) > _WORTH_A_PROCESS
        count = self._count if long_enough else max(1, len(self._workers))
        at_work: dict[Worker, Job] = {}
        again: list[Job] = []
        failed: list[tuple[Job, EndedError | RaisedError]] = []
        try:
            while waiting or at_work:
                ready = self._ready(min(count, len(waiting) + len(at_work)))
                idle = [w for w in ready if not w.is_busy and w not in at_work]
                while waiting and idle:
                    job = waiting.popleft()
                    before = self._typeset_by.get(job.name)
                    worker = before if before in idle else idle[0]
                    idle.remove(worker)
                    at_work[worker] = job
                    worker.start(job.limits, _typeset_into, store.folder, job, style)
                if meanwhile is not None:
                    meanwhile()
                    meanwhile = None
                wait_for(self._workers)
                for worker in [worker for worker in at_work if not worker.is_busy]:
                    job = at_work.pop(worker)
                    try:
                        unkept = worker.result()
                    except (EndedError, RaisedError) as error:
                        # Somebody else may have ended it: the system, short of memory.
                        if str(error) == "broken" and job not in again:
                            again.append(job)
                            waiting.append(job)
                            continue
                        failed.append((job, error))
                        continue
                    if job.name:
                        self._typeset_by[job.name] = worker
                    if unkept is not None:
                        store.hold(job.key, unkept)
                    done(job)
        except BaseException:
            self.close()  # what is at work would be in the way of what comes next
            raise
        if failed:
            raise BookError(
                *(self._culprit(job, style, error) for job, error in failed[:_EXPLAINED])
            )

    def _culprit(self, job: Job, style: Style, error: EndedError | RaisedError) -> Mistake:
        """Why a job failed, found out by trying parts of it."""
        from book.paged.culprits import culprit

        def fails(html: str, tried: Style, limits: Limits) -> bool:
            worker = next(w for w in self._ready(1) if not w.is_busy)
            try:
                worker.call(limits, _try, replace(job, html=html), tried)
            except (EndedError, RaisedError):
                return True
            return False

        return culprit(job.html, style, job.place, error, fails)

    def _ready(self, count: int) -> list[Worker]:
        """So many processes that live; those that died are replaced."""
        self._workers = [worker for worker in self._workers if worker.is_alive]
        while len(self._workers) < count:
            self._workers.append(Worker())
        return self._workers

    def close(self) -> None:
        for worker in self._workers:
            worker.close()
        self._workers = []
        self._typeset_by.clear()
        self._style = None

    def __enter__(self) -> TypesetPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_typesetters: dict[Style, Typesetter] = {}


def _typesetter(style: Style) -> Typesetter:
    """The process's typesetter of a style; that of another style is let go."""
    from book.paged.weasy.galley import Typesetter

    if style not in _typesetters:
        if _typesetters:
            _typesetters.clear()
            gc.unfreeze()
            gc.collect()
        _typesetters[style] = Typesetter(style)
        # What is loaded stays: the collector need not look through it in each galley.
        gc.freeze()
        gc.set_threshold(_COLLECTED)
    return _typesetters[style]


def _prepare(style: Style) -> None:
    """Typeset a few words, so that all is loaded; runs in a worker."""
    _typesetter(style).galley("<p>a <b>b</b> <i>c</i>", "")


def _try(job: Job, style: Style) -> None:
    """Typeset a galley and keep nothing of it; runs in a worker."""
    _galley(job, style)


def _galley(job: Job, style: Style) -> Galley:
    try:
        galley = _typesetter(style).galley(job.html, job.base_url, job.tagged, job.name)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EFBIG, errno.EROFS):
            raise
        raise BookError(
            Mistake(
                Place(tempfile.gettempdir()),
                "what was typeset can't be kept: {reason}",
                "Look whether the disk is full.",
                {"reason": of_system(error)},
            )
        ) from error
    if job.pages not in (None, len(galley.page_map.pages)):
        raise ValueError("running heads and folios do not fit into their places")
    return galley


def _typeset_into(folder: Path, job: Job, style: Style) -> bytes | None:
    """Typeset one galley into the store of a folder; runs in a worker.

    What can't be written there is given back, as the store would have written it.
    """
    galley = _galley(job, style)
    sealed = sealed_galley(job.key, galley.pdf, galley.page_map, galley.diagnostics)
    try:
        GalleyStore(folder).put(job.key, sealed)
    except OSError:
        return sealed
    return None
