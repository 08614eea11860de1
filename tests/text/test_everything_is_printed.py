"""What is written is printed, whole, on a page, and once: words that ran off, or over others, or
that nobody printed."""

from __future__ import annotations

import io
import re

import pytest
from conftest import Build, MakeFolder, build_book, chapter, run
from pdf import ReadPdf
from PIL import Image

from book.paged.session import Session
from book.project import Project

ONE: dict[str, str | bytes] = {"chapters/one.md": chapter("One", "Text.")}


def photograph(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#789").save(stream, "JPEG")
    return stream.getvalue()


class Words:
    """Words that are told from one another, each once."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, count: int) -> str:
        made = range(self.count, self.count + count)
        self.count += count
        return " ".join(f"w{number:04}x" for number in made)

    def paragraphs(self, count: int) -> str:
        return "\n\n".join(self(min(60, count - done)) for done in range(0, count, 60))

    def shown(self, pdf: ReadPdf) -> list[str]:
        """Those that a PDF shows at least 2 mm from the edges of its pages."""
        edge, found = 5.6, set[str]()
        for page in pdf.shown:
            width, height = page.get_size()
            text = page.get_textpage().get_text_bounded(edge, edge, width - edge, height - edge)
            found |= set(re.findall(r"w\d{4}x", text))
        return sorted(found)

    @property
    def all(self) -> list[str]:
        return [f"w{number:04}x" for number in range(self.count)]


def table(words: Words, rows: int) -> str:
    lines = (f"| {words(1)} | {words(1)} |" for _ in range(rows))
    return "\n".join(("| A | B |", "|---|---|", *lines))


def box(name: str, inside: str) -> str:
    return f"::: {name}\n{inside}\n:::"


IMAGE = "![A view](assets/a.jpg)"
#: Boxes that are higher than what is left of a page, and some higher than a page.
TALL = {
    "a gallery": lambda w: box("gallery", "\n\n".join([IMAGE] * 14) + f"\n\n{w(5)}"),
    "a roll": lambda w: box(
        "roll {columns=2}", "\n\n".join(f"{IMAGE}\n\n{w(3)}" for _ in range(12))
    ),
    "a table": lambda w: box("table", f"{table(w, 34)}\n\n{w(3)}"),
    "a long table": lambda w: box("table", f"{table(w, 60)}\n\n{w(3)}"),
    "a table in a note": lambda w: box("note", table(w, 60)),
    "a sidebar": lambda w: box("sidebar", w.paragraphs(700)),
    "a picture in a sidebar": lambda w: box(
        "sidebar", f"{w.paragraphs(90)}\n\n![Tall](assets/tall.jpg)\n\n{w.paragraphs(90)}"
    ),
    "a caption": lambda w: box("figure", f"{IMAGE}\n\n{w(250)}"),
    "a pull-quote": lambda w: box("pullquote {by=Ann}", w(320)),
    "a cell": lambda w: f"| A | B |\n|---|---|\n| {w(2)} | {w(600)} |\n| {w(2)} | {w(2)} |",
    "a list": lambda w: "\n".join(f"- {w(3)}" for _ in range(60)),
}


@pytest.mark.parametrize("name", TALL)
def test_what_is_higher_than_what_is_left(
    name: str, make_folder: MakeFolder, session: Session
) -> None:
    for before in (190, 262):
        words = Words()
        body = [words.paragraphs(before), TALL[name](words), words.paragraphs(200)]
        files: dict[str, str | bytes] = {
            # A drop cap would part the first word.
            "chapters/one.md": chapter("One", "\n\n".join(["Begun.", *body])),
            "assets/a.jpg": photograph(600, 600),
            "assets/tall.jpg": photograph(600, 1400),
        }
        folder = make_folder(files, name=f"folder{before}")
        path, _ = build_book(folder, None, session)
        assert words.shown(ReadPdf(path)) == words.all, before


def test_a_note_is_set_as_a_note_wherever_it_is_called(build: Build) -> None:
    words = Words()
    text = f"| A | B |\n|---|--:|\n| One | 12[^1] |\n\n{words(40)}\n\n[^1]: {words(60)}"
    assert words.shown(build({"chapters/one.md": chapter("One", text)})) == words.all


def test_a_column_on_the_right_has_lines(build: Build) -> None:
    words = Words()
    text = f"| A | B |\n|---|--:|\n| {words(12)} | {words(40)} |\n| 1.5 | 3,000 members |"
    pdf = build({"chapters/one.md": chapter("One", text)})
    assert words.shown(pdf) == words.all
    assert any("3,000 members" in line for page in pdf.lines for line in page)


def test_a_caption_below_a_spread_has_lines(build: Build) -> None:
    words = Words()
    text = (
        f"Text.\n\n::: spread {{caption=below}}\n![Wide](assets/w.jpg)\n\n{words(60)}\n:::\n\nMore."
    )
    pdf = build({"chapters/one.md": chapter("One", text), "assets/w.jpg": photograph(1600, 800)})
    assert words.shown(pdf) == words.all


def test_notes_of_measures_are_printed(build: Build) -> None:
    statistics = """\
        kind: statistics
        title: Numbers
        tables:
          - id: t
            title: Members
            periods: [{id: a, name: "1994"}]
            measures:
              - {id: m, name: Members, values: {a: 3}, note: Without the fleet}
        """
    pdf = build({**ONE, "chapters/appendices/numbers.yaml": statistics})
    assert "Without the fleet" in pdf.text[pdf.opening("Numbers")]


def test_a_body_that_nobody_knows_the_founding_of_is_printed(build: Build) -> None:
    bodies = """\
        kind: organisations
        title: Bodies
        organisations:
          - {id: club, name: Harbour Club, text: It met on Fridays.}
          - {id: band, name: Harbour Band}
        """
    pdf = build({**ONE, "chapters/appendices/bodies.yaml": bodies})
    page = pdf.text[pdf.opening("Bodies")]
    assert "Harbour Club It met on Fridays." in page
    assert "Harbour Band" not in page


LABELS = "In what neighbourhood, parish or part of the town it had its seat"
RECORDS = {
    "dates of documents": """\
        kind: documents
        title: Papers
        documents:
          - id: d1
            number: 1234-QĐ/TU-BTGTW-VPTW
            kind: Rules
            date: 27 September 1994
            issuer: The Committee
            subject: What was decided
          - {id: d2, number: R 2, kind: Rules, date: not before 9/1995, issuer: The Committee}
        """,
    "labels of facts": f"""\
        kind: organisations
        title: Bodies
        organisations:
          - id: club
            name: Harbour Club
            founded: 1994
            more: {{"{LABELS}": Hull, "And where": Leith}}
        """,
}


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("theme", ["", "trang-trong", "hien-dai", "hoc-duong", "co-dien"])
def test_no_words_lie_over_others(
    name: str, theme: str, make_folder: MakeFolder, session: Session
) -> None:
    config = "title: A book\nlanguage: en\n" + (f"theme: {theme}\n" if theme else "")
    folder = make_folder({**ONE, "chapters/appendices/records.yaml": RECORDS[name]}, config)
    found = Project(folder, session=session).findings
    assert [f.mistake.told() for f in found if f.rule.name in ("hidden-words", "off-page")] == []


def test_a_build_tells_what_runs_off_a_page(make_folder: MakeFolder) -> None:
    figure = f"::: figure {{side=left width=30%}}\n{IMAGE}\n\n{'Seen ' * 300}\n:::"
    folder = make_folder(
        {"chapters/one.md": chapter("One", figure), "assets/a.jpg": photograph(600, 600)}
    )
    for _ in range(2):
        made = run("build", cwd=folder)
        assert made.returncode == 0
        told = "chapters/one.md:7:1: page 2: “Seen Seen Seen Seen Seen Seen” runs off the page"
        assert told in made.stderr
