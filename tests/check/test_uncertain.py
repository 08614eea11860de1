"""Rules hold nothing against a record that is not certain, and still find what is."""

from __future__ import annotations

import pytest
from conftest import MakeFolder, chapter

from book.check.run import found_in
from book.manuscript.reading import read_manuscript

PEOPLE = """\
kind: people
title: People
offices: [{id: chair, name: Chair, single: true}]
people:
  - {id: ann, name: Ann Lee, born: BORN, terms: [{office: chair, from: 1994, to: END}]}
  - {id: bob, name: Bob Ray, terms: [{office: chair, from: BEGIN, to: now}]}
"""


def found(
    make_folder: MakeFolder, begin: str, end: str, born: str = "1950", prose: str = ""
) -> set[str]:
    """The rules on offices that find something."""
    people = PEOPLE.replace("BORN", born).replace("BEGIN", begin).replace("END", end)
    folder = make_folder(
        {
            "chapters/a.md": chapter("One", prose or "Ann Lee and Bob Ray."),
            "chapters/appendices/p.yaml": people,
        }
    )
    return {rule.name for rule, _ in found_in(read_manuscript(folder))}


@pytest.mark.parametrize(
    ("begin", "end", "rules"),
    [
        ("2000", "2005", {"office-overlap"}),
        ("2000", "about 2005", set()),
        ("1998", "about 2005", {"office-overlap"}),
        ("2000", "2005 (inferred)", set()),
        ("2000", "2005 at the earliest", {"office-overlap"}),
        ("2000 (inferred)", "2005", set()),
        ("2000", "by 2005", set()),
        ("2000", "unknown", set()),
        ("unknown", "2005", set()),
        ("2000", "now", {"office-overlap"}),
        ("2010", "2000", {"office-gap"}),
        ("2010", "by 2000", {"office-gap"}),
        ("2010", "2000?", set()),
        ("2010?", "2000", set()),
        ("2010", "unknown", set()),
        ("by 2010", "2000", set()),
        ("2000", "1990", {"term-dates", "office-gap"}),
        ("2000", "1990?", {"term-dates"}),
        ("2000", "by 1990", {"term-dates", "office-gap"}),
        ("2000", "about 1990", {"office-gap"}),
    ],
)
def test_offices(make_folder: MakeFolder, begin: str, end: str, rules: set[str]) -> None:
    assert found(make_folder, begin, end) == rules


@pytest.mark.parametrize(
    ("born", "rules"),
    [("1990", {"term-outside-life"}), ("1990?", set()), ("about 1980", set()), ("unknown", set())],
)
def test_lives(make_folder: MakeFolder, born: str, rules: set[str]) -> None:
    assert found(make_folder, "2000", "2000", born) == rules


@pytest.mark.parametrize(
    ("end", "rules"),
    [("2000", {"office-in-prose"}), ("2000?", set()), ("unknown", set()), ("about 2000", set())],
)
def test_prose(make_folder: MakeFolder, end: str, rules: set[str]) -> None:
    prose = "Bob Ray came later. Ann Lee was Chair in March 2002."
    assert found(make_folder, "2004?", end, prose=prose) == rules
