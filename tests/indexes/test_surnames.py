"""Family names first, in the indexes of languages that say them last."""

from __future__ import annotations

import pytest
from conftest import Build, chapter

from book.languages import Language

NAMES = {
    "en": {
        "Beth Harrow": "Harrow, Beth",
        "Martin Luther King Jr.": "King, Martin Luther, Jr.",
        "Ludwig van Beethoven": "Beethoven, Ludwig van",
        "Dick Van Dyke": "Van Dyke, Dick",
        "John St Clair": "St Clair, John",
        "Van Morrison": "Morrison, Van",
        "Queen Anne": "Queen Anne",
        "Sister Mary Agnes": "Sister Mary Agnes",
        "Elizabeth II": "Elizabeth II",
        "Charles d'Artagnan": "d'Artagnan, Charles",
        "Pele": "Pele",
        "the Old Man": "the Old Man",
        "Lee Mai (pilot)": "Lee Mai (pilot)",
        "Nguyễn Thị Lan": "Nguyễn Thị Lan",
    },
    "fr": {"Jean de La Fontaine": "La Fontaine, Jean de", "Sœur Agnès": "Sœur Agnès"},
    "de": {"Johann Wolfgang von Goethe": "Goethe, Johann Wolfgang von"},
    "es": {"Gabriel García Márquez": "García Márquez, Gabriel", "Pablo Neruda": "Neruda, Pablo"},
}


@pytest.mark.parametrize(
    ("code", "name", "heading"),
    [(code, *pair) for code, names in NAMES.items() for pair in names.items()],
)
def test_names_as_the_language_turns_them(code: str, name: str, heading: str) -> None:
    surnames = Language(code).rules.surnames
    assert surnames is not None
    assert surnames.first(name) == heading


def test_given_names_that_are_known_tell_the_rest() -> None:
    surnames = Language("en").rules.surnames
    assert surnames is not None
    assert surnames.first("Ana García Márquez", "Ana") == "García Márquez, Ana"


PEOPLE = """\
kind: people
title: People
people:
  - {id: harrow, name: Beth Harrow, aliases: [Bess Harrow]}
  - {id: garcia, name: Ana García Márquez, given: Ana}
  - {id: adams, name: Zoe Adams}
  - {id: lee, name: Lee Mai, listed_as: Lee Mai (the pilot)}
  - {id: lan, name: Nguyễn Thị Lan}
"""
TEXT = "[[harrow]], [[garcia]], [[adams]], [[lee]] and [[lan]] were there."


def test_an_article_stands_behind_what_it_belongs_to(build: Build) -> None:
    places = """\
kind: places
title: Places
places:
  - {id: barn, name: the tithe barn}
  - {id: reach, name: Long Reach, aliases: [the Long Reach, the straight mile]}
  - {id: hague, name: The Hague}
"""
    book = build(
        {
            "chapters/a.md": chapter("One", "[[barn]], [[reach]] and [[hague]]."),
            "chapters/appendices/places.yaml": places,
        },
        "title: A book\nlanguage: en\n",
    )
    text = " ".join(book.text[-1].split())
    lines = (
        "Long Reach, 1",
        "straight mile, the see Long Reach",
        "The Hague",
        "tithe barn, the, 1",
    )
    found = [text.find(line) for line in lines]
    assert -1 not in found and found == sorted(found), text
    assert "Long Reach, the" not in text


@pytest.mark.parametrize(
    ("config", "lines"),
    [
        (
            "language: en",
            [
                "Adams, Zoe",
                "García Márquez, Ana",
                "Harrow, Bess",
                "Harrow, Beth",
                "Lee Mai (the pilot)",
                "Nguyễn Thị Lan",
            ],
        ),
        (
            "language: en\nindexes: [{id: who, of: [people], sort: written}]",
            [
                "Ana García Márquez",
                "Bess Harrow",
                "Beth Harrow",
                "Lee Mai (the pilot)",
                "Zoe Adams",
            ],
        ),
        ("language: vi", ["Ana García Márquez", "Beth Harrow", "Zoe Adams"]),
    ],
)
def test_an_index_has_them_in_the_order_of_its_language(
    build: Build, config: str, lines: list[str]
) -> None:
    book = build(
        {"chapters/a.md": chapter("One", TEXT), "chapters/appendices/people.yaml": PEOPLE},
        f"title: A book\n{config}\n",
    )
    text = book.text[-1]
    places = [text.index(line) for line in lines]
    assert places == sorted(places)
    if "written" not in config and "vi" not in config:
        assert "Harrow, Bess see Harrow, Beth" in " ".join(text.split())
