"""Marks for the folder, the stapler, the guillotine and the binder, in the content of a page."""

from __future__ import annotations

from typing import Literal

from book.paged.pdf.paper import Spread
from book.themes.styles import PT_PER_MM

Mark = Literal["fold", "staple", "cut", "signature"]
MARKS: tuple[Mark, ...] = ("fold", "staple", "cut", "signature")
_HAIRLINE = 0.25
_LENGTH = 5.0
_AWAY = 2.0


def drawn_marks(
    spread: Spread, wanted: frozenset[Mark], signature: int, outer: bool, inner: bool
) -> list[str]:
    """The marks of one side as PDF operators.

    `outer` is the outside of a signature's outermost sheet, `inner` the inside of its innermost.
    Fold and cut marks are drawn on the paper beyond the pages, as far as there is any; staples
    are shown where they go in; the signature mark is a bar on the spine, a step lower for each
    signature, so that a wrong order shows at a glance.
    """
    middle, top = spread.width / 2, spread.foot + spread.page_height
    drawn: list[str] = []
    if "fold" in wanted:
        for start, end in (
            (0.0, min(_LENGTH, spread.foot)),
            (max(top, spread.height - _LENGTH), spread.height),
        ):
            end = end if end > start else start + 2
            drawn.append(_line(middle, start, middle, end, dashed=True))
    if "cut" in wanted:
        for x in (spread.side, spread.width - spread.side):
            if spread.foot > _AWAY:
                low = spread.foot - _AWAY
                drawn.append(_line(x, max(0, low - _LENGTH), x, low))
                drawn.append(_line(x, top + _AWAY, x, min(spread.height, top + _AWAY + _LENGTH)))
        for y in (spread.foot, top):
            if spread.side > _AWAY:
                end = spread.side - _AWAY
                drawn.append(_line(max(0, end - _LENGTH), y, end, y))
                start = spread.width - spread.side + _AWAY
                drawn.append(_line(start, y, min(spread.width, start + _LENGTH), y))
    if "staple" in wanted and (outer or inner):
        for y in (spread.foot + spread.page_height / 4, spread.foot + spread.page_height * 3 / 4):
            drawn.append(_line(middle, y - 3, middle, y + 3))
            drawn.append(_line(middle - 1, y - 3, middle + 1, y - 3))
            drawn.append(_line(middle - 1, y + 3, middle + 1, y + 3))
    if "signature" in wanted and outer:
        height = 6.0
        steps = max(1, int((spread.page_height - 40) // height))
        y = top - 20 - height * (1 + signature % steps)
        drawn.append(
            f"q 0 g {(middle - 1) * PT_PER_MM:.2f} {y * PT_PER_MM:.2f} "
            f"{2 * PT_PER_MM:.2f} {height * PT_PER_MM:.2f} re f Q"
        )
    return drawn


def _line(x1: float, y1: float, x2: float, y2: float, dashed: bool = False) -> str:
    points = (v * PT_PER_MM for v in (x1, y1, x2, y2))
    a, b, c, d = (f"{p:.2f}" for p in points)
    dash = "[2 2] 0 d " if dashed else ""
    return f"q 0 G {_HAIRLINE} w {dash}{a} {b} m {c} {d} l S Q"
