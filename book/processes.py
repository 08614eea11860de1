"""How processes of the builder's own are started: from one that has loaded everything, where the
system can.

The standard library has one such server a process, and whoever sets what it loads sets it for
all. The builder has a server of its own, and leaves that one as it is.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Iterator
from multiprocessing import context, forkserver, resource_tracker
from types import FunctionType, SimpleNamespace
from typing import Any

#: What processes find loaded already, where the system lets them share it.
_LOADED = ["book.paged.weasy.patches.loading", "book.paged.pool"]


def started(work: Any, *arguments: Any) -> Any:
    """A process (`multiprocessing.Process`) that does some work; it ends with this one."""
    with _uninterrupted():
        process = _process_class()(target=work, args=arguments, daemon=True)
        process.start()
    return process


def load_ahead() -> bool:
    """Begin to load what processes will want, beside other work; False where systems have no
    way."""
    if _SERVER is None:
        return False
    with _uninterrupted():
        _SERVER.ensure_running()
    return True


def pipe() -> tuple[Any, Any]:
    """The two ends of a pipe to a process."""
    return multiprocessing.Pipe()


def _process_class() -> Any:
    return multiprocessing.get_context("spawn").Process if _SERVER is None else _Process


_SERVER: forkserver.ForkServer | None = None
if "forkserver" in multiprocessing.get_all_start_methods():
    from multiprocessing import popen_forkserver, spawn, util

    def _started_with_paths(exe: str, args: list[str], fds: list[int]) -> int:
        """Start the server, and let it look for modules where this process does.

        Where the standard library does not tell it, it looks in the folder in which a command is
        given, whose `book` may be anything.
        """
        paths = spawn.get_preparation_data("ignore")["sys_path"]
        *flags, command = args
        command = f"import sys; sys.path[:] = {paths!r}; {command}"
        return int(util.spawnv_passfds(exe, [*flags, command], fds))  # type: ignore[arg-type]

    class _Server(forkserver.ForkServer):
        """The standard library's server, started as above."""

        ensure_running = FunctionType(
            forkserver.ForkServer.ensure_running.__code__,
            {
                **vars(forkserver),
                "util": SimpleNamespace(**{**vars(util), "spawnv_passfds": _started_with_paths}),
            },
        )

    _SERVER = _Server()
    _SERVER.set_forkserver_preload(_LOADED)
    _OWN = SimpleNamespace(
        connect_to_new_process=_SERVER.connect_to_new_process, read_signed=forkserver.read_signed
    )

    class _Popen(popen_forkserver.Popen):
        """Starts a process as the standard library does, by the builder's server."""

        _launch = FunctionType(
            popen_forkserver.Popen._launch.__code__,  # type: ignore[attr-defined]
            {**vars(popen_forkserver), "forkserver": _OWN},
        )

    class _Process(context.ForkServerProcess):
        @staticmethod
        def _Popen(process: Any) -> Any:  # noqa: N802 - named so where it is called
            return _Popen(process)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C is not for the processes that are started in here: this one will end them."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # which would let interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
