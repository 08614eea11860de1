"""Variable fonts made static by HarfBuzz look as fontTools makes them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import ImageChops
from weasyprint.pdf.fonts import Font

from book.paged.weasy.galley import Typesetter
from book.paged.weasy.patches import static_fonts
from book.themes.styles import PageGeometry, style_of

HTML = (
    "<html lang='vi'><body><h1>Đảng bộ Khối</h1><p>Quyết định số 1000-QĐ/TU, <b>đậm</b>, "
    "<i>nghiêng</i>, <b><i>cả hai</i></b>, 0123456789.</p></body></html>"
)


def typeset(folder: Path) -> bytes:
    style = style_of(folder, PageGeometry.of((148, 210)))
    return Typesetter(style).galley(HTML, folder.as_uri()).pdf


def test_they_look_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not static_fonts._can_pin():
        pytest.skip("HarfBuzz's subsetter is missing or too old")
    ours = typeset(tmp_path)
    monkeypatch.setattr(Font, "clean", static_fonts._clean)
    theirs = typeset(tmp_path)
    shown = [
        pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil().convert("L")
        for pdf in (ours, theirs)
    ]
    assert max(ImageChops.difference(*shown).getextrema()) < 40


def test_what_is_embedded_is_static(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(typeset(tmp_path))) as pdf:
        files = [
            o.FontFile2.read_bytes()
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o
        ]
    assert len(files) >= 4
    for data in files:
        assert not {"fvar", "gvar"} & set(TTFont(io.BytesIO(data)).keys())
