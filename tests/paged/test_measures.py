"""What the composer and the page breaker promise, measured from finished PDFs alone: of the real
book, and of two texts in other words, in Vietnamese and in English."""

from __future__ import annotations

import pytest
from pdf import ReadPdf

from tools.measure import Figures, figures_of, main, table


@pytest.fixture(scope="module")
def real(book: ReadPdf) -> Figures:
    return figures_of(book.path)


@pytest.fixture(scope="module")
def measured(other: ReadPdf) -> Figures:
    return figures_of(other.path)


def test_word_spaces_of_the_real_book_are_even(real: Figures) -> None:
    assert real.lines > 600
    assert real.over_1_5 <= 0.045
    assert real.over_2 <= 0.005
    assert real.percentile_95 <= 1.45


def test_no_line_of_the_real_book_is_ragged_and_few_words_stand_alone(real: Figures) -> None:
    assert real.ragged == 0
    assert real.single_words <= 2
    assert real.off_grid <= 0.01
    assert real.blank <= 8


def test_pages_of_the_real_book_are_full_and_meet_across_the_spread(real: Figures) -> None:
    assert real.spreads > 15
    assert real.uneven_feet == 0
    # A drawing that is nearly a page high, and a page of cards, whose rows are not parted.
    assert real.shallow <= 2


def test_the_real_book_has_few_rivers(real: Figures) -> None:
    # Twenty in 88 paragraphs of six lines.
    assert real.rivers <= 20 / (88 * 6) * real.lines


def test_word_spaces_of_another_text_are_even(measured: Figures) -> None:
    assert measured.lines > 90
    assert measured.over_1_5 <= 0.045
    assert measured.over_2 <= 0.005
    assert measured.percentile_95 <= 1.45
    assert measured.ragged == 0
    assert measured.single_words <= 2


def test_pages_of_another_text_are_full_and_meet_across_the_spread(measured: Figures) -> None:
    assert measured.spreads >= 2
    assert measured.uneven_feet == measured.shallow == 0
    assert measured.off_grid <= 0.01
    assert measured.rivers <= 20 / (88 * 6) * measured.lines


def test_the_table_names_each_figure(real: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    assert "95th percentile" in table({"book": real})
    assert main([]) == 2
    assert "measure.py" in capsys.readouterr().err
