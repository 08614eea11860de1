"""Slips to sign: all that the book says of one person or unit, on a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, run
from pdf import ReadPdf, plain
from readers import edit

MM = 72 / 25.4
PEOPLE = """\
kind: people
title: Who led
offices:
- {id: chair, name: Chair}
people:
- id: ann
  name: Ann Brown
  note: She came from the coast.
  terms:
  - {office: chair, from: 1994, to: 1999}
- id: bob
  name: Bob Gray
  born: 1950
- {id: old, name: Otto Long, died: 1970}
- {id: nobody, name: Ned Silent}
"""
BODIES = """\
kind: organisations
title: Our bodies
organisations:
- id: union
  name: The Union
  founded: 1994
"""
BODY = """\
In 1994 **Ann Brown** took the chair of The Union.[^1] Others came later.

In 1999 [[bob|Mr Gray]] followed her, and Otto Long was remembered.

::: figure {people=ann}
![Ann at her desk](assets/dot.svg)

The chair at work.
:::

[^1]: Minutes.
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60" fill="#08f"/></svg>'


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    return make_folder(
        {
            "chapters/a.md": chapter("One", BODY),
            "chapters/appendices/who.yaml": PEOPLE,
            "chapters/appendices/bodies.yaml": BODIES,
            "assets/dot.svg": DOT,
        },
        "title: A book\nlanguage: en\ntrim: A5\n",
    )


def test_a_slip_has_all_that_is_said(folder: Path) -> None:
    done = run("slips", "-C", str(folder))
    assert done.returncode == 0, done.stderr
    assert "3 slips on 2 sheets" in done.stdout
    pdf = ReadPdf(folder / "dist/a-book-slips.pdf")
    width, height = (float(v) / MM for v in pdf.pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (297, 210)
    left = [
        plain(page.get_textpage().get_text_bounded(0, 0, page.get_width() / 2, page.get_height()))
        for page in pdf.shown
    ]
    ann = left[0]
    for words in (
        "Ann Brown",
        "Chair (1994–1999)",
        "She came from the coast.",
        "In 1994 Ann Brown took the chair of The Union. p. 1",
        "Ann at her desk p. 1",
        "Signature and full name",
    ):
        assert words in ann, (words, ann)
    assert "Others came later" not in ann
    assert "In 1999 Mr Gray followed her, and Otto Long was remembered." in pdf.text[0]
    assert "The Union" in left[1] and "In 1994 Ann Brown took the chair" in left[1]
    whole = " ".join(pdf.text)
    assert "Ned Silent" not in whole
    assert "founded: 1994" in whole
    done = run("slips", "Bob Gray", "--a-sheet", "4", "-o", "x.pdf", "-C", str(folder), cwd=folder)
    assert "1 slip on 1 sheets" in done.stdout.replace("1 sheet\n", "1 sheets\n")
    done = run("slips", "bop", "-C", str(folder))
    assert done.returncode == 2
    assert "there is no slip for “bop”; did you mean “bob”?" in done.stderr


def test_a_long_slip_stays_on_its_page(folder: Path) -> None:
    more = " ".join(
        f"Ann Brown was thanked in the year {n} for all her work." for n in range(1900, 1932)
    )
    edit(folder, "chapters/a.md", ("[^1]: Minutes.", f"{more}\n\n[^1]: Minutes."))
    assert "1 slip on 1 sheet" in run("slips", "ann", "-C", str(folder)).stdout
    (text,) = ReadPdf(folder / "dist/a-book-slips.pdf").text
    assert "in the year 1931" in text and "Signature and full name" in text


def test_who_has_signed_is_listed(folder: Path) -> None:
    done = run("slips", "--signed", "ann", "--day", "2026-05-19", "--list", "-C", str(folder))
    assert done.stdout.split("\n")[:3] == [
        "Ann Brown (ann): signed on 2026-05-19",
        "Bob Gray (bob): not signed yet",
        "The Union (union): not signed yet",
    ]
    assert "1 of 3 have signed." in done.stderr
    edit(folder, "chapters/a.md", ("Others came later.", "Others came later. All was new."))
    assert "(ann): signed on 2026-05-19\n" in run("slips", "--list", "-C", str(folder)).stdout
    edit(folder, "chapters/a.md", ("took the chair", "took over the chair"))
    assert "; changed since" in run("slips", "--list", "-C", str(folder)).stdout
    done = run("slips", "--signed", "ann", "--day", "yesterday", "-C", str(folder))
    assert "“yesterday” is no day; write 2026-05-19" in done.stderr
