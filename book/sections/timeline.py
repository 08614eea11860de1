"""A timeline: bars in rows under the names of groups, with soft ends where a date is not sure."""

from __future__ import annotations

from collections.abc import Sequence

from book.dates import RecordDate
from book.languages import Language
from book.manuscript.kinds.record import Bar
from book.sections.drawing import Drawing, Palette
from book.themes.fonts import Face

#: The space of a group's name, in rows; the head with the years, in pt.
_NAME, _HEAD = 1.45, 16.0
#: How long a soft end is at most, in pt and as a part of its bar, and of how many stripes.
_SOFT, _PART, _STRIPES = 10.0, 0.5, 4
#: How long a bar is drawn whose other end is not known, in pt.
_NOMINAL = 16.0
#: Years are told every so many, as near as this many pt let them stand.
_STEPS, _APART = (5, 10, 20, 25, 50, 100, 200, 500), 24.0

Group = tuple[str, Sequence[Bar]]


class Timeline:
    """Draws groups of bars over the years from `first` to `end`; `width` and `row` in pt."""

    def __init__(
        self,
        groups: Sequence[Group],
        language: Language,
        palette: Palette,
        width: float,
        row: float,
        occasion_end: RecordDate | None,
        face: Face | None = None,
    ) -> None:
        self.groups = [
            (name, sorted(bars, key=lambda bar: bar.span.order)) for name, bars in groups
        ]
        self.language = language
        self.palette = palette
        self.row = row
        known = [
            date.position
            for _, bars in groups
            for bar in bars
            for date in (bar.span.first, bar.span.end)
            if date.position is not None
        ]
        self.has_dates = bool(known)
        if occasion_end and occasion_end.position is not None:
            known.append(occasion_end.position)
        self.first = int(min(known, default=0))
        self.end = max(known, default=1) + 0.25
        rows = sum(_NAME + len(bars) for _, bars in self.groups)
        self.drawing = Drawing(width, _HEAD + row * rows, face)
        self.scale = width / (self.end - self.first)

    def svg(self) -> str:
        """The drawing."""
        self._years()
        y = _HEAD
        for number, (name, bars) in enumerate(self.groups):
            self.drawing.words(
                0, y + self.row - 0.5, text=name, fill=self.palette.ink, size=8, weight=600
            )
            y += self.row * _NAME
            for bar in bars:
                self._bar(bar, y, self.palette.parts[number % len(self.palette.parts)])
                y += self.row
        return self.drawing.svg()

    def told(self) -> str:
        """What it shows, for those who can't see it."""
        return "; ".join(
            f"{name}: "
            + "; ".join(
                f"{bar.name} ({self.language.span(bar.span.first, bar.span.last)})" for bar in bars
            )
            for name, bars in self.groups
        )

    def rows(self) -> list[tuple[str, str]]:
        """The table behind it: who or what, and when."""
        return [
            (f"{name}: {bar.name}", self.language.span(bar.span.first, bar.span.last))
            for name, bars in self.groups
            for bar in bars
        ]

    def _years(self) -> None:
        step = next((s for s in _STEPS if s * self.scale >= _APART), _STEPS[-1])
        for year in range(self.first, int(self.end) + 1):
            beside = (year - self.first) * self.scale < _APART * 0.5
            if year == self.first or (year % step == 0 and not beside):
                x = self._x(year)
                self.drawing.line(
                    x, 12, x2=x, y2=self.drawing.height, stroke=self.palette.rule, width=0.4
                )
                fits = x + self.drawing.face.width(str(year), 7) < self.drawing.width
                side = "start" if fits else "end"
                self.drawing.words(
                    x, 7, text=str(year), fill=self.palette.quiet, size=7, weight=400, anchor=side
                )

    def _x(self, position: float) -> float:
        return (position - self.first) * self.scale

    def _bar(self, bar: Bar, y: float, colour: str) -> None:
        first, last = bar.span.first, bar.span.end
        begins, ends = first.position, self.end if last.is_open else last.position
        if begins is None and ends is None:
            words = f"{bar.name} ({self.language.date(first)})"
            self.drawing.words(0, y + 0.77 * self.row, words, self.palette.ink, 7.6)
            return
        if begins is None and ends is not None:
            begins = max(self.first, ends - _NOMINAL / self.scale)
        assert begins is not None
        if ends is None:
            ends = min(self.end, begins + _NOMINAL / self.scale)
        start, stop = self._x(begins), self._x(ends)
        unknown = first.date is None or (last.date is None and not last.is_open)
        part = 1.0 if unknown else _PART
        soft = min(_SOFT, (stop - start) * part) if not unknown else stop - start
        left = 0.0 if first.is_exact else soft
        right = 0.0 if last.is_exact or last.is_open else soft
        high = self.row - 4
        if stop - start - left - right > 0 or not (left or right):
            self.drawing.bar(start + left, y + 2, stop - start - left - right, high, colour)
        for at, way, length in ((start + left, -1, left), (stop - right, 1, right)):
            self._stripes(at, way, length=length, y=y + 2, high=high, colour=colour)
        # The label goes to the right of its bar, or to the left where it would not fit.
        fits = stop + 4 + self.drawing.face.width(bar.name, 7.6) < self.drawing.width
        x, side = (stop + 4, "start") if fits else (start - 4, "end")
        wide = self.drawing.face.width(bar.name, 7.6)
        # The lines of the years do not cross words.
        self.drawing.clear(x - 1 if fits else x - wide - 1, y + 1, wide + 2, self.row - 2)
        self.drawing.words(x, y + 0.77 * self.row, bar.name, self.palette.ink, 7.6, anchor=side)

    def _stripes(
        self, at: float, way: int, length: float, y: float, high: float, colour: str
    ) -> None:
        """A soft end of a length in pt: stripes that become thinner, in solid ink, so that they
        print on every press."""
        step = length / _STRIPES
        for n in range(_STRIPES if length else 0):
            wide = step * (0.72 - 0.16 * n)
            near = at + way * (n * step + (step - wide) / 2)
            self.drawing.bar(near if way > 0 else near - wide, y, wide, high, colour)
