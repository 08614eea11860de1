"""Optical sizes in points.

Written for WeasyPrint 70, which measures in CSS pixels and lets Pango think that these are points:
text of 10.8 pt gets the drawing, and the widths, for 14.4 pt. Told how many pixels an inch has,
Pango asks for the right ones. Where Pango has no such function, it stays as it is.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from cffi import FFIError
from weasyprint.text.ffi import ffi, pangoft2
from weasyprint.text.fonts import FontConfiguration

_CSS_DPI = 96.0
_DECLARED = "void pango_ft2_font_map_set_resolution (PangoFontMap *map, double x, double y);"
# Declared here as long as WeasyPrint does not.
with suppress(FFIError):
    ffi.cdef(_DECLARED)
_init = FontConfiguration.__init__


def _init_with_resolution(configuration: Any) -> None:
    _init(configuration)
    with suppress(AttributeError):
        pangoft2.pango_ft2_font_map_set_resolution(configuration.font_map, _CSS_DPI, _CSS_DPI)


FontConfiguration.__init__ = _init_with_resolution
