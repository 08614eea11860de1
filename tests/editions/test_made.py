"""An unchanged folder is known at once; any change is seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, MakeFolder, build_book, chapter, run, run_apart

from book.editions.made import Made
from book.paged.session import Session
from book.project import Project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def at_hand(folder: Path, session: Session, output: Path | None = None) -> Made | None:
    return Project(folder, session=session).at_hand("screen", output)


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter("One", "![A dot](pictures/dot.svg)"),
        "pictures/dot.svg": SVG,
    }
    return make_folder(files)


def test_what_was_built_is_recalled(folder: Path, session: Session) -> None:
    assert at_hand(folder, session) is None
    path, pages = build_book(folder, None, session)
    last = at_hand(folder, session)
    assert last is not None
    assert (last.path, last.pages) == (path.resolve(), pages)
    assert last.sections["a"][0] == "One"
    assert at_hand(folder, session, folder / "elsewhere.pdf") is None


def test_a_build_to_another_file_is_not_the_book_in_its_place(
    folder: Path, session: Session
) -> None:
    elsewhere = folder / "elsewhere.pdf"
    build_book(folder, elsewhere, session)
    assert at_hand(folder, session) is None
    assert at_hand(folder, session, elsewhere) is not None
    path, _ = build_book(folder, None, session)
    build_book(folder, elsewhere, session)
    last = at_hand(folder, session)
    assert last is not None
    assert last.path == path.resolve()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a chapter": lambda f: (f / "chapters/a.md").write_text(chapter("One", "Other.")),
    "a new chapter": lambda f: (f / "chapters/b.md").write_text(chapter("Two", "x")),
    "book.yaml": lambda f: (f / "book.yaml").write_text("title: B\nlanguage: en\n"),
    "a picture": lambda f: (f / "pictures/dot.svg").write_text(SVG.replace("9", "8")),
    "a picture gone": lambda f: (f / "pictures/dot.svg").unlink(),
    "the PDF gone": lambda f: (f / "dist/a-book.pdf").unlink(),
    "the PDF changed": lambda f: (f / "dist/a-book.pdf").write_bytes(b"x"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen(name: str, folder: Path, session: Session) -> None:
    build_book(folder, None, session)
    CHANGES[name](folder)
    assert at_hand(folder, session) is None


def test_another_time_is_another_book(
    folder: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_book(folder, None, session)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert at_hand(folder, session) is None


def test_what_is_damaged_is_not_trusted(folder: Path, session: Session) -> None:
    build_book(folder, None, session)
    for file in session.store.folder.glob("made-*.json"):
        file.write_text('{"files": 7, "state": []}')
    assert at_hand(folder, session) is None


def imported(modules: set[str], *arguments: str, **environment: str) -> str:
    """What a command says, and then which of these modules it has imported."""
    code = (
        "import sys\nfrom book.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(sorted({modules} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
    )
    return done.stdout


def test_nothing_to_do_imports_nothing_that_takes_time(folder: Path, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path)}
    first = run_apart("build", "-C", str(folder), **cache)
    slow = {"weasyprint", "pydantic", "pikepdf", "jinja2", "babel.messages.pofile"}
    assert imported(slow, "build", "-C", str(folder), **cache) == first.stdout + "[]\n"


def test_a_booklet_of_a_book_at_hand_imports_nothing_that_typesets(
    folder: Path, tmp_path: Path
) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path)}
    run("build", "-C", str(folder), **cache)
    slow = {"weasyprint", "pydantic", "jinja2", "psutil"}
    assert imported(slow, "booklet", "-C", str(folder), **cache).endswith("[]\n")


def test_a_build_imports_no_rules_but_those_for_errors(folder: Path, tmp_path: Path) -> None:
    slow = {"book.facts.reader", "book.check.facts", "book.check.run", "ruamel.yaml"}
    said = imported(slow, "build", "-C", str(folder), XDG_CACHE_HOME=str(tmp_path))
    assert said.endswith("[]\n")
    code = (
        "import book.check.asking\nfrom book.check.findings import RULES\n"
        "errors = lambda: sorted(r.name for r in RULES.values() if r.severity == 'error')\n"
        "before = errors()\nimport book.check.run\nassert before == errors(), (before, errors())"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("spoilt", [b"", b"\xde\x12\x04\x95" + b"\xff" * 40, b"no catalog"])
def test_a_kept_catalog_that_is_spoilt_is_made_anew(
    folder: Path, tmp_path: Path, spoilt: bytes
) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path)}
    said = [run_apart("build", "-C", str(folder), "--language", "vi", **cache).stdout]
    kept = list((tmp_path / "book-builder/catalogs").glob("*.mo"))
    assert kept
    for file in kept:
        file.write_bytes(spoilt)
    said.append(run_apart("build", "-C", str(folder), "--language", "vi", **cache).stdout)
    assert said[0] == said[1]
    assert "trang" in said[0]


def test_a_booklet_is_imposed_from_the_pdf_at_hand(folder: Path, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path)}
    run("build", "-C", str(folder), **cache)
    booklet = folder / "dist/a-book-booklet.pdf"
    made = []
    for _ in range(2):
        done = run("booklet", "-C", str(folder), "--chapter", "a", "-o", str(booklet), **cache)
        assert done.returncode == 0, done.stderr
        made.append(booklet.read_bytes())
        (folder / "dist/a-book.pdf").unlink(missing_ok=True)  # then it is made anew
    assert made[0] == made[1]
    assert run("booklet", "-C", str(folder), "--chapter", "b", **cache).returncode == 2
