"""Text of planned lines drawn from shaped words.

Written for WeasyPrint 70, which shapes each line once more when it is drawn. Where the composer
can't draw (underlines, glyphs out of line, pictures as letters), text gets a layout of Pango's
again and is drawn by WeasyPrint.
"""

from __future__ import annotations

from typing import Any

from weasyprint import draw

from book.paged.weasy.composer.drawing import drawn
from book.paged.weasy.composer.setting import SetText

_draw_text = draw.draw_text


def _draw(stream: Any, box: Any, *more: Any) -> None:
    """Draw a text box."""
    text = box.pango_layout
    if isinstance(text, SetText):
        if drawn(stream, box):
            return
        box.pango_layout = text.layout(box.style)
    _draw_text(stream, box, *more)


draw.draw_text = _draw
