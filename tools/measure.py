"""Measures how well a finished PDF is set, from the PDF alone: `make measure`.

    python tools/measure.py [--where] dist/book.pdf [another.pdf …]

With `--where`, also the pages that are meant, counted from 1, and the lines off the grid.
Word spaces are told as shares of the natural space of their font; a line counts with the median of
its spaces, for they grow alike. Lines are those of justified paragraphs in the size of the text.
On the grid stands what has that size, but for pages that are coloured all over, as covers are.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.pdf_lines import Line, Paragraph, ReadPage, read

#: A line that ends so many points before the edge is ragged.
_RAGGED = 2.0
#: So many lines in a row make a river of spaces that lie below one another.
_RIVER = 3
#: Spaces lie below one another where they share so much of the wider one.
_BELOW = 0.6
#: An imprint has fewer lines; what has more is text below a drawing.
_IMPRINT = 12
#: A page of fewer lines is one to be written on.
_WORDLESS = 4
#: A baseline that is so many points off the grid is off it.
_OFF = 0.3


@dataclass(frozen=True)
class Figures:
    """What is measured; shares are between 0 and 1, all else is counted."""

    pages: int
    lines: int
    over_1_5: float
    over_2: float
    percentile_95: float
    rivers: int
    ragged: int
    single_words: int
    off_grid: float
    uneven_feet: int
    spreads: int
    blank: int
    shallow: int


_NAMES = {
    "pages": "pages",
    "lines": "justified lines",
    "over_1_5": "lines with spaces over 1.5",
    "over_2": "lines with spaces over 2",
    "percentile_95": "95th percentile of spaces",
    "rivers": "rivers",
    "ragged": "ragged lines inside paragraphs",
    "single_words": "last lines of a single word",
    "off_grid": "lines off the grid",
    "uneven_feet": "facing pages with uneven feet",
    "spreads": "  of spreads of running text",
    "blank": "blank pages",
    "shallow": "pages under 9/10 deep, no section's last",
}


def figures_of(path: Path) -> Figures:
    """All figures of one PDF."""
    return measure(path)[0]


def measure(path: Path) -> tuple[Figures, list[str]]:
    """All figures of one PDF, and where lines are off the grid and pages uneven or short."""
    _, pages, paragraphs = read(path)
    starts = set(_starts(pages, paragraphs))
    size = _text_size(paragraphs)
    body = [p for p in paragraphs if p.role in ("P", "LBody") and _size(p) == size]
    edges = _edges(body)
    justified = [p for p in body if _is_justified(p, edges)]
    inside = [line for p in justified for line in p.lines[:-1]]
    full = [line for line in inside if line.spaces and not _is_ragged(line, edges)]
    spaces = [median(space for _, _, space in line.spaces) for line in full]
    leading = _leading(justified)
    grid = _Grid.of([line for p in body for line in p.lines], leading)
    text = _TextPages(pages, paragraphs, starts, leading, {n.page for p in body for n in p.lines})
    on_grid = [
        line
        for p in body
        for line in p.lines
        if round(line.size, 1) == size and not pages[line.page].coloured
    ]
    off = [line for line in on_grid if grid.is_off(line)]
    uneven = [spread for spread, bad in zip(text.spreads(), text.uneven_feet(), strict=True) if bad]
    shallow = text.shallow()
    figures = Figures(
        pages=len(pages),
        lines=len(full),
        over_1_5=_share(s > 1.5 for s in spaces),
        over_2=_share(s > 2 for s in spaces),
        percentile_95=round(quantiles(spaces, n=20)[-1], 3) if len(spaces) > 1 else 1.0,
        rivers=sum(_rivers(p) for p in justified),
        ragged=sum(_is_ragged(line, edges) for line in inside),
        single_words=sum(len(p.lines[-1].text.split()) == 1 for p in justified if len(p.lines) > 1),
        off_grid=_share(grid.is_off(line) for line in on_grid),
        uneven_feet=len(uneven),
        spreads=len(text.spreads()),
        blank=sum(not page.paints for page in pages),
        shallow=len(shallow),
    )
    where = [f"page {n.page + 1}: off by {grid.off(n):+.1f} pt: {n.text.strip()}" for n in off]
    where += [f"pages {a + 1} and {b + 1}: uneven feet" for a, b in uneven]
    where += [f"page {n + 1}: {text.depth(n):.0%} deep" for n in shallow]
    where += [f"page {n + 1}: blank" for n, page in enumerate(pages) if not page.paints]
    return figures, where


def _starts(pages: Sequence[ReadPage], paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """The pages on which sections begin: with a title, or with
    their first line far below the head, as an imprint has it."""
    heights: dict[int, list[float]] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            heights.setdefault(line.page, []).append(line.y)
            if paragraph.role == "H1":
                yield line.page
    middle = max((max(found) for found in heights.values()), default=0.0) / 2
    for page, found in heights.items():
        is_low = max(found) < middle and len(found) < _IMPRINT
        if (is_low or len(found) < _WORDLESS) and not pages[page].pictures:
            yield page


def _after(number: int, plates: set[int]) -> int:
    """The page on which the text of a page goes on: plates come between."""
    number += 1
    while number in plates:
        number += 1
    return number


def _share(true: Iterator[bool]) -> float:
    values = list(true)
    return round(sum(values) / len(values), 4) if values else 0.0


def _size(paragraph: Paragraph) -> float:
    sizes = Counter(round(g.size, 1) for line in paragraph.lines for g in line.glyphs)
    return sizes.most_common(1)[0][0]


def _text_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size that most glyphs of paragraphs have."""
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        if paragraph.role == "P":
            sizes[_size(paragraph)] += sum(len(line.glyphs) for line in paragraph.lines)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edges(body: Sequence[Paragraph]) -> dict[int, float]:
    """The right edge of the text on the left pages and the right ones."""
    found: dict[int, Counter[float]] = {0: Counter(), 1: Counter()}
    for paragraph in body:
        for line in paragraph.lines[:-1]:
            found[line.page % 2][round(line.right)] += 1
    return {side: n.most_common(1)[0][0] if n else 0.0 for side, n in found.items()}


