"""The book is made again at each saved change, and mistakes are waited out."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import ROOT, MakeFolder, chapter
from pdf import ReadPdf


class Watched:
    """`watch` as a process; its lines can be waited for."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-u",
                str(ROOT / "make_book.py"),
                "watch",
                "-C",
                str(folder),
                "--jobs",
                "1",
                "--no-cache",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, words: str) -> str:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            line = self.lines.get(timeout=60)
            if words in line:
                return line
        raise AssertionError(words)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal")
def test_changes_mistakes_and_the_end(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {
            "chapters/a.md": chapter("One", "First words."),
            "chapters/b.md": chapter("Two", "Second."),
        }
    )
    watched = Watched(folder)
    try:
        watched.wait_for("typeset:")
        time.sleep(0.5)
        (folder / "chapters/a.md").write_text(chapter("One", "Other words."), encoding="utf-8")
        assert "typeset: a;" in watched.wait_for("typeset:")
        assert "Other words." in " ".join(ReadPdf(folder / "dist/a-book.pdf").text)
        (folder / "chapters/a.md").write_text("no front matter", encoding="utf-8")
        assert "chapters/a.md:1" in watched.wait_for("front matter")
        watched.wait_for("Waiting")
        assert "Other words." in " ".join(ReadPdf(folder / "dist/a-book.pdf").text)
        (folder / "chapters/a.md").write_text(chapter("One", "Last words."), encoding="utf-8")
        watched.wait_for("typeset: a;")
        (folder / "notes.txt").write_text("not of the book")
        watched.process.send_signal(signal.SIGINT)
        assert watched.process.wait(20) == 130
        watched.wait_for("Stopped.")
    finally:
        watched.process.kill()
