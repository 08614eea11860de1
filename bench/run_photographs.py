"""Measures books of photographs beside the same books with grey boxes, and prints a table.

    python bench/run_photographs.py [--count 60] [--rounds 1]

Seconds are of processors, all processes of a case together; the ratio is to the same case of the
book with grey boxes. The peak is that of the largest process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from itertools import count
from pathlib import Path

from photographs import write_photographs
from run import PYTHON, ROOT, Case, adopt_orphans

_MEGABYTE = 1_000_000


def cases(folder: Path, env: dict[str, str]) -> list[Case]:
    """A build from nothing, an edit of the chapter without photographs, and the press."""
    build = [PYTHON, str(ROOT / "make_book.py"), "build", "-C", str(folder)]
    book, press = folder / "dist/book.pdf", folder / "dist/book-press.pdf"
    prose = folder / "chapters/06-chu.md"
    written, number = prose.read_text(encoding="utf-8"), count()

    def cold() -> None:
        shutil.rmtree(env["XDG_CACHE_HOME"], ignore_errors=True)

    def edit() -> None:
        prose.write_text(f"{written}\nLần thứ {next(number)}.\n", encoding="utf-8")

    printed = [*build, "--edition", "press", "--low-pictures"]
    return [
        Case("cold", build, book, cold),
        Case("a chapter without photographs edited", build, book, edit),
        Case("press, after a build", printed, press),
        Case("press again, that chapter edited", printed, press, edit),
    ]


def measure(number: int, rounds: int) -> None:
    """Run all cases of both books, and print the table and what the store holds."""
    with tempfile.TemporaryDirectory() as passing:
        books = {}
        for name in ("grey boxes", "photographs"):
            folder, home = Path(passing) / name.split()[0], Path(passing) / f"home-{name[:4]}"
            write_photographs(folder, number, boxes=name == "grey boxes")
            env = {**os.environ, "XDG_CACHE_HOME": str(home), "HOME": str(home)}
            books[name] = (cases(folder, env), env, home, folder)
        for turn in range(rounds):
            for found, env, _, _ in books.values():
                for case in found:
                    case.run(env)
            print(f"photographs, round {turn + 1} of {rounds}", file=sys.stderr)
        print("\n| case | grey boxes, s | photographs, s | ratio | MB | peak, MB |")
        print("|---|--:|--:|--:|--:|--:|")
        boxes, shown = books["grey boxes"][0], books["photographs"][0]
        for grey, case in zip(boxes, shown, strict=True):
            least, most = (statistics.median(one.processor) for one in (grey, case))
            print(
                f"| {case.name} | {least:.2f} | {most:.2f} | {most / least:.2f} "
                f"| {case.pdf.stat().st_size / _MEGABYTE:.1f} | {case.peak // 1024} |"
            )
        _, _, home, folder = books["photographs"]
        print(f"\nOriginals: {_size(folder / 'assets')} MB; kept in the store: {_size(home)} MB.")


def _size(folder: Path) -> int:
    return round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / _MEGABYTE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=1)
    chosen = parser.parse_args()
    adopt_orphans()
    measure(chosen.count, chosen.rounds)
