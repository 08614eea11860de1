"""A spreadsheet that lies among the appendices is read as it is."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from conftest import Build, MakeFolder, chapter, run

from book.errors import BookError, UnfitError
from book.manuscript.reading import read_as_far, read_manuscript
from book.manuscript.sheets import read_sheets

LEADERS = (
    ("DANH SÁCH HIỆU TRƯỞNG",),
    (),
    ("TT", "Họ và tên", "Chức vụ", "Từ", "Đến", "Nhóm máu"),
    (1, "Ông Nguyễn Văn An", "Hiệu trưởng", 1954, 1960, "O"),
    (2, "Trần Thị Bình", "Hiệu trưởng", 1960, "nay", ""),
)
VI = "title: Trường ta\nlanguage: vi\n"
TEXT = chapter("Buổi đầu", "Thầy Nguyễn Văn An mở lớp học đầu tiên.")


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook of these sheets, by their names."""
    made = openpyxl.Workbook()
    assert made.active is not None
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path.read_bytes()


def test_a_spreadsheet_is_printed_and_feeds_the_index(build: Build, tmp_path: Path) -> None:
    data = workbook(tmp_path / "a.xlsx", Sheet1=LEADERS)
    book = build({"chapters/01.md": TEXT, "chapters/appendices/02 Lãnh đạo.xlsx": data}, VI, "sach")
    appendix = next(page for page in book.text[5:] if "Danh sách hiệu trưởng" in page)
    assert "Trần Thị Bình" in appendix and "1960" in appendix
    assert "Nguyễn Văn An" in book.text[-1] or "Nguyễn Văn An" in book.text[-2]


def test_what_is_wrong_is_told_with_sheet_and_cell(make_folder: MakeFolder, tmp_path: Path) -> None:
    rows = [*LEADERS[:3], (1, "Nguyễn Văn An", "Hiệu trưởng", "sau Tết", 1960)]
    folder = make_folder(
        {
            "chapters/01.md": TEXT,
            "chapters/appendices/lãnh đạo.xlsx": workbook(tmp_path / "a.xlsx", Sheet1=rows),
        },
        VI,
    )
    with pytest.raises(BookError) as caught:
        read_manuscript(folder)
    (mistake,) = caught.value.mistakes
    assert mistake.told().startswith("chapters/appendices/lãnh đạo.xlsx: Sheet1!D4: ")


def test_findings_name_the_cell_and_what_is_left_is_told(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    rows = [*LEADERS, (3, "Lê Chi", "Hiệu trưởng", 1990, 1980)]
    data = workbook(tmp_path / "a.xlsx", Sheet1=rows, Nháp=[("Mua giấy",)])
    folder = make_folder({"chapters/01.md": TEXT, "chapters/appendices/lãnh đạo.xlsx": data}, VI)
    told = run("check", "--no-pages", "-C", str(folder), "--language", "en").stdout
    assert "lãnh đạo.xlsx: Sheet1!F3: the column “Nhóm máu” is not read [sheet-left]" in told
    assert "lãnh đạo.xlsx: Nháp!A1: no row of headings is known here" in told
    assert "lãnh đạo.xlsx: Sheet1!" in told.split("[term-dates]")[0].splitlines()[-1]
    rows_told = json.loads(run("check", "--no-pages", "--format", "json", "-C", str(folder)).stdout)
    assert {row["cell"] for row in rows_told} >= {"Sheet1!F3", "Nháp!A1"}


def test_each_sheet_is_an_appendix_with_a_title_and_an_id(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    data = workbook(
        tmp_path / "a.xlsx",
        Sheet1=LEADERS[2:],
        Khen=[("Danh hiệu", "Số lượng"), ("Huân chương Lao động", "1.250.000")],
        Niên_biểu=[("NHỮNG NĂM ĐẦU",), ("Ngày tháng", "Sự kiện"), ("20/6/1954", "Lớp đầu tiên.")],
    )
    folder = make_folder({"chapters/01.md": TEXT, "chapters/appendices/3-Phụ lục.xlsx": data}, VI)
    manuscript, mistakes = read_as_far(folder)
    assert not list(mistakes)
    assert [(a.id, a.kind, a.title) for a in manuscript.appendices] == [
        ("Phu-luc-Sheet1", "people", "Phụ lục"),
        ("Phu-luc-Khen", "honours", "Khen"),
        ("Phu-luc-Nien_bieu", "chronology", "Những năm đầu"),
    ]
    assert manuscript.appendices[1].rows[0]["number"] == 1250000  # type: ignore[attr-defined]
    assert str(manuscript.place("Phu-luc-Khen", "honours", 0, "number")).endswith(": Khen!B2")


def test_labels_of_a_kind_of_ones_own_are_headings(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {
            "chapters/01.md": TEXT,
            "kinds/classes.yaml": """\
                label: {vi: Các lớp, en: Classes}
                records: classes
                fields:
                  name: {label: {vi: Lớp, en: Class}, required: true}
                  teacher: {label: {vi: Chủ nhiệm, en: Teacher}}
                  pupils: {type: number, label: {vi: Sĩ số, en: Pupils}}
                """,
            "chapters/appendices/lop.csv": "Lớp;Chủ nhiệm;Sĩ số\n1A;Nguyễn Văn An;42\n1B;;bốn mươi\n",
        },
        VI,
    )
    manuscript, mistakes = read_as_far(folder)
    assert [m.told().splitlines()[0] for m in mistakes] == [
        "chapters/appendices/lop.csv: C3: the value of “pupils” does not fit: a number is expected"
    ]
    (appendix,) = manuscript.appendices
    assert (appendix.kind, appendix.title) == ("classes", "lop")
    assert [record["pupils"] for record in appendix.rows] == [42, None]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"hello", "lop.xlsx: the spreadsheet can't be read: it is no spreadsheet"),
        (None, "lop.xlsx: Sheet1!A1: no row of headings is known here"),
    ],
)
def test_a_spreadsheet_without_records_stops_the_book(
    make_folder: MakeFolder, tmp_path: Path, data: bytes | None, says: str
) -> None:
    data = data or workbook(tmp_path / "a.xlsx", Sheet1=[("Mua giấy",)])
    folder = make_folder({"chapters/01.md": TEXT, "chapters/appendices/lop.xlsx": data}, VI)
    manuscript, mistakes = read_as_far(folder)
    assert manuscript.unread == ("chapters/appendices/lop.xlsx",)
    assert says in "\n".join(m.told() for m in mistakes)


