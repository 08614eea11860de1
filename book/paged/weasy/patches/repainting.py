"""Pages that stand as they stood are drawn as they were drawn.

Written for WeasyPrint 70, whose `Page.paint` draws the boxes of a page into a content stream. What
that is told (content, tags, states, and the glyphs of its fonts) is kept with a page that may be
taken for the next layout (`paged/weasy/pages_before.py`), and told once more where it is. Pages
with pictures, patterns or boxes in their margins are drawn anew, and so are those with a font that
is none of the builder's own. Where the patched name is gone, all pages are.
"""

from __future__ import annotations

import copy
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pydyf
from weasyprint import document
from weasyprint.formatting_structure import boxes

from book.paged.weasy.pages_before import MAY_BE_TAKEN
from book.paged.weasy.patches import late_fonts, page_numbers

_paint = document.Page.paint
_stream_data: Any = pydyf.Stream.data
#: The contents of pages have not so many bytes.
_LONG = 100_000
#: A state of transparency is known by its value; what else is drawn with has no lasting name.
_STATE = re.compile(rb"/([aA][0-9.]+) gs")
_NAMED = re.compile(rb"/s\d+ gs$| (?:Do|sh|scn|SCN)$", re.MULTILINE)


@dataclass(frozen=True)
class _Painting:
    """What drawing a page told its stream; `lasts` says whether it can be told once more."""

    content: bytes
    tags: dict[Any, dict[str, Any]]
    states: dict[str, Any]
    fonts: dict[Any, Any]
    lasts: bool


class _FontsOfPage(dict[Any, Any]):
    """The fonts of a document while one page is drawn, each with the glyphs of that page alone."""

    def __init__(self, whole: dict[Any, Any]) -> None:
        super().__init__()
        self._whole = whole

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and key in self._whole:
            self[key] = self._whole[key]
        return super().__contains__(key)

    def __setitem__(self, key: Any, font: Any) -> None:
        self._whole.setdefault(key, font)
        super().__setitem__(key, _without_glyphs(font))


def _painted(page: Any, stream: Any, scale: float = 1) -> None:
    """Draw a page, or tell once more what was drawn."""
    box = page._page_box
    is_marked = any(isinstance(child, boxes.MarginBox) for child in box.children)
    if not getattr(box, MAY_BE_TAKEN, False) or is_marked or stream._tags:
        _paint(page, stream, scale)
        return
    known: _Painting | None = getattr(box, "painting", None)
    if known is None:
        box.painting = _drawn(page, stream, scale)
    elif not known.lasts:
        _paint(page, stream, scale)
    else:
        stream.stream.append(known.content)
        if stream._tags is not None:
            stream._tags.update((box, dict(kid)) for box, kid in known.tags.items())
        for name, state in known.states.items():
            stream._resources["ExtGState"].setdefault(name, state)
        _add_glyphs(known.fonts, stream._fonts)


def _drawn(page: Any, stream: Any, scale: float) -> _Painting:
    """Draw a page, and give what that told its stream."""
    start, refused = len(stream.stream), len(page_numbers.refused)
    whole = stream._fonts
    stream._fonts = own = _FontsOfPage(whole)
    try:
        _paint(page, stream, scale)
    finally:
        stream._fonts = whole
    _add_glyphs(own, whole)
    written = b"\n".join(pydyf._to_bytes(piece) for piece in stream.stream[start:])
    states = stream._resources["ExtGState"]
    used = dict.fromkeys(name.decode() for name in _STATE.findall(written))
    return _Painting(
        content=written,
        tags={box: dict(kid) for box, kid in (stream._tags or {}).items()},
        states={name: states[name] for name in used if name in states},
        fonts=own,
        lasts=len(page_numbers.refused) == refused
        and all(late_fonts.can_wait(font) for font in own.values())
        and not _NAMED.search(written),
    )


def _without_glyphs(font: Any) -> Any:
    made = copy.copy(font)
    made.widths, made.to_unicode = {}, {}
    return made


def _add_glyphs(fonts: dict[Any, Any], whole: dict[Any, Any]) -> None:
    """Add the glyphs of a page to the fonts of its document."""
    for key, font in fonts.items():
        if key not in whole:
            whole[key] = _without_glyphs(font)
        known = whole[key]
        for glyph, width in font.widths.items():
            known.widths.setdefault(glyph, width)
        for glyph, letters in font.to_unicode.items():
            known.to_unicode.setdefault(glyph, letters)


@lru_cache(maxsize=512)
def _compressed(content: bytes) -> bytes:
    return zlib.compress(content, 9)


def _data(stream: Any) -> bytes:
    """The data of a stream; what was compressed for a page a short time ago is known."""
    if not stream.compress:
        return _stream_data.fget(stream)  # type: ignore[no-any-return]
    content = b"\n".join(pydyf._to_bytes(piece) for piece in stream.stream)
    if len(content) > _LONG:
        return _stream_data.fget(stream)  # type: ignore[no-any-return]
    made = _compressed(content)
    extra = pydyf.Dictionary({**stream.extra, "Filter": "/FlateDecode", "Length": len(made)})
    return b"\n".join((extra.data, b"stream", made, b"endstream"))


document.Page.paint = _painted
pydyf.Stream.data = property(_data)
