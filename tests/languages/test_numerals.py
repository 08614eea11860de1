"""Roman numerals both ways, names without marks, widths of the book's own font."""

from __future__ import annotations

import pytest

from book.check.people import folded
from book.languages.numerals import of_roman, roman
from book.manuscript.config import slug_of
from book.sections.drawing import text_width


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
    assert text_width("iiii", 10) < text_width("mmmm", 10) / 2
    assert text_width("Ban", 20) == pytest.approx(2 * text_width("Ban", 10))
    assert text_width("ườ", 10) == pytest.approx(text_width("ư", 10) + text_width("ờ", 10))
