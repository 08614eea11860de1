"""Charts of parts and of many rows: shares of a whole, small multiples, the holders of terms."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from book.languages import Language
from book.languages.numbers import percent
from book.sections.bar_charts import NAME, VALUE, Bar, Scale, lines_of
from book.sections.drawing import Drawing, Palette
from book.themes.fonts import Face

#: What stands below small charts, in pt.
_SMALL = 7.2
#: Names before rows of dots take no more of the width.
_NAMES = 0.45


def share(
    values: Sequence[Bar], language: Language, palette: Palette, width: float, face: Face
) -> str:
    """One bar divided by its parts, and their names below it, each with its number and per cent."""
    whole = sum(bar.value for bar in values) or 1
    told = [f"{bar.shown}  ({percent(bar.value / whole, language.locale)})" for bar in values]
    room = width - 14 - max(face.width(words, NAME, 600) for words in told) - 8
    names = [lines_of(bar.name, room, face, NAME) for bar in values]
    high, gap, y = 22.0, 10.0, 32.0
    drawing = Drawing(width, high + gap + sum(10.0 * len(lines) + 3 for lines in names), face)
    x = 0.0
    for n, (bar, lines) in enumerate(zip(values, names, strict=True)):
        colour = palette.parts[n % len(palette.parts)]
        wide = width * bar.value / whole
        drawing.bar(x, 0, max(wide - 1.2, 0.5), high, colour)
        x += wide
        drawing.bar(0, y, 8, 8, colour)
        drawing.lines(14, y + 7.4, lines, palette.ink, NAME, leading=10)
        drawing.words(width, y + 7.4, told[n], palette.ink, NAME, weight=600, anchor="end")
        y += 10.0 * len(lines) + 3
    return drawing.svg()


def multiples(
    rows: Sequence[tuple[str, Sequence[Bar]]], palette: Palette, width: float, face: Face
) -> str:
    """A small chart for each row, three beside one another, each with its own measure."""
    across = min(3, len(rows))
    gap, tall = 16.0, 46.0
    wide = (width - gap * (across - 1)) / across
    names = [lines_of(name, wide, face, NAME, 600) for name, _ in rows]
    ends = [_ends([bar.name for bar in bars], wide, face) for _, bars in rows]
    head = 10.0 * max(map(len, names)) + 12
    cell = head + tall + 12 + 8.6 * max(map(len, ends))
    drawing = Drawing(width, cell * ceil(len(rows) / across), face)
    for n, (_, bars) in enumerate(rows):
        left, y = (n % across) * (wide + gap), (n // across) * cell
        drawing.lines(left, y + 8, names[n], palette.ink, NAME, weight=600, leading=10)
        top = max(bar.value for bar in bars)
        scale = Scale((bar.value for bar in bars), tall)
        above = scale.above if scale.above or scale.below else tall
        floor, step = y + head + above, wide / len(bars)
        told_to = left
        for k, bar in enumerate(bars):
            high = max(scale.length(bar.value), 0.6)
            up = floor if bar.value < 0 else floor - high
            drawing.bar(left + k * step + step * 0.12, up, step * 0.76, high, palette.parts[0])
            if bar.value == top or k == len(bars) - 1:
                half = face.width(bar.shown, _SMALL, 600) / 2
                x = min(max(left + (k + 0.5) * step, left + half), left + wide - half)
                if x - half < told_to:
                    continue  # it would stand on what was told before
                told_to = x + half + 3
                drawing.words(
                    x,
                    min(up, floor) - 3,
                    bar.shown,
                    palette.ink,
                    _SMALL,
                    weight=600,
                    anchor="middle",
                )
        drawing.line(left, floor, left + wide, floor, palette.rule, 0.5)
        for k, (first, last) in enumerate(ends[n]):
            below = y + head + tall + 9 + 8.6 * k
            if first:
                drawing.words(left, below, first, palette.quiet, _SMALL)
            if last:
                drawing.words(left + wide, below, last, palette.quiet, _SMALL, anchor="end")
    return drawing.svg()


def _ends(names: Sequence[str], wide: float, face: Face) -> list[tuple[str, str]]:
    """The first and the last name in lines: beside one another where both have room there."""
    if len(names) == 1:
        return [(words, "") for words in lines_of(names[0], wide, face, _SMALL)]
    half = wide / 2 - 3
    first, last = (lines_of(name, half, face, _SMALL) for name in (names[0], names[-1]))
    if all(face.width(words, _SMALL) <= half for words in (*first, *last)):
        count = max(len(first), len(last))
        blank = [""] * count
        return list(zip((first + blank)[:count], (last + blank)[:count], strict=True))
    first, last = (lines_of(name, wide, face, _SMALL) for name in (names[0], names[-1]))
    return [*((words, "") for words in first), *(("", words) for words in last)]


def population(values: Sequence[Bar], palette: Palette, width: float, face: Face) -> str:
    """A row of dots for each term: one dot a person, and how many they are."""
    names = [lines_of(bar.name, width * _NAMES, face, NAME) for bar in values]
    left = max(face.width(line, NAME) for lines in names for line in lines) + 10
    most = int(max(bar.value for bar in values))
    numbers = max(face.width(bar.shown, VALUE, 600) for bar in values) + 8
    step = min(9.0, (width - left - numbers) / max(most, 1))
    heights = [max(14.0, 10.0 * len(lines) + 4) for lines in names]
    drawing = Drawing(width, sum(heights) + 2, face)
    y = 0.0
    for bar, lines, high in zip(values, names, heights, strict=True):
        middle = y + high / 2
        first = middle + 2.8 - 10 * (len(lines) - 1) / 2
        drawing.lines(0, first, lines, palette.ink, NAME, leading=10)
        for k in range(int(bar.value)):
            drawing.dot(left + (k + 0.5) * step, middle, step * 0.36, palette.parts[0])
        x = left + int(bar.value) * step + 5
        drawing.words(x, middle + 2.9, bar.shown, palette.quiet, VALUE, weight=600)
        y += high
    return drawing.svg()
