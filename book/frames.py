"""Room for the frames of deep calls."""

from __future__ import annotations

from types import FunctionType
from typing import Any

#: How much room a frame is given, in bytes; its chunk is the next power of two.
_ROOM = 2**19 + 2**14


def with_room(function: Any) -> Any:
    """A function of a module, asking for much room for its frame.

    CPython keeps frames in chunks of 16 KB, and asks the system for one more whenever a call does
    not fit. Where deep work stands at the end of one, each call of each loop inside maps and
    unmaps memory: a tenth of the time. The chunk of this function is a megabyte, and holds all
    that is called in it; the system gives of it what is used.
    """
    code = function.__code__.replace(co_stacksize=_ROOM // 8)
    return FunctionType(code, function.__globals__, function.__name__, function.__defaults__)
