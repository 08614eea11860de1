"""Charts of bars: standing, or lying where their words need more room than there is below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from book.sections.drawing import Drawing, Palette
from book.themes.fonts import Face

#: Sizes of words in pt: values, names, what stands below.
VALUE, NAME, SMALL = 8.5, 8.0, 7.6
#: How high bars stand at most in pt, and how wide they are.
_TALL, _WIDEST = 118.0, 46.0
#: More lines than these are not set below a standing bar.
_LINES = 2
#: Names beside lying bars take no more of the width.
_NAMES = 0.42


class Bar(NamedTuple):
    """What is drawn as a bar: what it is called, its number, and how that is written."""

    name: str
    value: float
    shown: str


class Scale:
    """Lengths for numbers, of which some may be below nought, in a room (pt)."""

    def __init__(self, values: Iterable[float], room: float) -> None:
        known = [*values, 0.0]
        self._one = room / (max(known) - min(known) or 1)
        #: How far nought is from the end of the greatest, and from that of the least.
        self.above, self.below = max(known) * self._one, -min(known) * self._one

    def length(self, value: float) -> float:
        """How long the bar of a number is, below nought too."""
        return abs(value) * self._one


def bars(values: Sequence[Bar], palette: Palette, width: float, face: Face) -> str:
    """The values side by side in a width (pt); lying, where a number or a name is wider than its
    bar's place."""
    slot = width / len(values)
    names = [lines_of(bar.name, slot - 4, face, SMALL) for bar in values]
    fits = all(face.width(bar.shown, VALUE, 600) <= slot - 3 for bar in values) and all(
        len(lines) <= _LINES and max(face.width(line, SMALL) for line in lines) <= slot - 3
        for lines in names
    )
    if not fits:
        return _lying(values, palette, width, face)
    scale = Scale((bar.value for bar in values), _TALL)
    floor = 16 + scale.above
    below = floor + scale.below + (12 if scale.below else 0)
    drawing = Drawing(width, below + 7 + 9 * max(map(len, names)), face)
    for number, (bar, lines) in enumerate(zip(values, names, strict=True)):
        tall, middle = scale.length(bar.value), (number + 0.5) * slot
        wide = min(slot * 0.56, _WIDEST)
        drawing.bar(
            middle - wide / 2,
            floor if bar.value < 0 else floor - tall,
            wide,
            tall,
            palette.parts[0],
        )
        y = floor + tall + 9.5 if bar.value < 0 else floor - tall - 5
        drawing.words(middle, y, bar.shown, palette.ink, VALUE, weight=600, anchor="middle")
        drawing.lines(middle, below + 12, lines, palette.quiet, SMALL, anchor="middle", leading=9)
    drawing.line(0, floor, width, floor, stroke=palette.ink, width=0.6)
    return drawing.svg()


def _lying(values: Sequence[Bar], palette: Palette, width: float, face: Face) -> str:
    """The values one below another: the name, its bar, its number."""
    names = [lines_of(bar.name, width * _NAMES, face, SMALL) for bar in values]
    left = max(face.width(line, SMALL) for lines in names for line in lines) + 8
    wide = {bar: face.width(bar.shown, VALUE, 600) + 5 for bar in values}
    right = max((wide[bar] for bar in values if bar.value >= 0), default=0.0)
    before = max((wide[bar] for bar in values if bar.value < 0), default=0.0)
    scale = Scale((bar.value for bar in values), max(width - left - right - before, 20.0))
    nought = left + before + scale.below
    heights = [max(14.0, 9.2 * len(lines) + 4) for lines in names]
    drawing = Drawing(width, sum(heights) + 2, face)
    y = 0.0
    for bar, lines, high in zip(values, names, heights, strict=True):
        middle, long = y + high / 2, scale.length(bar.value)
        first = middle + 2.6 - 9.2 * (len(lines) - 1) / 2
        drawing.lines(left - 8, first, lines, palette.quiet, SMALL, anchor="end", leading=9.2)
        drawing.bar(nought - (long if bar.value < 0 else 0), middle - 4, long, 8, palette.parts[0])
        anchor, x = ("end", nought - long - 5) if bar.value < 0 else ("start", nought + long + 5)
        drawing.words(x, middle + 3, bar.shown, palette.ink, VALUE, weight=600, anchor=anchor)
        y += high
    drawing.line(nought, 0, nought, y, stroke=palette.ink, width=0.6)
    return drawing.svg()


def lines_of(name: str, wide: float, face: Face, size: float, weight: int = 400) -> list[str]:
    """Words in as many lines as they need in a width (pt); a span of years may be parted behind
    its dash, where a line has no room for it."""
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.width(longer, size, weight) <= wide:
            lines[-1] = longer
            continue
        first, dash, last = word.partition("\N{EN DASH}")
        if dash and last and face.width(word, size, weight) > wide:
            lines += [first + dash, last]
        else:
            lines.append(word)
    return lines
