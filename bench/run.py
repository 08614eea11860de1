"""Measures the builder against WeasyPrint alone, in one interleaved run, and prints ratios.

    python bench/run.py [--pages 50,250,article] [--rounds 5] [--others]

Each case is a process of its own, Python's start included. Times are medians, by the clock and of
processors (all processes of a case together), which a machine with other work spoils less; the
ratios are to two one-shot builds of the same text by WeasyPrint alone in the same run: one of the
builder's own HTML and style sheets, and a lean one of what a user would write.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pikepdf
import psutil
from text import write_article, write_folder

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable


@dataclass
class Case:
    """A command that is timed; `before` makes things ready for it and is not. `lacks` is what it
    leaves out of what the book has."""

    name: str
    command: list[str]
    pdf: Path
    before: Callable[[], None] = lambda: None
    lacks: str = ""
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: int = 0

    def run(self, env: dict[str, str]) -> None:
        self.before()
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        watched = Memory(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
        self.seconds.append(time.perf_counter() - start)
        self.processor.append(used.ru_utime + used.ru_stime + of_orphans())
        self.peak = max(self.peak, watched.largest())
        if status:
            raise SystemExit(f"{self.name}: {' '.join(self.command)} failed")


def adopt_orphans() -> None:
    """Make this process the parent of those that a case leaves behind (Linux)."""
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER


def of_orphans() -> float:
    """The seconds of processors that those took, which a case started and did not wait for."""
    seconds = 0.0
    while True:
        try:
            _, _, used = os.wait3(0)
        except ChildProcessError:
            return seconds
        seconds += used.ru_utime + used.ru_stime


def of_tree(pid: int) -> float:
    """The seconds of processors that a process and all below it took so far."""
    process = psutil.Process(pid)
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(t.user + t.system + t.children_user + t.children_system for t in times)


class Memory:
    """Looks at the largest process of a session (Linux), worker processes too, in kB."""

    def __init__(self, session: int) -> None:
        self._session, self._largest, self._ended = session, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.05):
            for status in Path("/proc").glob("[0-9]*/stat"):
                try:
                    fields = status.read_text().rpartition(")")[2].split()
                    if int(fields[3]) == self._session:
                        peak = re.search(r"VmHWM:\s*(\d+)", (status.parent / "status").read_text())
                        self._largest = max(self._largest, int(peak[1]) if peak else 0)
                except (OSError, IndexError):
                    continue

    def largest(self) -> int:
        self._ended.set()
        self._thread.join()
        return self._largest


class Watching(Case):
    """An edit while `watch` runs: the time until it says that the book is made."""

    process: subprocess.Popen[str] | None = None

    def run(self, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            self.command,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        watched = Memory(self.process.pid)
        try:
            self._built()
            for _ in range(2):  # the first one warms the processes
                time.sleep(0.5)
                self.before()
                start, used = time.perf_counter(), of_tree(self.process.pid)
                self._built()
                took = time.perf_counter() - start, of_tree(self.process.pid) - used
            self.seconds.append(took[0])
            self.processor.append(took[1])
            self.peak = max(self.peak, watched.largest())
        finally:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            of_orphans()

    def _built(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("    "):
                return
        raise SystemExit(f"{self.name}: watch has ended")


class Showing(Watching):
    """An edit while the studio runs: the time until a picture of the new pages is there."""

    version = ""

    def run(self, env: dict[str, str]) -> None:
        self.version = ""
        super().run(env)

    def _built(self) -> None:
        if not self.version:
            assert self.process is not None
            assert self.process.stdout is not None
            address = next(line.strip() for line in self.process.stdout if line.startswith("http"))
            self.address = address.partition("?")[0]
            self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            self._get(address.removeprefix(self.address))
        while (version := json.loads(self._get("api/state"))["version"]) in ("", self.version):
            time.sleep(0.01)
        self.version = version
        self._get(f"page/{version}/12.webp?width=700")

    def _get(self, path: str) -> bytes:
        with self.browser.open(self.address + path) as answer:
            return bytes(answer.read())


class Edits:
    """Edits of chapters: each begins with the text as it was written, and makes one that was never
    built."""

    def __init__(self, chapters: list[Path]) -> None:
        self._chapters = chapters
        self._written = [chapter.read_text(encoding="utf-8") for chapter in chapters]
        self._number = count()

    def restore(self, but: int = -1) -> None:
        for at, (chapter, text) in enumerate(zip(self._chapters, self._written, strict=True)):
            if at != but and chapter.read_text(encoding="utf-8") != text:
                chapter.write_text(text, encoding="utf-8")

    def edit_word(self) -> None:
        """Change the first word of the first chapter's text."""
        head, matter, body = self._written[0].split("---\n", 2)
        new = re.sub(r"(?m)^\w+( \w+ \w+)", rf"Lần{next(self._number)}\1", body, count=1)
        self.restore(but=0)
        self._chapters[0].write_text("---\n".join([head, matter, new]), encoding="utf-8")

    def add_pages(self) -> None:
        """Add paragraphs to a chapter, another one each time, so that the index is another one."""
        times, at = divmod(next(self._number), len(self._chapters))
        paragraph = f"lần {times} thêm một đoạn dài cho chương này " * 25
        more = "\n\n".join([paragraph] * (5 + 3 * (times % 3)))
        self.restore(but=at)
        self._chapters[at].write_text(f"{self._written[at]}\n\n{more}\n", encoding="utf-8")


