"""Fonts of a bound PDF: one subset of each, under a name of its own.

Galleys leave their fonts out and note which glyphs they show of which file, and where on its axes
(`paged/weasy/patches/late_fonts.py`). Glyphs keep their ids, so that the notes of all galleys add
up, and no content stream has to be changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Pdf, String

from book.themes.fonts import source_file, subset_tag

#: What no reader of a PDF asks of a font: layout, names, and what variable fonts add.
_NEEDLESS = "BASE DSIG GDEF GPOS GSUB JSTF LTSH PCLT STAT VDMX gasp hdmx meta name".split()
_NOTE = "/BOOK_Font"
_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
#: How many characters one operator of a CMap may tell of.
_A_BATCH = 100


@dataclass
class _Font:
    """A font of the book: what notes say of it, and width and text of each glyph shown."""

    about: dict[str, Any]
    glyphs: dict[int, tuple[int, str]] = field(default_factory=dict)


def embed_fonts(pdf: Pdf, holders: Iterable[pikepdf.Object]) -> None:
    """Put the fonts that the notes in the resources of pages and forms ask for into a PDF."""
    tables: dict[tuple[int, int], pikepdf.Object] = {}
    for holder in holders:
        table = holder.get("/Resources", Dictionary()).get("/Font")
        if table is not None and table.objgen not in tables:
            tables[table.objgen] = table
    fonts: dict[str, _Font] = {}
    places: list[tuple[pikepdf.Object, str, str]] = []
    for table in tables.values():
        for name, entry in table.items():
            if _NOTE not in entry:
                continue
            about = json.loads(entry[_NOTE].read_bytes())
            glyphs = about.pop("glyphs")
            key = json.dumps([about[k] for k in ("source", "index", "location")])
            font = fonts.setdefault(key, _Font(about))
            for glyph, shown in glyphs.items():
                font.glyphs.setdefault(int(glyph), tuple(shown))
            places.append((table, name, key))
    made = {key: _embedded(pdf, font) for key, font in fonts.items()}
    for table, name, key in places:
        table[name] = made[key]


def _embedded(pdf: Pdf, font: _Font) -> pikepdf.Object:
    """A composite font (ISO 32000-1, 9.7) with the glyphs that the book shows of it."""
    about = font.about
    glyphs = tuple(sorted(font.glyphs))
    location = tuple(sorted(about["location"].items()))
    program = _subset(about["source"], about["index"], location, glyphs)
    is_cff = program[:4] == b"OTTO"
    name = Name(f"/{subset_tag(program)}+{_plain_name(about)}")
    widths = [font.glyphs[glyph][0] for glyph in glyphs]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFamily=String(about["family"]),
        Flags=about["flags"],
        FontBBox=Array([0, about["descent"], max(widths), about["ascent"]]),
        ItalicAngle=0,
        Ascent=about["ascent"],
        Descent=about["descent"],
        CapHeight=about["ascent"],
        StemV=80,
    )
    if is_cff:
        descriptor.FontFile3 = pdf.make_stream(program, Subtype=Name.OpenType)
    else:
        descriptor.FontFile2 = pdf.make_stream(program, Length1=len(program))
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if is_cff else Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        W=_runs(font),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    if not is_cff:
        inner.CIDToGIDMap = Name.Identity
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(_to_unicode(font).encode()),
        )
    )


@lru_cache(maxsize=256)
def _subset(
    source: str, index: int, location: tuple[tuple[str, float], ...], glyphs: tuple[int, ...]
) -> bytes:
    """The program of these glyphs at a place on a font's axes; kept for the next binding."""
    face = _face(source, index)
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.DESUBROUTINIZE
        | hb.SubsetFlags.DOWNGRADE_CFF2
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    wanted.drop_table_tag_set.update(int.from_bytes(t.encode(), "big") for t in _NEEDLESS)
    for axis, value in location:
        wanted.pin_axis_location(face, axis, value)
    return bytes(wanted.subset(face).blob.data)


@lru_cache(maxsize=32)
def _face(source: str, index: int) -> hb.Face:
    file = source_file(source)
    if file is None:
        raise LookupError(f"no font file has the fingerprint {source}")
    return hb.Face(hb.Blob.from_file_path(file), index)


def _plain_name(about: dict[str, Any]) -> str:
    """A name that tells people which font it is: SourceSerif4-600-Italic-10.8."""
    parts = [about["family"].replace(" ", ""), str(about["weight"])]
    parts += ["Italic"] * about["italic"]
    if "opsz" in about["location"]:
        parts.append(f"{about['location']['opsz']:g}")
    return "-".join(parts)


def _runs(font: _Font) -> Array:
    """Widths in thousandths of the size, in runs of glyphs whose ids follow each other."""
    runs: list[tuple[int, list[int]]] = []
    for glyph in sorted(font.glyphs):
        if not runs or runs[-1][0] + len(runs[-1][1]) != glyph:
            runs.append((glyph, []))
        runs[-1][1].append(font.glyphs[glyph][0])
    widths = Array()
    for first, run in runs:
        widths.append(first)
        widths.append(Array(run))
    return widths


def _to_unicode(font: _Font) -> str:
    """The CMap that says which text each glyph stands for."""
    lines = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
        for glyph, (_, text) in sorted(font.glyphs.items())
    ]
    told = []
    for start in range(0, len(lines), _A_BATCH):
        batch = lines[start : start + _A_BATCH]
        told.append("\n".join([f"{len(batch)} beginbfchar", *batch, "endbfchar\n"]))
    return _HEAD + "".join(told) + _FOOT
