"""Galleries: rows that fill the measure, pages filled by slicing trees."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from book.photos.rows import filled_page, justified_rows

RATIOS = st.lists(st.sampled_from([0.67, 0.75, 1.0, 1.33, 1.5, 1.78, 2.4]), min_size=1, max_size=14)


@given(RATIOS)
@settings(deadline=None)
def test_rows_fill_the_measure_and_hold_every_picture_in_order(ratios: list[float]) -> None:
    rows = justified_rows(ratios, 120, 2, 40, 90)
    shown = [width / row.height for row in rows for width in row.widths]
    assert all(abs(a - b) < 1e-6 for a, b in zip(shown, ratios, strict=True))
    for row in rows:
        across = sum(row.widths) + 2 * (len(row.widths) - 1)
        assert row.height <= 90 + 1e-9
        assert across <= 120 + 1e-6
        assert not row.fills or abs(across - 120) < 1e-6


def test_a_row_of_like_pictures_is_as_high_as_wanted() -> None:
    rows = justified_rows([1.5] * 6, 122, 2, 26, 90)
    assert [len(row.widths) for row in rows] == [3, 3]


def test_one_portrait_alone_is_not_blown_up() -> None:
    (row,) = justified_rows([0.75], 120, 2, 40, 90)
    assert not row.fills and row.height <= 50


@given(RATIOS)
@settings(deadline=None)
def test_a_page_is_filled_without_overlap(ratios: list[float]) -> None:
    spots, cut = filled_page(ratios, 116, 174, 2)
    assert len(spots) == len(ratios) and 0 <= cut < 1
    for spot in spots:
        assert spot.left >= -1e-9 and spot.left + spot.width <= 116 + 1e-6
        assert spot.top >= -1e-9 and spot.top + spot.height <= 174 + 1e-6
    for one, other in combinations(spots, 2):
        apart_across = (
            one.left + one.width + 2 <= other.left + 1e-6
            or other.left + other.width + 2 <= one.left + 1e-6
        )
        apart_down = (
            one.top + one.height + 2 <= other.top + 1e-6
            or other.top + other.height + 2 <= one.top + 1e-6
        )
        assert apart_across or apart_down


def test_crops_of_a_filled_page_are_bounded() -> None:
    for ratios in (
        [1.5, 0.67, 1.5, 1.33],
        [1.5] * 5,
        [0.75, 0.75, 1.5, 1.5, 1.0, 1.78],
        [1.33] * 7,
    ):
        _, cut = filled_page(ratios, 116, 174, 2)
        assert cut < 0.3, ratios


def test_the_same_pictures_make_the_same_page() -> None:
    assert filled_page([1.5, 0.67, 1.0, 1.78], 116, 174, 2) == filled_page(
        [1.5, 0.67, 1.0, 1.78], 116, 174, 2
    )