def one_shots(folder: Path) -> list[Case]:
    """WeasyPrint alone on the text of a folder: with the builder's own HTML and style sheets in one
    document, and with what a user would write."""
    found = []
    for name, script, lacks in (
        ("one-shot", "oneshot", "index numbers merged, furniture kept out of the tags"),
        ("lean one-shot", "lean", "index, running heads, names kept unbroken, blanks, grid"),
    ):
        html, pdf = folder / f"{script}.html", folder / f"{script}.pdf"
        path = str(ROOT / f"bench/{script}.py")
        subprocess.run([PYTHON, path, str(folder), str(html)], check=True)
        command = [PYTHON, str(ROOT / "bench/typeset.py"), str(html), str(pdf)]
        found.append(Case(f"WeasyPrint, {name}", command, pdf, lacks=lacks))
    return found


def article_cases(folder: Path, env: dict[str, str]) -> list[Case]:
    """The cases for one long article: both one-shots, and a build from nothing."""

    def cold() -> None:
        shutil.rmtree(env["XDG_CACHE_HOME"], ignore_errors=True)

    make = [PYTHON, str(ROOT / "make_book.py")]
    build, book = [*make, "build", "-C", str(folder)], folder / "dist/book.pdf"
    long = folder.with_name("long-chapter")
    write_article(long, first=3)
    edits = Edits(sorted((long / "chapters").glob("*.md"))[:1])
    build_long, watch = ([*make, command, "-C", str(long)] for command in ("build", "watch"))
    made = long / "dist/book.pdf"
    return [
        *one_shots(folder),
        Case("cold", build, book, cold),
        Case("cold, one process", [*build, "--jobs", "1"], book, cold),
        Case("chapter of 32 pages, cold", build_long, made, edits.restore),
        Case("one paragraph of it", build_long, made, edits.edit_word),
        Case("later pages moved", build_long, made, edits.add_pages),
        Watching("one paragraph of it, in watch", watch, made, edits.edit_word),
        Watching("later pages, in watch", watch, made, edits.add_pages),
    ]


def cases(folder: Path, pages: int, env: dict[str, str], others: bool) -> list[Case]:
    """The cases for a book of so many pages, both one-shots first; `env` names the cache."""
    book = folder / "dist/book.pdf"
    make = [PYTHON, str(ROOT / "make_book.py")]
    build = [*make, "build", "-C", str(folder)]
    watch = [*make, "watch", "-C", str(folder)]
    studio = [*make, "studio", str(folder), "--no-browser"]
    html = folder / "oneshot.html"
    edits = Edits(sorted((folder / "chapters").glob("*.md"))[1:7])
    edit_word, add_pages = edits.edit_word, edits.add_pages

    def cold() -> None:
        shutil.rmtree(env["XDG_CACHE_HOME"], ignore_errors=True)
        edits.restore()

    def handouts_gone() -> None:
        shutil.rmtree(folder / "dist/handouts", ignore_errors=True)

    def moved() -> None:
        add_pages()
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL, env=env)

    many = folder.with_name("many-names")
    write_folder(many, pages, names=10_000)
    found = [
        *one_shots(folder),
        Case("cold", build, book, cold),
        Case("cold, one process", [*build, "--jobs", "1"], book, cold),
        Case("nothing changed", build, book),
        Case("check of the text", [*make, "check", "--no-pages", "-C", str(folder)], book),
        Case("one paragraph edited", build, book, edit_word),
        Case("later pages moved", build, book, add_pages),
        Watching("one paragraph, in watch", watch, book, edit_word),
        Showing("one paragraph, in the studio", studio, book, edit_word),
        Watching("later pages, in watch", watch, book, add_pages),
        Case("booklet", [*make, "booklet", "-C", str(folder)], folder / "dist/book-booklet.pdf"),
        Case("handouts", [*make, "handouts", "-C", str(folder)], book, handouts_gone),
        Case("handouts, later pages moved", [*make, "handouts", "-C", str(folder)], book, moved),
        Case(
            "cold, 10,000 names",
            [*make, "build", "-C", str(many), "--no-cache"],
            many / "dist/book.pdf",
        ),
    ]
    return found + (_others(folder, html) if others else [])


