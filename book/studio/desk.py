"""One book at work: made again after each change, one piece of work at a time beside the server."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from book.check.findings import Finding
from book.errors import BookError, Message, Mistake, Place
from book.frames import with_room
from book.paged.typeset_book import TypesetBook
from book.project import Project
from book.report import CancelledError, Quiet
from book.sources import CONFIG, MADE
from book.studio.history import History
from book.studio.pictures import Pictures

_P = ParamSpec("_P")
_T = TypeVar("_T")
#: So long (in seconds) nothing must change before the proofreader reads: pages come first.
_PAUSE = 1.5
#: So long (in ms) nothing may be saved before a change counts: other editors write in steps.
_STEP, _DEBOUNCE = 20, 100


@dataclass(frozen=True)
class Shown:
    """The book as it was made last: its pages, and the pictures of them."""

    version: str
    book: TypesetBook
    pictures: Pictures


class Listener:
    """One open page of a browser, and what it has yet to be told."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.is_ending = False
        self.events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()


class Desk:
    """A book folder in the studio. Its methods are called on the server's loop; what a panel wants
    of the project, it asks by `work`."""

    def __init__(self, folder: Path, jobs: int | None = None, keep: bool = True) -> None:
        self.folder = folder
        self.project = Project(folder, jobs=jobs, keep=keep, report=_Told(self))
        #: The pages that are shown; None until the book was made once.
        self.shown: Shown | None = None
        #: What keeps the book from being made as it is now.
        self.mistakes: tuple[Mistake, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.is_read = False
        #: Whether the studio is being closed: work ends at its next step.
        self.is_ending = False
        #: Whether what is worked on ends, too, when something was saved.
        self.is_giving_way = False
        #: What panels keep from one request to the next, by their names.
        self.kept: dict[str, Any] = {}
        #: The states that were saved, and why the last one could not be kept.
        self.history = History(folder)
        self.unkept = ""
        self._run = secrets.token_hex(4)
        self._count = 0
        self._listeners: list[Listener] = []
        self._thread = ThreadPoolExecutor(1, "book")
        self._changed, self._saved = asyncio.Event(), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def is_begun(self) -> bool:
        """Whether there is a book in the folder."""
        return (self.folder / CONFIG).is_file()

    async def work(self, function: Callable[_P, _T], /, *args: _P.args, **how: _P.kwargs) -> _T:
        """Do what takes longer than a moment beside the server, after what was asked before it."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: _done(function, args, how))

    def changed(self) -> None:
        """Something of the folder was saved: let the book be made again."""
        self._changed.set()
        self._saved.set()

    # Who is told ------------------------------------------------------------------------------

    def tell(self, kind: str, **what: Any) -> None:
        """Tell all open pages; from any thread."""
        event = {"kind": kind, **what}

        def spread() -> None:
            for listener in self._listeners:
                listener.events.put_nowait(event)

        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the server has ended
                self._loop.call_soon_threadsafe(spread)

    @contextlib.contextmanager
    def listening(self, client: str) -> Any:
        """A listener for as long as a page is open; all are told how many there are."""
        listener = Listener(client)
        self._listeners.append(listener)
        self._tell_presence()
        try:
            yield listener
        finally:
            self._listeners.remove(listener)
            self._tell_presence()

    def end(self) -> None:
        """Let all open pages go, and what is worked on end at its next step."""
        self.is_ending = True
        for listener in self._listeners:
            listener.is_ending = True
            listener.events.put_nowait({"kind": "end"})

    def _tell_presence(self) -> None:
        self.tell("presence", open=len({listener.client for listener in self._listeners}))

    # The loop ---------------------------------------------------------------------------------

    async def open(self) -> None:
        """Begin to make the book, and to look for changes."""
        self._loop = asyncio.get_running_loop()
        for task in (self._keep_making(), self._keep_states(), self._watch()):
            self._tasks.add(asyncio.create_task(task))
        self.changed()

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._thread.shutdown(wait=False, cancel_futures=True)
        self.project.close()
        self.history.close()

    async def _watch(self) -> None:
        """Hear of what other programs save in the folder."""
        from watchfiles import awatch

        root = self.folder.resolve()

        def is_of_the_book(_change: object, name: str) -> bool:
            parts = Path(os.path.relpath(name, root)).parts
            return bool(parts) and parts[0] != MADE and not any(p[0] in ".~" for p in parts)

        while True:
            while not root.is_dir():
                await asyncio.sleep(0.5)
            # A folder that is taken away, or moved, may come back.
            with contextlib.suppress(OSError, RuntimeError):
                async for _ in awatch(
                    root, watch_filter=is_of_the_book, debounce=_DEBOUNCE, step=_STEP
                ):
                    self.changed()
            await asyncio.sleep(0.5)

    async def _keep_states(self) -> None:
        """Keep each state that is saved, whatever the book's making does meanwhile."""
        while True:
            await self._saved.wait()
            self._saved.clear()
            if not self.is_begun:
                continue
            try:
                await asyncio.to_thread(self.history.keep)
                self.unkept = ""
            except Exception as error:  # a full disk, say: writing goes on
                self.unkept = f"{type(error).__name__}: {error}"

    async def _keep_making(self) -> None:
        """Make the book when it has changed, and read it as a proofreader when it rests. Reading
        gives way to what is saved meanwhile."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            if not self.is_begun:
                continue
            self.tell("making")
            await self._make()
            try:
                await asyncio.wait_for(self._changed.wait(), _PAUSE)
            except TimeoutError:
                await self._read()

    async def _make(self) -> None:
        before = self.shown
        try:
            self.shown = await self.work(self._pages)
            self.mistakes = ()
            if before and before is not self.shown:
                before.pictures.close()
        except BookError as error:
            self.mistakes = error.mistakes
        except Exception as error:  # the studio goes on, whatever befell the builder
            self.mistakes = (failure(error),)
        self.tell("made", **self.state())

    def _pages(self) -> Shown:
        book = self.project.pages
        if self.shown and self.shown.book is book:
            return self.shown
        self._count += 1
        version = f"{self._run}-{self._count}"
        return Shown(version, book, Pictures(self.project.pdf()))

    async def _read(self) -> None:
        try:
            self.findings = await self.work(self._findings)
        except CancelledError:
            return
        except Exception as error:
            self.mistakes = (*self.mistakes, failure(error))
        self.is_read = True
        self.tell("read", **self.state())

    def _findings(self) -> tuple[Finding, ...]:
        self.is_giving_way = True
        try:
            return self.project.findings
        finally:
            self.is_giving_way = False

    @property
    def must_end(self) -> bool:
        """Whether what is worked on shall end at its next step."""
        return self.is_ending or (self.is_giving_way and self._changed.is_set())

    def state(self) -> dict[str, Any]:
        """What every open page should know of the book."""
        return {
            "version": self.shown.version if self.shown else "",
            "stopped": len(self.mistakes),
            "problems": len(self.findings),
            "is_read": self.is_read,
            "is_begun": self.is_begun,
        }


class _Told(Quiet):
    """How far typesetting is, told to all open pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def progress(self, done: int, total: int) -> None:
        self._desk.tell("progress", done=done, total=total)

    def is_cancelled(self) -> bool:
        return self._desk.must_end


def failure(error: Exception) -> Mistake:
    """What is said of an error that the builder should not have raised."""
    problem: Message = "The builder itself failed: {failure}"
    cure: Message = "Your texts are as you saved them. Please send this to its makers."
    return Mistake(Place(CONFIG), problem, cure, {"failure": f"{type(error).__name__}: {error}"})


def _done(function: Callable[..., _T], args: tuple[Any, ...], how: dict[str, Any]) -> _T:
    return function(*args, **how)


_done = with_room(_done)  # layouts are worked on inside
