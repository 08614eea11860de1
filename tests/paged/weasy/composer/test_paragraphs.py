"""Paragraphs as they stand in the finished PDF, set by the composer."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from weasyprint.layout import inline

from book.paged.weasy.composer import planning
from book.paged.weasy.galley import Typesetter
from book.paged.weasy.patches import late_fonts, line_breaking
from book.themes.styles import PageGeometry, style_of

PROSE = (
    "Cơ quan Đảng ủy đóng tại số 6 đường Đinh Tiên Hoàng, phường Minh Khai, quận Hồng Bàng, thành "
    "phố Hải Phòng. Quyết định thành lập cũng vạch rõ phần việc của Đảng bộ. Nhiệm vụ chính trị của "
    "từng cơ quan không do Đảng bộ đặt ra; việc của Đảng bộ là dựa vào chức năng được giao."
)
ENGLISH = (
    "The committee considered the administrative reorganisation of the municipal departments, and "
    "recommended an extraordinarily comprehensive investigation of responsibilities thereafter. "
)

Set = Callable[..., bytes]


@pytest.fixture(autouse=True)
def whole_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Galleys that can be read before they are bound."""
    monkeypatch.setattr(late_fonts, "can_wait", lambda _font: False)


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    return Typesetter(style_of(tmp_path_factory.mktemp("folder"), PageGeometry.of((148, 210))))


@pytest.fixture
def typeset(typesetter: Typesetter) -> Set:
    def made(body: str, css: str = "", language: str = "vi") -> bytes:
        html = f"<html lang={language}><head><style>{css}</style></head><body>{body}</body></html>"
        return typesetter.galley(html, "").pdf

    return made


