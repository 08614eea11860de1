"""Laying galleys end to end: which leaf of the book shows which page, under which label."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from book.pagemap import BookMap, Leaf, MappedPage, PageMap
from book.sections.section import Section
from book.text.tree import Element


def book_map(sections: Iterable[Section], maps: dict[str, PageMap]) -> BookMap:
    """The book's leaves in order; sections that have no page map yet are left out.

    A section starts recto (or verso, or on the next page, where it says so), behind a blank where
    needed. A cover at the end goes round whole leaves: what is inside it ends on the back of one,
    and the cover's third page, blank, faces that. Labels
    count from 1 at the first front page (roman) and at the first page of the main matter; those of
    a cover go on at the end of the book.
    """
    leaves: list[Leaf] = []
    style: Literal["roman", "arabic", "cover"] = "cover"
    folio = 0
    owner = ""
    for section in sections:
        if section.id not in maps:
            continue
        if section.matter == "cover" and style != "cover":
            if len(leaves) % 2:
                leaves.append(Leaf(owner, None, folio + 1, style))
            style, folio = "cover", 3
            leaves.append(Leaf(section.id, None, folio, style))
        wanted_side = len(leaves) % 2 if section.start == "next" else section.start == "verso"
        if len(leaves) % 2 != wanted_side:
            folio += 1
            leaves.append(Leaf(owner or section.id, None, folio, style))
        wanted: Literal["roman", "arabic", "cover"] = (
            "cover"
            if section.matter == "cover"
            else "roman"
            if section.matter == "front" and style != "arabic"
            else "arabic"
        )
        if wanted != style:
            style, folio = wanted, 0
        owner = section.id
        for page in range(len(maps[section.id].pages)):
            folio += 1
            leaves.append(Leaf(section.id, page, folio, style))
    return BookMap(leaves, maps)


def with_room(book: BookMap, sections: Iterable[Section]) -> BookMap:
    """A map of some of these sections with a page for each of the others, which tells on which side
    they will probably fall. Nothing is known from a map that holds none."""
    sections = tuple(sections)
    missing = [section.id for section in sections if section.id not in book.maps]
    if not book.leaves or not missing:
        return book
    a_page = PageMap((MappedPage("text", 0, 0, {}, ()),))
    return book_map(sections, {**book.maps, **dict.fromkeys(missing, a_page)})


def falls_verso(section: Section, book: BookMap) -> bool:
    """Whether a section that starts on the next page falls on a left-hand one; not, where that is
    not known."""
    if section.start != "next":
        return False
    opening = (
        n for n, leaf in enumerate(book.leaves) if (leaf.section, leaf.page) == (section.id, 0)
    )
    return next(opening, 0) % 2 == 1


def turn_verso(tree: Element) -> None:
    """Set a section for a left-hand page: its margins are those of one."""
    tree.set("class", tree.get("class", "").replace("recto", "verso"))
