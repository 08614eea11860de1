"""What may not break, and dashes."""

from __future__ import annotations

import pytest

from book.languages import language
from book.text.typography import name_kept, unbroken, well_set


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("giai đoạn 2015 - 2030", "giai đoạn 2015–2030"),
        ("2015-2020", "2015–2020"),
        ("4,5 tỷ đồng", "4,5~tỷ đồng"),
        ("2.500 đồng, 23 đồng chí", "2.500~đồng, 23 đồng chí"),
        ("35 km và 12 ủy viên", "35~km và 12 ủy viên"),
        ("978-604-1-23456-7", "978-604-1-23456-7"),
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


def test_some_words_had_better_stay_together() -> None:
    text = "Ngày 27/01/1994, đồng chí Lê Vinh và 23 ủy viên khóa XI họp."
    bonds = language("vi").rules.bonds(text)
    shown = "".join("~" if n + 1 in bonds else c for n, c in enumerate(text))
    assert shown == "Ngày~27/01/1994, đồng~chí~Lê Vinh và 23~ủy viên khóa~XI họp."


def test_of_a_name_the_last_two_words_stay_together() -> None:
    assert name_kept("Nguyễn Văn An") == "Nguyễn Văn\N{NO-BREAK SPACE}An"
    assert name_kept("Bác") == "Bác"
