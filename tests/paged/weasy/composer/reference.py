"""Total fit written down as plainly as it can be: every way to break a paragraph is looked at.

Small and slow. It knows the composer's weights and nothing of how the composer finds the best way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf

from book.paged.weasy.composer import breaking as weights
from book.paged.weasy.composer.breaking import Piece


def cost_of(
    paragraph: Sequence[Piece], widths: Sequence[float], breaks: Sequence[int], ragged: bool
) -> float:
    """What it costs to end the lines of a paragraph behind these pieces; infinite where it can't be."""
    total = 0.0
    first = 0
    look_before = None
    for number, last in enumerate(breaks):
        line = paragraph[first : last + 1]
        width = widths[min(number, len(widths) - 1)]
        natural = sum(p.width for p in line) + sum(p.gap for p in line[:-1])
        natural += line[0].begin + line[-1].end
        spaces = sum(p.inner for p in line) + sum(p.gap for p in line[:-1])
        is_last = last == len(paragraph) - 1
        ratio = _ratio(width, natural, spaces, is_last, ragged)
        if ratio < -1:
            if len(line) > 1:
                return inf
            total += weights.OVERFULL + natural - width
            ratio = 0.0
        total += (weights.LINE + 100 * min(abs(ratio), weights.WORST) ** 3) ** 2
        words = 1 + sum(p.words - 1 for p in line) + sum(1 for p in line[:-1] if p.gap > 0)
        if is_last and number and words < 2:
            total += weights.RUNT if natural < weights.SHORTEST * width else weights.SINGLE
        if not is_last and line[-1].penalty:
            # Ragged, a line is rather short than broken within a range.
            is_within = ragged and line[-1].penalty == weights.RANGE
            total += weights.RAGGED_RANGE if is_within else line[-1].penalty
            if number and hyphenated(line[-1]) and hyphenated(paragraph[first - 1]):
                total += weights.TWO_HYPHENS
        if number and line[-1].last_word and line[-1].last_word == paragraph[first - 1].last_word:
            total += weights.SAME_WORD
        if (
            not is_last
            and line[0].first_word
            and line[0].first_word == paragraph[last + 1].first_word
        ):
            total += weights.SAME_WORD
        look = 1 if ragged or ratio == 0 else _look(ratio)
        if look_before is not None and abs(look - look_before) > 1:
            total += weights.UNLIKE
        look_before, first = look, last + 1
    return total


def hyphenated(piece: Piece) -> bool:
    return piece.penalty > 0 and piece.gap == 0


def _ratio(width: float, natural: float, spaces: float, is_last: bool, ragged: bool) -> float:
    excess = width - natural
    if ragged:
        if excess < -weights.SLACK:
            return -inf
        return 0.0 if is_last else excess / (weights.RAGGED * width)
    if (is_last and excess >= 0) or -weights.SLACK < excess < 0 or excess == 0:
        return 0.0
    if excess < 0 and not spaces:
        return -inf
    by = weights.STRETCH if excess > 0 else weights.SHRINK
    flex = by * spaces + weights.GLYPHS * (natural - spaces)
    return excess / flex if flex > 0 else weights.WORST


def _look(ratio: float) -> int:
    return 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3


def best(paragraph: Sequence[Piece], widths: Sequence[float], ragged: bool) -> float:
    """The least that any way to break a paragraph costs."""
    count = len(paragraph)

    @lru_cache(None)
    def ways(first: int) -> tuple[tuple[int, ...], ...]:
        if first == count:
            return ((),)
        return tuple((last, *rest) for last in range(first, count) for rest in ways(last + 1))

    return min(cost_of(paragraph, widths, way, ragged) for way in ways(0))
