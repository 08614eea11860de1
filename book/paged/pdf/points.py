"""The points that drawing operators lead through, and how large what they draw is."""

from __future__ import annotations

from typing import Any

from pikepdf import Matrix

from book.themes.styles import PT_PER_MM

#: A black area at least this wide and high, in mm, is printed in rich black.
LARGE = 30.0
#: A rule thinner than this, in pt, is printed in one ink.
THIN = 0.75
#: Where the points of a path operator stand among its operands.
_POINTS = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}


def points_of(name: str, operands: list[Any], matrix: Matrix) -> list[tuple[float, float]]:
    """The points of a path operator, in pt on the page; the corners of a rectangle."""
    values = [float(v) for v in operands]
    if name == "re":
        x, y, w, h = values
        corners = [(x, y), (x + w, y), (x, y + h), (x + w, y + h)]
    else:
        corners = [(values[2 * n], values[2 * n + 1]) for n in range(_POINTS.get(name, 0))]
    return [matrix.transform(corner) for corner in corners]


def is_large(points: list[tuple[float, float]]) -> bool:
    """Whether points are as far apart as rich black asks, across and down."""
    if not points:
        return False
    least = LARGE * PT_PER_MM
    spans = (max(axis) - min(axis) for axis in zip(*points, strict=True))
    return all(span >= least for span in spans)


def is_thin(points: list[tuple[float, float]]) -> bool:
    """Whether points are as near to each other, across or down, as those of a thin rule."""
    return bool(points) and 0 < min(max(a) - min(a) for a in zip(*points, strict=True)) < THIN
