"""Words shaped once: their widths when a paragraph is planned, their glyphs when it is drawn.

WeasyPrint shapes each line as a whole and several times. Here a word is shaped once for each style
of a font configuration; a line is its words and the spaces between them, which are kerned with
the letters beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout, _font_style_cache_key, strut

NBSP = "\N{NO-BREAK SPACE}"
#: What one font configuration keeps; more distinct words than any book's section has.
_KEPT = 60_000
_NAME = "composed_faces"


@dataclass(frozen=True)
class Run:
    """Glyphs of one font that follow one another: what a `TJ` shows of a word."""

    font: int
    shown: str
    #: How far `shown` moves the pen, and how far it should, in thousandths of the size.
    moved: float
    wanted: float
    #: The text and the advance of each glyph, which the PDF's font must know.
    glyphs: tuple[tuple[int, str, int], ...]


class Face:
    """Shapes the words of one style. Widths are in CSS pixels."""

    def __init__(self, style: Any) -> None:
        self.size: float = style["font_size"]
        spacing = style["letter_spacing"]
        self.letter_spacing: float = 0.0 if spacing == "normal" else spacing
        self.word_spacing: float = style["word_spacing"]
        self.line_height, self.line_baseline = strut(style)
        if self.letter_spacing:
            # Letters that stand apart make no ligatures.
            style = style.copy()
            style["font_variant_ligatures"] = "none"
        self._layout = Layout(style)
        self._layouts: list[Any] = []
        self.fonts: list[Any] = []
        self._new_layout: Callable[[], Layout] = lambda: Layout(style)
        self.widths: dict[str, float] = {"": 0.0}
        #: What words were parted into, for who measures them.
        self.parts: dict[Any, Any] = {}
        self._spaces: dict[str, float] = {}
        self._runs: dict[str, tuple[Run, ...] | None] = {}
        self._advances: dict[tuple[int, int], int] = {}
        self._set("x")
        line = self._first_line()
        self.height = _extents(line).height * FROM_UNITS
        self.baseline = pango.pango_layout_get_baseline(self._layout.layout) * FROM_UNITS

    def width(self, word: str) -> float:
        """The advance width of a word."""
        width = self.widths.get(word)
        if width is None:
            self._set(word)
            width = _extents(self._first_line()).width * FROM_UNITS
            if self.letter_spacing:
                width += self.letter_spacing * self._clusters()
            if len(self.widths) > _KEPT:
                self.widths.clear()
            self.widths[word] = width
        return width

    def space(self, before: str, after: str) -> float:
        """The width of a space between two letters, either of which may be missing."""
        both = f"{before} {after}"
        space = self._spaces.get(both)
        if space is None:
            self._set(both)
            width = _extents(self._first_line()).width * FROM_UNITS
            if self.letter_spacing:
                width += self.letter_spacing * self._clusters()
            space = width - self.width(before) - self.width(after) + self.word_spacing
            self._spaces[both] = space
        return space

    def keep_parts(self, word: Any, parts: Any) -> None:
        """Keep what a word was parted into."""
        if len(self.parts) > _KEPT:
            self.parts.clear()
        self.parts[word] = parts

    def runs(self, word: str) -> tuple[Run, ...] | None:
        """The glyphs of a word; None where they can't be shown by moving along a line alone."""
        if word not in self._runs:
            if len(self._runs) > _KEPT:
                self._runs.clear()
            self._runs[word] = self._shaped(word)
        return self._runs[word]

    def can_show(self, words: Sequence[str]) -> bool:
        """Whether all words can be shown by moving along a line alone."""
        known = self._runs
        return None not in [known[w] if w in known else self.runs(w) for w in words if w]

    def _set(self, text: str) -> None:
        pointer, _ = unicode_to_char_p(text)
        pango.pango_layout_set_text(self._layout.layout, pointer, -1)

    def _first_line(self) -> Any:
        return pango.pango_layout_get_line_readonly(self._layout.layout, 0)

    def _clusters(self) -> int:
        """How many letters the text that is set has, marks not counted."""
        run, count = self._first_line().runs[0], 0
        while run != ffi.NULL:
            glyphs = run.data.glyphs
            count += len({glyphs.log_clusters[n] for n in range(glyphs.num_glyphs)})
            run = run.next
        return count

    def _shaped(self, word: str) -> tuple[Run, ...] | None:
        self._set(word)
        data = word.encode()
        runs = []
        run = self._first_line().runs[0]
        while run != ffi.NULL:
            item, glyphs = run.data.item, run.data.glyphs
            if item.analysis.level % 2:
                return None
            made = self._run(item, glyphs, data)
            if made is None:
                return None
            runs.append(made)
            run = run.next
        return tuple(runs)

    def _run(self, item: Any, glyphs: Any, data: bytes) -> Run | None:
        font = self._font(item.analysis.font)
        count, clusters = glyphs.num_glyphs, glyphs.log_clusters
        shown, moved, wanted = "<", 0.0, 0.0
        known = []
        for n in range(count):
            info = glyphs.glyphs[n]
            glyph, geometry = info.glyph, info.geometry
            to_unit = 1000 * FROM_UNITS / self.size
            ends = n == count - 1 or clusters[n + 1] != clusters[n]
            width = geometry.width * to_unit
            width += self.letter_spacing * 1000 / self.size if ends else 0.0
            wanted += width
            if glyph == pango.PANGO_GLYPH_EMPTY:
                continue
            if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG or geometry.x_offset or geometry.y_offset:
                return None
            advance = self._advance(font, glyph)
            end = item.length if n == count - 1 else clusters[n + 1]
            text = data[item.offset + clusters[n] : item.offset + end].decode()
            known.append((glyph, text, advance))
            shown += f"{glyph:04x}"
            moved += advance
            # Rounding does not add up: what is missing is made good by the next glyph.
            back = round(moved - wanted)
            if back and n < count - 1:
                shown += f">{back}<"
                moved -= back
        shown = (shown + ">").removesuffix("<>")
        return Run(font, shown, moved, wanted, tuple(known))

    def _font(self, pango_font: Any) -> int:
        """The number of a font in this face."""
        for number, known in enumerate(self.fonts):
            if known == pango_font:
                return number
        # Pango keeps a font as long as a layout uses it.
        self._layouts.append(self._layout)
        self._layout = self._new_layout()
        self.fonts.append(pango_font)
        return len(self.fonts) - 1

    def _advance(self, font: int, glyph: int) -> int:
        """The advance of a glyph in thousandths of the size, as the PDF's font tells it."""
        key = font, glyph
        if key not in self._advances:
            ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(self.fonts[font], glyph, ink, logical)
            self._advances[key] = round(logical.width * 1000 * FROM_UNITS / self.size)
        return self._advances[key]


