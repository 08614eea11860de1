"""Spreadsheets and folders of pictures brought into a book folder."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import openpyxl
import pytest
import yaml
from PIL import Image

from book.errors import RequestError
from book.importers.bringing import Brought
from book.importers.pictures import pictures_of
from book.importers.report import Report
from book.importers.spreadsheets import sheets_of


def test_each_sheet_becomes_an_appendix_that_the_builder_reads(tmp_path: Path) -> None:
    from book.manuscript.reading import read_manuscript

    workbook = openpyxl.Workbook()
    leaders = workbook.active
    assert leaders is not None
    leaders.title = "Lãnh đạo"
    for row in (
        ["HIỆU TRƯỞNG QUA CÁC THỜI KỲ"],
        ["TT", "Họ và tên", "Chức vụ", "Từ", "Đến"],
        [1, "Ông Nguyễn Văn An", "Hiệu trưởng", 1954, "1960-06"],
        [2, "Trần Thị Bình", "Hiệu trưởng", "1960-08", None],
    ):
        leaders.append(row)
    events = workbook.create_sheet("Niên biểu")
    events.append(["Ngày tháng", "Sự kiện"])
    events.append(["1954-09-05", "Trường mở."])
    other = workbook.create_sheet("Nháp")
    other.append(["gà", "vịt"])
    workbook.save(tmp_path / "truong.xlsx")

    folder = tmp_path / "book"
    (folder / "chapters").mkdir(parents=True)
    (folder / "book.yaml").write_text("title: T\nlanguage: vi\n")
    (folder / "chapters/01-a.md").write_text("---\ntitle: A\n---\nThầy Nguyễn Văn An.\n")
    brought, report = Brought(folder), Report()
    sheets_of(tmp_path / "truong.xlsx", brought, report)
    assert list(brought.files) == [
        "chapters/appendices/lanh-dao.yaml",
        "chapters/appendices/nien-bieu.yaml",
    ]
    leaders_yaml = yaml.safe_load(brought.files["chapters/appendices/lanh-dao.yaml"])
    assert leaders_yaml["title"] == "Hiệu trưởng qua các thời kỳ"
    assert [note.kind for note in report.notes].count("left") == 1
    brought.write()
    manuscript = read_manuscript(folder)
    assert [a.kind for a in manuscript.appendices] == ["people", "chronology"]
    assert "nguyen-van-an" in manuscript.register.entries


def test_pictures_take_captions_from_a_list_or_from_their_names(tmp_path: Path) -> None:
    came = tmp_path / normalize("NFD", "Ảnh lễ")
    came.mkdir()
    exif = Image.Exif()
    exif[306] = "1999:05:01 10:00:00"
    for name in ("Lễ khai giảng 1965.jpg", "IMG_2031.jpg", "DSC00012.JPG"):
        # As macOS keeps names.
        Image.new("RGB", (30, 20)).save(came / normalize("NFD", name), exif=exif)
    (came / "hong.jpg").write_bytes(b"no")
    (came / "ds.csv").write_text(
        "Tệp,Chú thích,Nguồn\nIMG_2031.jpg,Thầy An,Gia đình thầy An\n", encoding="utf-8"
    )
    brought, report = Brought(tmp_path / "book"), Report()
    pictures_of(came, brought, report)
    text = next(d for n, d in brought.files.items() if n.endswith(".md")).decode()
    assert "title: 'Ảnh lễ'" in text
    assert "\nLễ khai giảng 1965\n:::" in text
    assert '::: figure {credit="Gia đình thầy An"}' in text and "\nThầy An\n:::" in text
    assert "<!-- 1999:05:01 10:00:00 -->" in text
    assert sum(name.startswith("assets/") for name in brought.files) == 3
    assert [n.kind for n in report.notes].count("left") == 1
    assert [n.kind for n in report.notes].count("doubt") == 1


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        pictures_of(tmp_path, Brought(tmp_path), Report())
