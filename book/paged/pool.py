"""Typesetting in several processes, each with fonts and styles loaded once."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING

from book.paged.store import GalleyStore
from book.themes.styles import Style

if TYPE_CHECKING:
    from book.paged.weasy.galley import Typesetter

#: Below so many characters of HTML, starting another process costs more than it gives.
_WORTH_A_PROCESS = 60_000


@dataclass(frozen=True)
class Job:
    """One galley to be typeset: its key in the store, its HTML, and its kind."""

    key: str
    html: str
    base_url: str
    tagged: bool = True


class TypesetPool:
    """Typesets galleys into a store; the processes stay warm until the pool is closed."""

    def __init__(self, jobs: int | None = None) -> None:
        self._count = jobs or os.cpu_count() or 1
        self._executor: ProcessPoolExecutor | None = None
        #: Whether loading has begun, for processes that will be wanted.
        self.is_warm = False
        self._style: Style | None = None

    def warm(self) -> None:
        """Begin to load WeasyPrint beside other work, for processes that will soon be wanted."""
        if self._count > 1 and "forkserver" in multiprocessing.get_all_start_methods():
            self._context()
            forkserver.ensure_running()
            self.is_warm = True

    def prepare(self, style: Style) -> None:
        """Begin to load fonts and styles in the processes of a warm pool, beside other work."""
        if self.is_warm and style != self._style:
            self._style = style
            for _ in range(self._count):
                self._started().submit(_prepare, style)

    def typeset(
        self,
        work: Sequence[Job],
        style: Style,
        store: GalleyStore,
        done: Callable[[Job], None],
    ) -> None:
        """Typeset all the work, longest first; `done` is told of each galley when it is stored."""
        ordered = sorted(work, key=lambda job: (-len(job.html), job.key))
        long_enough = sum(len(job.html) for job in ordered) > _WORTH_A_PROCESS
        alone = self._count == 1 or (not self.is_warm and (len(ordered) < 2 or not long_enough))
        if self._executor is None and alone:
            for job in ordered:
                _typeset_into(store.folder, job, style)
                done(job)
            return
        futures: dict[Future[None], Job] = {
            self._started().submit(_typeset_into, store.folder, job, style): job for job in ordered
        }
        try:
            for future in as_completed(futures):
                future.result()
                done(futures[future])
        except BaseException:
            for future in futures:
                future.cancel()
            raise

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._count, mp_context=self._context())
        return self._executor

    @staticmethod
    def _context() -> BaseContext:
        if "forkserver" not in multiprocessing.get_all_start_methods():
            return multiprocessing.get_context("spawn")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["book.paged.weasy.galley"])
        return context

    def close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def __enter__(self) -> TypesetPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_typesetters: dict[Style, Typesetter] = {}
# Pango's fonts are let go while there still is a Pango to do it.
atexit.register(_typesetters.clear)


def _typesetter(style: Style) -> Typesetter:
    """The process's typesetter of a style; that of another style is let go."""
    from book.paged.weasy.galley import Typesetter

    if style not in _typesetters:
        _typesetters.clear()
        _typesetters[style] = Typesetter(style)
        # What is loaded stays: the collector need not look through it in each galley.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    return _typesetters[style]


def _prepare(style: Style) -> None:
    """Typeset a few words, so that all is loaded; runs in a worker."""
    _typesetter(style).galley("<p>a <b>b</b> <i>c</i>", "")


def _typeset_into(folder: Path, job: Job, style: Style) -> None:
    """Typeset one galley into the store of a folder; runs in a worker."""
    galley = _typesetter(style).galley(job.html, job.base_url, job.tagged)
    GalleyStore(folder).put(job.key, galley.pdf, galley.page_map, galley.diagnostics)