def test_a_character_without_a_glyph_is_told_at_its_first_cell(make_folder: MakeFolder) -> None:
    text = "Địa danh;Tên khác\nHải Phòng;Cảng ☃; Phố ☃\nĐồ Sơn;☃\n"
    folder = make_folder({"chapters/01.md": TEXT, "chapters/appendices/noi.csv": text}, VI)
    _, mistakes = read_as_far(folder)
    (told,) = [m.told().splitlines()[0] for m in mistakes]
    assert told.startswith("chapters/appendices/noi.csv: B2: no font") and "U+2603" in told


CONGRESSES = (
    ("Kỳ đại hội", "Ngày họp", "Bế mạc", "Nhiệm kỳ", "Số đại biểu", "Chức vụ", "Người được bầu"),
    ("Đại hội lần thứ I", "9/2/1996", "10/2/1996", "1996–2000", 120, "Bí thư", "Đ/c Nguyễn Văn An"),
    ("", "", "", "", "", "Phó Bí thư", "bà Trần Thị Bình, Lê Minh"),
    ("Đại hội lần thứ II", "12/2000", "", "2000–2005", 150, "Bí thư", "TS. Trần Thị Bình"),
)
FIGURES = (
    ("BẢNG SỐ LIỆU QUA CÁC NHIỆM KỲ",),
    ("TT", "Chỉ tiêu", "ĐVT", "1996-2000", "2000-2005", "Ghi chú"),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    ("I", "Tổ chức", "", "", "", ""),
    (1, "Đảng viên", "người", "2.522", 3000, "cuối kỳ"),
    (2, "Tỷ lệ", "%", "12,5", "hơn 50", ""),
    (3, "Tổng số chi bộ", "", 59, "", ""),
)
SEATS = (("Trụ sở", "Từ", "Đến", "Ghi chú"), ("Số 6 Đinh Tiên Hoàng", 1994, 2000, "thuê"))
BODIES = (
    ("Đơn vị", "Năm thành lập", "Chức vụ", "Người phụ trách"),
    ("Tổ Toán", 1960, "Tổ trưởng", "Thầy Nguyễn Văn An"),
    ("", "", "Tổ phó", "Trần Thị Bình"),
)


