"""Rivers: spaces that lie below one another in line after line, seen as a white crack in the grey.

They can't be priced line by line, as total fit does: whether one runs on is told by the lines
before. So lines that carry one are made dearer, and the paragraph is fitted again; what comes out
is taken where it costs no more than the rivers that it is without.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from book.paged.weasy.composer.breaking import GLYPHS, Pieces, cost_of, ratio_of, total_fit

#: So many lines in a row make a river.
LINES = 3
#: Spaces lie below one another where their middles are no further apart than so much of one.
BELOW = 0.5
#: What a river may cost to be avoided, and how often it is tried.
RIVER, TRIES = 12_000.0, 3
_ROUNDING = 1e-6


def avoiding_rivers(
    pieces: Pieces, widths: Sequence[float], breaks: Sequence[int]
) -> Sequence[int]:
    """The breaks of a justified paragraph, others where these make rivers and others do not."""
    carrying = list(rivers(pieces, widths, breaks))
    if not carrying:
        return breaks
    best, least = breaks, cost_of(pieces, widths, breaks) + RIVER * len(carrying)
    dearer: dict[tuple[int, int], float] = {}
    tried = breaks
    for _ in range(TRIES):
        lines = _lines(tried)
        for ends in carrying:
            for number in range(ends - LINES + 1, ends + 1):
                dearer[lines[number]] = dearer.get(lines[number], 0.0) + RIVER
        tried = total_fit(pieces, widths, dearer=dearer)
        carrying = list(rivers(pieces, widths, tried))
        cost = cost_of(pieces, widths, tried) + RIVER * len(carrying)
        if cost < least:
            best, least = tried, cost
        if not carrying:
            break
    return best


def rivers(pieces: Pieces, widths: Sequence[float], breaks: Sequence[int]) -> Iterator[int]:
    """For each river the number of its third line, counted from 0."""
    # The middles of the spaces of the line above, from left to right, and how long each is a river.
    middles: list[float] = []
    runs: list[int] = []
    lines = _lines(breaks)
    indent = max(widths) - widths[0]
    for number, (first, last) in enumerate(lines):
        width = widths[min(number, len(widths) - 1)]
        is_last = number == len(lines) - 1
        found, carried = [], []
        for middle, near in _spaces(pieces, first, last, width, is_last):
            # A first line is shorter by its indent.
            middle += indent if not number else 0.0
            longest, at = 0, bisect_left(middles, middle - near - _ROUNDING)
            while at < len(middles) and middles[at] <= middle + near + _ROUNDING:
                if runs[at] > longest and abs(middles[at] - middle) <= near:
                    longest = runs[at]
                at += 1
            found.append(middle)
            carried.append(longest + 1)
            if longest + 1 == LINES:
                yield number
        middles, runs = found, carried


def _spaces(
    pieces: Pieces, first: int, last: int, width: float, is_last: bool
) -> Iterator[tuple[float, float]]:
    """The middle of each space of a line, and how near others have to be to lie below it."""
    natural, spaces = pieces.natural(first, last), pieces.spaces_in(first, last)
    scale = grown = 0.0
    if spaces and not (is_last and natural <= width):
        ratio = ratio_of(width - natural, spaces, natural)
        scale = max(-1.0, min(1.0, ratio)) * GLYPHS
        grown = (width - natural - scale * (natural - spaces)) / spaces
    x = pieces.begins[first]
    for piece in range(first, last):
        x += pieces.widths[piece] * (1 + scale)
        gap = pieces.gaps[piece]
        if gap:
            yield x + gap * (1 + grown) / 2, BELOW * gap
            x += gap * (1 + grown)


def _lines(breaks: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last piece of each line."""
    return list(zip([0, *(last + 1 for last in breaks[:-1])], breaks, strict=True))
