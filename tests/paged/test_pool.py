"""Galleys that take too much, break their process, or find no place to be kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from conftest import MakeFolder, build_book, chapter, paragraphs, typeset_book
from pdf import ReadPdf

from book.errors import BookError
from book.paged import pool as pools
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore

TWO = {"chapters/a.md": chapter("One", "First."), "chapters/b.md": chapter("Two", "Second.")}


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Session]:
    """A session with a process of its own."""
    with TypesetPool(1) as pool:
        yield Session(GalleyStore(tmp_path / "alone"), pool)


def test_a_process_that_died_is_replaced(make_folder: MakeFolder, alone: Session) -> None:
    folder = make_folder(TWO)
    build_book(folder, None, alone)
    (worker,) = alone.pool._workers
    psutil.Process(worker._process.pid).kill()
    (folder / "chapters/a.md").write_text(chapter("One", "Other words."), encoding="utf-8")
    path, _ = build_book(folder, None, alone)
    assert "Other words." in " ".join(ReadPdf(path).text)


def test_a_galley_that_takes_too_long_names_its_chapter_and_leaves_the_others(
    make_folder: MakeFolder, alone: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_folder({**TWO, "chapters/a.md": chapter("One", paragraphs(2000))})
    monkeypatch.setattr(pools, "_SECONDS", 1.5)
    monkeypatch.setattr(pools, "_CHARACTERS_A_SECOND", 10**9)
    with pytest.raises(BookError, match="longer than") as told:
        typeset_book(folder, alone)
    assert [m.place.file for m in told.value.mistakes] == ["chapters/a.md"]
    assert "b" in alone.typeset


@pytest.mark.parametrize(
    "rule",
    ["li::marker { content: 'x' }", "p { margin: -1e9px }", "p { transform: scale(0) }"],
)
def test_a_style_that_breaks_weasyprint_is_named(
    rule: str, make_folder: MakeFolder, session: Session
) -> None:
    style = f"h1 {{ color: red }}\n/* a comment */\n  {rule}\nh2 {{ color: blue }}"
    folder = make_folder(
        {"chapters/a.md": chapter("One", "Words.\n\n- one\n- two"), "styles/own.css": style}
    )
    with pytest.raises(BookError, match="can't be typeset with this style") as told:
        typeset_book(folder, session)
    assert str(told.value.mistakes[0].place) == "styles/own.css:3:3"


def test_furniture_that_does_not_fit_is_told(make_folder: MakeFolder, session: Session) -> None:
    folder = make_folder({**TWO, "styles/own.css": "* { display: flex }"})
    with pytest.raises(BookError, match="running heads") as told:
        build_book(folder, None, session)
    assert str(told.value.mistakes[0].place) == "styles/own.css:1:1"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_can_t_be_written(make_folder: MakeFolder, alone: Session) -> None:
    alone.store.folder.mkdir()
    alone.store.folder.chmod(0o500)
    path, _ = build_book(make_folder(TWO), None, alone)
    assert "Second." in " ".join(ReadPdf(path).text)


def test_folders_in_the_places_of_galleys(make_folder: MakeFolder, alone: Session) -> None:
    folder = make_folder(TWO)
    path, _ = build_book(folder, None, alone)
    good = path.read_bytes()
    for galley in list(alone.store.folder.glob("??/*")):
        galley.unlink()
        (galley / "something").mkdir(parents=True)
    again = Session(GalleyStore(alone.store.folder), alone.pool)
    assert build_book(folder, path.with_name("again.pdf"), again)[0].read_bytes() == good
    assert all(found.is_dir() for found in alone.store.folder.glob("??/*"))


def test_a_store_that_is_a_file(make_folder: MakeFolder, alone: Session) -> None:
    alone.store.folder.write_text("no folder")
    path, _ = build_book(make_folder(TWO), None, alone)
    assert "Second." in " ".join(ReadPdf(path).text)


def test_galleys_that_change_places_are_found_out(make_folder: MakeFolder, alone: Session) -> None:
    folder = make_folder(TWO)
    good = build_book(folder, None, alone)[0].read_bytes()
    one, other, *_ = sorted(alone.store.folder.glob("??/*"))
    kept = one.read_bytes()
    shutil.copy(other, one)
    other.write_bytes(kept)
    again = Session(GalleyStore(alone.store.folder), alone.pool)
    path, _ = build_book(folder, folder / "dist/again.pdf", again)
    assert path.read_bytes() == good


def test_a_section_goes_back_to_the_process_that_knows_its_pages(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    long = {f"chapters/{n}.md": chapter(f"Part {n}", paragraphs(60)) for n in "abcd"}
    folder = make_folder(long)
    with TypesetPool(2) as pool:
        session = Session(GalleyStore(tmp_path / "store"), pool)
        build_book(folder, None, session)
        knew = {name.split()[0]: worker for name, worker in pool._typeset_by.items()}
        assert len(set(knew.values())) == 2
        for name in "abcd":
            text = chapter(f"Part {name}", f"Words more.\n\n{paragraphs(60)}")
            (folder / f"chapters/{name}.md").write_text(text, encoding="utf-8")
            build_book(folder, None, session)
        knows = {name.split()[0]: worker for name, worker in pool._typeset_by.items()}
        chapters = [name for name in knew if "chapters" in name]
        assert len(chapters) == 4
        assert all(knows[name] is knew[name] for name in chapters)
