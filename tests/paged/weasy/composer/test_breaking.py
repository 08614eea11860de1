"""Total fit against a plain, slow and exact reference."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.paged.weasy.composer import breaking
from book.paged.weasy.composer.breaking import BOND, HYPHEN, RANGE, Piece, Pieces, total_fit

from .reference import best, cost_of

WORDS = st.sampled_from(["", "của", "đảng", "một"])


@st.composite
def piece(draw: st.DrawFn) -> Piece:
    inner = draw(st.sampled_from([0.0, 0.0, 0.0, 2.5, 5.0]))
    gap = draw(st.sampled_from([2.5, 2.5, 2.5, 2.0, 0.0]))
    hyphen = 0.0 if gap else draw(st.sampled_from([0.0, 3.0]))
    return Piece(
        width=draw(st.integers(1, 45)) + inner,
        inner=inner,
        words=2 if inner else 1,
        gap=gap,
        end=hyphen - draw(st.sampled_from([0.0, 0.0, 1.5])),
        begin=-draw(st.sampled_from([0.0, 0.0, 1.25])),
        penalty=draw(st.sampled_from([0.0, 0.0, BOND] if gap else [HYPHEN, RANGE])),
        last_word=draw(WORDS),
        first_word=draw(WORDS),
    )


@settings(max_examples=400, deadline=None)
@given(
    st.lists(piece(), min_size=1, max_size=9),
    st.lists(st.integers(20, 90).map(float), min_size=1, max_size=3),
    st.booleans(),
)
def test_no_way_to_break_a_paragraph_costs_less(
    paragraph: list[Piece], widths: list[float], ragged: bool
) -> None:
    breaks = total_fit(Pieces(paragraph), widths, ragged)
    assert breaks[-1] == len(paragraph) - 1
    assert sorted(set(breaks)) == breaks
    found = cost_of(paragraph, widths, breaks, ragged)
    assert found == pytest.approx(best(paragraph, widths, ragged), rel=1e-9)


def plain(*widths: float) -> list[Piece]:
    return [Piece(w, gap=3.5) for w in widths]


def greedy(paragraph: list[Piece], width: float) -> list[int]:
    """The breaks of lines that are filled one after another."""
    breaks, reached = [], 0.0
    for number, piece in enumerate(paragraph):
        if reached and reached + piece.width > width:
            breaks.append(number - 1)
            reached = 0.0
        reached += piece.width + piece.gap
    return [*breaks, len(paragraph) - 1]


def test_a_last_line_of_one_word_is_avoided() -> None:
    words = plain(*([9.0, 14.0, 22.0, 17.0, 11.0] * 8)[:37])
    assert greedy(words, 165.0) == [8, 17, 26, 35, 36]
    assert total_fit(Pieces(words), [165.0]) == [8, 17, 26, 34, 36]


def test_a_piece_that_is_wider_than_its_line_stands_alone() -> None:
    breaks = total_fit(Pieces(plain(10, 10, 200, 10, 10)), [50.0])
    assert 2 in breaks
    assert 1 in breaks


def test_the_work_grows_with_the_words_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lines are looked for only near the measure."""
    looked_at = []
    own = breaking.line_cost
    monkeypatch.setattr(
        breaking, "line_cost", lambda *line: (looked_at.append(line), own(*line))[1]
    )

    def lines(words: int) -> int:
        looked_at.clear()
        total_fit(Pieces(plain(*([9.0, 14.0, 22.0, 17.0, 11.0] * (words // 5)))), [330.0])
        return len(looked_at)

    assert lines(4000) < 4.5 * lines(1000)
