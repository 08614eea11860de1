"""What may not break, and dashes."""

from __future__ import annotations

import pytest

from book.languages import language
from book.text.typography import unbroken, well_set


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("giai đoạn 2015 - 2030", "giai đoạn 2015–2030"),
        ("2015-2020", "2015–2020"),
        ("ngày 27/01/1994", "ngày~27/01/1994"),
        ("23 đồng chí", "23~đồng~chí"),
        ("đồng chí Lê Vinh", "đồng~chí~Lê Vinh"),
        ("số 1000-QĐ/TU", "số~1000-QĐ/TU"),
        ("khóa XI", "khóa~XI"),
        ("4,5 tỷ đồng", "4,5~tỷ đồng"),
        ("978-604-1-23456-7", "978-604-1-23456-7"),
        ("Đại hội lần thứ IV", "Đại hội lần thứ~IV"),
    ],
)
def test_vietnamese(text: str, expected: str) -> None:
    assert well_set(text, language("vi").rules).replace("\N{NO-BREAK SPACE}", "~") == expected


def test_setting_twice_changes_nothing() -> None:
    text = "Ngày 9 - 10/02/1996, 23 đồng chí họp theo Quyết định số 1000-QĐ/TU (tr. 15 - 17)."
    once = well_set(text, language("vi").rules)
    assert well_set(once, language("vi").rules) == once


def test_document_numbers_and_dates_stay_whole() -> None:
    text = "Nghị định 13/2008/NĐ-CP, ngày 4/2/2008, và 10,11-HD/BTGTW."
    assert [text[a:b] for a, b in unbroken(text)] == ["13/2008/NĐ-CP", "4/2/2008", "10,11-HD/BTGTW"]
