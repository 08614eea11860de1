"""Which lines of the book folder stand where on the pages, and what stands at a point of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeFolder, build_book, chapter, typeset_book
from pdf import ReadPdf
from readers import PEOPLE

from book.errors import Place
from book.paged.session import Session
from book.paged.source_map import SourceMap

LONG = "The committee met, heard the report, weighed it and wrote its answer. " * 60
BODY = f"""\
# A heading

First words with a note[^n].

| Year | Members |
|------|---------|
| 1994 | 120     |
| 1995 | 131     |

- one thing
- another thing

::: figure {{#dot}}
![A dot](assets/dot.svg)

A dot seen from afar.
:::

{LONG}

The last words.

[^n]: The note's own words.
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="9"/></svg>'


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    return make_folder(
        {
            "chapters/a.md": chapter("One", BODY),
            "chapters/appendices/who.yaml": PEOPLE,
            "assets/dot.svg": DOT,
        }
    )


def line_of(folder: Path, file: str, words: str) -> int:
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if words in line)


def printed(pdf: ReadPdf, found: SourceMap, folder: Path, file: str, words: str) -> str:
    """The words that stand in the boxes of the line of a file with these words."""
    texts = []
    for stand in found.stands(file, line_of(folder, file, words)):
        page = pdf.shown[stand.leaf]
        left, bottom, _, height = page.get_mediabox()
        assert (left, bottom) == (0, 0)
        x, top = stand.x, height - stand.y
        text = page.get_textpage().get_text_bounded(x, top - stand.height, x + stand.width, top)
        texts += text.split()
    return " ".join(texts)


def test_lines_are_found_on_pages_and_pages_in_lines(folder: Path, session: Session) -> None:
    path, _ = build_book(folder, None, session)
    pdf, found = ReadPdf(path), typeset_book(folder, session).source_map
    text, records = "chapters/a.md", "chapters/appendices/who.yaml"
    for file, words, shown in (
        (text, "title:", "One"),
        (text, "# A heading", "A heading"),
        (text, "First words", "First words with a note"),
        (text, "| 1995", "1995 131"),
        (text, "- another", "another thing"),
        (text, "A dot seen", "A dot seen from afar."),
        (text, "The last words", "The last words."),
        (text, "[^n]:", "The note’s own words."),
        (records, "note: A short", "A short life."),
    ):
        assert shown in printed(pdf, found, folder, file, words), words
        for stand in found.stands(file, line_of(folder, file, words)):
            middle = (stand.x + stand.width / 2, stand.y + stand.height / 2)
            assert found.at(stand.leaf, *middle) == stand.stretch.place
    for stand in found.stands(text, line_of(folder, text, "The committee")):
        assert stand.stretch.place == Place(text, line_of(folder, text, "The committee"))
    pages = {stand.leaf for stand in found.stands(text, line_of(folder, text, "The committee"))}
    assert len(pages) == 3, "it goes on over two pages"


def test_cards_rows_and_index_entries_lead_to_their_records(folder: Path, session: Session) -> None:
    book = typeset_book(folder, session)
    found, file = book.source_map, "chapters/appendices/who.yaml"
    for words in ("name: Ann", "name: Bob"):
        lines = found.stands(file, line_of(folder, file, words))
        sections = {book.book_map.leaves[stand.leaf].section for stand in lines}
        assert sections == {"who", "index-people"} or sections == {"who", "people"}, sections


def test_a_line_that_prints_nothing_leads_to_what_stands_before_it(
    folder: Path, session: Session
) -> None:
    found, text = typeset_book(folder, session).source_map, "chapters/a.md"
    after = line_of(folder, text, "The last words") + 1
    assert found.stands(text, after) == found.stands(text, after - 1)
    assert found.stands("chapters/none.md", 3) == []
    assert found.at(0, 1, 1) is None


def test_what_is_typeset_does_not_know_where_in_its_file_it_stands(
    folder: Path, session: Session
) -> None:
    before = typeset_book(folder, session)
    file = folder / "chapters/a.md"
    file.write_text(file.read_text().replace("title: One", "# A remark.\ntitle: One"))
    after = typeset_book(folder, session)
    assert {n: g.key for n, g in before.galleys.items()} == {
        n: g.key for n, g in after.galleys.items()
    }
    line = line_of(folder, "chapters/a.md", "The last words")
    (stand,) = after.source_map.stands("chapters/a.md", line)
    assert stand.stretch.place.line == line
