"""On which side sections will fall is foreseen, so that they are typeset once."""

from __future__ import annotations

from book.paged.estimates import Estimates
from book.paged.layout import book_map, falls_verso, with_room
from book.pagemap import BookMap, MappedPage, PageMap
from book.sections.section import Section, unwritten

CHAPTER, INDEX, LAST = (unwritten(name, start="next") for name in ("chapter", "index", "last"))


def pages(count: int) -> PageMap:
    return PageMap((MappedPage("text", 0, 0, {}, ()),) * count)


def side(section: Section, book: BookMap) -> str:
    return "verso" if falls_verso(section, book) else "recto"


def test_what_is_not_typeset_falls_behind_what_is() -> None:
    for count, sides in ((3, ["verso", "recto"]), (4, ["recto", "verso"])):
        book = with_room(book_map([CHAPTER], {"chapter": pages(count)}), [CHAPTER, INDEX, LAST])
        assert [side(section, book) for section in (INDEX, LAST)] == sides


def test_nothing_is_foreseen_from_nothing() -> None:
    book = with_room(BookMap([], {}), [CHAPTER, INDEX])
    assert [side(section, book) for section in (CHAPTER, INDEX)] == ["recto", "recto"]


def test_sections_stand_where_they_stood_before_they_are_typeset() -> None:
    order = (("chapter", "main", "next", ("text",) * 3), ("last", "main", "next", ("text",)))
    before = Estimates(order=order).book_map([CHAPTER, LAST], {})
    assert [side(section, before) for section in (CHAPTER, LAST)] == ["recto", "verso"]