def _is_ragged(line: Line, edges: dict[int, float]) -> bool:
    return line.right < edges[line.page % 2] - _RAGGED


def _is_justified(paragraph: Paragraph, edges: dict[int, float]) -> bool:
    """Whether most lines but the last end at the right edge."""
    inside = paragraph.lines[:-1]
    at_edge = sum(abs(line.right - edges[line.page % 2]) < _RAGGED for line in inside)
    return len(inside) > 0 and at_edge > len(inside) / 2


def _leading(paragraphs: Sequence[Paragraph]) -> float:
    steps: Counter[float] = Counter()
    for paragraph in paragraphs:
        for one, other in zip(paragraph.lines, paragraph.lines[1:], strict=False):
            if one.page == other.page:
                steps[round(one.y - other.y, 1)] += 1
    return steps.most_common(1)[0][0] if steps else 1.0


@dataclass(frozen=True)
class _Grid:
    """The baselines that most lines stand on."""

    leading: float
    offset: float

    @classmethod
    def of(cls, lines: Sequence[Line], leading: float) -> _Grid:
        offsets = Counter(round(line.y % leading, 1) for line in lines)
        return cls(leading, offsets.most_common(1)[0][0] if offsets else 0.0)

    def off(self, line: Line) -> float:
        """By how many points a line is higher (or lower, below 0) than the nearest of the grid."""
        off = (line.y - self.offset) % self.leading
        return off if off < self.leading / 2 else off - self.leading

    def is_off(self, line: Line) -> bool:
        return abs(self.off(line)) > _OFF


def _rivers(paragraph: Paragraph) -> int:
    """How many runs of spaces lie below one another, line after line."""
    found = 0
    running: list[tuple[float, float, int]] = []
    before: Line | None = None
    for line in paragraph.lines:
        if before is None or before.page != line.page:
            running = []
        following = []
        for left, right, _ in line.spaces:
            above = [
                length
                for a, b, length in running
                if min(b, right) - max(a, left) > _BELOW * max(right - left, b - a)
            ]
            length = max(above, default=0) + 1
            found += length == _RIVER
            following.append((left, right, length))
        running, before = following, line
    return found


