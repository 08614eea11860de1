"""The smaller parts of a book: where each stands, and what it says."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from conftest import Build, MakeFolder, build_book, chapter
from page import validate_pdf
from pdf import ReadPdf
from PIL import Image

from book.errors import BookError
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.project import Project

CONFIG = """\
title: A book of parts
language: en-GB
organisation: The Club
trim: A5
cover: {}
frontispiece: {file: assets/view.png, alt: The quay, caption: The quay in 1950}
dedication: |
  To all who rowed,
  and those who waited.
imprint: {publisher: Quay Press, publisher_address: 1 Quay Street, year: 2024, copyright: The Club,
  isbn: 978-92-95055-12-4, printer: Mill Printers, editor: Ann Lee}
colophon: Set in Source Serif 4.
key_figures:
  title: Ten years in numbers
  figures:
    - {of: members, row: all, at: a}
    - {of: members, row: all, at: b, growth: true}
    - {of: members, row: boats, at: b, words: boats on the water}
notes: 2
"""
PEOPLE = """\
kind: people
title: People
columns: 3
lines: [head]
offices: [{id: head, name: Head, plural: Heads, single: true}]
people:
  - {id: lee, name: Ann Lee, portrait: assets/view.png, terms: [{office: head, from: 1990, to: 1995}]}
  - {id: ray, name: Dan Ray, terms: [{office: head, from: 1995}]}
"""
STATISTICS = """\
kind: statistics
title: Numbers
tables:
  - id: members
    title: Members
    periods: [{id: a, name: "1990"}, {id: b, name: "2000"}]
    measures:
      - {id: all, name: Members, values: {a: 12, b: 1340}}
      - {id: boats, name: Boats, unit: eights, values: {a: 1, b: 7}}
"""
CHRONOLOGY = """\
kind: chronology
title: Dates
events:
  - {when: 1990, text: It began.}
  - {when: 1995, text: The great year., major: true, picture: {file: assets/view.png, alt: A crowd}}
