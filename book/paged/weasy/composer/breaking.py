"""Total fit: where the lines of a paragraph break (Knuth and Plass, 1981).

A paragraph is a row of pieces between its break opportunities. The breaks are chosen that cost
least over the whole paragraph; what a line costs is told by `line_cost`, what two lines that
follow one another cost by `neighbours_cost`. Knows nothing of fonts and boxes; all lengths are
in one unit, whichever the caller likes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

#: How much of its width a word space may grow, and shrink, before its line counts as bad.
STRETCH, SHRINK = 0.5, 0.28
#: How much of their width the glyphs of a line may be widened or narrowed. (pdfTeX's expansion:
#: Hàn Thế Thành, Micro-typographic extensions, 2000; 2 % is what readers do not notice.)
GLYPHS = 0.02
#: How much of the measure a ragged line may lack before it counts as bad.
RAGGED = 0.12
#: What is tried first: lines that grow at most so many times as much as they should.
TOLERANCE = 2.5
#: No line is worse than one that grows so many times as much as it should.
WORST = 12.0
#: What each line costs, so that of two ways the one with fewer lines is taken.
LINE = 10.0
#: A break at a hyphen or a dash, and one within a range of figures.
HYPHEN, RANGE = 900.0, 60_000.0
#: A ragged line is rather as short as can be than broken within a range.
RAGGED_RANGE = 1e11
#: A break between words that had better stand together.
BOND = 4_000.0
#: A hyphen at the end of the line before, too.
TWO_HYPHENS = 6_000.0
#: Tight lines beside loose ones; the same word at the end or the beginning of two lines.
UNLIKE, SAME_WORD = 10_000.0, 3_000.0
#: A last line of one word, and one that is shorter than a seventh of the measure besides.
SINGLE, RUNT = 30_000.0, 300_000.0
SHORTEST = 1 / 7
#: Rounding makes no line too long.
SLACK = 0.02
#: A line that is too long; what it is too long by comes on top.
OVERFULL = 1e13
NOTHING_DEARER: Mapping[tuple[int, int], float] = {}


class Piece(NamedTuple):
    """What stands between two break opportunities.

    `width` is natural and holds the spaces inside the piece, whose widths `inner` sums up; the
    piece is `words` words. `gap` is the width of the space behind it, which falls away where a line
    breaks there. A line that ends with the piece is wider by `end` (a hyphen is; punctuation that
    hangs makes it narrower), one that begins with it by `begin`; `penalty` is what it costs to
    break behind it, nothing at a space. The words at its edges tell repetitions; they are empty for
    parts of words.
    """

    width: float
    inner: float = 0.0
    words: int = 1
    gap: float = 0.0
    end: float = 0.0
    begin: float = 0.0
    penalty: float = 0.0
    last_word: str = ""
    first_word: str = ""


class Pieces:
    """The pieces of a paragraph as columns, with the sums over all pieces before each one."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.widths = [piece.width for piece in pieces]
        self.inner = [piece.inner for piece in pieces]
        self.words = [piece.words for piece in pieces]
        self.ends = [piece.end for piece in pieces]
        self.begins = [piece.begin for piece in pieces]
        self.penalties = [piece.penalty for piece in pieces]
        self.last_words = [piece.last_word for piece in pieces]
        self.first_words = [piece.first_word for piece in pieces]
        self.gaps = [piece.gap for piece in pieces]
        self.starts = list(accumulate((p.width + p.gap for p in pieces), initial=0.0))
        self.spaces = list(accumulate((p.inner + p.gap for p in pieces), initial=0.0))
        self.counts = list(accumulate((p.words - (not p.gap) for p in pieces), initial=0))
        #: Where a line ends that ends with a piece, and the spaces up to there.
        self.line_ends = list(map(sum, zip(self.starts, self.widths, self.ends, strict=False)))
        self.spaces_to = list(map(sum, zip(self.spaces, self.inner, strict=False)))
        self.last = len(pieces) - 1

    def __len__(self) -> int:
        return len(self.widths)

    def natural(self, first: int, last: int) -> float:
        """The natural width of a line of the pieces from first to last."""
        return self.line_ends[last] - self.starts[first] + self.begins[first]

    def spaces_in(self, first: int, last: int) -> float:
        """The natural width of the spaces of such a line."""
        return self.spaces_to[last] - self.spaces[first]

    def hyphens(self, piece: int) -> bool:
        """Whether a line that ends with a piece ends with a hyphen or a dash."""
        return self.penalties[piece] > 0 and not self.gaps[piece]

    def words_in(self, first: int, last: int) -> int:
        return self.counts[last] + self.words[last] - self.counts[first]


