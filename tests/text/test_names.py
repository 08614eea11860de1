"""Names in prose."""

from __future__ import annotations

import pytest

from book.errors import Mistakes
from book.manuscript.register import Entry, Register
from book.text.names import NameFinder


def finder(**names: str) -> NameFinder:
    register = Register()
    for entry_id, name in names.items():
        register.add(Entry(entry_id, "people", name, name, (name,), ()), Mistakes())
    return NameFinder(register)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lê Vinh đến.", ["Lê Vinh"]),
        ("Ông Lê Quang Vinh và Lê Vinh.", ["Lê Quang Vinh", "Lê Vinh"]),
        ("Lê Vinhh", []),
        ("XLê Vinh", []),
        ("“Lê Vinh”, (Lê Vinh)", ["Lê Vinh", "Lê Vinh"]),
        ("Lê\N{NO-BREAK SPACE}Vinh", ["Lê\N{NO-BREAK SPACE}Vinh"]),
        ("Lê Vinh Quang Thọ", ["Lê Vinh Quang Thọ"]),
        ("số 01-QĐ/TU và 101-QĐ/TU, 01-QĐ/TUX", ["01-QĐ/TU"]),
        ("01-QĐ/TU-BTV", []),
        ("ທ່ານບຸນມີເປັນຄູ, ບຸນມີ້", ["ບຸນມີ"]),
        ("校长李明说", ["李明"]),
        ("a\u0301Lê Vinh\u0301", []),
        ("", []),
    ],
)
def test_the_longest_whole_name_is_found(text: str, found: list[str]) -> None:
    names = finder(
        a="Lê Vinh", b="Lê Quang Vinh", c="Lê Vinh Quang Thọ", d="01-QĐ/TU", e="ບຸນມີ", f="李明"
    )
    assert [text[f.start : f.end] for f in names.find(text)] == found


@pytest.mark.parametrize("written", ["Seán O'Brien", "Seán O\N{RIGHT SINGLE QUOTATION MARK}Brien"])
def test_apostrophes_are_alike(written: str) -> None:
    text = "Seán O\N{RIGHT SINGLE QUOTATION MARK}Brien and Seán O'Brien"
    assert [f.bearers for f in finder(a=written).find(text)] == [("a",), ("a",)]


def test_no_names_at_all() -> None:
    assert list(finder().find("Lê Vinh")) == []
