"""Spreadsheets with the disorder that offices have."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from book.errors import Mistakes, UnfitError
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.manuscript.sheet_records import read_records
from book.manuscript.sheets import Sheet, read_sheets


def sheet(*rows: tuple[str, ...], name: str = "Sheet1") -> Sheet:
    return Sheet(name, rows)


def test_a_list_of_leaders() -> None:
    made = read_records(
        sheet(
            ("DANH SÁCH LÃNH ĐẠO QUA CÁC THỜI KỲ",),
            ("",),
            ("TT", "Họ và tên", "Năm sinh", "Chức vụ", "Từ", "Đến", "Ghi chú"),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
            ("1", "Ông Nguyễn Văn An", "1930", "Hiệu trưởng", "1954", "20/6/1960", ""),
            ("", "", "", "Bí thư chi bộ", "1958", "1960", ""),
            ("2", "TS. TRẦN THỊ BÌNH", "1941", "Hiệu trưởng", "8/1960", "nay", ""),
            ("3", "Nguyễn Văn An", "1930", "Cố vấn", "1961", "1965", ""),
            ("", "Tổng cộng", "", "", "", "", ""),
        )
    )
    assert made is not None and made.kind == "people"
    people = made.value["people"]
    assert [p["name"] for p in people] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [t["office"] for t in people[0]["terms"]] == ["hieu-truong", "bi-thu-chi-bo", "co-van"]
    assert people[0]["terms"][0] == {"office": "hieu-truong", "from": "1954", "to": "20/6/1960"}
    assert people[1]["note"] == "TS"
    assert made.value["offices"][0] == {"id": "hieu-truong", "name": "Hiệu trưởng"}
    assert made.cells["people", 1, "terms", 0, "from"] == (6, 4)


def test_two_of_one_name_are_two_where_their_years_differ() -> None:
    made = read_records(
        sheet(("Họ tên", "Năm sinh"), ("Nguyễn Văn An", "1930"), ("Nguyễn Văn An", "1952"))
    )
    assert made is not None
    assert [p["id"] for p in made.value["people"]] == ["nguyen-van-an", "nguyen-van-an-2"]


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (("Ngày tháng", "Sự kiện"), "chronology"),
        (("Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu"), "documents"),
        (("Full name", "Position", "From", "To"), "people"),
        (("Tên đơn vị", "Năm thành lập"), "organisations"),
    ],
)
def test_the_kind_is_known_by_its_headings(headings: tuple[str, ...], kind: str) -> None:
    made = read_records(sheet(headings, tuple("x" for _ in headings)))
    assert made is not None and made.kind == kind


def test_what_is_not_understood_is_said() -> None:
    made = read_records(sheet(("Họ tên", "Chức vụ", "Nhóm máu"), ("An", "", "O")))
    assert made is not None
    assert [(r.row, r.column) for r in made.remarks] == [(0, 2)]
    assert read_records(sheet(("Nhóm máu", "Cỡ giày"), ("O", "40"))) is None


def test_xlsx_numbers_and_dates_read_as_people_write_them(tmp_path: Path) -> None:
    import datetime as dt

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Lãnh đạo"
    for row in (
        [None, None],
        ["Họ tên", "Năm sinh"],
        ["An", 1930],
        ["Bình", dt.date(1941, 2, 3)],
        ["Chi", 1.5],
    ):
        book.active.append(row)
    book.create_sheet("Trống")
    book.save(tmp_path / "a.xlsx")
    (found,) = read_sheets(tmp_path / "a.xlsx")
    assert found.name == "Lãnh đạo"
    # Rows keep their numbers, so that a finding names the cell that the editor sees.
    assert (
        found.cell(2, 1) == "1930"
        and found.cell(3, 1) == "1941-02-03"
        and found.cell(4, 1) == "1.5"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_whatever_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    import unicodedata

    text = f"Họ và tên{separator}Chức vụ\r\nTrần Thị Bình{separator}Hiệu trưởng\r\n"
    if encoding == "cp1258":
        # Windows writes a letter and its tone apart.
        apart = "".join(
            c
            if not unicodedata.combining(d := unicodedata.normalize("NFD", c)[-1])
            or c in "ăâêôơưĂÂÊÔƠƯ"
            else unicodedata.normalize("NFC", unicodedata.normalize("NFD", c)[:-1]) + d
            for c in text.replace("ộ", "ô\u0323").replace("ệ", "ê\u0323").replace("ầ", "â\u0300")
        )
        data = apart.encode("cp1258")
    else:
        data = text.encode(encoding)
    (tmp_path / "a.csv").write_bytes(data)
    (found,) = read_sheets(tmp_path / "a.csv")
    assert found.rows == (("Họ và tên", "Chức vụ"), ("Trần Thị Bình", "Hiệu trưởng"))


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 broken"])
def test_what_is_no_spreadsheet_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(UnfitError):
        read_sheets(tmp_path / "a.xlsx")


def test_a_sheet_may_be_of_a_kind_that_ships_as_a_declaration() -> None:
    headings = (
        "TT",
        "Danh hiệu, hình thức khen thưởng",
        "Tập thể, cá nhân",
        "Số lượng",
        "Cấp khen",
    )
    made = read_records(sheet(headings, ("1", "Bằng khen", "Chi bộ 3", "1.200", "Thủ tướng")))
    assert made is not None and made.kind == "honours"
    row = {"name": "Bằng khen", "recipients": "Chi bộ 3", "number": "1.200", "by": "Thủ tướng"}
    assert made.value["honours"] == [row]
    model = kinds_for(Path(), "vi", KINDS, str, Mistakes())["honours"]
    appendix = model.model_validate({**made.value, "title": "Khen thưởng"})
    assert [fact.value for fact in appendix.facts() if fact.property == "number"] == [1200]