"""


def view() -> bytes:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((600, 400)).convert("RGB").save(stream, "PNG")
    return stream.getvalue()


FILES: dict[str, str | bytes] = {
    "assets/view.png": view(),
    "chapters/00-a-letter.md": chapter(
        "A letter", "Dear members.", kind="message", signature="assets/view.png", signed="[Dan Ray]"
    ),
    "chapters/01-part.md": chapter("The early years", "", kind="part", lead="Before the war."),
    "chapters/02-one.md": chapter(
        "One",
        "Text of one.",
        epigraph="{text: Row well and live, by: A coach}",
        portrait="assets/view.png",
    ),
    "chapters/03-two.md": chapter("Two", "Text of two."),
    "chapters/appendices/dates.yaml": CHRONOLOGY,
    "chapters/appendices/numbers.yaml": STATISTICS,
    "chapters/appendices/people.yaml": PEOPLE,
}


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, store: GalleyStore, pool: TypesetPool
) -> ReadPdf:
    folder = tmp_path_factory.mktemp("parts")
    for name, content in {"book.yaml": CONFIG, **FILES}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    path, _ = build_book(folder, folder / "book.pdf", Session(store, pool))
    return ReadPdf(path)


def page_with(book: ReadPdf, words: str) -> int:
    return next(n for n, text in enumerate(book.text) if words in text)


def test_parts_stand_in_their_order(made: ReadPdf) -> None:
    order = [
        page_with(made, words)
        for words in (
            "The quay in 1950",
            "First published in 2024 by Quay Press",
            "To all who rowed,",
            "Dear members.",
            "Ten years in numbers",
            "The early years",
            "Text of one.",
        )
    ]
    # The contents name the sections that are behind them.
    contents = page_with(made, "Contents")
    order[4] = next(
        n for n, t in enumerate(made.text) if "Ten years in numbers" in t and n != contents
    )
    order[5] = next(n for n, t in enumerate(made.text) if "Before the war." in t)
    assert order == sorted(order)
    assert order[3] < contents < order[4]
    # Pages of an even index are right-hand ones: what faces, and what opens.
    assert [n % 2 for n in order] == [1, 1, 0, 0, 1, 0, 0]


def test_an_english_imprint_is_told_in_sentences(made: ReadPdf) -> None:
    text = made.text[page_with(made, "First published")]
    for words in (
        "1 Quay Street",
        "© The Club 2024",
        "Printed and bound by Mill Printers",
        "Ann Lee",
        "Set in",
    ):
        assert words in text, text


def test_key_figures_are_cells_of_the_statistics(made: ReadPdf) -> None:
    first = next(n for n, t in enumerate(made.text) if "1,340" in t)
    facing = " ".join(made.text[first : first + 2])
    for words in ("12", "1,340", "boats on the water", "7 eights", "2000"):
        assert words in facing
    with pikepdf.open(made.path) as pdf:
        alts = [
            str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    assert any("1990: 12; 2000: 1,340" in alt for alt in alts)


def test_a_part_names_its_chapters_and_holds_them_in_the_outline(made: ReadPdf) -> None:
    text = made.text[page_with(made, "Before the war.")]
    assert "One" in text
    assert "Two" in text
    depths = {words: depth for depth, words, _ in made.outline}
    assert depths["The early years"] < next(d for w, d in depths.items() if w.endswith("One"))


def test_people_stand_in_a_line_and_in_columns(made: ReadPdf) -> None:
    text = made.text[page_with(made, "Heads")]
    assert text.index("Ann Lee") < text.index("Dan Ray")
    # The portraits and the list below them stand under one heading.
    assert text.count("Heads") == 1 and text.count("Ann Lee") >= 2
    assert "Row well and live" in made.text[page_with(made, "Text of one.")]
    assert "A coach" in made.text[page_with(made, "Text of one.")]


def test_pages_for_notes_are_ruled(made: ReadPdf) -> None:
    start = page_with(made, "Notes")
    for page in (start, start + 1):
        drawn = made.shown[page].render(scale=3).to_pil().convert("L")
        width, height = drawn.size
        column = [
            drawn.getpixel((width // 2, y)) < 250 for y in range(height // 5, height * 4 // 5)
        ]
        assert sum(b and not a for a, b in pairwise(column)) > 6
        assert len(made.body[page]) < 20


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_checks_find_no_fault(made: ReadPdf, profile: str) -> None:
    report = validate_pdf(made.path, profile=profile)
    assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]


def test_a_number_that_is_not_there_is_told_at_its_line(make_folder: MakeFolder) -> None:
    config = CONFIG.replace("row: boats", "row: boots")
    folder = make_folder(FILES, config)
    with pytest.raises(BookError) as failed:
        assert Project(folder).sections
    (mistake,) = failed.value.mistakes
    assert "boots" in mistake.told()
    assert "boats" in mistake.told()
    assert mistake.place.line == config[: config.index("boots")].count("\n") + 1


def test_a_vietnamese_imprint_begins_with_the_publisher(
    make_folder: MakeFolder, session: Session
) -> None:
    config = (
        "title: Sách\nlanguage: vi\nimprint: {publisher: Nhà xuất bản Sông, publisher_address: 1 Bến Thu,"
        " responsible: Trần Văn Lãng, print_run: 500 bản, trim: 16 × 24 cm, deposit: quý I/2024}\n"
    )
    folder = make_folder({"chapters/a.md": chapter("Một", "Chữ.")}, config)
    path, _ = build_book(folder, Path(folder / "b.pdf"), session)
    lines = ReadPdf(path).lines[-1]
    assert lines[0].casefold().startswith("nhà xuất bản sông".casefold())
    told = " ".join(lines)
    assert (
        told.index("Trần Văn Lãng")
        < told.index("500 bản")
        < told.index("16 × 24 cm")
        < told.index("quý I/2024")
    )


@pytest.mark.parametrize("cover", ["", "cover: {}\n"])
def test_front_pages_may_begin_on_the_left(build: Build, cover: str) -> None:
    config = "title: A book\nlanguage: en\nhalf_title: false\n" + cover
    config += "frontispiece: {file: assets/view.png, alt: The quay}\n"
    files = {"assets/view.png": view(), "chapters/0.md": chapter("Foreword", "x", kind="foreword")}
    book = build({**files, "chapters/1.md": chapter("One", "Text.")}, config)
    contents = book.page_with("Contents")
    assert book.labels[contents] in book.text[contents].split()
