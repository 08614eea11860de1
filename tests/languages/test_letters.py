"""Accents go and letters stay, in every script."""

from __future__ import annotations

import pytest

from book.languages.letters import latin, plain
from book.manuscript.folder import id_of
from book.manuscript.sheet_columns import heading_key


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Đảng bộ Khối", "Dang bo Khoi"),
        ("Ðảng bo\u0323\u0302", "Dang bo"),
        ("Łódź, Straße, Þór", "Lodz, Strasse, THor"),
        ("ການປະຊຸມ ຄັ້ງທີ", "ການປະຊຸມ ຄັ້ງທີ"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_plain(text: str, bare: str) -> None:
    assert plain(text) == bare


def test_latin() -> None:
    assert latin("Λέσχη Đảng") == "leschē dang".replace("ē", "e")


def test_what_is_compared_by_it() -> None:
    assert heading_key("Họ, và TÊN (đầy đủ)") == "ho va ten"
    assert heading_key("ຊື່ ແລະ ນາມສະກຸນ") == "ຊື່ ແລະ ນາມສະກຸນ"
    assert id_of("chapters/02 Chương một.md") == "Chuong-mot"
