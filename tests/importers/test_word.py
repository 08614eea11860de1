"""Word files as offices have them, brought into a book folder."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from book.errors import RequestError, in_english
from book.importers.bringing import Brought, chapters_of
from book.importers.pictures import pictures_of
from book.importers.report import Report
from book.importers.word import read_word


def tcvn3(text: str) -> str:
    """Unicode text as TCVN3 has it, read as Latin-1."""
    from book.languages.vietnamese import _TCVN3

    back = {letter: code for code, letter in _TCVN3.items()}
    return "".join(back.get(c, c) for c in text)


def brought(
    document: docx.document.Document,
    tmp_path: Path,
    changes: str = "accept",
    name: str = "Kỷ yếu.docx",
) -> tuple[dict[str, str], Report]:
    """The Markdown files that a document becomes, and the report."""
    path = tmp_path / name
    document.save(path)
    report = Report()
    folder = Brought(tmp_path / "book")
    chapters_of(read_word(path, changes, report), path, folder, report)  # type: ignore[arg-type]
    return {n: d.decode() for n, d in folder.files.items() if n.endswith(".md")}, report


def said(report: Report, kind: str) -> list[str]:
    return [note.told(in_english) for note in report.notes if note.kind == kind]


def test_styles_become_chapters_and_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Chương I: Buổi đầu", 1)
    document.add_paragraph("Mùa thu năm 1954, trường mở.")
    document.add_heading("Những thầy cô đầu tiên", 2)
    paragraph = document.add_paragraph("Thầy ")
    paragraph.add_run("Nguyễn Văn An").bold = True
    paragraph.add_run(" và ")
    paragraph.add_run("cô Bình").italic = True
    document.add_heading("Chương II: Lớn lên", 1)
    document.add_paragraph("Năm 1960.")
    files, _ = brought(document, tmp_path)
    assert list(files) == ["chapters/01-buoi-dau.md", "chapters/02-lon-len.md"]
    first = files["chapters/01-buoi-dau.md"]
    assert first.startswith("---\ntitle: Buổi đầu\n---\n")
    assert "\n## Những thầy cô đầu tiên\n" in first
    assert "Thầy **Nguyễn Văn An** và *cô Bình*" in first


def test_bold_lines_are_guessed_and_said(tmp_path: Path) -> None:
    document = docx.Document()
    for words in ("CHƯƠNG I", "THÀNH LẬP TRƯỜNG"):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(words).bold = True
    document.add_paragraph().add_run("1. Hoàn cảnh").bold = True
    document.add_paragraph("Sau hoà bình, cả xã góp công dựng trường.")
    document.add_paragraph().add_run("2. Những ngày đầu").bold = True
    document.add_paragraph("Ba lớp học, bốn thầy giáo.")
    files, report = brought(document, tmp_path)
    (text,) = files.values()
    assert "title: THÀNH LẬP TRƯỜNG" in text
    assert "\n## 1. Hoàn cảnh\n" in text and "\n## 2. Những ngày đầu\n" in text
    assert sum("looks like one" in note for note in said(report, "doubt")) == 3


def test_tcvn3_runs_become_unicode_by_their_font(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Mở đầu", 1)
    paragraph = document.add_paragraph()
    run = paragraph.add_run(tcvn3("Đảng bộ nhà trường được thành lập năm "))
    run.font.name = ".VnTime"
    run = paragraph.add_run("1964")
    run.font.name = "Times New Roman"
    run = paragraph.add_run(tcvn3(" tại hải phòng"))
    run.font.name = ".VnTimeH"
    files, report = brought(document, tmp_path)
    assert (
        "Đảng bộ nhà trường được thành lập năm 1964 TẠI HẢI PHÒNG" in files["chapters/01-mo-dau.md"]
    )
    assert any("TCVN3" in note for note in said(report, "changed"))


def test_the_font_may_come_from_a_style(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "VNI-Times"
    document.add_paragraph("Tröôøng Trung hoïc Nguyeãn Traõi")
    files, report = brought(document, tmp_path)
    assert "Trường Trung học Nguyễn Trãi" in next(iter(files.values()))
    assert any("VNI" in note for note in said(report, "changed"))


def test_the_text_itself_shows_an_old_encoding(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(tcvn3("Đảng bộ nhà trường lãnh đạo phong trào thi đua"))
    files, report = brought(document, tmp_path)
    assert "Đảng bộ nhà trường lãnh đạo phong trào thi đua" in next(iter(files.values()))
    assert any("no sure Vietnamese" in note for note in said(report, "doubt"))


def test_unicode_in_an_old_font_stays(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Trường đã đổi tên").font.name = ".VnTime"
    files, _ = brought(document, tmp_path)
    assert "Trường đã đổi tên" in next(iter(files.values()))


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Bảng 1. Số học sinh")
    table = document.add_table(3, 3)
    for row, words in enumerate((("Năm", "Nam", "Nữ"), ("1960", "40", "12"), ("", "41", "15"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    files, report = brought(document, tmp_path)
    (text,) = files.values()
    assert "::: table\nSố học sinh\n" in text
    assert "| 1960 | 40 | 12 |\n| 1960 | 41 | 15 |" in text
    assert any("merged cells" in note for note in said(report, "changed"))


def test_pictures_come_with_their_captions(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, "PNG")
    stream.seek(0)
    document = docx.Document()
    document.add_paragraph("Trước ảnh.")
    document.add_picture(stream, width=Cm(4))
    document.add_paragraph("Ảnh 1: Lễ khai giảng năm 1965")
    path = tmp_path / "a.docx"
    document.save(path)
    report, folder = Report(), Brought(tmp_path / "book")
    chapters_of(read_word(path, "accept", report), path, folder, report)
    (picture,) = [name for name in folder.files if name.startswith("assets/")]
    text = folder.files["chapters/01-a.md"].decode()
    assert f"]({picture})\n" in text and "\nLễ khai giảng năm 1965\n:::" in text


def test_lists_and_dashes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Number")
    document.add_paragraph("Đoạn văn.")
    document.add_paragraph("- Nhất là chăm")
    document.add_paragraph("+ Hai là ngoan")
    files, _ = brought(document, tmp_path)
    (text,) = files.values()
    assert "1. Một\n2. Hai\n" in text
    assert "- Nhất là chăm\n   - Hai là ngoan\n" in text


def test_words_that_would_be_marks_stay_words(tmp_path: Path) -> None:
    document = docx.Document()
    for words in (
        "1994. Năm ấy mưa nhiều.",
        "# không phải đề mục",
        "a_b*c [x] <b> {.lop}",
        "> lớn hơn",
        "::: hộp",
    ):
        document.add_paragraph(words)
    files, _ = brought(document, tmp_path)
    from book.text.dialect import parser

    (text,) = files.values()
    tokens = parser().parse(text.split("---\n", 2)[2])
    assert [t.type for t in tokens if t.nesting == 1] == ["paragraph_open"] * 5
    shown = ["".join(c.content for c in t.children or []) for t in tokens if t.type == "inline"]
    assert shown == [
        "1994. Năm ấy mưa nhiều.",
        "# không phải đề mục",
        "a_b*c [x] <b> {.lop}",
        "> lớn hơn",
        "::: hộp",
    ]


def tracked(paragraph: object, kind: str, words: str) -> None:
    """Add a tracked change to a paragraph."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:author"), "Chị Lan")
    change.set(qn("w:date"), "2024-03-02T08:00:00Z")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t" if kind == "ins" else "w:delText")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    paragraph._p.append(change)  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", ["accept", "remark"])
