"""A long table says on each further page that it goes on, above its repeated head."""

from __future__ import annotations

import pytest
from conftest import Build, chapter, paragraphs, rules

from tools.pdf_lines import read


def table(rows: int, caption: str = "All units\n\n") -> str:
    body = "\n".join(f"| {n} | Unit {n} | {3 * n} |" for n in range(1, rows + 1))
    return f"::: table\n{caption}| No. | Name | Members |\n|--|--|--:|\n{body}\n:::"


@pytest.mark.parametrize(
    ("language", "goes_on"), [("en", "Table 1 (continued)"), ("vi", "Bảng 1 (tiếp)")]
)
def test_a_long_table_goes_on_by_name(build: Build, language: str, goes_on: str) -> None:
    text = f"{paragraphs(3)}\n\n{table(90)}\n\n{paragraphs(40)}"
    config = f"title: A book\nlanguage: {language}\ntrim: A5\n"
    pdf = build({"chapters/a.md": chapter("One", text)}, config)
    pages = [
        plain for plain in (page.replace("\xa0", " ") for page in pdf.text) if "Unit " in plain
    ]
    assert len(pages) >= 4
    told = [page.count(goes_on) for page in pages]
    assert told == [0] + [1] * (len(pages) - 1)
    for page in pages[1:]:
        assert page.index(goes_on) < page.index("No. Name Members") < page.index("Unit ")
    # Planned as other pages are: facing ones end on one line, and nothing hangs over the foot.
    _, _, lines = read(pdf.path)
    feet = {}
    for paragraph in lines:
        for line in paragraph.lines:
            if "Unit " in pdf.text[line.page]:
                feet[line.page] = min(line.y, feet.get(line.page, 1e6))
    assert max(feet.values()) - min(feet.values()) < 3 * 14


def test_a_table_on_one_page_says_nothing(build: Build) -> None:
    pdf = build({"chapters/a.md": chapter("One", f"{table(5)}\n\n{paragraphs(3)}")})
    assert "continued" not in " ".join(pdf.text)


@pytest.mark.parametrize(
    ("language", "goes_on"), [("en", "Rules (continued)"), ("vi", "Rules (tiếp)")]
)
def test_tables_of_appendices_go_on_by_their_headings(
    build: Build, language: str, goes_on: str
) -> None:
    files = {"chapters/a.md": chapter("One", "Text."), "chapters/appendices/d.yaml": rules(119)}
    pdf = build(files, f"title: A book\nlanguage: {language}\ntrim: A5\n")
    pages = [page for page in pdf.text if "What rule" in page]
    assert len(pages) >= 3
    assert [page.count(goes_on) for page in pages] == [0] + [1] * (len(pages) - 1)
    for page in pages[1:]:
        assert page.index(goes_on) < page.index("What rule")
