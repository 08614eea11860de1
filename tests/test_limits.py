"""Work in processes that can be ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from book.errors import BookError, Mistake, Place
from book.frames import with_room
from book.limits import EndedError, Limits, RaisedError, Worker, wait_for

SOME = Limits(5, 2**29)


def twice(number: int) -> int:
    return 2 * number


def loop_without_end() -> None:
    while True:
        pass


def much_at_once() -> int:
    return len("a".center(8_000_000_000))


def more_and_more() -> None:
    kept = []
    while True:
        kept.append(bytearray(2**20))


def breaks_down() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def raises() -> None:
    raise ZeroDivisionError("nothing to divide by")


def tells() -> None:
    raise BookError(Mistake(Place("a.md", 3), "wrong"))


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def test_work_is_done_one_after_the_other(worker: Worker) -> None:
    assert [worker.call(SOME, twice, number) for number in range(3)] == [0, 2, 4]


@pytest.mark.parametrize(
    ("work", "limits", "reason"),
    [
        (loop_without_end, Limits(0.3, 2**29), "time"),
        (time.sleep, Limits(0.05, 2**29), "time"),
        (much_at_once, SOME, "memory"),
        (more_and_more, SOME, "memory"),
        pytest.param(
            breaks_down,
            SOME,
            "broken",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal"),
        ),
    ],
)
def test_work_is_ended(work: object, limits: Limits, reason: str, worker: Worker) -> None:
    arguments = (60,) if work is time.sleep else ()
    begun = time.monotonic()
    with pytest.raises(EndedError) as ended:
        worker.call(limits, work, *arguments)  # type: ignore[arg-type]
    assert ended.value.reason == reason
    assert time.monotonic() - begun < 20


def test_what_work_raises(worker: Worker) -> None:
    with pytest.raises(RaisedError, match="ZeroDivisionError: nothing to divide by"):
        worker.call(SOME, raises)
    with pytest.raises(BookError, match=r"a\.md:3: wrong"):
        worker.call(SOME, tells)
    assert worker.call(SOME, twice, 4) == 8


def test_two_work_beside_each_other(worker: Worker) -> None:
    other = Worker()
    try:
        worker.start(SOME, time.sleep, 60)
        other.start(SOME, twice, 3)
        wait_for([worker, other])
        assert worker.is_busy
        assert other.result() == 6
    finally:
        other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there each process loads all by itself")
def test_processes_find_all_loaded_wherever_a_command_is_given(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()  # a user's folder, which is none of the builder's
    code = (
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from book.limits import Limits, Worker\n"
        "asked = \"[name in __import__('sys').modules for name in ('weasyprint', 'psutil')]\"\n"
        "print(Worker().call(Limits(30, 2**30), eval, asked))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[True, False]\n", "")


def faults(depth: int) -> int:
    """How many pages of memory are asked of the system by a hundred calls in so many others."""
    if depth:
        return faults(depth - 1)
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(100):
        twice(1)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def most_faults() -> int:
    return max(faults(depth) for depth in range(400))


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not count them")
def test_no_call_of_a_deep_layout_asks_the_system_for_memory() -> None:
    if most_faults() < 100:
        pytest.skip("this Python keeps frames in another way")
    assert with_room(most_faults)() < 50
