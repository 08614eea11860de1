"""Spaces that lie below one another in line after line are avoided, where it costs little."""

from __future__ import annotations

import random

from book.paged.weasy.composer.breaking import Piece, Pieces, cost_of, total_fit
from book.paged.weasy.composer.rivers import RIVER, avoiding_rivers, rivers


def paragraph(seed: int, words: int = 90) -> Pieces:
    rand = random.Random(seed)
    lengths = rand.choices([8.0, 13.0, 16.0, 19.0, 24.0, 31.0], k=words)
    return Pieces([Piece(width, gap=4.0) for width in lengths])


def test_a_river_is_three_spaces_below_one_another() -> None:
    words = Pieces([Piece(16.0, gap=4.0) for _ in range(20)])
    assert list(rivers(words, [96.0], [4, 9, 14, 19])) == [2] * 4
    shifted = [*[16.0] * 5, 6.0, *[16.0] * 4, 10.0, *[16.0] * 5, *[16.0] * 5]
    apart = Pieces([Piece(width, gap=4.0) for width in shifted])
    assert list(rivers(apart, [96.0, 102.0, 106.0], [4, 10, 15, 20])) == []


def test_paragraphs_are_set_with_fewer_rivers_and_hardly_worse() -> None:
    before = after = 0
    for seed in range(40):
        pieces = paragraph(seed)
        plain = total_fit(pieces, [210.0, 230.0])
        chosen = avoiding_rivers(pieces, [210.0, 230.0], plain)
        was, now = (len(list(rivers(pieces, [210.0, 230.0], b))) for b in (plain, chosen))
        before, after = before + was, after + now
        dearer = cost_of(pieces, [210.0, 230.0], chosen) - cost_of(pieces, [210.0, 230.0], plain)
        # What is given for a river is not more than what it costs.
        assert -1e-6 <= dearer <= RIVER * (was - now) + 1e-6
    assert before > 15
    assert after < before / 2


def test_a_paragraph_without_rivers_stays_as_it_is() -> None:
    pieces = paragraph(3, words=12)
    breaks = total_fit(pieces, [110.0])
    assert not list(rivers(pieces, [110.0], breaks))
    assert avoiding_rivers(pieces, [110.0], breaks) is breaks
