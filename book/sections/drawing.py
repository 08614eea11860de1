"""A small pen for vector charts: lines, bars and words in the book's own fonts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from book.themes.fonts import Face, default_faces


@dataclass(frozen=True)
class Palette:
    """The colours of a chart: words, quiet words, rules, and parts by turns."""

    ink: str
    quiet: str
    rule: str
    parts: tuple[str, ...]


class Drawing:
    """An SVG of a width and height in pt, its words in one face; colours are CSS colours."""

    def __init__(self, width: float, height: float, face: Face | None = None) -> None:
        self.face = face or default_faces().labels
        self.width = width
        self.height = height
        self._parts: list[str] = []

    def bar(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self._parts.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0.5):.2f}" '
            f'height="{height:.2f}" fill="{fill}"/>'
        )

    def frame(self, x: float, y: float, width: float, height: float, stroke: str) -> None:
        """An empty box."""
        self._parts.append(
            f'<rect x="{x + 0.3:.2f}" y="{y + 0.3:.2f}" width="{width - 0.6:.2f}" '
            f'height="{height - 0.6:.2f}" fill="none" stroke="{stroke}" stroke-width="0.6"/>'
        )

    def clear(self, x: float, y: float, width: float, height: float) -> None:
        """Leave the paper free of what was drawn there."""
        self._parts.append(
            f'<path d="M{x:.2f} {y:.2f} h{width:.2f} v{height:.2f} h{-width:.2f}Z" fill="#ffffff"/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        self._parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{fill}"/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float) -> None:
        self._parts.append(
            f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
            f'stroke="{stroke}" stroke-width="{width}"/>'
        )

    def words(
        self,
        x: float,
        y: float,
        text: str,
        fill: str,
        size: float = 8,
        weight: int = 400,
        anchor: str = "start",
    ) -> None:
        """Words whose baseline begins (or ends, or has its middle) at (x, y); size in pt."""
        self._parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-family="{self.face.name}" font-size="{size}" '
            f'font-weight="{weight}" text-anchor="{anchor}" fill="{fill}">{escape(text)}</text>'
        )

    def lines(
        self,
        x: float,
        y: float,
        lines: Iterable[str],
        fill: str,
        size: float = 8,
        weight: int = 400,
        anchor: str = "start",
        *,
        leading: float,
    ) -> None:
        """Words in lines, the first one's baseline at y, each `leading` pt below the one before."""
        for number, words in enumerate(lines):
            below = y + leading * number
            self.words(x, below, words, fill, size=size, weight=weight, anchor=anchor)

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:.2f}pt" '
            f'height="{self.height:.2f}pt" viewBox="0 0 {self.width:.2f} {self.height:.2f}">'
            f"{''.join(self._parts)}</svg>"
        )