def text_of(pdf: bytes) -> str:
    """The text of all pages, its lines joined."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\ufffe", "")).strip()


def lines_of(pdf: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """The lines of a page: their text, left and right edges in points."""
    textpage = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    rows: dict[int, list[tuple[float, float, str]]] = {}
    for n in range(textpage.count_chars()):
        letter = textpage.get_text_range(n, 1)
        left, bottom, right, _ = textpage.get_charbox(n, loose=True)
        if letter.strip():
            rows.setdefault(round(bottom), []).append((left, right, letter))
        elif letter == " " and rows:
            rows[next(reversed(rows))].append((left, left, " "))
    return [
        (
            "".join(c for _, _, c in row).strip(),
            min(a for a, _, _ in row),
            max(b for _, b, _ in row),
        )
        for _, row in sorted(rows.items(), reverse=True)
    ]


def content_of(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return b"\n".join(page.Contents.read_bytes() for page in document.pages)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{PROSE}</p>",
        f"<p>{PROSE[:60]}<b>{PROSE[60:120]}</b><i>{PROSE[120:200]}</i>{PROSE[200:]}</p>",
        f"<p>{PROSE[:60]}<a href='https://a.vn/b'>{PROSE[60:180]}</a>{PROSE[180:]}</p>",
        f"<p>{PROSE[:80]}<br>{PROSE[80:140]}<br><br>{PROSE[140:]}</p>",
        f"<p>{PROSE[:80]}<u>{PROSE[80:140]}</u>{PROSE[140:]}</p>",
        f"<p style='letter-spacing:.1em'>{PROSE}</p>",
        f"<p style='word-spacing:.3em'>{PROSE}</p>",
        f"<p>{PROSE[:80]}<span style='font-size:.7em; padding: 0 2em 0 1em'>{PROSE[80:140]}</span>{PROSE[140:]}</p>",
        f"<p>{PROSE[:80]}<span class=kept>{PROSE[80:100]}</span>{PROSE[100:]}</p>",
        f"<p>{PROSE[:80]}<span id=a></span><span id=b>{PROSE[80:100]}</span>{PROSE[100:]}</p>",
        f"<p style='text-align:left'>{PROSE}</p><p style='text-align:center'>{PROSE}</p>",
        f"<p style='text-transform:uppercase'>{PROSE}</p>",
        f"<p>{PROSE.replace(' ', chr(0xA0), 4)}</p>",
        f"<p class=first><span class=dropcap>C</span>{PROSE[1:]}</p>",
        f"<ul><li>{PROSE}<li><p>{PROSE}</p></ul><blockquote><p>{PROSE}</p></blockquote>",
        f"<table><tr><td>{PROSE}<td>{PROSE}</table>",
        f"<p>{PROSE} 中文日本語 {PROSE}</p>",
        f"<div style='columns:2'><p>{PROSE}<p>{PROSE}</div>",
        "".join(f"<p>{n}. {PROSE}</p>" for n in range(30)),
    ],
)  # fmt: skip
def test_all_words_are_there_once_and_in_order(typeset: Set, body: str) -> None:
    plain = re.sub(r"<li>|<td>|<br>|<p>|</p>", " ", body)
    plain = re.sub(r"<[^>]*>", "", plain).replace("\xa0", " ").split()
    if "uppercase" in body:
        plain = [word.upper() for word in plain]
    found = text_of(typeset(body, "p { text-indent: 0 } li { list-style: none }")).split()
    if "<td>" in body or "columns" in body:
        found, plain = sorted(found), sorted(plain)
    if "padding" in body or "dropcap" in body or "中文" in body:  # may be parted anywhere
        found, plain = ["".join(found)], ["".join(plain)]
    assert found == plain


def test_lines_inside_a_paragraph_end_at_the_edge(typeset: Set) -> None:
    lines = lines_of(typeset(f"<p>{PROSE} {PROSE} {PROSE}</p>"))
    ends = [right for _, _, right in lines[:-1]]
    assert len(lines) > 6
    assert max(ends) - min(ends) < 0.6
    assert max(left for _, left, _ in lines[1:]) - min(left for _, left, _ in lines[1:]) < 1


def test_lines_beside_a_float_and_an_initial_have_their_own_widths(typeset: Set) -> None:
    body = f"<div style='float:right; width:30mm; height:11mm'></div><p>{PROSE}</p>"
    lines = lines_of(typeset(body, "p { text-indent: 0 }"))
    narrow, wide = [right for _, _, right in lines[:3]], [right for _, _, right in lines[3:-1]]
    assert max(narrow) - min(narrow) < 0.6
    assert max(wide) - max(narrow) > 80
    assert max(wide) - min(wide) < 0.6


def test_glyphs_are_widened_by_two_percent_at_most(typeset: Set) -> None:
    content = content_of(typeset(f"<p>{PROSE} {PROSE} {PROSE}</p>"))
    scales = [float(n) for n in re.findall(rb"([\d.]+) Tz", content)]
    assert any(scale != 100 for scale in scales)
    assert all(98 <= scale <= 102 for scale in scales)
    # What comes behind a line is not widened with it.
    assert re.findall(rb"([\d.]+) Tz", content)[1::2] == [b"100"] * (len(scales) // 2)


def test_words_are_hyphenated_where_the_language_has_a_dictionary(typeset: Set) -> None:
    narrow = "p { width: 40mm; text-indent: 0; hyphens: auto }"
    english = lines_of(typeset(f"<p>{ENGLISH}</p>", narrow, "en"))
    assert any(text.endswith(("-", "\u2010")) for text, _, _ in english)
    pdf = typeset(f"<p>{ENGLISH}</p>", narrow + "p { hyphens: none }", "en")
    assert not any(text.endswith(("-", "\u2010")) for text, _, _ in lines_of(pdf))
    assert text_of(pdf).split() == ENGLISH.split()


def test_soft_hyphens_are_breaks(typeset: Set) -> None:
    body = "<p>" + "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesellschaft " * 3 + "</p>"
    lines = lines_of(typeset(body, "p { width: 45mm; hyphens: manual; text-indent: 0 }", "de"))
    assert any(text.endswith(("-", "\u2010")) for text, _, _ in lines)


def test_document_numbers_and_dates_stand_on_one_line(typeset: Set) -> None:
    for width in range(60, 100, 2):
        body = f"<p>{PROSE[:90]} số 1000-QĐ/TU, 13/2008/NĐ-CP và ngày 27/01/1994 {PROSE[:90]}</p>"
        lines = [text for text, _, _ in lines_of(typeset(body, f"p {{ width: {width}mm }}"))]
        for whole in ("1000-QĐ/TU", "13/2008/NĐ-CP", "27/01/1994"):
            assert any(whole in line for line in lines), (width, lines)


def test_punctuation_hangs_where_the_theme_says_so(typeset: Set) -> None:
    words = "<p>" + "một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười, " * 12 + "</p>"
    plain = lines_of(typeset(words))
    hanging = lines_of(typeset(words, ":root { --punctuation: hang }"))
    edge = max(right for _, _, right in plain)
    assert 1 < max(right for text, _, right in hanging if text.endswith(",")) - edge < 4


@pytest.mark.parametrize(
    "words", ["שלום עולם " * 40, "ภาษาไทยไม่มีช่องว่าง" * 20, "漢字仮名交じり文" * 30]
)
def test_what_is_not_planned_is_set_by_weasyprint(typeset: Set, words: str) -> None:
    pdf = typeset(f"<p>{words}</p>")
    assert len(pypdfium2.PdfDocument(pdf)) >= 1


def test_a_paragraph_with_a_picture_in_it_is_set_by_weasyprint(typeset: Set) -> None:
    dot = "<img style='width:1em' src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>'>"
    assert text_of(typeset(f"<p>{PROSE} {dot} {PROSE}</p>")).split() == (PROSE.split() * 2)


def test_a_galley_does_not_depend_on_what_was_set_before(typeset: Set, tmp_path: Path) -> None:
    body = f"<p>{PROSE} <b>{PROSE}</b></p>"
    again = typeset(body)
    fresh = Typesetter(style_of(tmp_path, PageGeometry.of((148, 210))))
    html = f"<html lang=vi><head><style></style></head><body>{body}</body></html>"
    assert fresh.galley(html, "").pdf == again == typeset(body)


def test_the_patched_steps_of_weasyprint_are_there(
    typeset: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: without the plan, WeasyPrint's own lines come, and they are other ones."""
    assert inline.split_inline_box is line_breaking._split
    assert inline.text_align is line_breaking._align
    body = f"<p>{PROSE} {PROSE} {PROSE} {PROSE}</p>"
    planned = [text for text, _, _ in lines_of(typeset(body))]
    monkeypatch.setattr(planning, "read", lambda *_: None)
    greedy = [text for text, _, _ in lines_of(typeset(body))]
    assert " ".join(greedy).split() == " ".join(planned).split()
    assert greedy != planned
