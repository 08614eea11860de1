"""Records that go on on another page are told so, above the repeated head of their table."""

from __future__ import annotations

import re

import pytest
from conftest import Build, chapter
from pdf import ReadPdf

from tools.pdf_lines import read

CONFIG = "title: A book\nlanguage: en\ntrim: A5\n"
ONE: dict[str, str | bytes] = {"chapters/one.md": chapter("One", "Ann Lee and Bob Ray met.")}


def rows(form: str, count: int = 70) -> str:
    return "".join(f"  - {form.format(n=n)}\n" for n in range(1, count + 1))


DOCUMENTS = "kind: documents\ntitle: Papers\ndocuments:\n" + rows(
    "{{id: d{n}, number: {n}/QĐ, kind: Decisions, issuer: The board, subject: Matter {n}}}"
)
EVENTS = "kind: events\ntitle: Races & feasts\nevents:\n" + rows(
    "{{name: Matter {n}, where: Hull}}"
)
RESULTS = "kind: results\ntitle: Results\nresults:\n" + rows(
    "{{rank: {n}, name: Matter {n}, event: 100 m}}"
)
SOURCES = "kind: sources\ntitle: Sources\nsources:\n" + rows(
    "{{name: Matter {n}, author: A. Lee, group: Printed works}}"
)
STATISTICS = """\
kind: statistics
title: Figures
tables:
  - id: t
    title: All members
    periods: [{id: a, name: "1994"}]
    note: What the note says of all these.
    measures:
""" + "".join(f"      - {{id: m{n}, name: Matter {n}, values: {{a: {n}}}}}\n" for n in range(1, 71))
BODIES = (
    "kind: organisations\ntitle: Bodies\norganisations:\n  - {id: b, name: The union, founded: 1990, sizes: [\n"
    + (
        "".join(f"      {{when: 1990, units: {n}, members: {n}}},\n" for n in range(1, 71))
        + "    ]}\n"
    )
)


@pytest.mark.parametrize(
    ("records", "goes_on", "head", "row"),
    [
        (DOCUMENTS, "Decisions (continued)", "Number Date", "Matter"),
        (EVENTS, "Races & feasts (continued)", "Event Place", "Matter"),
        (RESULTS, "100 m (continued)", "Rank Name", "Matter"),
        (SOURCES, "Printed works (continued)", "", "Matter"),
        (STATISTICS, "Table 1 (continued)", "Measure", "Matter"),
        (BODIES, "The union (continued)", "The union", "1990"),
    ],
)
def test_long_tables_of_records_go_on_by_name(
    build: Build, records: str, goes_on: str, head: str, row: str
) -> None:
    pdf = build({**ONE, "chapters/appendices/a.yaml": records}, CONFIG)
    pages = [p for p in texts(pdf) if re.search(rf"{row} \d+", p) and "Contents" not in p]
    assert len(pages) >= 2
    assert [page.count(goes_on) for page in pages] == [0] + [1] * (len(pages) - 1)
    for page in pages[1:]:
        assert page.index(goes_on) <= page.index(head or row) <= page.index(row)
    # Planned as other pages are: those that are full end on one line.
    _, _, lines = read(pdf.path)
    feet: dict[int, float] = {}
    for line in (line for paragraph in lines for line in paragraph.lines):
        feet[line.page] = min(line.y, feet.get(line.page, 1e6))
    full = [feet[n] for n, text in enumerate(texts(pdf)) if text in pages[:-1]]
    assert max(full) - min(full) < 3 * 14


def texts(pdf: ReadPdf) -> list[str]:
    return [" ".join(page.replace("\N{NO-BREAK SPACE}", " ").split()) for page in pdf.text]


def test_a_long_heading_is_cut_and_a_note_stays_with_its_table(build: Build) -> None:
    heading = "A heading of very many words that would not stand in one line of any page at all"
    files = {
        "chapters/appendices/a.yaml": RESULTS.replace("event: 100 m", f"event: {heading}"),
        "chapters/appendices/b.yaml": STATISTICS,
    }
    pages = texts(build({**ONE, **files}, CONFIG))
    said = {
        found[0] for page in pages for found in re.finditer(r"A heading [^.]*?… \(cont\w+\)", page)
    }
    assert len(said) == 1
    assert len(said.pop()) < 70
    assert "Matter 70" in next(page for page in pages if "What the note says" in page)


def test_a_table_is_not_parted_from_its_heading_nor_a_row_from_its_head(build: Build) -> None:
    for count in range(20, 34):
        files = {
            "chapters/appendices/a.yaml": DOCUMENTS.split(f"  - {{id: d{count + 1},")[0]
            + "  - {id: e1, number: 1/TB, kind: Notices, issuer: Some, subject: Last one}\n"
            + "  - {id: e2, number: 2/TB, kind: Notices, issuer: Some, subject: Last two}\n"
        }
        pages = texts(build({**ONE, **files}, CONFIG, f"folder-{count}"))
        one = next(page for page in pages if "Notices" in page and "Last one" in page)
        assert "Last two" in one
        assert "Number Date" in one[one.index("Notices") :]
