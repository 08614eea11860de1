"""The one door: each part worked out once, and again only where its files have changed."""

from __future__ import annotations

import gc
import locale
import logging
import os
import signal
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import forkserver
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, paragraphs
from PIL import Image, ImageFile

from book.errors import BookError, RequestError, in_english
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.project import Project
from book.report import CancelledError, Message, Quiet

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    return make_folder(
        {
            "chapters/a.md": chapter("One", "First words. ![A dot](pictures/dot.svg)"),
            "pictures/dot.svg": SVG,
        }
    )


@pytest.fixture
def project(folder: Path, own: Session) -> Project:
    return Project(folder, session=own)


def test_each_part_is_worked_out_once(project: Project) -> None:
    assert project.manuscript is project.manuscript
    assert project.pages is project.pages
    assert project.findings is project.findings
    assert [s.id for s in project.sections][-1] == "a"
    assert project.pages.manuscript is project.manuscript


@pytest.mark.parametrize(
    "name", ["chapters/a.md", "book.yaml", "pictures/dot.svg", "styles/own.css"]
)
def test_a_changed_file_is_seen_by_what_is_made_of_it(
    name: str, folder: Path, project: Project
) -> None:
    before, text = project.pages, project.manuscript
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    old = file.read_text() if file.is_file() else ""
    file.write_text(old.replace("One", "Two") + " ")
    assert project.pages is not before
    assert (project.manuscript is text) == (name not in ("chapters/a.md", "book.yaml"))
    assert project.pages is project.pages


def test_a_mistake_is_told_until_it_is_mended(folder: Path, project: Project) -> None:
    (folder / "chapters/a.md").write_text("no front matter")
    for _ in range(2):
        with pytest.raises(BookError, match="front matter"):
            assert project.pages
    assert [f.rule.name for f in project.findings] == ["folder"]
    (folder / "chapters/a.md").write_text(chapter("One", "Text."))
    assert len(project.pages.book_map.leaves) > 3
    assert project.findings == ()


def test_a_picture_that_was_missing_may_lie_anywhere(folder: Path, project: Project) -> None:
    (folder / "pictures/dot.svg").unlink()
    with pytest.raises(BookError, match=r"dot\.svg"):
        assert project.pages
    (folder / "pictures/dot.svg").write_text(SVG)
    first = project.pages
    (folder / "pictures/dot.svg").unlink()
    with pytest.raises(BookError, match=r"dot\.svg"):
        assert project.pages
    assert first.pictures == {"pictures/dot.svg"}


def test_another_trim_is_another_book(project: Project) -> None:
    square = project.typeset((200, 200))
    assert square is project.typeset((200, 200))
    page = square.galleys["a"].page_map.pages[0]
    assert page.width == page.height
    assert project.pages.galleys["a"].page_map.pages[0] != page


def test_an_unknown_edition_is_told(project: Project) -> None:
    with pytest.raises(RequestError, match="no edition “scroll”; there are: screen"):
        project.edition("scroll")


class Told(Quiet):
    """A report that notes what it hears, and ends the work after so many pieces."""

    def __init__(self, last: int = 1000) -> None:
        self.done: list[tuple[int, int]] = []
        self.messages: list[str] = []
        self.last = last

    def progress(self, done: int, total: int) -> None:
        self.done.append((done, total))

    def message(self, message: Message) -> None:
        self.messages.append(message.told(in_english))

    def is_cancelled(self) -> bool:
        return len(self.done) > self.last


def reported(folder: Path, tmp_path: Path, report: Told) -> Project:
    pool = TypesetPool(1)
    return Project(folder, session=Session(GalleyStore(tmp_path / "store"), pool, report))


def test_progress_is_told(folder: Path, tmp_path: Path) -> None:
    report = Told()
    assert reported(folder, tmp_path, report).pages
    assert report.done[0][0] == 0
    assert all(done <= total for done, total in report.done)
    assert report.done[-1][0] == report.done[-1][1]


def test_cancelled_work_ends_and_can_be_begun_again(folder: Path, tmp_path: Path) -> None:
    report = Told(last=2)
    project = reported(folder, tmp_path, report)
    with pytest.raises(CancelledError):
        project.edition("screen").make()
    assert len(report.done) == 3
    assert not (folder / "dist").exists()
    report.last = 1000
    assert project.edition("screen").make().path.is_file()


def test_a_warning_is_a_message(folder: Path, tmp_path: Path) -> None:
    Image.new("RGB", (40, 40)).save(folder / "pictures/dot.png")
    (folder / "chapters/a.md").write_text(chapter("One", "![A dot](pictures/dot.png){width=30%}"))
    report = Told()
    made = reported(folder, tmp_path, report).edition("press").make(low_pictures=True)
    assert len(made.warnings) == 1
    assert "dot.png" in report.messages[0]


def test_two_books_are_made_in_two_threads_at_once(make_folder: MakeFolder, tmp_path: Path) -> None:
    def process() -> tuple[object, ...]:
        umask = os.umask(0)
        os.umask(umask)
        logger = logging.getLogger("weasyprint")
        heard = (tuple(logger.handlers), logger.propagate, logger.level)
        pictures = (ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS, tuple(Image.OPEN))
        signals = [signal.getsignal(one) for one in sorted(signal.valid_signals())]
        others = forkserver._forkserver  # type: ignore[attr-defined]
        server = (list(others._preload_modules), others._forkserver_pid)
        told = (list(warnings.filters), locale.setlocale(locale.LC_ALL), sys.excepthook)
        system = (umask, dict(os.environ), tuple(sys.path), Path.cwd(), signals, server)
        return *system, heard, pictures, told, gc.isenabled(), sys.getrecursionlimit()

    folders = [
        make_folder(
            {
                "chapters/a.md": chapter(
                    "One", f"{paragraphs(20)}\n\nSee [[b]] and [[c]].", id="a"
                ),
                "chapters/b.md": chapter("Two", paragraphs(30), id="b"),
                "chapters/c.md": chapter("Three", "The end, by Brown Ann.", id="c"),
                "styles/own.css": f"p {{ color: {colour} }}",
            },
            f"title: {title}\nlanguage: {tag}\ntrim: {trim}\n",
            name,
        )
        for name, title, tag, trim, colour in (
            ("one", "A book", "en", "A5", "#102030"),
            ("two", "Một cuốn sách", "vi", "160x240", "#302010"),
        )
    ]

    def make(folder: Path, where: str) -> bytes:
        pool = TypesetPool(1)
        session = Session(GalleyStore(tmp_path / where / folder.name / "store"), pool)
        with pool:
            made = (
                Project(folder, session=session)
                .edition("screen")
                .make(tmp_path / where / f"{folder.name}.pdf")
            )
        return made.path.read_bytes()

    before = process()
    alone = [make(folder, "alone") for folder in folders]
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(lambda folder: make(folder, "together"), folders))
    assert together == alone
    assert alone[0] != alone[1]
    assert process() == before


def test_the_pdf_is_made_without_a_file(project: Project) -> None:
    data = project.pdf()
    assert data is project.pdf()
    assert data == project.edition("screen").make().path.read_bytes()
