"""Fonts of a bound book: one subset of each, under a name of its own, as they look in WeasyPrint."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import Build, chapter, paragraphs
from fontTools.ttLib import TTFont
from PIL import ImageChops

from book.paged.pdf.fonts import embed_fonts
from book.paged.weasy.galley import Typesetter
from book.paged.weasy.patches import late_fonts
from book.themes.styles import PageGeometry, style_of

HTML = (
    "<html lang='vi'><body><h1>Đảng bộ Khối</h1><p>Quyết định số 1000-QĐ/TU, <b>đậm</b>, "
    "<i>nghiêng</i>, <b><i>cả hai</i></b>, 0123456789.</p></body></html>"
)


def typeset(folder: Path, html: str = HTML) -> bytes:
    style = style_of(folder, PageGeometry.of((148, 210)))
    return Typesetter(style).galley(html, folder.as_uri()).pdf


def bound(galley: bytes) -> bytes:
    """A galley with the fonts that it asks for."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(galley)) as pdf:
        embed_fonts(pdf, [page.obj for page in pdf.pages])
        pdf.save(made)
    return made.getvalue()


def descriptors(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            yield thing


def notes(galley: bytes) -> list[dict[str, object]]:
    with pikepdf.open(io.BytesIO(galley)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        return [json.loads(font[f"/{late_fonts.NOTE}"].read_bytes()) for font in fonts.values()]


def test_they_look_as_weasyprint_embeds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = bound(typeset(tmp_path))
    monkeypatch.setattr(late_fonts, "can_wait", lambda _font: False)
    theirs = typeset(tmp_path)
    shown = [
        pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil().convert("L")
        for pdf in (ours, theirs)
    ]
    assert min(shown[0].getextrema()) < 100  # there are words
    assert max(ImageChops.difference(*shown).getextrema()) < 40
    with pikepdf.open(io.BytesIO(theirs)) as pdf:
        names = [str(d.FontName) for d in descriptors(pdf)]
        assert len(set(names)) == len(names)
        assert not any(name.endswith(",") for name in names)


def test_a_book_has_one_program_a_font_and_each_its_name(build: Build) -> None:
    pdf = build(
        {
            f"chapters/{n}.md": chapter(f"Chapter {n}", f"*Số* **{n}**. " + paragraphs(4 * n))
            for n in range(1, 5)
        }
    ).pdf
    found = list(descriptors(pdf))
    names = [str(d.FontName) for d in found]
    fonts = [name.partition("+")[2] for name in names]
    assert len(found) > 6
    assert len(set(fonts)) == len(fonts), fonts
    assert all(
        name.replace("-", "").replace(".", "")[1:].replace("+", "").isalnum() for name in names
    )
    for descriptor in found:
        tables = set(TTFont(io.BytesIO(descriptor.FontFile2.read_bytes())).keys())
        assert not {"fvar", "gvar", "GSUB", "GPOS"} & tables
    assert not any(
        isinstance(thing, pikepdf.Dictionary) and f"/{late_fonts.NOTE}" in thing
        for thing in pdf.objects
    )


def test_optical_sizes_are_points(tmp_path: Path) -> None:
    html = '<p style="font-size: 10.8pt">a</p><p style="font-size: 30pt">a</p><p style="font-size: 6pt">a</p>'
    sizes = {note["location"]["opsz"] for note in notes(typeset(tmp_path, html))}
    assert sizes == {10.8, 30.0, 8.0}  # 8 is the least that the face has


def test_words_are_as_wide_as_their_letters(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(bound(typeset(tmp_path)))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) >= 4
        for font in fonts.values():
            inner = font.DescendantFonts[0]
            program = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
            scale = 1000 / program["head"].unitsPerEm
            runs = list(inner.W)
            for first, widths in zip(runs[::2], runs[1::2], strict=True):
                for glyph, width in enumerate(widths, int(first)):
                    told = program["hmtx"][program.getGlyphName(glyph)][0] * scale
                    assert abs(told - int(width)) <= 1, font.BaseFont
