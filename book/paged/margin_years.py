"""The years of a chapter's period as a line along its margin, among the years of the whole book."""

from __future__ import annotations

from book.manuscript.config import Occasion
from book.text.tree import Element, element

_SIGN = "|"
#: Numbers of years nearer to the line's end than this share of it would stand on that of the end.
_NEAR = 0.12


def years_of(period: tuple[int, int] | None, occasion: Occasion) -> str:
    """The first year of the book, those of the period, and the book's last, as the words of a
    strip; empty where they are not known or do not lie within one another."""
    first = occasion.first.year if occasion.first else None
    last = occasion.last.year if occasion.last else None
    if period is None or first is None or last is None:
        return ""
    begins, ends = max(period[0], first), min(period[1], last)
    if not first <= begins <= ends <= last or first == last:
        return ""
    return _SIGN.join(map(str, (first, begins, ends, last)))


def drawn_years(words: str) -> list[Element]:
    """The line with its numbers, as the elements of a strip."""
    first, begins, ends, last = map(int, words.split(_SIGN))
    whole = last - first
    start, stop = (begins - first) / whole, max((ends - first) / whole, (begins - first) / whole)
    place = f"left: {start:.2%}; width: {max(stop - start, 0.01):.2%}"
    found = [
        element("span", {"class": "axis"}),
        element("span", {"class": "period", "style": place}),
    ]
    for year, at in ((first, 0.0), (begins, start), (ends, stop), (last, 1.0)):
        own = year in (begins, ends)
        is_end = at in (0.0, 1.0)
        if (not is_end and (at < _NEAR or at > 1 - _NEAR)) or (
            year == ends and stop - start < _NEAR and not is_end
        ):
            continue
        side = "right: 0" if at == 1.0 else f"left: {at:.2%}"
        kind = "mark own" if own else "mark"
        found.append(element("span", {"class": kind, "style": side}, str(year)))
    return found