def test_tracked_changes_are_accepted_or_kept_and_listed(tmp_path: Path, how: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trường có ")
    tracked(paragraph, "del", "năm")
    tracked(paragraph, "ins", "sáu")
    paragraph.add_run(" lớp.")
    files, report = brought(document, tmp_path, how)
    (text,) = files.values()
    plain = (
        text
        if how == "accept"
        else text.replace("<!-- Chị Lan, 2024-03-02: − “năm” -->", "").replace(
            "<!-- Chị Lan, 2024-03-02: + “sáu” -->", ""
        )
    )
    assert "Trường có sáu lớp." in plain
    assert (how == "remark") == ("<!--" in text)
    listed = said(report, "changed")
    assert any("struck out “năm”" in note for note in listed)
    assert any("inserted “sáu”" in note for note in listed)


def test_comments_become_remarks_with_who_and_when(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trường có sáu lớp.")
    document.add_comment(
        paragraph.runs, text="Xem lại con số -- bảy?", author="Thầy Hùng", initials="H"
    )
    files, _ = brought(document, tmp_path)
    (text,) = files.values()
    assert "Trường có sáu lớp.\n\n<!-- Thầy Hùng, 20" in text
    assert "Xem lại con số – bảy? -->" in text


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"hello"],
)
def test_what_is_no_word_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(RequestError):
        read_word(tmp_path / "a.docx", "accept", Report())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Buổi đầu", 1)
    document.add_paragraph("Một.")
    document.save(tmp_path / "a.docx")
    chapters = tmp_path / "book/chapters"
    chapters.mkdir(parents=True)
    (chapters / "01-buoi-dau.md").write_text("mine")
    folder, report = Brought(tmp_path / "book"), Report()
    chapters_of(
        read_word(tmp_path / "a.docx", "accept", report), tmp_path / "a.docx", folder, report
    )
    assert folder.write() == ["chapters/02-buoi-dau.md"]
    assert (chapters / "01-buoi-dau.md").read_text() == "mine"


