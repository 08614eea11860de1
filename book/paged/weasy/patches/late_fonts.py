"""Fonts left out of galleys, and a note in their place of what binding shall embed.

Written for WeasyPrint 70, whose `build_fonts_dictionary` subsets each font of each document. A
book has forty galleys: four times as many programs as fonts, under names that say the same of
different ones, and more time than their layout takes. Glyphs keep their ids in all galleys, so
that binding can make one subset for all of them (`paged/pdf/fonts.py`). Where a font is none of
the builder's own, is drawn in pictures, or lacks letters that are shown, WeasyPrint embeds it in
the galley, and the name is made that of its content.
"""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import Any

import pydyf
import weasyprint.pdf
from fontTools.ttLib import TTFont

from book.themes.fonts import fingerprint, source_file, subset_tag

_build_fonts_dictionary = weasyprint.pdf.build_fonts_dictionary
#: The key of a font's note; ISO 32000-1, annex E leaves keys of two parts to their makers.
NOTE = "BOOK_Font"


def _build_with_notes(
    pdf: pydyf.PDF, fonts: dict[Any, Any], compress: bool, subset: bool, options: Any
) -> pydyf.Dictionary:
    """The fonts of a document: notes for those that can wait, the others embedded."""
    waiting: dict[str, list[Any]] = {}
    others = {}
    for key, font in fonts.items():
        if subset and can_wait(font):
            waiting.setdefault(font.hash, []).append(font)
        else:
            others[key] = font
    made = _build_fonts_dictionary(pdf, others, compress, subset, options)
    for name, alike in waiting.items():
        note = pydyf.Stream([_note(alike)], compress=compress)
        pdf.add_object(note)
        font = pydyf.Dictionary({"Type": "/Font", NOTE: note.reference})
        pdf.add_object(font)
        made[name] = font.reference
    for font in others.values():
        _name_by_content(pdf, made[font.hash])
    return made


def can_wait(font: Any) -> bool:
    """Whether binding can make a font: one of the builder's own that has all that is shown."""
    drawn = font.bitmap or font.png or font.svg or font.colr
    if drawn or font.missing or font.used_in_forms:
        return False
    return source_file(fingerprint(font.file_content)) is not None


def _note(alike: list[Any]) -> bytes:
    """What binding has to know of fonts that differ in nothing but their glyphs."""
    font = alike[0]
    glyphs: dict[int, tuple[int, str]] = {}
    for other in alike:
        for glyph, text in other.to_unicode.items():
            # A no-break space looks like a space: let it be found and copied as one.
            text = text.replace("\N{NO-BREAK SPACE}", " ")
            glyphs.setdefault(glyph, (other.widths[glyph], text))
    return json.dumps(
        {
            "source": fingerprint(font.file_content),
            "index": font.index,
            "location": location(font),
            "family": font.family,
            "weight": font.weight,
            "italic": bool(font.style),
            "flags": font.flags,
            "ascent": font.ascent,
            "descent": font.descent,
            "glyphs": glyphs,
        }
    ).encode()


def location(font: Any) -> dict[str, float]:
    """Where on its axes a font is used: as Pango sets it, the rest at their defaults."""
    used = {"wght": font.weight, "opsz": font.font_size * 0.75, "ital": int(font.style == 2)}
    found = {}
    for tag, least, usual, most in _axes(font.file_content, font.index):
        value = font.variations.get(tag, used.get(tag, usual))
        found[tag] = round(float(min(max(value, least), most)), 2)
    return found


@lru_cache(maxsize=32)
def _axes(file: bytes, index: int) -> tuple[tuple[str, float, float, float], ...]:
    """The axes of a variable font: tag, least, usual and greatest value."""
    with TTFont(io.BytesIO(file), fontNumber=index, lazy=True) as font:
        if "fvar" not in font:
            return ()
        return tuple(
            (axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue)
            for axis in font["fvar"].axes
        )


def _name_by_content(pdf: pydyf.PDF, reference: bytes) -> None:
    """Let no two programs have one name (ISO 32000-1, 9.6.4)."""
    font = _object(pdf, reference)
    if "DescendantFonts" not in font:
        return
    inner = _object(pdf, font["DescendantFonts"][0])
    descriptor = _object(pdf, inner["FontDescriptor"])
    program = next(descriptor[key] for key in ("FontFile2", "FontFile3") if key in descriptor)
    content = b"".join(_object(pdf, program).stream)
    family = font["BaseFont"].partition(b"+")[2].strip(b",").decode()
    font["BaseFont"] = inner["BaseFont"] = descriptor["FontName"] = (
        f"/{subset_tag(content)}+{family}"
    )


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


weasyprint.pdf.build_fonts_dictionary = _build_with_notes