def test_congresses_figures_seats_and_bodies_as_offices_keep_them(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    people = (*LEADERS[2:], (3, "Lê Minh", "Hiệu phó", 1970, 1980, ""))
    files: dict[str, str | bytes] = {
        "chapters/01.md": TEXT,
        "chapters/appendices/so.xlsx": workbook(
            tmp_path / "a.xlsx", **{"Đại hội": CONGRESSES, "Số liệu": FIGURES, "Trụ sở": SEATS}
        ),
        "chapters/appendices/nguoi.xlsx": workbook(tmp_path / "b.xlsx", A=people),
        "chapters/appendices/to.xlsx": workbook(tmp_path / "c.xlsx", A=BODIES),
    }
    manuscript = read_manuscript(make_folder(files, VI))
    found = {
        appendix.kind: appendix.model_dump(by_alias=True) for appendix in manuscript.appendices
    }
    first, second = found["congresses"]["congresses"]
    assert [(e["office"], e["people"]) for e in first["elected"]] == [
        ("Bí thư", ("nguyen-van-an",)),
        ("Phó Bí thư", ("tran-thi-binh", "le-minh")),
    ]
    assert first["from"]["date"] == {"year": 1996, "month": 2, "day": 9}
    assert first["to"]["date"] == {"year": 1996, "month": 2, "day": 10}
    assert second["delegates"] == "150" and second["elected"][0]["people"] == ("tran-thi-binh",)
    (table,) = found["statistics"]["tables"]
    assert [p["name"] for p in table["periods"]] == ["1996-2000", "2000-2005"]
    assert [(m["name"], m["unit"], m["note"], m["values"]) for m in table["measures"]] == [
        ("Đảng viên", "người", "cuối kỳ", {"p1": 2522, "p2": 3000}),
        ("Tỷ lệ", "%", "", {"p1": 12.5, "p2": "hơn 50"}),
        ("Tổng số chi bộ", "", "", {"p1": 59}),
    ]
    assert found["names"]["seats"][0]["address"] == "Số 6 Đinh Tiên Hoàng"
    leaders = found["organisations"]["organisations"][0]["leaders"]
    assert [held["person"] for held in leaders] == ["nguyen-van-an", "tran-thi-binh"]
    place = manuscript.place("so-So-lieu", "tables", 0, "measures", 0, "values", "p2")
    assert str(place) == "chapters/appendices/so.xlsx: Số liệu!E5"


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("congresses", [("Congress", "Opened", "Elected"), ("The first", "1996-02-09", "")]),
        ("statistics", [("Measure", "Unit", "1996", "1997"), ("Members", "people", 5, 6)]),
        ("names", [("Address", "Since", "Until"), ("6 Quay Street", 1994, 2000)]),
        ("organisations", [("Unit", "Founded", "Position", "Head"), ("Maths", 1960, "", "")]),
        ("people", [("Full name", "Position", "From", "To"), ("Ann Lee", "Head", 1990, 1999)]),
        ("chronology", [("Date", "Event"), ("1994", "It began.")]),
        ("documents", [("No", "Number", "Subject"), (1, "12/QD", "a school")]),
        ("places", [("Place name", "Former name"), ("Quay Street", "Dock Street")]),
    ],
)
def test_each_kind_in_english(
    make_folder: MakeFolder, tmp_path: Path, kind: str, rows: list[tuple[object, ...]]
) -> None:
    sheet = workbook(tmp_path / "a.xlsx", Sheet1=rows)
    files: dict[str, str | bytes] = {
        "chapters/01.md": chapter("One", "Text."),
        "chapters/appendices/a.xlsx": sheet,
    }
    manuscript, mistakes = read_as_far(make_folder(files))
    assert [m.told() for m in mistakes] == []
    assert [appendix.kind for appendix in manuscript.appendices] == [kind]


def test_the_mess_that_offices_have(make_folder: MakeFolder, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (
        ("Họ và tên", "Chức vụ", "Từ", "Đến"),
        ("Nguyễn Văn An", "Hiệu trưởng", 1954, 1960),
        ("Trần Thị Bình (tức Ba)", None, 1960, 1970),
        ("Lê Minh", "Hiệu phó", 34567, "nay"),
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    hidden = made.create_sheet("Lương")
    hidden.append(("Họ và tên", "Chức vụ"))
    hidden.append(("Người Khác", "Kế toán"))
    hidden.sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    files: dict[str, str | bytes] = {
        "chapters/01.md": TEXT,
        "chapters/appendices/a.xlsx": (tmp_path / "a.xlsx").read_bytes(),
    }
    manuscript = read_manuscript(make_folder(files, VI))
    (people,) = [appendix.model_dump(by_alias=True)["people"] for appendix in manuscript.appendices]
    assert [(p["name"], p["note"]) for p in people] == [
        ("Nguyễn Văn An", ""),
        ("Trần Thị Bình", "tức Ba"),
        ("Lê Minh", ""),
    ]
    assert people[1]["terms"][0]["office"] == "hieu-truong"
    assert people[2]["terms"][0]["from"]["date"] == {"year": 1994, "month": 8, "day": 21}
    assert [m.place.cell for m in manuscript.left] == ["Lương!A1"]


def test_a_spreadsheet_that_would_fill_the_memory(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as parts,
        parts.open("xl/workbook.xml", "w") as stream,
    ):
        for _ in range(401):
            stream.write(b" " * 2**20)
    with pytest.raises(UnfitError, match="too large"):
        read_sheets(tmp_path / "a.xlsx")
