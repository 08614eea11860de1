"""Where pages end, chosen by looking at the whole section; units as plain numbers."""

from __future__ import annotations

import random
from itertools import pairwise
from math import inf

from book.paged.weasy.paging.breaking import PageBreaker
from book.paged.weasy.paging.costs import FEWEST
from book.paged.weasy.paging.parts import Float, Page, Unit, Whole

LINE = Unit(0.0, 1.0)


def paragraphs(*lengths: int) -> list[Unit]:
    """Lines of paragraphs, of which two stay together at either end."""
    units = []
    for length in lengths:
        for n in range(length):
            units.append(LINE._replace(may_break=n == 0 or 2 <= n <= length - 2))
    return units


HEADING = [Unit(1.5, 1.5, whole=True), *[LINE._replace(may_break=False)] * 2]
FIGURE = Unit(1.0, 9.4, whole=True)


def filled(pages: list[Page]) -> list[float]:
    return [page.flow for page in pages]


def test_text_fills_pages() -> None:
    pages = PageBreaker(paragraphs(*[10] * 9), [], 30).pages(is_left=False)
    assert [(page.first, page.end) for page in pages] == [(0, 30), (30, 60), (60, 90)]
    assert all(page.foot == 0 for page in pages)


def test_a_line_longer_or_shorter_on_both_pages_of_a_spread_saves_a_widow() -> None:
    # The 31st line is a paragraph's last: it can't stand alone on the next page.
    units = paragraphs(*[31] * 4)
    pages = PageBreaker(units, [], 30).pages(is_left=True)
    assert pages[0].foot == pages[1].foot and abs(pages[0].foot) == 1
    assert all(units[page.end].may_break for page in pages[:-1])


def test_spaces_grow_where_a_heading_does_not_fit() -> None:
    units = [*paragraphs(9), *HEADING, *paragraphs(13), *HEADING, *paragraphs(20)]
    pages = PageBreaker(units, [], 30).pages(is_left=True)
    assert pages[0].given == (9, 9)
    assert pages[0].foot == -1


def test_what_does_not_fit_moves_and_the_text_flows_on() -> None:
    units = [*paragraphs(25), FIGURE, *paragraphs(40)]
    found = Float(25, 26, height=11.0, gap=0.0)
    pages = PageBreaker(units, [found], 30).pages(is_left=True)
    assert pages[0].floats == () and filled(pages[:1]) == [30]
    assert pages[1].floats == (0,) and pages[1].flow == 19
    units_of_text = [*range(25), *range(26, 66)]
    assert [n for page in pages for n in range(page.first, page.end) if n != 25] == units_of_text


def test_two_figures_that_move_leave_no_space_behind() -> None:
    # The second one stood a line below the first.
    units = [*paragraphs(25), FIGURE, FIGURE, *paragraphs(40)]
    moved = [Float(25, 26, height=11.0, gap=0.0), Float(26, 27, height=11.0, gap=1.0)]
    pages = PageBreaker(units, moved, 30).pages(is_left=True)
    assert pages[0].end == 32  # five lines of text behind both
    assert pages[1].floats == (0, 1)


def test_what_fits_stays_where_it_is() -> None:
    units = [*paragraphs(12), FIGURE, *paragraphs(40)]
    pages = PageBreaker(units, [Float(12, 13, 11.0, 0.0)], 30).pages(is_left=True)
    assert all(page.floats == () for page in pages)


def test_floats_keep_their_order() -> None:
    units = [*paragraphs(24), FIGURE, *paragraphs(2), FIGURE._replace(height=2.0), *paragraphs(60)]
    floats = [Float(24, 25, 11.0, 0.0), Float(27, 28, 4.0, 0.0)]
    pages = PageBreaker(units, floats, 30).pages(is_left=True)
    placed = [n for page in pages for n in page.floats]
    stood = [n for page in pages for n, f in enumerate(floats) if page.first <= f.first < page.end]
    assert placed == sorted(placed)
    assert pages[1].floats[:1] == (0,)
    assert len(stood) == 2


def test_whole_pages_stand_between_and_turn_the_sides() -> None:
    units = paragraphs(*[10] * 12)
    plate = PageBreaker(units, [], 30, wholes=[Whole(13)]).pages(is_left=True)
    assert [page.is_left for page in plate] == [True, True, False, True]
    # A spread waits for a right-hand page to end.
    spread = PageBreaker(units, [], 30, wholes=[Whole(13, 2, faces=True)]).pages(is_left=True)
    assert [page.is_left for page in spread] == [True, False, True, False]
    assert all(page.flow == 30 for page in plate + spread)


def test_the_last_page_of_a_section_holds_some_lines() -> None:
    for more in range(1, 8):
        units = paragraphs(*[10] * 9, *[1] * more)
        pages = PageBreaker(units, [], 30).pages(is_left=True)
        assert pages[-1].flow >= FEWEST, more
        spreads = [pair for pair in pairwise(pages[:-1]) if pair[0].is_left]
        assert all(abs(one.foot - other.foot) <= 1 for one, other in spreads)


def test_footnotes_take_their_lines() -> None:
    units = paragraphs(*[10] * 9)
    units[4] = units[4]._replace(notes=2.4)
    page = PageBreaker(units, [], 30, rule=1.1).pages(is_left=True)[0]
    assert page.flow == 26 and round(page.notes, 1) == 3.5 and page.foot == 0


def test_the_head_of_a_table_is_repeated() -> None:
    rows = [Unit(0.0, 2.0, head=3.0) for _ in range(40)]
    pages = PageBreaker(rows, [], 30).pages(is_left=True)
    assert len(pages) == 3 and pages[1].flow <= 31


def test_what_is_higher_than_a_page_stands_alone() -> None:
    pages = PageBreaker([*paragraphs(10), Unit(0.0, 50.0), *paragraphs(10)], [], 30).pages(False)
    assert [(page.first, page.end) for page in pages] == [(0, 10), (10, 11), (11, 21)]


def test_the_rows_of_a_table_at_the_foot_share_what_is_missing() -> None:
    rows = [Unit(0.0, 4.0, head=1.0, row=n + 1) for n in range(20)]
    page = PageBreaker(rows, [], 30).pages(is_left=True)[0]
    assert page.end == 7 and page.foot == 0
    assert round(7 * page.added_to_rows, 3) == 1


def test_what_is_left_out_early_would_not_have_been_chosen() -> None:
    for seed in range(40):
        rand = random.Random(seed)
        units, floats = [], []
        for _ in range(rand.randint(3, 14)):
            units += paragraphs(rand.randint(1, 17))
            if rand.random() < 0.3:
                units += HEADING
            if rand.random() < 0.3:
                height = rand.uniform(3, 24)
                units.append(Unit(1.0, height, whole=True))
                floats.append(Float(len(units) - 1, len(units), height + 1.5, 0.0))
                units += paragraphs(4)
        is_left = rand.random() < 0.5
        breaker = PageBreaker(units, floats, 24)
        cost, pages = breaker._cheapest(is_left, inf)
        assert cost < inf
        assert breaker.pages(is_left) == pages
