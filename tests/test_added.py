"""An edition, a rule and a theme are added from outside, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MakeFolder, chapter
from pdf import ReadPdf

from book.check.context import CheckContext
from book.check.findings import RULES, rule
from book.cli import commands
from book.editions import registry as editions
from book.editions.edition import BookSource, option
from book.editions.made import PAGES, Made, MadeFile
from book.errors import BookError, Mistake, RequestError, Said
from book.output import replacing
from book.paged.book_binding import bound
from book.paged.session import Session
from book.project import Project
from book.themes import registry as themes


@dataclass(frozen=True)
class SquareOptions:
    side: float = option(120.0, "--side", "How wide and high a page is.", metavar="MM")


class Square:
    """The book on square pages."""

    name = "square"
    options = SquareOptions
    makes_folder = False

    def make(self, source: BookSource, output: Path | None, options: SquareOptions) -> Made:
        pages = source.typeset((options.side, options.side))
        path = output or pages.pdf_path("-square")
        with replacing(path) as stream:
            bound(pages, source.session).save(stream)
        count = len(pages.book_map.leaves)
        return Made((MadeFile(path, Said(PAGES, {"count": count})),), count)


@pytest.fixture
def square() -> Iterator[None]:
    editions.register(Square())
    yield
    del editions._added["square"]


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    return make_folder({"chapters/a.md": chapter("One", "The bell rang, and rang again.")})


@pytest.mark.usefixtures("square")
def test_an_edition(folder: Path, session: Session) -> None:
    made = Project(folder, session=session).edition("square").make(side=150)
    assert made.path == folder / "dist/a-book-square.pdf"
    pdf = ReadPdf(made.path)
    width, height = (float(value) for value in list(pdf.pdf.pages[0].trimbox)[2:])
    assert width == height == pytest.approx(150 * 72 / 25.4, abs=0.01)
    assert "The bell rang" in " ".join(pdf.text)
    assert Project(folder, session=session).edition("screen").make().pages > 3


@pytest.mark.usefixtures("square")
def test_an_edition_is_on_the_command_line(folder: Path) -> None:
    runner = CliRunner()
    told = runner.invoke(commands, ["build", "--help"]).output
    assert "square" in told
    assert "--side MM" in told
    done = runner.invoke(
        commands, ["build", "-C", str(folder), "--edition", "square", "--side", "99", "--no-cache"]
    )
    assert done.exit_code == 0, done.output
    assert "a-book-square.pdf" in done.output
    wrong = runner.invoke(commands, ["build", "-C", str(folder), "--side", "99"])
    assert wrong.exit_code == 2
    assert "--side is for --edition square alone" in wrong.output


def test_what_is_not_added_is_not_there(folder: Path, session: Session) -> None:
    with pytest.raises(RequestError, match="no edition “square”"):
        Project(folder, session=session).edition("square")
    assert "--side" not in CliRunner().invoke(commands, ["build", "--help"]).output


@pytest.fixture
def bells() -> Iterator[None]:
    @rule("bells")
    def no_bells(context: CheckContext) -> Iterator[Mistake]:
        """A bell is in the text."""
        for line in context.chapter_lines:
            if (at := line.text.find("bell")) >= 0:
                yield Mistake(line.at(at), "a bell", "Take it out.")

    yield
    del RULES["bells"]


@pytest.mark.usefixtures("bells")
def test_a_rule(folder: Path, session: Session) -> None:
    (found,) = [
        f for f in Project(folder, session=session).found(on_pages=False) if f.rule.name == "bells"
    ]
    assert str(found.mistake.place) == "chapters/a.md:4:5"


def test_a_theme(make_folder: MakeFolder, session: Session, tmp_path: Path) -> None:
    look = tmp_path / "wide"
    look.mkdir()
    (look / "wide.css").write_text("p { letter-spacing: 0.5em }")
    (look / "palette.css").write_text(":root { --ink: #123456 }")
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter("One", "The bell rang, and rang again. " * 40)
    }
    config = "title: A book\nlanguage: en\ntheme: wide\n"
    folder = make_folder(files, config)
    with pytest.raises(BookError, match="no theme “wide”; there are: default") as told:
        assert Project(folder, session=session).manuscript
    assert told.value.mistakes[0].place.file == "book.yaml"
    themes.register(look)
    try:
        wide = Project(folder, session=session).pages
        assert "#123456" in wide.style.palette
        plain = Project(make_folder(files, name="plain"), session=session).pages
    finally:
        del themes._added["wide"]
    assert len(wide.galleys["a"].page_map.pages) > len(plain.galleys["a"].page_map.pages)