def face_of(style: Any) -> Face:
    """The face of a style, made once for each font configuration."""
    face: Face | None = style.__dict__.get("composed_face")
    if face is None:
        spacing = style["letter_spacing"], style["word_spacing"]
        key = f"{_font_style_cache_key(style, include_size=True)}{spacing}{style['font_kerning']}"
        faces = style.font_config.__dict__.setdefault(_NAME, {})
        face = faces.get(key)
        if face is None:
            face = faces[key] = Face(style)
        style.composed_face = face
    return face


def _extents(line: Any) -> Any:
    logical = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ffi.NULL, logical)
    return logical


def width_of(face: Face, text: str) -> tuple[float, float]:
    """The width of a text in a face, and that of the spaces in it."""
    if text in face.widths:
        return face.widths[text], 0.0
    if " " not in text and NBSP not in text:
        return face.width(text), 0.0
    words, spaces = words_and_spaces(face, text)
    inner = sum(spaces)
    return sum(map(face.width, words)) + inner, inner


def words_and_spaces(face: Face, text: str) -> tuple[list[str], list[float]]:
    """The words of a text, and the widths of the spaces between them, one less."""
    words = text.replace(NBSP, " ").split(" ")
    return words, [face.space(before[-1:], after[:1]) for before, after in pairwise(words)]
