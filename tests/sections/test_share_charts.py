"""Charts of numbers: what they say, words that nothing crosses, numbers that are hard to draw."""

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


def hold_apart(svg: Element) -> None:
    """Words cross neither one another nor the edge, and no bar leaves the drawing."""
    width, height = (float(v) for v in svg.get("viewBox").split()[2:])
    found = boxes_of_words(svg)
    assert found
    for left, right, top, bottom in found:
        assert -0.5 <= left < right <= width + 0.5
        assert -0.5 <= top < bottom <= height + 0.5
    for one, other in combinations(found, 2):
        assert (
            one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        ), (one, other)
    for bar in svg.iter("{*}rect"):
        x, y, wide, tall = (float(bar.get(key)) for key in ("x", "y", "width", "height"))
        assert min(x, y) >= -0.5 and x + wide <= width + 0.5 and y + tall <= height + 0.5


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
        hold_apart(drawing(image))


@pytest.mark.parametrize(
    ("there", "wrong"), [("at=b", "at=z"), ("row=all", "row=men"), ("of=crew", "of=cru")]
)
def test_what_is_not_there_is_told(make_folder: MakeFolder, there: str, wrong: str) -> None:
    files = {**FILES, "chapters/one.md": chapter("One", BODY.replace(there, wrong))}
    with pytest.raises(BookError) as failed:
        assert Project(make_folder(files, CONFIG)).sections
    (mistake,) = failed.value.mistakes
    assert re.search(r"nothing named \w+=" + wrong.partition("=")[2], mistake.told())


LONG = "The provisional committee of 1994–1996"
AWKWARD = f"""\
kind: statistics
title: Numbers
tables:
  - id: t
    title: Awkward
    periods: [{{id: a, name: "{LONG}"}}, {{id: b, name: "1996–2000"}}, {{id: c, name: "2000"}},
      {{id: d, name: "{LONG} and all who came behind it"}}, {{id: e, name: "2004"}}, {{id: f, name: "2005"}}]
    measures:
      - {{id: large, name: "A name that is far too long to stand in one line above a small chart",
          values: {{a: 1200000000, b: 15, c: 0, d: 980000000, e: 3, f: 4}}}}
      - {{id: below, name: Below, values: {{a: -5, b: 10, c: -2.5, d: 7}}}}
      - {{id: most_below, name: Losses, values: {{a: -1200000000, b: -5, c: 7, d: 1, e: 2, f: 3}}}}
      - {{id: one, name: One, values: {{a: 42}}}}
      - {{id: nought, name: Nought, values: {{a: 0, b: 0}}}}
      - {{id: words, name: Words, values: {{a: "over 3,000", b: "about 60%", c: "4,213", d: many, e: "1/2"}}}}
      - {{id: parts, name: "Parts {LONG} {LONG}", values: {{b: 1}}}}
      - {{id: whole, name: Whole, values: {{b: 26}}, sum_of: [below, parts, large]}}
      - {{id: none, name: None, values: {{a: many}}}}
"""


def chart_of(make_folder: MakeFolder, asked: str, records: str = AWKWARD) -> Element:
    files = {
        "chapters/one.md": chapter("One", f"::: chart {{{asked}}}\nC.\n:::\n"),
        "chapters/appendices/numbers.yaml": records,
    }
    (section,) = (s for s in Project(make_folder(files, CONFIG)).sections if s.id == "one")
    (image,) = (img for img in section.tree.iter("img") if img.get("class") == "drawn")
    return image


ROWS = ("large", "below", "most_below", "one", "nought", "words")


@pytest.mark.parametrize(
    "asked",
    [
        *(f"kind=bars of=t row={row}" for row in ROWS),
        "kind=multiples of=t row=" + ",".join(ROWS),
        "kind=share of=t row=whole at=b",
    ],
)
def test_awkward_numbers_and_names_are_drawn_whole(make_folder: MakeFolder, asked: str) -> None:
    asked = re.sub(r"row=(\S+,\S+)", r'row="\1"', asked)
    image = chart_of(make_folder, asked)
    svg = drawing(image)
    hold_apart(svg)
    if "kind=bars" in asked:
        # As many bars as numbers are told.
        assert len(list(svg.iter("{*}rect"))) == image.get("alt").count(": ") - 1


@pytest.mark.parametrize(
    ("names", "x", "along"), [("1994", "y", "height"), (LONG, "x", "width")], ids=["up", "lying"]
)
def test_bars_below_nought_go_the_other_way(
    make_folder: MakeFolder, names: str, x: str, along: str
) -> None:
    svg = drawing(chart_of(make_folder, "kind=bars of=t row=below", AWKWARD.replace(LONG, names)))
    (line,) = svg.iter("{*}line")
    nought = float(line.get(f"{x}1"))
    bars = [(float(bar.get(x)), float(bar.get(along))) for bar in svg.iter("{*}rect")]
    ahead = [start >= nought - 0.1 for start, _ in bars]
    assert ahead == ([True, False, True, False] if x == "y" else [False, True, False, True])
    long = [length for _, length in bars]
    assert long[0] == pytest.approx(long[1] / 2, rel=0.01)
    assert long[2] == pytest.approx(long[1] / 4, rel=0.01)
    hold_apart(svg)


def test_numbers_among_words_are_drawn_as_they_are_written(make_folder: MakeFolder) -> None:
    image = chart_of(make_folder, "kind=bars of=t row=words")
    shown = [words.text for words in drawing(image).iter("{*}text")]
    assert "over 3,000" in shown and "4,213" in shown
    assert not {"about 60%", "many", "1/2"} & set(shown)
    tall = [float(bar.get("height")) for bar in drawing(image).iter("{*}rect")]
    assert tall[0] / tall[1] == pytest.approx(3000 / 4213, rel=0.01)


def test_a_chart_without_a_number_is_told(make_folder: MakeFolder) -> None:
    with pytest.raises(BookError, match="nothing to draw"):
        chart_of(make_folder, "kind=bars of=t row=none")
