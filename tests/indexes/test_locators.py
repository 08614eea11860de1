"""Runs of pages, against a plain reckoning of the same rule."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from book.indexes.locators import locators
from book.pagemap import BookMap, Leaf, MappedPage, PageMap
from book.text.references import Mention

PAGES = 30


def a_map(front: int) -> BookMap:
    """A book of 30 pages, the first `front` of them with roman labels; page n has anchor `n`."""
    pages = tuple(
        MappedPage("text", 400, 600, {f"{n}": (10, 10), f"{n}-low": (10, 500)}, ())
        for n in range(PAGES)
    )
    leaves = [
        Leaf("s", n, n + 1, "roman") if n < front else Leaf("s", n, n - front + 1, "arabic")
        for n in range(PAGES)
    ]
    return BookMap(leaves, {"s": PageMap(pages)})


@given(
    front=st.integers(0, 10),
    pages=st.dictionaries(st.integers(0, PAGES - 1), st.booleans(), max_size=20),
    data=st.data(),
)
def test_locators_cover_exactly_the_pages_of_the_mentions(
    front: int, pages: dict[int, bool], data: st.DataObject
) -> None:
    book_map = a_map(front)
    mentions = [Mention(str(n), "e", main) for n, main in pages.items()]
    mentions += [Mention(f"{n}-low", "e", False) for n in pages]
    found = locators(data.draw(st.permutations(mentions)), book_map)
    index = {leaf.label: n for n, leaf in enumerate(book_map.leaves)}
    covered: list[int] = []
    for locator in found:
        first, last = index[locator.first], index[locator.last or locator.first]
        assert first < last or not locator.last
        for n in range(first, last + 1):
            assert pages[n] == locator.main
            covered.append(n)
        assert locator.first_anchor == str(first)
    assert covered == sorted(pages)
    for before, after in itertools.pairwise(found):
        end, start = index[before.last or before.first], index[after.first]
        same = before.main == after.main and (end < front) == (start < front)
        assert not (start == end + 1 and same), "two runs that should be one"
