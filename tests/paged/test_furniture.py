"""Running heads and folios: each page bears its own, however they were set."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from conftest import MakeFolder, build_book, chapter, paragraphs
from pdf import ReadPdf

from book.paged.furniture import Strip, sheets_for
from book.paged.page_reference import PAGE
from book.paged.session import Session
from book.text.tree import page_html

UNEVEN = '.strip p { font-family: "Be Vietnam Pro" !important }'


def folder_of(make_folder: MakeFolder, count: int, style: str = "") -> Path:
    return make_folder(
        {
            "chapters/0.md": chapter("Before", paragraphs(30), kind="foreword"),
            "chapters/1.md": chapter("One", paragraphs(count)),
            "styles/own.css": style,
        },
        "title: A book\nlanguage: en\ntrim: A5\n",
    )


@pytest.mark.parametrize("style", ["", UNEVEN])
def test_each_page_of_text_bears_its_label(
    style: str, make_folder: MakeFolder, own: Session
) -> None:
    path, _ = build_book(folder_of(make_folder, 900, style), None, own)
    pdf = ReadPdf(path)
    pages = [n for n in range(pdf.opening("Before"), len(pdf)) if pdf.text[n].strip()]
    assert len(pages) > 100
    for n in pages:
        head = " ?(A book|One|Before)?"
        assert re.search(rf"(?<!\w){pdf.labels[n]}{head}$", pdf.text[n].strip()), pdf.text[n][-40:]
    assert {"vi", "9", "10", "99", "100"} <= {pdf.labels[n] for n in pages}


def test_more_pages_need_no_more_strips(make_folder: MakeFolder, own: Session) -> None:
    build_book(folder_of(make_folder, 20), None, own)
    assert own.typeset.count("furniture") <= 3
    own.typeset.clear()
    build_book(folder_of(make_folder, 200), None, own)
    assert "1" in own.typeset
    assert "furniture" not in own.typeset


def test_what_is_cut_off_a_head_is_not_what_its_sign_is_read_as(
    make_folder: MakeFolder, own: Session
) -> None:
    title = "A title that is far too long for a running head " * 4
    folder = make_folder(
        {"chapters/1.md": chapter(title.strip(), paragraphs(40))},
        "title: A book\nlanguage: en\ntrim: A5\n",
    )
    path, _ = build_book(folder, None, own)
    assert any(
        "…" in text and "A title that is far too long" in text for text in ReadPdf(path).text
    )
    with pikepdf.open(path) as pdf:
        tables = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ToUnicode" in o]
        shown = b"".join(table.ToUnicode.read_bytes() for table in tables).decode()
    texts = re.findall(r"<[0-9a-f]{4}> <([0-9a-f]*)>", shown)
    assert "2026" in texts
    assert max(map(len, texts)) <= 12  # ligatures of three letters


def test_a_number_in_the_words_of_a_strip_is_not_its_page() -> None:
    strip = Strip("slug", "left", f"20 years · page {PAGE} · 145 × 205 mm", "5")
    (sheet,) = sheets_for([strip], "left", is_fixed=False)
    assert strip.open in sheet.strips
    html = page_html(sheet.tree("en"))
    assert 'page <span class="page-number" data-page-of="page">0</span> · 145' in html
    (sheet,) = sheets_for([strip], "left", is_fixed=True)
    assert "20 years · page 5 · 145 × 205 mm" in page_html(sheet.tree("en"))