@pytest.mark.parametrize("deep", [True, False])
def test_word_files_that_would_fill_the_memory(tmp_path: Path, deep: bool) -> None:
    docx.Document().save(tmp_path / "a.docx")
    nested = "<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{nested}</w:body></w:document>'
    styles = f'<!DOCTYPE x [<!ENTITY a "aa">]><w:styles xmlns:w="{space}">&a;</w:styles>'
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as parts,
        zipfile.ZipFile(tmp_path / "b.docx", "w") as made,
    ):
        for name in parts.namelist():
            own = {"word/document.xml": document} if deep else {"word/numbering.xml": styles}
            made.writestr(name, own.get(name) or parts.read(name))
    with pytest.raises(RequestError, match="too deep" if deep else "no file of Word"):
        read_word(tmp_path / "b.docx", "accept", Report())


def test_a_chapter_from_the_years_before_unicode(tmp_path: Path) -> None:
    document = docx.Document()
    for words, font, bold in (
        ("chương i", ".VnTimeH", True),
        ("buổi đầu xây dựng", ".VnTimeH", True),
        ("Khoá 1960 - 1963 học theo Quyết định số 15/QĐ-UB.", ".VnTime", False),
    ):
        run = document.add_paragraph().add_run(tcvn3(words))
        run.font.name, run.bold = font, bold
    files, report = brought(document, tmp_path)
    (text,) = files.values()
    assert "title: BUỔI ĐẦU XÂY DỰNG" in text
    assert "Khoá 1960–1963 học theo Quyết định số 15/QĐ-UB." in text
    doubts = said(report, "doubt")
    assert any("all in capitals" in words for words in doubts)
    assert not any("no sure Vietnamese" in words for words in doubts)


def test_pictures_that_a_camera_named_have_no_caption(tmp_path: Path) -> None:
    (tmp_path / "Ảnh").mkdir()
    for name in ("IMG_2034.jpg", "Lễ khai giảng 1965.jpg"):
        Image.new("RGB", (40, 30)).save(tmp_path / "Ảnh" / name)
    folder, report = Brought(tmp_path / "book"), Report()
    pictures_of(tmp_path / "Ảnh", folder, report)
    text = folder.files["chapters/90-anh.md"].decode()
    assert "::: figure {unnumbered}\n![Ảnh (IMG\\_2034)](assets/img-2034.jpg)\n\n:::" in text
    assert "\n\nLễ khai giảng 1965\n:::" in text
