"""Galleries: pictures set in rows of one height that fill the measure, or over a whole page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

#: How much higher or lower than wanted a row may be before another break is better.
_LIKED = 0.35
#: A last row is not blown up beyond this much of the height wanted; it is centred instead.
_LAST_AT_MOST = 1.25


@dataclass(frozen=True)
class Spot:
    """Where a picture of a gallery stands, in mm from the top left of the gallery."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Row:
    """Pictures side by side: their widths and their one height, in mm; `fills` the measure."""

    widths: tuple[float, ...]
    height: float
    fills: bool = True


def justified_rows(
    ratios: Sequence[float], measure: float, gap: float, wanted: float, most: float
) -> list[Row]:
    """Pictures (width by height) in rows of equal height that fill the measure (mm) exactly.

    Broken like a paragraph: of all ways to part the pictures into rows, the one whose heights are
    together nearest to `wanted`; no row is higher than `most`. A row that can't fill the measure
    without growing too high stays at its height.
    """
    count = len(ratios)

    def row(start: int, end: int) -> Row:
        """The pictures from start to before end, as one row."""
        inner = measure - gap * (end - start - 1)
        height = inner / sum(ratios[start:end])
        limit = min(most, wanted * _LAST_AT_MOST) if end == count else most
        if height > limit:
            height = min(limit, most)
            return Row(tuple(height * r for r in ratios[start:end]), height, fills=False)
        return Row(tuple(height * r for r in ratios[start:end]), height)

    def cost(found: Row) -> float:
        # Of each picture: a row of many small ones is not better than two of a fair height.
        strain = math.log(found.height / wanted) / math.log(1 + _LIKED)
        return len(found.widths) * (strain * strain + (0.0 if found.fills else 4.0))

    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            made = row(start, end)
            ways.append((best[start][0] + cost(made), start))
            if made.height < wanted * 0.3:
                break
        best.append(min(ways))
    rows: list[Row] = []
    end = count
    while end:
        start = best[end][1]
        rows.append(row(start, end))
        end = start
    return rows[::-1]


def filled_page(
    ratios: Sequence[float], width: float, height: float, gap: float
) -> tuple[tuple[Spot, ...], float]:
    """Pictures in their order over a whole page (mm), and the largest share cut off of any.

    A slicing tree (C. B. Atkins, Blocked recursive image composition, ICIP 2004, in a
    deterministic form): the pictures are parted into two, side by side or one above the other,
    again and again; of the trees whose whole is nearest to the page's shape, the one in which the
    pictures' areas differ least. What is left is evened out by cropping each picture alike.
    """
    if not ratios:
        return (), 0.0
    trees = _trees(tuple(ratios), width / height)
    best = min(trees, key=lambda tree: _badness(tree, width, height, gap))
    spots: list[Spot] = []
    _place(best, 0.0, top=0.0, width=width, height=height, gap=gap, into=spots)
    cut = max(_cut(spot, ratio) for spot, ratio in zip(spots, ratios, strict=True))
    return tuple(spots), cut


@dataclass(frozen=True)
class _Tree:
    """A picture, or two trees side by side (`across`) or one above the other."""

    ratio: float
    parts: tuple[_Tree, ...] = ()
    across: bool = False


#: How many trees are kept for a stretch of pictures: those that differ in shape.
_KEPT = 30


def _trees(ratios: tuple[float, ...], wanted: float) -> list[_Tree]:
    @cache
    def of(start: int, end: int) -> tuple[_Tree, ...]:
        if end - start == 1:
            return (_Tree(ratios[start]),)
        found: dict[int, _Tree] = {}
        middle = (start + end) / 2
        cuts = sorted(range(start + 1, end), key=lambda at: abs(at - middle))[:8]
        for at in cuts:
            for left in of(start, at):
                for right in of(at, end):
                    for made in (
                        _Tree(left.ratio + right.ratio, (left, right), across=True),
                        _Tree(1 / (1 / left.ratio + 1 / right.ratio), (left, right)),
                    ):
                        found.setdefault(round(math.log(made.ratio) * 12), made)
        if end - start == len(ratios):
            return tuple(sorted(found.values(), key=lambda t: abs(math.log(t.ratio / wanted))))[
                :_KEPT
            ]
        spread = [found[key] for key in sorted(found)]
        return tuple(spread[:: max(1, len(spread) // _KEPT)])

    return list(of(0, len(ratios)))


def _badness(tree: _Tree, width: float, height: float, gap: float) -> float:
    spots: list[Spot] = []
    _place(tree, 0.0, top=0.0, width=width, height=height, gap=gap, into=spots)
    areas = [spot.width * spot.height for spot in spots]
    if min(spot.width for spot in spots) <= 0 or min(spot.height for spot in spots) <= 0:
        return float("inf")
    uneven = max(areas) / min(areas)
    cut = max(_cut(spot, leaf) for spot, leaf in zip(spots, _leaves(tree), strict=True))
    return cut * 20 + uneven


def _leaves(tree: _Tree) -> list[float]:
    if not tree.parts:
        return [tree.ratio]
    return [ratio for part in tree.parts for ratio in _leaves(part)]


def _cut(spot: Spot, ratio: float) -> float:
    """The share of a picture that its spot does not show."""
    shape = spot.width / spot.height
    return 1 - min(shape, ratio) / max(shape, ratio)


def _place(
    tree: _Tree, left: float, top: float, width: float, height: float, gap: float, into: list[Spot]
) -> None:
    if not tree.parts:
        into.append(Spot(left, top, width, height))
        return
    one, other = tree.parts
    if tree.across:
        share = (width - gap) * one.ratio / (one.ratio + other.ratio)
        _place(one, left, top=top, width=share, height=height, gap=gap, into=into)
        _place(
            other,
            left + share + gap,
            top=top,
            width=width - gap - share,
            height=height,
            gap=gap,
            into=into,
        )
    else:
        share = (height - gap) * (1 / one.ratio) / (1 / one.ratio + 1 / other.ratio)
        _place(one, left, top=top, width=width, height=share, gap=gap, into=into)
        _place(
            other,
            left,
            top=top + share + gap,
            width=width,
            height=height - gap - share,
            gap=gap,
            into=into,
        )
