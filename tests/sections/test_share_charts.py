"""Shares, small multiples and terms: what they say, and words that nothing crosses."""

from __future__ import annotations

import base64
import re
from itertools import combinations

import pytest
from conftest import MakeFolder, chapter
from lxml import etree

from book.errors import BookError
from book.project import Project
from book.text.tree import Element
from book.themes.fonts import default_faces

STATISTICS = """\
kind: statistics
title: Numbers
tables:
  - id: members
    title: Members
    periods: [{id: a, name: "1990"}, {id: b, name: "2000"}]
    measures:
      - {id: men, name: Men, values: {a: 6, b: 10}}
      - {id: women, name: Women who row in every race of the year, values: {a: 4, b: 30}}
      - {id: all, name: All members, values: {a: 10, b: 40}, sum_of: [men, women]}
"""
PEOPLE = """\
kind: people
id: crew
title: Crew
offices: [{id: head, name: Head}]
stretches: [{name: First term, from: 1990, to: 1995}, {name: Second term, from: 1995, to: 2000}]
people:
  - {id: lee, name: Ann Lee, terms: [{office: head, from: 1990, to: 1999}]}
  - {id: ray, name: Dan Ray, terms: [{office: head, from: 1996, to: 2000}]}
"""
BODY = """\
::: chart {kind=share of=members row=all at=b}
Shares.
:::

::: chart {kind=multiples of=members}
Multiples.
:::

::: chart {kind=population of=crew}
Terms.
:::
"""
FILES = {
    "chapters/one.md": chapter("One", BODY),
    "chapters/appendices/crew.yaml": PEOPLE,
    "chapters/appendices/numbers.yaml": STATISTICS,
}
CONFIG = "title: A book\nlanguage: en\n"


@pytest.fixture
def charts(make_folder: MakeFolder) -> list[Element]:
    """The images of the charts, in order."""
    (section,) = (s for s in Project(make_folder(FILES, CONFIG)).sections if s.id == "one")
    return [img for img in section.tree.iter("img") if img.get("class") == "drawn"]


def drawing(image: Element) -> Element:
    return etree.fromstring(base64.b64decode(image.get("src").partition(",")[2]))


def boxes_of_words(svg: Element) -> list[tuple[float, float, float, float]]:
    """The left, right, top and bottom of all words, as the font measures them."""
    face, found = default_faces().labels, []
    for words in svg.iter("{*}text"):
        size = float(words.get("font-size"))
        wide = face.width(words.text, size, int(words.get("font-weight")))
        x, y = float(words.get("x")), float(words.get("y"))
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.get("text-anchor")]
        found.append((left, left + wide, y - size * 0.7, y))
    return found


def test_alternative_texts_say_what_is_seen(charts: list[Element]) -> None:
    told = [image.get("alt") for image in charts]
    assert "All members, 2000 – Men: 10; Women who row in every race of the year: 30" in told[0]
    assert "Men – 1990: 6; 2000: 10" in told[1]
    assert "Crew – First term: 1; Second term: 2" in told[2]
    shares = [words.text for words in drawing(charts[0]).iter("{*}text")]
    assert any("25%" in words for words in shares)
    assert len(list(drawing(charts[2]).iter("{*}circle"))) == 3


def test_words_cross_neither_one_another_nor_the_edge(charts: list[Element]) -> None:
    for image in charts:
        svg = drawing(image)
        width, height = (float(v) for v in svg.get("viewBox").split()[2:])
        found = boxes_of_words(svg)
        assert found
        for left, right, top, bottom in found:
            assert -0.5 <= left < right <= width + 0.5
            assert -0.5 <= top < bottom <= height + 0.5
        for one, other in combinations(found, 2):
            apart = (
                one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
            )
            assert apart, (one, other)


@pytest.mark.parametrize(
    ("there", "wrong"), [("at=b", "at=z"), ("row=all", "row=men"), ("of=crew", "of=cru")]
)
def test_what_is_not_there_is_told(make_folder: MakeFolder, there: str, wrong: str) -> None:
    files = {**FILES, "chapters/one.md": chapter("One", BODY.replace(there, wrong))}
    with pytest.raises(BookError) as failed:
        assert Project(make_folder(files, CONFIG)).sections
    (mistake,) = failed.value.mistakes
    assert re.search(r"nothing named \w+=" + wrong.partition("=")[2], mistake.told())