def ratio_of(excess: float, spaces: float, natural: float) -> float:
    """How far a justified line is stretched (1: as far as it should) or shrunk (below 0)."""
    glyphs = GLYPHS * (natural - spaces)
    flex = (STRETCH if excess >= 0 else SHRINK) * spaces + glyphs
    if not excess:
        return 0.0
    return excess / flex if flex > 0 else (WORST if excess > 0 else -inf)


def fitness(ratio: float) -> int:
    """Which lines a line looks like: tight 0, decent 1, loose 2, very loose 3."""
    if ratio < -0.5:
        return 0
    return 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3


def line_cost(
    pieces: Pieces, first: int, last: int, width: float, ragged: bool
) -> tuple[float, int] | None:
    """What a line costs, and which lines it looks like; None where it can't be."""
    natural = pieces.line_ends[last] - pieces.starts[first] + pieces.begins[first]
    excess = width - natural
    spaces = pieces.spaces_to[last] - pieces.spaces[first]
    is_last = last == pieces.last
    cost = 0.0
    if ragged:
        ratio = 0.0 if is_last else excess / (RAGGED * width) if width > 0 else WORST
        if excess < -SLACK:
            ratio = -inf
    elif -SLACK < excess < 0 or (is_last and excess >= 0):
        ratio = 0.0
    else:
        ratio = -inf if excess < 0 and not spaces else ratio_of(excess, spaces, natural)
    if ratio < -1:
        if first != last:
            return None
        cost, ratio = OVERFULL - excess, 0.0
    cost += (LINE + 100 * abs(min(ratio, WORST)) ** 3) ** 2
    if is_last:
        if first and pieces.words_in(first, last) < 2:
            cost += RUNT if natural < SHORTEST * width else SINGLE
    else:
        if penalty := pieces.penalties[last]:
            cost += RAGGED_RANGE if ragged and penalty == RANGE else penalty
            if first and pieces.hyphens(last) and pieces.hyphens(first - 1):
                cost += TWO_HYPHENS
        begins = pieces.first_words[first]
        if begins and begins == pieces.first_words[last + 1]:
            cost += SAME_WORD
    ends = pieces.last_words[last]
    if first and ends and pieces.last_words[first - 1] == ends:
        cost += SAME_WORD
    return cost, 1 if ragged else fitness(ratio)


def neighbours_cost(one: int, other: int) -> float:
    """What it costs that such lines follow one another."""
    return UNLIKE if abs(one - other) > 1 else 0.0


def cost_of(pieces: Pieces, widths: Sequence[float], breaks: Sequence[int]) -> float:
    """What it costs to end the lines of a justified paragraph behind these pieces."""
    total, first, before = 0.0, 0, 1
    for number, last in enumerate(breaks):
        told = line_cost(pieces, first, last, widths[min(number, len(widths) - 1)], False)
        if told is None:
            return inf
        total += told[0] + (neighbours_cost(before, told[1]) if first else 0.0)
        first, before = last + 1, told[1]
    return total


def total_fit(
    pieces: Pieces,
    widths: Sequence[float],
    ragged: bool = False,
    dearer: Mapping[tuple[int, int], float] = NOTHING_DEARER,
) -> list[int]:
    """The last piece of each line; the last of the `widths` is that of all lines that follow.
    `dearer` are lines, by their first and last piece, that cost so much more.

    A justified paragraph is tried with lines that are not too loose first: there are fewer ways.
    """
    if not len(pieces):
        return []
    if pieces.natural(0, len(pieces) - 1) <= widths[0]:
        return [len(pieces) - 1]
    if not ragged:
        found, cost = _fitted(pieces, widths, ragged, TOLERANCE, dearer)
        # What was left out costs more than this by one line alone.
        if cost <= (LINE + 100 * TOLERANCE**3) ** 2:
            return found
    return _fitted(pieces, widths, ragged, inf, dearer)[0]


