"""Static instances of variable fonts, made by HarfBuzz's subsetter.

Written for WeasyPrint 70, whose `Font.clean` makes them with fontTools, which takes longer than the
layout of a chapter. Where the subsetter is too old to pin axes (before HarfBuzz 6), and where
`Font.clean` is called with something else than a glyph's text, fontTools goes on doing it.
"""

from __future__ import annotations

import io
from contextlib import suppress
from functools import lru_cache
from typing import Any

from cffi import FFIError
from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

_PIN = """
    hb_bool_t hb_subset_input_pin_axis_location (
        hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis_tag, float axis_value);
"""
# Declared here as long as WeasyPrint does not; then it is the same function, or fontTools goes on.
with suppress(FFIError):
    ffi.cdef(_PIN)
_clean = Font.clean


def _pinned_clean(font: Any, to_unicode: Any, hinting: bool) -> None:
    """Make the font static, then let WeasyPrint take what is useless out of it."""
    if "fvar" in font.tables and to_unicode and _can_pin():
        _pin(font, sorted(to_unicode))
    _clean(font, to_unicode, hinting)


def _can_pin() -> bool:
    return harfbuzz_subset is not None and hasattr(
        harfbuzz_subset, "hb_subset_input_pin_axis_location"
    )


def _pin(font: Any, glyphs: list[int]) -> None:
    """Leave these glyphs of a variable font, as they are at the place that it is used at."""
    wanted = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    array = ffi.new(f"hb_codepoint_t[{len(glyphs)}]", glyphs)
    harfbuzz.hb_set_add_sorted_array(
        harfbuzz_subset.hb_subset_input_glyph_set(wanted), array, len(glyphs)
    )
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    for tag, value in _location(font).items():
        axis = harfbuzz.hb_tag_from_string(tag.encode(), -1)
        if not harfbuzz_subset.hb_subset_input_pin_axis_location(wanted, font.hb_face, axis, value):
            return
    face = harfbuzz_subset.hb_subset_or_fail(font.hb_face, wanted)
    if face == ffi.NULL:
        return
    font.hb_face = ffi.gc(face, harfbuzz.hb_face_destroy)
    font.file_content = get_hb_object_data(font.hb_face)
    font.tables = [table for table in font.tables if table not in ("fvar", "gvar", "avar")]


def _location(font: Any) -> dict[str, float]:
    """Where on its axes a font is used: as WeasyPrint takes it, the rest at their defaults."""
    used = {"wght": font.weight, "opsz": font.font_size, "ital": int(font.style == 2)}
    location = {}
    for tag, least, usual, most in _axes(font.file_content, font.index):
        value = font.variations.get(tag, used.get(tag, usual))
        location[tag] = float(min(max(value, least), most))
    return location


@lru_cache(maxsize=16)
def _axes(file: bytes, index: int) -> tuple[tuple[str, float, float, float], ...]:
    """The axes of a variable font: tag, least, usual and greatest value."""
    with TTFont(io.BytesIO(file), fontNumber=index, lazy=True) as font:
        return tuple(
            (axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue)
            for axis in font["fvar"].axes
        )


Font.clean = _pinned_clean
