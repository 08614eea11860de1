"""Charts of parts and of many rows: shares of a whole, small multiples, the holders of terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from book.languages import Language
from book.languages.numbers import percent
from book.sections.drawing import Drawing
from book.themes.fonts import Face

Values = Sequence[tuple[str, int | float]]
#: Sizes of words in pt: values, names, what stands below.
_VALUE, _NAME, _SMALL = 8.5, 8.0, 7.2


@dataclass(frozen=True)
class Inks:
    """The colours of a chart: words, quiet words, rules, and parts by turns."""

    ink: str
    quiet: str
    rule: str
    parts: tuple[str, ...]


def share(values: Values, language: Language, inks: Inks, width: float, face: Face) -> str:
    """One bar divided by its parts, and a line for each with its number and per cent."""
    whole = sum(value for _, value in values) or 1
    line, high = 13.0, 22.0
    drawing = Drawing(width, high + 10 + line * len(values), face)
    x = 0.0
    for n, (name, value) in enumerate(values):
        colour = inks.parts[n % len(inks.parts)]
        wide = width * value / whole
        drawing.bar(x, 0, max(wide - 1.2, 0.5), high, colour)
        x += wide
        y = high + 10 + line * n
        drawing.bar(0, y, 8, 8, colour)
        drawing.words(14, y + 7.4, name, inks.ink, _NAME)
        told = f"{language.number(value)}  ({percent(value / whole, language.locale)})"
        drawing.words(width, y + 7.4, told, inks.ink, _NAME, weight=600, anchor="end")
    return drawing.svg()


def multiples(
    rows: Sequence[tuple[str, Values]], language: Language, inks: Inks, width: float, face: Face
) -> str:
    """A small chart for each row, three beside one another, each with its own measure."""
    across = min(3, len(rows))
    gap, tall = 16.0, 46.0
    wide = (width - gap * (across - 1)) / across
    names = [_lines(name, wide, face) for name, _ in rows]
    head = 10.0 * max(map(len, names)) + 12
    cell = head + tall + 20
    drawing = Drawing(width, cell * ceil(len(rows) / across), face)
    for n, (_, values) in enumerate(rows):
        left, y = (n % across) * (wide + gap), (n // across) * cell
        for k, words in enumerate(names[n]):
            drawing.words(left, y + 8 + 10 * k, words, inks.ink, _NAME, weight=600)
        floor, top = y + head + tall, max(value for _, value in values) or 1
        step = wide / len(values)
        for k, (_, value) in enumerate(values):
            high = max(tall * value / top, 0.6)
            drawing.bar(
                left + k * step + step * 0.12, floor - high, step * 0.76, high, inks.parts[0]
            )
            if value == top or k == len(values) - 1:
                x = left + (k + 0.5) * step
                shown = language.number(value)
                half = face.width(shown, _SMALL, 600) / 2
                x = min(max(x, left + half), left + wide - half)
                drawing.words(
                    x, floor - high - 3, shown, inks.ink, _SMALL, weight=600, anchor="middle"
                )
        drawing.line(left, floor, left + wide, floor, inks.rule, 0.5)
        drawing.words(left, floor + 9, values[0][0], inks.quiet, _SMALL)
        if len(values) > 1:
            drawing.words(left + wide, floor + 9, values[-1][0], inks.quiet, _SMALL, anchor="end")
    return drawing.svg()


def population(values: Values, language: Language, inks: Inks, width: float, face: Face) -> str:
    """A row of dots for each term: one dot a person, and how many they are."""
    names = max(face.width(name, _NAME) for name, _ in values) + 10
    most = max(int(value) for _, value in values)
    numbers = face.width(language.number(most), _VALUE, 600) + 8
    step = min(9.0, (width - names - numbers) / max(most, 1))
    row = 14.0
    drawing = Drawing(width, row * len(values) + 2, face)
    for n, (name, value) in enumerate(values):
        middle = row * n + row / 2
        drawing.words(0, middle + 2.8, name, inks.ink, _NAME)
        for k in range(int(value)):
            drawing.dot(names + (k + 0.5) * step, middle, step * 0.36, inks.parts[0])
        x = names + int(value) * step + 5
        drawing.words(x, middle + 2.9, language.number(value), inks.quiet, _VALUE, weight=600)
    return drawing.svg()


def _lines(name: str, wide: float, face: Face) -> list[str]:
    """Words in as many lines as they need in a width (pt)."""
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.width(longer, _NAME, 600) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
