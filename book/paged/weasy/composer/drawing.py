"""Drawing: a planned line's text as one `TJ`, from glyphs that were found when its words were."""

from __future__ import annotations

from typing import Any

from book.paged.weasy.composer.setting import SetText
from book.paged.weasy.composer.shaping import Face, Run

_SPACE = " "


def drawn(stream: Any, box: Any) -> bool:
    """Draw a text box that the composer has set; whether it could be done."""
    text: SetText = box.pango_layout
    style = box.style
    if style["text_decoration_line"] != "none":
        return False
    if style["visibility"] != "visible":
        return True
    found = _runs(stream, text)
    if found is None:
        return False
    x, y = box.position_x, box.position_y + box.baseline
    stream.set_color(style["color"])
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, x, y)
    if text.scale != 1:
        stream.stream.append(f"{text.scale * 100:.3f} Tz".encode())
    for font, shown in found:
        stream.set_font_size(font.hash, text.face.size)
        stream.show_text(shown)
    if text.scale != 1:
        stream.stream.append(b"100 Tz")
    stream.end_text()
    return True


def _runs(stream: Any, text: SetText) -> list[tuple[Any, str]] | None:
    """The fonts of a text and what is shown in each."""
    face = text.face
    fonts = _Fonts(stream, face)
    space = face.runs(_SPACE)
    if not space or len(space) != 1:
        return None
    made: list[tuple[Any, str]] = []
    font, shown = None, ""
    behind = 0.0  # how far the pen stands behind where it should, in thousandths of the size
    unit = 1000 / face.size / text.scale
    for n, word in enumerate(text.words):
        runs = face.runs(word) if word else ()
        if runs is None:
            return None
        if n:
            wanted = text.spaces[n - 1] * (1 + text.grown) * unit
            runs = (*space, *runs)
        for m, run in enumerate(runs):
            this = fonts(run)
            if this is None:
                return None
            if this is not font:
                if shown:
                    made.append((font, shown))
                font, shown = this, ""
            shown += run.shown
            behind += (wanted if n and not m else run.wanted) - run.moved
            move = round(behind)
            if move and m == 0 and n:
                shown += f"{-move}"
                behind -= move
    if shown:
        made.append((font, shown))
    return made


class _Fonts:
    """The fonts of a face in one PDF, which are told what glyphs are shown."""

    def __init__(self, stream: Any, face: Face) -> None:
        self._stream, self._face = stream, face
        self._found: dict[int, Any] = {}

    def __call__(self, run: Run) -> Any | None:
        font = self._found.get(run.font)
        if font is None:
            font = self._stream.add_font(self._face.fonts[run.font])[0]
            if font.bitmap or font.png or font.svg or font.colr:
                return None
            self._found[run.font] = font
        for glyph, letters, advance in run.glyphs:
            if glyph not in font.widths:
                font.widths[glyph] = advance
            if glyph not in font.to_unicode:
                font.to_unicode[glyph] = letters
        return font
