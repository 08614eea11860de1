"""Where a PDF may be written, and where not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, MakeFolder, chapter, paragraphs, run

FILES: dict[str, str | bytes] = {
    "chapters/a.md": chapter("One", "Words."),
    "assets/scan.pdf": b"%PDF-1.4",
    "notes.pdf": b"not what its name says",
}


@pytest.mark.parametrize("edition", ["screen", "proof", "press"])
@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("book.yaml", "no name of a PDF"),
        ("chapters/a.md", "no name of a PDF"),
        ("dist/a.docx", "no name of a PDF"),
        ("assets/scan.pdf", "sources of the book"),
        ("chapters/new.pdf", "sources of the book"),
        ("notes.pdf", "is no PDF"),
        ("assets", "is a folder"),
    ],
)
def test_what_is_not_written_over(
    edition: str, output: str, words: str, make_folder: MakeFolder
) -> None:
    folder = make_folder(FILES)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    done = run("build", "--edition", edition, "-C", str(folder), "-o", str(folder / output))
    assert done.returncode == 2
    assert words in done.stderr
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_a_pipe_a_device_and_a_link_to_a_source(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder(FILES)
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "null.pdf").symlink_to("/dev/null")
    (tmp_path / "link.pdf").symlink_to(folder / "assets/scan.pdf")
    for name in ("pipe.pdf", "null.pdf", "link.pdf"):
        assert run("build", "-C", str(folder), "-o", str(tmp_path / name)).returncode == 2
    assert run("booklet", "-C", str(folder), "-o", str(tmp_path / "pipe.pdf")).returncode == 2
    assert (folder / "assets/scan.pdf").read_bytes() == b"%PDF-1.4"


def test_handouts_go_into_no_folder_of_sources(make_folder: MakeFolder) -> None:
    folder = make_folder(FILES)
    for name in ("chapters", "book.yaml"):
        done = run("handouts", "--all", "-C", str(folder), "-o", str(folder / name))
        assert done.returncode == 2, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="links are for administrators")
def test_a_dist_that_was_a_link(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder(FILES)
    (tmp_path / "elsewhere").mkdir()
    (folder / "dist").symlink_to(tmp_path / "elsewhere")
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert run("build", "-C", str(folder), **cache).returncode == 0
    (folder / "dist").unlink()
    (folder / "dist").mkdir()
    assert run("build", "-C", str(folder), **cache).returncode == 0
    assert (folder / "dist/a-book.pdf").is_file()


def test_a_booklet_of_a_locked_pdf_and_of_no_numbers(tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    done = run("--language", "en", "booklet", "--from", str(locked), "-o", str(tmp_path / "b.pdf"))
    assert (done.returncode, "password" in done.stderr) == (2, True)
    for option, value in (("--creep", "nan"), ("--creep", "inf"), ("--signature", "³")):
        assert run("booklet", option, value, "--from", str(locked)).returncode == 2, value


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal")
@pytest.mark.parametrize("wait", [0.7, 1.5, 2.5])
def test_ctrl_c_ends_a_build_with_one_line(wait: float, make_folder: MakeFolder) -> None:
    folder = make_folder({f"chapters/{n}.md": chapter("C", paragraphs(900)) for n in range(3)})
    command = [sys.executable, str(ROOT / "make_book.py"), "build", "--no-cache", "-C", str(folder)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (130, "", "Stopped.")
