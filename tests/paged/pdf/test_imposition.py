"""Booklets are folded here: sheets are printed, stacked, folded, cut and leafed through."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.paged.pdf.imposition import SIGNATURES, Sheet, Side, creep_shift, sheets, signatures


@dataclass
class Print:
    """What one half of a sheet's face shows: a page, and whether it stands on its head."""

    page: int | None
    on_its_head: bool


def half_faces(side: Side) -> dict[str, Print]:
    return {"left": Print(side.left, side.turned), "right": Print(side.right, side.turned)}


def printed(sheet: Sheet, flip: str) -> tuple[dict[str, Print], dict[str, Print]]:
    """A sheet from a duplex printer: its front, and its back as seen when the sheet is turned
    about its fold, which keeps up and down.

    The printer turns the paper about its short or long edge between the two passes. About the
    long edge, what was at the top of the front has the foot of the back behind it: looked at by
    turning about the fold, the back stands on its head, and left and right change places.
    """
    back = half_faces(sheet.back)
    if flip == "long":
        back = {
            "left": Print(back["right"].page, not back["right"].on_its_head),
            "right": Print(back["left"].page, not back["left"].on_its_head),
        }
    return half_faces(sheet.front), back


def leafed_through(stack: list[Sheet], binding: str, flip: str) -> list[Print]:
    """The pages of a book made of these sheets, in the order of reading.

    Each signature lies with the outermost sheet's front down; nested and folded, its leaves are
    read from the outside in and out again.
    """
    read: list[Print] = []
    numbers = sorted({sheet.signature for sheet in stack})
    for number in numbers:
        nest = sorted((s for s in stack if s.signature == number), key=lambda s: s.depth)
        first_half: list[Print] = []
        second_half: list[Print] = []
        # In a book bound at the left, the first leaf of a sheet hangs right of the fold, seen
        # from its front (its outer face).
        near, far = ("right", "left") if binding == "left" else ("left", "right")
        for sheet in nest:
            front, back = printed(sheet, flip)
            # Behind the right half of the front is the left half of the back.
            first_half += [front[near], back[far]]
            second_half = [back[near], front[far], *second_half]
        read += first_half + second_half
    return read


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("size", [*SIGNATURES, None])
@pytest.mark.parametrize("fill", [False, True])
def test_folded_sheets_read_in_order(size: int | None, binding: str, flip: str, fill: bool) -> None:
    for count in range(1, 71):
        cut = signatures(range(count), size, fill)
        stack = sheets(cut, binding, flip)  # type: ignore[arg-type]
        book = leafed_through(stack, binding, flip)
        assert not any(p.on_its_head for p in book)
        pages = [p.page for p in book]
        assert pages == [*range(count), *[None] * (len(pages) - count)]
        # A page with an odd number is the front of its leaf.
        assert all(p.page % 2 == n % 2 for n, p in enumerate(book) if p.page is not None)
        blanks = len(pages) - count
        assert blanks < (size or 4) if fill or size is None else blanks < 4


@given(count=st.integers(1, 400), size=st.sampled_from(SIGNATURES), fill=st.booleans())
def test_signatures_hold_every_page_once(count: int, size: int, fill: bool) -> None:
    cut = signatures(range(count), size, fill)
    assert [p for some in cut for p in some if p is not None] == list(range(count))
    assert all(len(some) % 4 == 0 for some in cut)
    assert all(len(some) == size for some in cut[:-1])
    assert len(cut[-1]) == size if fill else len(cut[-1]) - 4 < (count - 1) % size + 1


@given(depth=st.integers(0, 15), thickness=st.floats(0, 0.5))
def test_creep_grows_by_the_thickness_of_a_sheet(depth: int, thickness: float) -> None:
    assert creep_shift(depth, thickness) == pytest.approx(thickness * depth)