def _others(folder: Path, html: Path) -> list[Case]:
    """Other programs that are installed, on the same text."""
    found = []
    pdf = folder / "vivliostyle.pdf"
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    lacks = "index numbers merged, PDF/UA"
    if shutil.which("vivliostyle"):
        found.append(
            Case(
                "Vivliostyle",
                [
                    "vivliostyle",
                    "build",
                    str(html),
                    "-o",
                    str(pdf),
                    "--executable-browser",
                    browser,
                ],
                pdf,
                lacks=lacks,
            )
        )
    if shutil.which("pagedjs-cli"):
        pdf = folder / "pagedjs.pdf"
        found.append(
            Case(
                "pagedjs-cli",
                [
                    "env",
                    f"PUPPETEER_EXECUTABLE_PATH={browser}",
                    "pagedjs-cli",
                    str(html),
                    "-o",
                    str(pdf),
                    "--browserArgs",
                    "--no-sandbox",
                ],
                pdf,
                lacks=lacks,
            )
        )
    chapters = sorted((folder / "chapters").glob("*.md"))
    if shutil.which("pandoc") and shutil.which("xelatex"):
        pdf, plain = folder / "xelatex.pdf", folder / "plain.md"
        plain.write_text("\n\n".join(_plain(c) for c in chapters), encoding="utf-8")
        command = [
            "pandoc",
            "--pdf-engine=xelatex",
            "--toc",
            "-V",
            "geometry:paperwidth=145mm",
            "-V",
            "geometry:paperheight=205mm",
            str(plain),
            "-o",
            str(pdf),
        ]
        found.append(
            Case(
                "pandoc, XeLaTeX",
                command,
                pdf,
                lacks="index, names, references' pages, pictures, tables, tags",
            )
        )
    try:
        import typst  # noqa: F401
    except ImportError:
        return found
    pdf, source = folder / "typst.pdf", folder / "book.typ"
    source.write_text(_as_typst(chapters), encoding="utf-8")
    script = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    found.append(
        Case(
            "Typst",
            [PYTHON, "-c", script, str(source), str(pdf)],
            pdf,
            lacks="index, names, references' pages, pictures, tables",
        )
    )
    return found


def _plain(chapter: Path) -> str:
    """A chapter's headings and paragraphs, as other programs read them."""
    text = chapter.read_text(encoding="utf-8").split("---\n", 2)[2]
    text = re.sub(r":::.*?:::", "", text, flags=re.DOTALL)
    return "# Chương\n\n" + re.sub(r"\[\[.*?\]\]", "", text)


def _as_typst(chapters: list[Path]) -> str:
    head = (
        '#set page(width: 145mm, height: 205mm, numbering: "1")\n#set text(size: 10.5pt)\n'
        "#set par(justify: true)\n#outline()\n"
    )
    written = (
        _plain(c).replace("\n## ", "\n== ").replace("# Chương", "#pagebreak()\n= Chương")
        for c in chapters
    )
    return head + "\n\n".join(written)


def measure(pages: int, rounds: int, others: bool) -> None:
    """Run all cases for a book of so many pages, or for the article (0 pages), one after another
    in each round, and print the table."""
    with tempfile.TemporaryDirectory() as passing:
        folder, home = Path(passing) / "book", Path(passing) / "home"
        env = {**os.environ, "XDG_CACHE_HOME": str(home), "HOME": str(home)}
        # As where it is installed: what Python has compiled is there.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run([PYTHON, "-m", "compileall", "-q", str(ROOT / "book")], check=True, env=env)
        if pages:
            write_folder(folder, pages)
            name, found = f"{pages} pages", cases(folder, pages, env, others)
        else:
            write_article(folder)
            name, found = "article", article_cases(folder, env)
        for number in range(rounds):
            for case in found:
                case.run(env)
            print(f"{name}, round {number + 1} of {rounds}", file=sys.stderr)
        print(
            f"\n| {name} | clock, to one-shot | to lean | processors, to one-shot | to lean "
            "| clock, s | processors, s | peak, MB | pages made | leaves out |"
        )
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|")
        for case in found:
            figures = []
            for times in ("seconds", "processor"):
                middle, whole, lean = (
                    statistics.median(getattr(one, times)) for one in (case, *found[:2])
                )
                figures += [middle / whole, middle / lean]
            with pikepdf.open(case.pdf) as pdf:
                made = len(pdf.pages)
            ratios = " | ".join(f"{figure:.2f}" for figure in figures)
            print(
                f"| {case.name} | {ratios} | {statistics.median(case.seconds):.2f} "
                f"| {statistics.median(case.processor):.2f} "
                f"| {case.peak // 1024} | {made} | {case.lacks} |"
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="50,250,1000,article")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--others", action="store_true", help="other programs that are installed too"
    )
    chosen = parser.parse_args()
    adopt_orphans()
    for wanted in chosen.pages.split(","):
        measure(0 if wanted == "article" else int(wanted), chosen.rounds, chosen.others)