class _TextPages:
    """How deep the pages of running text are filled."""

    def __init__(
        self,
        pages: Sequence[ReadPage],
        paragraphs: Sequence[Paragraph],
        starts: set[int],
        leading: float,
        running: set[int],
    ) -> None:
        self._running = running
        self._count, self._leading = len(pages), leading
        self._first: dict[int, float] = {}
        self._last: dict[int, float] = {}
        self._foot: dict[int, float] = {}
        for paragraph in paragraphs:
            note = "Note" in paragraph.role
            for line in paragraph.lines:
                page = line.page
                self._first[page] = max(line.y, self._first.get(page, 0.0))
                self._last[page] = min(line.y, self._last.get(page, 1e6))
                if not note:
                    self._foot[page] = min(line.y, self._foot.get(page, 1e6))
        for number, page in enumerate(pages):
            for low, _ in page.pictures:
                self._last[number] = min(low, self._last.get(number, 1e6))
                self._foot[number] = min(low, self._foot.get(number, 1e6))
        blank = {n for n, page in enumerate(pages) if not page.paints or page.coloured}
        lines = Counter(line.page for p in paragraphs for line in p.lines)
        plates = {n for n, page in enumerate(pages) if page.pictures and lines[n] < _WORDLESS}
        plates -= starts
        ends = {n for n in range(len(pages)) if _after(n, plates) in starts | blank}
        self._flowing = {
            n for n in self._foot if n not in ends and n + 1 < len(pages) and n + 1 in self._foot
        } - blank
        tops = Counter(round(y) for n, y in self._first.items() if n not in starts)
        feet = Counter(round(y) for n, y in self._last.items() if n in self._flowing)
        self._top = tops.most_common(1)[0][0] if tops else 0.0
        self._bottom = min((y for y, n in feet.items() if n > 2), default=0.0)

    def spreads(self) -> list[tuple[int, int]]:
        """Facing pages with lines of running text that end no section: tables break by rows."""
        return [
            (n, n + 1)
            for n in range(1, self._count - 1, 2)
            if {n, n + 1} <= self._flowing & self._running
        ]

    def uneven_feet(self) -> Iterator[bool]:
        for left, right in self.spreads():
            yield abs(self._last[left] - self._last[right]) > 1.05 * self._leading

    def depth(self, page: int) -> float:
        """How deep a page is filled, as a share of the text's height."""
        height = self._top - self._bottom + self._leading
        return (self._top - self._last[page] + self._leading) / height

    def shallow(self) -> list[int]:
        return [n for n in sorted(self._flowing) if self.depth(n) < 0.9]


def table(measured: dict[str, Figures]) -> str:
    """The figures of several PDFs side by side."""
    wide = max(len(name) for name in _NAMES.values())
    rows = [f"{'':{wide}}  " + "  ".join(f"{name[-18:]:>18}" for name in measured)]
    for field in fields(Figures):
        values = (getattr(figures, field.name) for figures in measured.values())
        is_share = field.name in ("over_1_5", "over_2", "off_grid")
        shown = (f"{value:.1%}" if is_share else str(value) for value in values)
        rows.append(f"{_NAMES[field.name]:{wide}}  " + "  ".join(f"{value:>18}" for value in shown))
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    paths = [Path(argument) for argument in arguments if argument != "--where"]
    if not paths:
        sys.stderr.write("Which PDF? python tools/measure.py [--where] FILE.pdf\n")
        return 2
    measured = {path.stem: measure(path) for path in paths}
    sys.stdout.write(table({name: figures for name, (figures, _) in measured.items()}) + "\n")
    if "--where" in arguments:
        for name, (_, where) in measured.items():
            sys.stdout.write("\n".join(["", name, *(f"  {line}" for line in where), ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
