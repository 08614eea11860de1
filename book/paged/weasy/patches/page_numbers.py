"""Drawing of page references: their noughts marked, and all ten digits kept in the font.

Written for WeasyPrint 70, whose `draw.draw_text` writes a text box into a content stream in one
`TJ`. Pages of a book move while it is written; with their numbers open, what refers to them need
not be typeset again. Where the noughts are not shown by one operator, or digits differ in width,
the reference is told as one that can't be left open, and its number is typeset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import draw
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import Layout, _font_style_cache_key

from book.paged.page_reference import ATTRIBUTE, marked
from book.paged.weasy.patches import line_drawing  # noqa: F401 - it is wrapped here
from book.text.references import SCHEME

_draw_text = draw.draw_text
#: The anchors of references that could not be left open in this galley.
refused: list[str] = []
#: The layouts of the ten digits in the styles of this galley, and their glyphs.
_known: dict[str, tuple[Layout, list[int] | None]] = {}


@contextmanager
def drawn_with_page_references() -> Iterator[list[str]]:
    """Draw a galley; gives the anchors of the references that could not be left open."""
    refused.clear()
    try:
        yield refused
    finally:
        _known.clear()


def _draw_with_page_references(stream: Any, textbox: Any, *more: Any) -> None:
    """Draw a text; mark it where it is the number of a page reference."""
    element = textbox.element
    anchor = None if element is None else element.get(ATTRIBUTE)
    if anchor == "":
        anchor = element.get("href", "").removeprefix(SCHEME)
    start = len(stream.stream)
    _draw_text(stream, textbox, *more)
    if anchor is None:
        return
    shown = [n for n in range(start, len(stream.stream)) if stream.stream[n].endswith(b"] TJ")]
    font, digits = _digits(stream, textbox.style)
    if (
        digits is None
        or len(shown) != 1
        or not _all_alike(stream.stream[shown[0]], digits[0], len(textbox.text))
    ):
        refused.append(anchor)
        return
    for digit, glyph in enumerate(digits):
        font.to_unicode.setdefault(glyph, str(digit))
        font.widths.setdefault(glyph, font.widths[digits[0]])
    stream.stream[shown[0]] = marked(anchor, digits, stream.stream[shown[0]])


def _digits(stream: Any, style: Any) -> tuple[Any, list[int] | None]:
    """The font of a style, and its glyphs of 0 to 9; None where they are not all of one width."""
    key = _font_style_cache_key(style, include_size=True)
    if key not in _known:
        layout = Layout(style)
        layout.set_text("0123456789")
        _known[key] = layout, _glyphs(layout)
    layout, glyphs = _known[key]
    run = layout.get_first_line()[0].runs[0]
    return stream.add_font(run.data.item.analysis.font)[0], glyphs


def _glyphs(layout: Any) -> list[int] | None:
    run = layout.get_first_line()[0].runs[0]
    glyphs = run.data.glyphs
    if run.next != ffi.NULL or glyphs.num_glyphs != 10:
        return None
    widths = [glyphs.glyphs[n].geometry.width for n in range(10)]
    if max(widths) - min(widths) > 1:
        return None
    return [glyphs.glyphs[n].glyph for n in range(10)]


def _all_alike(shown: bytes, glyph: int, count: int) -> bool:
    """Whether a text is so often this glyph, none of them moved by more than rounding does."""
    one = f"{glyph:04x}".encode()
    moves = re.sub(b"<(?:" + one + b")*>", b" ", shown.removeprefix(b"[").removesuffix(b"] TJ"))
    return shown.count(one) == count and all(abs(int(move)) <= 2 for move in moves.split())


draw.draw_text = _draw_with_page_references
