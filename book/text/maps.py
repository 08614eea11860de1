"""How wide a map stands on its page, and which of its numbers would cover one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import hypot

#: A numbered disc on a map, in mm across; maps.css draws it so.
DISC = 5.0
#: The share of the page's height that a map takes at most, and one that has its legend beside it.
_MOST, _MOST_BESIDE = 0.5, 0.78
#: A map that is narrower for its height has its legend beside it, and this share of the measure.
_NARROW, _BESIDE = 0.95, 0.58
#: Discs whose middles are nearer than this share of one hide each other's numbers.
_NEAR = 0.85


def width_of_map(shape: float, page_shape: float) -> tuple[float, bool]:
    """The share of the measure that a map takes, and whether its legend stands beside it. `shape`
    is its width by its height, `page_shape` the height of the text block by its width."""
    if shape < _NARROW:
        return min(_BESIDE, _MOST_BESIDE * page_shape * shape), True
    return min(1.0, _MOST * page_shape * shape), False


def covering(
    spots: Sequence[tuple[float, float]], width: float, shape: float
) -> Iterator[tuple[int, int]]:
    """The pairs of spots (in percent) whose discs hide one another's numbers on a map of a width
    in mm, by their indexes; one spot that comes twice has one disc."""
    for (i, (x, y)), (j, (u, v)) in combinations(enumerate(spots), 2):
        apart = hypot((x - u) * width / 100, (y - v) * width / 100 / shape)
        if (x, y) != (u, v) and apart < _NEAR * DISC:
            yield i, j


def is_inside(spot: tuple[float, float]) -> bool:
    """Whether a spot lies on the picture."""
    return all(0 <= part <= 100 for part in spot)
