"""Roman numerals both ways, names without marks, widths of the book's own font."""

from __future__ import annotations

import pytest

from book.check.people import folded
from book.languages.numerals import of_roman, roman
from book.manuscript.config import slug_of
from book.themes.fonts import default_faces


@pytest.mark.parametrize(
    ("number", "written"), [(1, "i"), (4, "iv"), (49, "xlix"), (1994, "mcmxciv")]
)
def test_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written
    assert of_roman(written.upper()) == number


def test_names_without_marks() -> None:
    assert folded("  Nguyễn Đức  Vịnh ") == folded("nguyen duc vinh") == "nguyen duc vinh"
    assert folded("Ålesund") == "alesund"
    assert slug_of("Đảng bộ Khối") == "dang-bo-khoi"


def test_words_are_as_wide_as_their_glyphs() -> None:
    wide = default_faces().labels.width
    assert wide("iiii", 10) < wide("mmmm", 10) / 2
    assert wide("Ban", 20) == pytest.approx(2 * wide("Ban", 10))
    assert wide("AV", 10) < wide("A", 10) + wide("V", 10)
    assert wide("Ban", 10, 700) > wide("Ban", 10)
