"""Family trees are drawn: everybody in a box, nobody over another, branches that go on are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from conftest import Build, chapter
from lxml import etree

from book.manuscript.kinds.descent import Kin
from book.sections.drawing import Palette
from book.sections.trees import FamilyTree, TreeChart
from book.themes.fonts import default_faces

WIDTH, HEIGHT = 330.0, 500.0
SVG = "{http://www.w3.org/2000/svg}"


def family(depth: int, children: int, name: str = "Anna") -> Kin:
    """A family of so many generations, each with so many children."""
    own = [family(depth - 1, children, f"{name} {n}") for n in range(children)] if depth else []
    return Kin(name, "1900–1970", ("Bo Lind",), own)


def everybody(kin: Kin) -> Iterator[Kin]:
    yield kin
    for child in kin.children:
        yield from everybody(child)


def charts(*roots: Kin) -> list[TreeChart]:
    palette = Palette("#222", "#666", "#aaa", ("#800",))
    return list(FamilyTree(WIDTH, HEIGHT, default_faces().labels, palette).charts(roots))


def boxes(chart: TreeChart) -> list[tuple[float, float, float, float]]:
    found = etree.fromstring(chart.svg.encode()).iter(f"{SVG}rect")
    return [
        tuple(float(r.get(key)) for key in ("x", "y", "width", "height"))  # type: ignore[misc]
        for r in found
        if r.get("fill") == "none"
    ]


def height(chart: TreeChart) -> float:
    return float(etree.fromstring(chart.svg.encode()).get("height").removesuffix("pt"))


def test_a_small_family_is_one_chart() -> None:
    (chart,) = charts(family(2, 2))
    assert len(boxes(chart)) == 7 and "→" not in chart.svg
    assert chart.told.startswith("Anna → Anna 0, Anna 1; Anna 0 → Anna 0 0")


def test_a_large_one_goes_on_by_branches() -> None:
    root = family(5, 3)
    found = charts(root)
    assert len(found) > 5
    assert [chart.number for chart in sorted(found, key=lambda c: c.number)] == [
        *range(1, len(found) + 1)
    ]
    told = [int(n) for chart in found for n in re.findall(r"→ (\d+)<", chart.svg)]
    branches = [chart.number for chart in found if chart.is_branch]
    assert sorted(told) == sorted(branches) and len(set(told)) == len(told)
    drawn = sum(len(boxes(chart)) for chart in found)
    assert drawn == len(list(everybody(root))) + len(branches)
    assert all(height(chart) <= HEIGHT * 0.9 + 1 for chart in found)


def test_no_box_lies_over_another_or_outside() -> None:
    for chart in charts(family(4, 3), family(1, 9), family(0, 0)):
        spots = boxes(chart)
        assert all(x >= 0 and x + w <= WIDTH + 0.1 for x, _, w, _ in spots)
        columns: dict[float, list[Any]] = {}
        for x, y, _, h in spots:
            columns.setdefault(x, []).append((y, h))
        for column in columns.values():
            for (y, h), (below, _) in pairwise(sorted(column)):
                assert y + h <= below + 0.1


def test_it_is_printed_with_the_list(build: Build) -> None:
    text = """\
    kind: family
    title: The family
    family:
      - {generation: 1, name: Henry Marsh, life: 1931/1999}
      - {generation: 2, name: Anne Marsh, parents: [Henry Marsh], spouses: [Karl Lind]}
      - {generation: 2, name: Paul Marsh, parents: [Anne Marsh]}
    """
    files = {"chapters/a.md": chapter("One", "Text."), "chapters/appendices/family.yaml": text}
    book = build(files)
    page = next(words for words in book.text if words.count("Anne Marsh") >= 2)
    assert page.count("Henry Marsh") >= 2 and "& Karl Lind" in page.replace("\n", " ")


def test_nobody_is_their_own_ancestor(build: Build) -> None:
    text = """\
    kind: family
    title: The family
    family:
      - {generation: 1, name: Henry Marsh, parents: [Anne Marsh]}
      - {generation: 2, name: Anne Marsh, parents: [Henry Marsh]}
    """
    files = {"chapters/a.md": chapter("One", "Text."), "chapters/appendices/family.yaml": text}
    assert any("Anne Marsh" in page for page in build(files).text)
