"""What the composer and the page breaker promise, measured from finished PDFs alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import Build, chapter
from pdf import ReadPdf

from tools.measure import Figures, figures_of, main, table

WORDS = (
    "the of and in to a was that had for on with as it at by from were which but not or his her they an be one "
    "all there been who when would more no if out so what up into than them could time some then only its two "
    "other new first these after years town school parish committee secretary treasurer meeting harbour letters "
    "founders jubilee correspondence responsibilities members building carpenter archive winter printing "
    "bishop chapter district quarrel grandfather organisation afterwards remembered distributed second hundred"
).split()


@pytest.fixture(scope="module")
def real(book: ReadPdf) -> Figures:
    return figures_of(book.path)


def second(build: Build) -> Path:
    """A book in another language, with hyphens and other lengths of words."""
    rand = random.Random(7)

    def sentence() -> str:
        words = " ".join(rand.choices(WORDS, k=rand.randint(9, 24)))
        return f"{words.capitalize()}. "

    text = "\n\n".join("".join(sentence() for _ in range(rand.randint(3, 8))) for _ in range(60))
    return build({"chapters/one.md": chapter("One", text)}).path


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


def test_word_spaces_of_another_text_are_even(build: Build) -> None:
    figures = figures_of(second(build))
    assert figures.lines > 150
    assert figures.over_1_5 <= 0.045
    assert figures.over_2 <= 0.005
    assert figures.percentile_95 <= 1.45
    assert figures.ragged == 0
    assert figures.single_words <= 2


def test_the_table_names_each_figure(real: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    assert "95th percentile" in table({"book": real})
    assert main([]) == 2
    assert "measure.py" in capsys.readouterr().err
