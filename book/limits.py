"""Work in processes of their own, which can be ended: by time, by memory, or when they break down.

A thread cannot be stopped and a library in C does not listen; a process can be ended whenever it
must be, on every system. The standard library's executors give up all work when one of their
processes dies, and know no limits; hence these lines over `multiprocessing`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from typing import Any, Literal

from book.errors import BookError, Said
from book.frames import with_room
from book.processes import pipe, started

if sys.platform != "win32":
    import resource

#: Set to see tracebacks, and what processes write to standard error.
DEBUG = "BOOK_DEBUG"
#: How often (in s) it is looked at what processes take.
_LOOK = 0.2
#: Work that waits takes no time of the processor: it may take so many times its seconds in all.
_PATIENCE = 6.0
#: After so long (in s) without work a process looks for what can be let go.
_REST = 0.5
_MB = 2**20

Reason = Literal["time", "memory", "broken"]


@dataclass(frozen=True)
class Limits:
    """What a piece of work may take: seconds of a processor, and bytes of memory."""

    seconds: float
    memory: int


class EndedError(Exception):
    """Work whose process was ended, or died. `said` is why, in words of the catalog."""

    def __init__(self, reason: Reason, limits: Limits) -> None:
        super().__init__(reason)
        self.reason = reason
        if reason == "time":
            self.said = Said(
                "it takes longer than {seconds} seconds", {"seconds": round(limits.seconds)}
            )
        elif reason == "memory":
            self.said = Said(
                "it takes more than {size} MB of memory", {"size": limits.memory // _MB}
            )
        else:
            self.said = Said("the process that worked on it broke down")


class RaisedError(Exception):
    """Work that raised what it should not have; holds the traceback for who sets BOOK_DEBUG."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what}\n{where}" if os.environ.get(DEBUG) else what)


class Worker:
    """A process that does one piece of work after the other, each within limits.

    Work is a function of a module, with arguments and a result that can be pickled. Nothing is
    started before the result of the last is taken. For one thread at a time.
    """

    def __init__(self) -> None:
        self._pipe, theirs = pipe()
        self._process = started(_serve, theirs)
        theirs.close()
        self._limits: Limits | None = None
        self._answer: tuple[str, Any] | None = None

    def start(self, limits: Limits, work: Callable[..., Any], *arguments: Any) -> None:
        """Begin a piece of work."""
        self._limits, self._answer = limits, None
        self._begun, self._most, self._before = time.monotonic(), 0, self._seconds()
        with contextlib.suppress(BrokenPipeError):  # found when the result is looked for
            self._pipe.send((limits, work, arguments))

    @property
    def is_busy(self) -> bool:
        """Whether something was started whose result is not there yet."""
        return self._limits is not None and self._answer is None

    @property
    def is_alive(self) -> bool:
        return not self._pipe.closed and bool(self._process.is_alive())

    def result(self) -> Any:
        """The result of what was started, waited for.

        Raises EndedError where the process was ended or died, RaisedError where the work raised
        anything but a BookError, which is raised as it is.
        """
        while self.is_busy:
            wait_for([self])
        assert self._answer
        limits, (how, value) = self._limits, self._answer
        self._limits = self._answer = None
        if how == "ended":
            raise EndedError(value, limits or Limits(0, 0))
        if how == "mistakes":
            raise BookError(*value)
        if how == "raised":
            raise RaisedError(*value)
        return value

    def call(self, limits: Limits, work: Callable[..., Any], *arguments: Any) -> Any:
        """Start a piece of work and wait for its result."""
        self.start(limits, work, *arguments)
        return self.result()

    def close(self) -> None:
        """End the process, whatever it does."""
        self._pipe.close()
        with contextlib.suppress(OSError):
            self._process.kill()

    def _look(self) -> None:
        """Take the answer where it is there; end a process that takes more than it may."""
        try:
            if self._pipe.poll():
                self._answer = self._pipe.recv()
        except (EOFError, OSError):
            self._end(self._why_it_died())
        limits = self._limits
        if self._answer or not limits:
            return
        import psutil  # processes that work have no need of it

        with contextlib.suppress(psutil.Error):
            self._most = max(self._most, psutil.Process(self._process.pid).memory_info().rss)
        waited = time.monotonic() - self._begun
        if self._most > limits.memory:
            self._end("memory")
        elif max(self._seconds() - self._before, waited / _PATIENCE) > limits.seconds:
            self._end("time")

    def _end(self, reason: Reason) -> None:
        self.close()
        self._answer = ("ended", reason)

    def _why_it_died(self) -> Reason:
        """Libraries in C give up where they get no more memory, and systems end what is too big."""
        self._process.join(1)
        if self._limits and self._most > self._limits.memory / 2:
            return "memory"
        too_long = getattr(signal, "SIGXCPU", 0)
        return "time" if too_long and self._process.exitcode == -too_long else "broken"

    def _seconds(self) -> float:
        """The seconds of a processor that the process has taken so far."""
        import psutil

        try:
            taken = psutil.Process(self._process.pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(taken.user + taken.system)


def wait_for(workers: Iterable[Worker]) -> None:
    """Wait until one of the workers that are busy has an answer, or was ended."""
    busy = [worker for worker in workers if worker.is_busy]
    while busy and all(worker.is_busy for worker in busy):
        connection.wait([worker._pipe for worker in busy], _LOOK)
        for worker in busy:
            worker._look()


def _serve(asked: Connection) -> None:
    """Do what is asked for until nobody is there to ask; runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not os.environ.get(DEBUG):
        # Libraries in C say here that they give up; the answer is a message in words.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    while True:
        try:
            limits, work, arguments = asked.recv()
        except (EOFError, OSError):
            os._exit(0)  # without taking down fonts and caches piece by piece
        _limit(limits)
        asked.send(_answer(work, arguments))
        if not asked.poll(_REST):
            gc.collect()  # now, and not in the midst of what is asked next


_serve = with_room(_serve)  # deep layouts are worked on inside


def _answer(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "good", work(*arguments)
    except BookError as error:
        return "mistakes", error.mistakes
    except MemoryError:
        gc.collect()
        return "ended", "memory"
    except Exception as error:
        return "raised", (f"{type(error).__name__}: {error}", traceback.format_exc())


def _limit(limits: Limits) -> None:
    """Let the system say no where it can: at once, and when nobody looks any more."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + 1.5 * limits.seconds) + 5
    for kind, soft in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, limits.memory + limits.memory // 4),
        (resource.RLIMIT_CORE, 0),
    ):
        # A system that does not know one of these has the looks of `_look`.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, resource.getrlimit(kind)[1]))
