"""A roll of honour: the date beside what was given, to whom under it, the rest with its labels."""

from __future__ import annotations

from conftest import Build, chapter

CONFIG = "title: A book\nlanguage: en\ntrim: A5\n"
APPENDIX = """\
kind: honours
title: Honours
honours:
  - {name: First Cup, recipients: The four, by: The regatta, when: 1927, group: Cups}
  - {name: Second Cup, by: The mayor, when: 1931/1933, group: Cups}
"""


def test_honours_stand_beside_their_dates(build: Build) -> None:
    files = {"chapters/a.md": chapter("One", "Text."), "chapters/appendices/h.yaml": APPENDIX}
    pdf = build(files, CONFIG)
    text = pdf.text[pdf.page_with("First Cup")]
    assert text.index("1927") < text.index("First Cup") < text.index("The four")
    assert "Awarded by: The regatta" in text
    # Who gave it is never taken for who got it.
    assert "Awarded by: The mayor" in text and "Recipient:" not in text


def test_a_kind_of_the_book_makes_them_a_table(build: Build) -> None:
    kind = (
        "label: Honours\nrecords: honours\nfields:\n  name: {label: Award}\n  when: {type: span}\n"
    )
    rows = "kind: honours\ntitle: Honours\nhonours:\n  - {name: First Cup, when: 1927}\n"
    files = {
        "chapters/a.md": chapter("One", "Text."),
        "chapters/appendices/h.yaml": rows,
        "kinds/honours.yaml": kind + "view: table\n",
    }
    pdf = build(files, CONFIG)
    assert "Award" in pdf.text[pdf.page_with("First Cup")]
