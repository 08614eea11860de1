"""Stamps: where pieces of furniture are laid on the pages of a book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stamp:
    """A page of a furniture PDF laid over a page (or under it), its lower left corner at (x, y)
    in pt, turned by an angle in radians and scaled; the label of the page is written
    where it has an open reference to it."""

    pdf: str
    page: int
    x: float
    y: float
    role: str
    label: str = ""
    angle: float = 0.0
    scale: float = 1.0
    under: bool = False
