"""The back of the cover: the book's last page, and what booklets and the press make of it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from conftest import Build, MakeFolder, chapter
from pdf import ReadPdf

from book.paged.session import Session
from book.project import Project

CONFIG = """\
title: A book
language: en-GB
trim: A5
half_title: false
cover:
  back: |
    Told by those who were there.
    For the members.
imprint: {isbn: 978-92-95055-12-4, not_for_sale: true, publisher: Quay Press, year: 2024}
"""
LONG = "Much was said. " * 400


@pytest.mark.parametrize("text", ["Little was said.", LONG, LONG * 2])
def test_it_is_the_outside_of_the_last_leaf(build: Build, text: str) -> None:
    book = build({"chapters/a.md": chapter("One", text)}, CONFIG)
    assert len(book) % 2 == 0
    assert book.text[-2] == ""
    assert book.labels[:2] == ["Cover", "Cover 2"]
    assert book.labels[-2:] == ["Cover 3", "Cover 4"]
    assert all(label.isalnum() for label in book.labels[2:-2])
    for words in ("Told by those who were there.", "For the members.", "Not for sale"):
        assert words.casefold() in book.text[-1].casefold()
    code = zxingcpp.read_barcodes(book.shown[len(book) - 1].render(scale=4).to_pil())[0]
    assert code.text == "9789295055124"


@pytest.mark.parametrize(
    ("config", "is_there"),
    [
        ("title: A\nlanguage: en\ncover: {}\n", False),
        ("title: A\nlanguage: en\ncover: {}\ndescription: Told once more.\n", True),
        ("title: A\nlanguage: en\ncover: {back: ''}\ndescription: Told once more.\n", False),
        (
            "title: A\nlanguage: en\ncover: {back: ''}\nimprint: {isbn: 978-92-95055-12-4}\n",
            False,
        ),
        ("title: A\nlanguage: en\ndescription: Told once more.\n", False),
    ],
)
def test_there_is_one_where_it_has_something_to_say(
    build: Build, config: str, is_there: bool
) -> None:
    book = build({"chapters/a.md": chapter("One", "Text.")}, config)
    assert ("Told once more." in book.text[-1]) is is_there
    assert (book.labels[-1] == "Cover 4") is is_there


def halves(path: Path) -> list[tuple[str, str]]:
    """What stands left and right on each side."""
    found = []
    book = ReadPdf(path)
    for n in range(len(book)):
        width, height = book.shown[n].get_size()
        text = book.shown[n].get_textpage()
        left = text.get_text_bounded(0, 0, width / 2, height)
        found.append((left, text.get_text_bounded(width / 2, 0, width, height)))
    return found


@pytest.mark.parametrize("cover", ["in", "out", "own"])
def test_a_booklet_has_it_outside(make_folder: MakeFolder, session: Session, cover: str) -> None:
    for paragraphs in (1, 8, 16):
        files = {"chapters/a.md": chapter("One", "\n\n".join([LONG] * paragraphs))}
        project = Project(make_folder(files, CONFIG), session=session)
        sides = halves(project.edition("booklet").make(cover=cover).path)
        said = "For the members."
        if cover == "out":
            assert not any(said in half for side in sides for half in side)
        else:
            # The first side is the outside of all: the back at the left, the front at the right.
            assert said in sides[0][0]
            assert "A book" in sides[0][1]
        if cover == "own":
            assert sides[1] == ("", "")


def test_labels_of_an_appendix_are_no_cover(
    tmp_path: Path, make_folder: MakeFolder, session: Session
) -> None:
    pdf = pikepdf.new()
    for _ in range(8):
        pdf.add_blank_page(page_size=(420, 595))
    numbers = [0, {"/S": "/D"}, 5, {"/P": "A-", "/S": "/D"}]
    pdf.Root.PageLabels = pikepdf.Dictionary(
        Nums=pikepdf.Array(
            n
            if isinstance(n, int)
            else pikepdf.Dictionary(
                {k: pikepdf.Name(v) if k == "/S" else pikepdf.String(v) for k, v in n.items()}
            )
            for n in numbers
        )
    )
    path = tmp_path / "report.pdf"
    pdf.save(path)
    project = Project(make_folder({"chapters/a.md": chapter("One", "x")}, CONFIG), session=session)
    made = project.edition("booklet").make(pdf=path, cover="out").path
    assert len(ReadPdf(made)) == 4  # two sheets: eight pages, none of them lost


def test_the_press_has_it_on_the_cover_and_not_inside(
    make_folder: MakeFolder, session: Session
) -> None:
    project = Project(
        make_folder({"chapters/a.md": chapter("One", "Text.")}, CONFIG), session=session
    )
    inside, cover, _ = project.edition("press").make().files
    assert "For the members." in ReadPdf(cover.path).text[0]
    told = ReadPdf(inside.path)
    assert not any("For the members." in text for text in told.text)
    # Nor the blank that is the inside of the cover: the last page is the imprint or what it fills.
    screen = ReadPdf(project.edition("screen").make().path)
    assert len(told) == len(screen) - 4


def test_a_drawn_cover_reaches_into_the_bleed(make_folder: MakeFolder, session: Session) -> None:
    config = CONFIG.replace("cover:\n", "theme: hien-dai\ncover:\n")
    project = Project(
        make_folder({"chapters/a.md": chapter("One", "Text.")}, config), session=session
    )
    _, cover, _ = project.edition("press").make().files
    mm = 4 * 72 / 25.4
    sheet = ReadPdf(cover.path).shown[0].render(scale=4).to_pil()
    # Around the trim are 12 mm for bleed and marks; at this height the drawing has an arch.
    trim, row = sheet.width - 12 * mm, round((12 + 66) * mm)
    inside, bleed = (sheet.getpixel((round(trim + away * mm), row)) for away in (-2, 2.5))
    assert inside == bleed
    assert inside[0] > 200 > 100 > inside[2]
