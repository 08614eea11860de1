"""Behind each chart stands the table that it is drawn from, for readers who hear the book."""

from __future__ import annotations

import subprocess
from itertools import pairwise

import pikepdf
from conftest import ROOT, Build, chapter
from page import validate_pdf

NUMBERS = """\
kind: statistics
title: Numbers
printed: false
tables:
  - id: members
    title: Members of the club
    periods: [{id: a, name: "1990"}, {id: b, name: "2000"}]
    measures:
      - {id: men, name: Men, values: {a: 6, b: 10}}
      - {id: women, name: Women, values: {b: 30}}
      - {id: all, name: All members, values: {a: 1006, b: 40}, sum_of: [men, women]}
"""
CREW = """\
kind: people
id: crew
title: Crew
printed: false
offices: [{id: head, name: Head}]
stretches: [{name: First term, from: 1990, to: 1995}, {name: Second term, from: 1995, to: 2000}]
people:
  - {id: lee, name: Ann Lee, terms: [{office: head, from: 1990, to: 1999}]}
  - {id: ray, name: Dan Ray, terms: [{office: head, from: 1996, to: 2000}]}
"""
CLUBS = """\
kind: organisations
title: Clubs
printed: false
organisations:
  - id: east
    name: East
    sizes: [{when: 1990, members: 12}, {when: 2000, members: 1500, members_text: some 1500}]
"""
BOXES = {
    "kind=bars of=members row=all": [("Time", "All members"), ("1990", "1,006"), ("2000", "40")],
    "kind=share of=members row=all at=b": [
        ("All members", "2000", "%"),
        ("Men", "10", "25%"),
        ("Women", "30", "75%"),
    ],
    "kind=multiples of=members row=men,women": [
        ("Members of the club", "1990", "2000"),
        ("Men", "6", "10"),
        ("Women", "–", "30"),
    ],
    "kind=population of=crew": [("Term", "Crew"), ("First term", "1"), ("Second term", "2")],
    "kind=growth of=east": [
        ("Name", "Date", "Members"),
        ("East", "1990", "12"),
        ("East", "2000", "some 1500"),
    ],
    "kind=timeline of=crew": [
        ("Name", "Time"),
        ("Head: Ann Lee", "1990–1999"),
        ("Head: Dan Ray", "1996–2000"),
    ],
}
FILES = {
    "chapters/one.md": chapter(
        "One", "".join(f"::: chart {{{box}}}\nA caption.\n:::\n\n" for box in BOXES)
    ),
    "chapters/appendices/clubs.yaml": CLUBS,
    "chapters/appendices/crew.yaml": CREW,
    "chapters/appendices/numbers.yaml": NUMBERS,
}


def behind(element: pikepdf.Object) -> list[tuple[pikepdf.Object, pikepdf.Object]]:
    """The figures that a table follows, each with it."""
    kids = [kid for kid in element.K if not isinstance(kid, int) and "/S" in kid]
    found = [(a, b) for a, b in pairwise(kids) if (a.S, b.S) == ("/Figure", "/Table")]
    for kid in kids:
        found += behind(kid)
    return found


def test_rows_and_cells_stand_behind_each_chart_and_are_not_seen(build: Build) -> None:
    book = build(FILES)
    (root,) = book.pdf.Root.StructTreeRoot.K
    numbers = list(book.pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    pairs = behind(root)
    assert [alt for figure, _ in pairs if not (alt := str(figure.get("/Alt", "")))] == []
    told = []
    for _, table in pairs:
        assert [str(part.S) for part in table.K] == ["/THead", "/TBody"]
        rows = [row for part in table.K for row in part.K]
        told.append([tuple(str(cell.K[0].ActualText) for cell in row.K) for row in rows])
        for n, row in enumerate(rows):
            for cell in row.K:
                assert (str(cell.S), cell.A.get("/Scope")) == (
                    ("/TD", None) if n else ("/TH", "/Column")
                )
                # Its place on the page leads back to it.
                (said,) = cell.K
                marked = parents[int(said.Pg.StructParents)][int(said.K[0])]
                assert marked.objgen == said.objgen
    assert told == list(BOXES.values())
    words = " ".join(book.text)
    assert "Head: Ann Lee" not in words
    assert "Members of the club" not in words
    for profile in ("ua1", "2a"):
        assert validate_pdf(book.path, profile=profile).is_compliant
    done = subprocess.run(
        [ROOT / ".venv-outloud/bin/outloud", book.path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "ERROR" not in done.stdout
