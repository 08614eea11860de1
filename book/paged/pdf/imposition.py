"""Imposition: which page stands where on which sheet, so that folded sheets read in order.

A signature is a stack of sheets folded once together. Pages are indexes into a run of pages;
None is a blank. Nothing here knows of PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Binding = Literal["left", "right"]
Flip = Literal["short", "long"]
Page = int | None

#: How many pages a signature may have; a sheet has four.
SIGNATURES = (4, 8, 12, 16, 20, 24, 28, 32)


@dataclass(frozen=True)
class Side:
    """One side of a sheet as it is printed: two pages beside the fold, upside down if turned."""

    left: Page
    right: Page
    turned: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: its signature (from 0), its depth in it (0 is the outermost), its two sides."""

    signature: int
    depth: int
    front: Side
    back: Side


def signatures(
    pages: Sequence[Page], size: int | None, fill: bool = False, last: Sequence[Page] = ()
) -> list[tuple[Page, ...]]:
    """A run of pages cut into signatures of `size` pages; None makes one of all of them.

    The last signature has no more sheets than it needs, or is filled with blanks like the
    others. Blanks go to the end, but before the `last` pages, the back of a cover.
    """
    count = len(pages) + len(last)
    size = size or max(4, -(-count // 4) * 4)
    whole = -(-count // size) * size if fill else -(-count // 4) * 4
    pages = (*pages, *(None,) * (whole - count), *last)
    cut = []
    for start in range(0, len(pages), size):
        cut.append(tuple(pages[start : start + size]))
    return cut


def sheets(
    signatures: Sequence[Sequence[Page]], binding: Binding = "left", flip: Flip = "short"
) -> list[Sheet]:
    """The sheets of all signatures, the outermost of each first.

    `flip` is the edge about which the printer turns a sheet for its back. A sheet lies with its
    fold upright; turned about the short edge (which is parallel to the fold) the back stands
    upright too, turned about the long edge it has to be printed upside down.
    """
    made = []
    for number, pages in enumerate(signatures):
        last = len(pages) - 1
        for depth in range(len(pages) // 4):
            first = 2 * depth
            front = (pages[last - first], pages[first])
            back = (pages[first + 1], pages[last - first - 1])
            if binding == "right":
                front, back = front[::-1], back[::-1]
            turned = flip == "long"
            if turned:
                back = back[::-1]
            made.append(Sheet(number, depth, Side(*front), Side(*back, turned)))
    return made


def creep_shift(depth: int, thickness: float) -> float:
    """How far a sheet's pages move towards the fold, in mm.

    Each sheet pushes the ones inside it out by its thickness; what is pushed out is trimmed off,
    so the pages inside move in by as much.
    """
    return depth * thickness
