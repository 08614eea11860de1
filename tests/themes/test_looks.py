"""A look by a few lines of book.yaml: a theme of the folder, its faces, its palette, its ornaments."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import fontpkg
import pytest
from conftest import MakeFolder, chapter
from pdf import ReadPdf

from book.errors import BookError
from book.paged.pdf.inks import Cmyk, _stated
from book.paged.session import Session
from book.project import Project
from book.themes.palettes import merged
from book.themes.registry import names
from book.themes.registry import theme as theme_of

CONFIG = """\
title: A book
language: en
theme: nha
palette: {base: lam, second: '#0a7a3b', press-second: 90 0 90 30}
fonts:
  heads: assets/Heads.ttf
  labels: Source Serif 4
"""
THEME = """\
title: {vi: Nhà}
page: {inner: 0.2, outer: 0.1, head: foot}
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10">'
    '<rect width="10" height="10" fill="var(--accent)"/></svg>'
)


def regular() -> bytes:
    return fontpkg.path("Be Vietnam Pro", 600).read_bytes()


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    return make_folder(
        {
            "chapters/a.md": chapter("One", "The bell rang, and rang again. " * 200),
            "assets/Heads.ttf": regular(),
            "themes/nha/theme.yaml": THEME,
            "themes/nha/nha.css": "p.first { background: ornament(spot) no-repeat }",
            "themes/nha/palette.css": ":root { --accent: #010203; --press-accent: device-cmyk(0 0 0 1); }",
            "themes/nha/palettes/lam.css": ":root { --accent: #112233; }",
            "themes/nha/ornaments/spot.svg": SVG,
        },
        CONFIG,
    )


def test_a_theme_of_the_folder(folder: Path, session: Session, tmp_path: Path) -> None:
    project = Project(folder, session=session)
    pages = project.pages
    assert pages.style.geometry.inner == pytest.approx(160 * 0.2, abs=8)
    assert pages.style.geometry.inner > pages.style.geometry.outer
    # An ornament is drawn in the colours that the book chose.
    drawn = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", str(pages.style.sheets))
    assert any(b'fill="#112233"' in base64.b64decode(data) for data in drawn)
    colours = merged([pages.style.palette])
    assert colours["second"] == "#0a7a3b"
    # The theme's inks were for another accent: these are found.
    assert "press-accent" not in colours
    assert _stated(pages.style.palette)[0x0A, 0x7A, 0x3B] == Cmyk(0.9, 0.0, 0.9, 0.3)
    made = project.edition("screen").make(tmp_path / "a.pdf")
    pdf = ReadPdf(made.path)
    fonts = {font for page in pdf.pdf.pages for font in font_names(page)}
    assert {"SourceSerif4", "BeVietnamPro"} <= {
        f.partition("+")[2].partition("-")[0] for f in fonts
    }
    # The file of the folder is one program for the whole book, though it is asked for in two weights.
    assert len({f for f in fonts if "BeVietnamPro" in f}) == 1
    assert pages.style.geometry.head == "foot"


def test_templates_of_a_theme_go_before_the_builders_and_after_the_books(
    folder: Path, session: Session, tmp_path: Path
) -> None:
    made = '{% extends "page.html" %}{% block content %}<h1>{{ title }}, as WHO has it</h1>{% endblock %}'
    theme = folder / "themes/nha/templates"
    theme.mkdir()

    def first_page() -> str:
        Project(folder, session=session).edition("screen").make(tmp_path / "a.pdf")
        pdf = ReadPdf(tmp_path / "a.pdf")
        return " ".join(pdf.text[:4])

    (theme / "title-page.html").write_text(made.replace("WHO", "the theme"))
    assert "as the theme has it" in first_page()
    (folder / "templates").mkdir()
    (folder / "templates/title-page.html").write_text(made.replace("WHO", "the book"))
    assert "as the book has it" in first_page()
    (folder / "templates/title-page.html").unlink()
    (theme / "title-page.html").write_text("\n{% if %}")
    with pytest.raises(BookError) as told:
        first_page()
    (mistake,) = told.value.mistakes
    assert (mistake.place.file, mistake.place.line) == ("themes/nha/templates/title-page.html", 2)


def font_names(page: object) -> list[str]:
    table = page["/Resources"].get("/Font", {})  # type: ignore[index]
    return [str(font["/BaseFont"]) for font in table.values()]


@pytest.mark.parametrize(
    ("line", "wrong", "told"),
    [
        ("theme: nha", "theme: nhà", "there is no theme “nhà”"),
        ("base: lam", "base: blue", "the theme “nha” has no palette “blue”; there are: lam"),
        ("'#0a7a3b'", "green", "“green” is no colour"),
        ("press-second: 90 0 90 30", "press-second: 90 0 90", "are no inks"),
        ("second: '#", "third: '#", "there is no colour “third”"),
        (
            "assets/Heads.ttf",
            "assets/Head.ttf",
            "the font file assets/Head.ttf is not in the folder",
        ),
        (
            "labels: Source Serif 4",
            "labels: No Such Face",
            "its package would be fontpkg-no-such-face",
        ),
    ],
)
def test_a_choice_that_can_not_be(folder: Path, line: str, wrong: str, told: str) -> None:
    config = folder / "book.yaml"
    text = config.read_text("utf-8")
    assert line in text
    config.write_text(text.replace(line, wrong), "utf-8")
    with pytest.raises(BookError) as failed:
        assert Project(folder).manuscript
    (mistake,) = failed.value.mistakes
    assert told in mistake.told()
    assert mistake.place.file == "book.yaml"
    assert mistake.place.line > 2


def test_a_theme_that_is_spoilt_is_told_at_its_line(folder: Path) -> None:
    (folder / "themes/nha/theme.yaml").write_text("page: {inner: 0.2}\nouter: 3\n", "utf-8")
    with pytest.raises(BookError) as failed:
        assert Project(folder).manuscript
    assert failed.value.mistakes[0].place.file == "themes/nha/theme.yaml"
    assert failed.value.mistakes[0].place.line == 2


def test_characters_are_told_that_the_chosen_faces_lack(make_folder: MakeFolder) -> None:
    files = {"chapters/a.md": chapter("One", "A Khmer word: ភាសា.")}
    lacking = make_folder(files)
    with pytest.raises(BookError, match="no font of the book has the character"):
        assert Project(lacking).manuscript


def test_every_theme_that_ships_has_what_a_theme_has() -> None:
    for name in names():
        theme = theme_of(name)
        if name == "default":
            continue
        assert {"vi", "en"} <= theme.settings.title.keys()
        assert {"vi", "en"} <= theme.settings.about.keys()
        assert theme.palettes
        assert list((theme.folder / "ornaments").glob("*.svg"))
        colours = merged(file.read_text("utf-8") for file in theme.palette_sheets())
        assert {f"press-{c}" for c in colours if not c.startswith("press-")} <= colours.keys()
