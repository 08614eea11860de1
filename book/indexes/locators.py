"""Locators: what an index entry points to, a page or a run of pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from book.pagemap import BookMap
from book.text.references import Mention


@dataclass(frozen=True)
class Locator:
    """A page label, or the first and last of a run; each with the anchor that it leads to.
    `pictured` where a picture on each of the pages shows what the entry names."""

    first: str
    first_anchor: str
    last: str = ""
    last_anchor: str = ""
    main: bool = False
    pictured: bool = False
    #: The section in which the first page lies.
    section: str = ""


def locators(mentions: list[Mention], book_map: BookMap) -> list[Locator]:
    """The locators of one entry, in page order.

    A page counts once, however often it has the name. Consecutive pages of the same kind
    (main passages or not, with a picture or not, roman or arabic labels) merge into a run.
    """
    anchors: dict[int, str] = {}
    main: set[int] = set()
    pictured: set[int] = set()
    spots = [(book_map.spots[m.anchor], m) for m in mentions if m.anchor in book_map.spots]
    for spot, mention in sorted(spots, key=lambda pair: (pair[0].leaf, pair[0].y, pair[0].x)):
        anchors.setdefault(spot.leaf, mention.anchor)
        if mention.main:
            main.add(spot.leaf)
        if mention.pictured:
            pictured.add(spot.leaf)
    runs: list[list[int]] = []
    for leaf in sorted(anchors):
        if (
            runs
            and _follows(runs[-1][-1], leaf, book_map)
            and (leaf in main) == (runs[-1][-1] in main)
            and (leaf in pictured) == (runs[-1][-1] in pictured)
        ):
            runs[-1].append(leaf)
        else:
            runs.append([leaf])
    made = (_locator(run, anchors, book_map) for run in runs)
    return [
        replace(locator, main=run[0] in main, pictured=run[0] in pictured)
        for run, locator in zip(runs, made, strict=True)
    ]


def _follows(before: int, leaf: int, book_map: BookMap) -> bool:
    one, other = book_map.leaves[before], book_map.leaves[leaf]
    return leaf == before + 1 and one.style == other.style and other.folio == one.folio + 1


def _locator(run: list[int], anchors: dict[int, str], book_map: BookMap) -> Locator:
    first, last = run[0], run[-1]
    labels = [book_map.leaves[leaf].label for leaf in (first, last)]
    section = book_map.leaves[first].section
    if first == last:
        return Locator(labels[0], anchors[first], section=section)
    return Locator(labels[0], anchors[first], labels[1], anchors[last], section=section)