def fits(pieces: Pieces, widths: Sequence[float]) -> bool:
    """Whether a justified paragraph can be set in no more lines than it is given widths."""
    last = len(pieces) - 1
    natural, spaces = pieces.natural(0, last), pieces.spaces_in(0, last)
    # Before all ways are looked at: what all lines could shrink by.
    if natural - sum(widths) > SHRINK * spaces + GLYPHS * (natural - spaces):
        return False
    return _fitted(pieces, [*widths, 0.0], False, TOLERANCE, NOTHING_DEARER)[1] < OVERFULL


#: The best way to a break: its cost, the first piece of the line, how the line before looked.
_Way = tuple[float, int, int, int]


def _fitted(
    pieces: Pieces,
    widths: Sequence[float],
    ragged: bool,
    tolerance: float,
    dearer: Mapping[tuple[int, int], float],
) -> tuple[list[int], float]:
    """The breaks that cost least of those with no line looser than the tolerance, and that cost."""
    count = len(pieces)
    last_width = len(widths) - 1
    starts, spaces = pieces.starts, pieces.spaces
    # The first piece that a line may end with grows with the piece that it begins with.
    reach = _reach(pieces, tolerance)
    extra = max(map(abs, (*pieces.ends, *pieces.begins)))
    # ways[piece][line] are the best ways to begin a line there, for each look of the line before.
    ways: list[dict[int, list[_Way | None]]] = [{} for _ in range(count + 1)]
    ways[0][0] = [None, (0.0, -1, 0, 0), None, None]
    for first in range(count):
        for line, befores in ways[first].items():
            width = widths[line]
            following = min(line + 1, last_width)
            begun = [(n, way[0]) for n, way in enumerate(befores) if way is not None]
            if reach is None:
                start = first
            else:
                stretchable = STRETCH * spaces[first] + GLYPHS * (starts[first] - spaces[first])
                wanted = width + starts[first] + tolerance * stretchable - 2 * extra - 1
                # A last line may be as short as it likes.
                start = min(max(first, bisect_left(reach, wanted)), count - 1)
            for last in range(start, count):
                told = line_cost(pieces, first, last, width, ragged)
                if told is None:
                    # Where it is not a hyphen that makes it too long, all that follow are.
                    if _shrunk(pieces, first, last) - 2 * extra > width:
                        break
                    continue
                own, looks = told
                if dearer:
                    own += dearer.get((first, last), 0.0)
                ends = ways[last + 1].setdefault(following, [None] * 4)
                for before, cost in begun:
                    cost += own + (neighbours_cost(before, looks) if first else 0.0)
                    best = ends[looks]
                    if best is None or cost < best[0]:
                        ends[looks] = (cost, first, line, before)
    final = [way for found in ways[count].values() for way in found if way is not None]
    if not final:
        return [], inf
    way = min(final)
    cost, breaks = way[0], [count - 1]
    while way[1] > 0:
        breaks.append(way[1] - 1)
        way = ways[way[1]][way[2]][way[3]]  # type: ignore[assignment]
    return breaks[::-1], cost


def _shrunk(pieces: Pieces, first: int, last: int) -> float:
    """The least width of a line, but for what ends and begins it."""
    spaces = pieces.spaces_in(first, last)
    width = pieces.starts[last] + pieces.widths[last] - pieces.starts[first]
    return width - SHRINK * spaces - GLYPHS * (width - spaces)


def _reach(pieces: Pieces, tolerance: float) -> list[float] | None:
    """How far a line may reach at most that ends with each piece; None where all do."""
    if tolerance == inf:
        return None
    reached = []
    for start, width, space, inner in zip(
        pieces.starts, pieces.widths, pieces.spaces, pieces.inner, strict=False
    ):
        end, stretching = start + width, space + inner
        reached.append(end + tolerance * (STRETCH * stretching + GLYPHS * (end - stretching)))
    return reached
