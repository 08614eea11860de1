"""The sign behind words that are cut off is read as itself.

Written for WeasyPrint 70, where the glyph of `…` stands for all the words that had no room: it is
searched for and copied as these, wherever the font shows it. Where the sign can't be told from the
other glyphs, or the patched name is gone, it is read so still.
"""

from __future__ import annotations

from typing import Any

from weasyprint import draw
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import Layout

from book.paged.weasy.patches import leaders  # noqa: F401 - it is wrapped here

_draw_text = draw.draw_text
_SIGN = "\N{HORIZONTAL ELLIPSIS}"


def _draw(stream: Any, box: Any, offset_x: float, text_overflow: str, *more: Any) -> None:
    """Draw a text box; tell what the sign is where it may stand."""
    _draw_text(stream, box, offset_x, text_overflow, *more)
    if text_overflow != "ellipsis":
        return
    layout = Layout(box.style)
    layout.set_text(_SIGN)
    run = layout.get_first_line()[0].runs[0]
    if run != ffi.NULL and run.data.glyphs.num_glyphs == 1:
        font = stream.add_font(run.data.item.analysis.font)[0]
        glyph = run.data.glyphs.glyphs[0].glyph
        if glyph in font.to_unicode:
            font.to_unicode[glyph] = _SIGN


draw.draw_text = _draw
