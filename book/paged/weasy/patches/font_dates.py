"""Fonts that WeasyPrint writes keep the date that their makers gave them.

Written for WeasyPrint 70, whose `pdf.fonts` opens fonts with fontTools' `TTFont` to make variable
ones static and to take pictures of emoji out; by its default `TTFont` writes today's date into
what it saves, and the same book would get other bytes each second. The environment variable
SOURCE_DATE_EPOCH would help too, but belongs to the whole process. Where the patched name is gone,
dates may come back into fonts; the canary test tells.
"""

from __future__ import annotations

from typing import Any

from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts


class _UndatedFont(TTFont):  # type: ignore[misc]
    """A font that does not look at the clock."""

    def __init__(self, *file: Any, **options: Any) -> None:
        super().__init__(*file, **{"recalcTimestamp": False, **options})


fonts.TTFont = _UndatedFont
