"""A limit on how long a piece of work may take, in any thread and on every system."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TooLongError(Exception):
    """The work took longer than it may."""

    def __init__(self) -> None:
        super().__init__("it takes too long; look for a loop without an end")


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooLongError in this thread when the work inside takes longer than `seconds`.

    Python code is interrupted between two of its steps; a single step of a library is not.
    """
    thread = threading.get_ident()
    raised = ctypes.pythonapi.PyThreadState_SetAsyncExc
    guard = threading.Lock()
    done = False

    def interrupt() -> None:
        with guard:
            if not done:
                raised(ctypes.c_ulong(thread), ctypes.py_object(TooLongError))

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with guard:
            done = True
        timer.cancel()
