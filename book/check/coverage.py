"""Coverage: on how many pages, in how many pictures and words the book tells of each person, term
and unit, against the goals in book.yaml; of whom there is no portrait, and of which years no
picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from book.indexes.collation import Collation
from book.manuscript.config import Goal
from book.manuscript.kinds.record import Spanned
from book.manuscript.reading import Manuscript
from book.text.references import Mention
from book.text.stretches import ATTRIBUTE, Stretch
from book.text.tree import Element

#: The sections that tell of something; contents and indexes only repeat.
_TELLING = ("foreword", "chapter", "afterword", "appendix")
#: What holds words of its own, and nothing else that does.
_BLOCKS = ("p", "li", "td", "th", "dd", "dt", "figcaption", "caption", "h1", "h2", "h3", "h4")
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
_CELL, _DRAWN = "cell", "drawn"
#: The latest year, for what goes on.
_LAST = 9999


class Told(Protocol):
    """What coverage asks of a section."""

    @property
    def kind(self) -> str: ...
    @property
    def tree(self) -> Element: ...
    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def stretches(self) -> tuple[Stretch, ...]: ...


@dataclass(frozen=True)
class Places:
    """Where things are printed: the leaf of an anchor, None where it is on none; the leaves of a
    line of a file."""

    leaf_of: Callable[[str], int | None]
    leaves_of: Callable[[str, int], Iterable[int]]


@dataclass
class Count:
    """How much a book tells of something: on so many pages, in so many pictures, in the words of
    the paragraphs that name it; `goal` is what is wanted."""

    name: str
    goal: Goal
    has_portrait: bool = False
    leaves: set[int] = field(default_factory=set)
    shown: set[int] = field(default_factory=set)
    words: int = 0

    @property
    def pages(self) -> int:
        return len(self.leaves)

    @property
    def pictures(self) -> int:
        return len(self.shown)

    @property
    def missing(self) -> Goal:
        """How much is missing to the goal."""
        return Goal(
            pages=max(0, self.goal.pages - self.pages),
            pictures=max(0, self.goal.pictures - self.pictures),
            words=max(0, self.goal.words - self.words),
        )

    @property
    def is_short(self) -> bool:
        return self.missing != Goal()


@dataclass(frozen=True)
class Coverage:
    """What a book tells of whom, in the order of its language; the years (first and last) of which
    no picture is dated, as runs."""

    people: tuple[Count, ...]
    terms: tuple[Count, ...]
    units: tuple[Count, ...]
    years_without_picture: tuple[tuple[int, int], ...]
    years: tuple[int, int] | None

    @property
    def without_portrait(self) -> tuple[Count, ...]:
        return tuple(person for person in self.people if not person.has_portrait)


def coverage(
    manuscript: Manuscript, sections: Iterable[Told], places: Places, portraits: Iterable[str]
) -> Coverage:
    """Count what a typeset book tells. `portraits` are the ids of those whom records picture."""
    goals, collation = manuscript.config.coverage, Collation(manuscript.config.language)
    pictured = set(portraits)
    entries = {
        entry.id: Count(
            entry.heading,
            goals.people if entry.kind == "people" else goals.units,
            entry.id in pictured,
        )
        for entry in manuscript.register
        if entry.kind in ("people", "organisations")
    }
    terms = [(span, Count(name, goals.terms)) for name, span in _terms(manuscript)]
    dated: set[int] = set()
    for section in sections:
        if section.kind in _TELLING:
            _count_mentions(section, entries, places)
            dated |= _count_terms(section, terms, places)
    kinds = {entry.id: entry.kind for entry in manuscript.register}

    def of(kind: str) -> tuple[Count, ...]:
        found = (count for entry_id, count in entries.items() if kinds[entry_id] == kind)
        return tuple(sorted(found, key=lambda count: collation.key(count.name)))

    years = _years(manuscript)
    wanted = range(years[0], years[1] + 1) if years else ()
    return Coverage(
        people=of("people"),
        terms=tuple(count for _, count in terms),
        units=of("organisations"),
        years_without_picture=tuple(_runs([year for year in wanted if year not in dated])),
        years=years,
    )


def _count_mentions(section: Told, entries: dict[str, Count], places: Places) -> None:
    """Count the pages, the pictures and the words of those whom a section names."""
    by_anchor = {mention.anchor: mention for mention in section.mentions}
    counted: set[tuple[str, int]] = set()
    for element in section.tree.iter():
        mention = by_anchor.get(element.get("id") or "") if isinstance(element.tag, str) else None
        if mention is None or mention.entry not in entries:
            continue
        count = entries[mention.entry]
        leaf = places.leaf_of(mention.anchor)
        if leaf is not None:
            count.leaves.add(leaf)
        block = _around(element, lambda e: e.tag in _BLOCKS)
        if block is not None and (mention.entry, id(block)) not in counted:
            counted.add((mention.entry, id(block)))
            count.words += len("".join(block.itertext()).split())
        picture = _around(element, _shows)
        if picture is not None and (mention.pictured or block is None or _is_caption(block)):
            count.shown.add(id(picture))


def _around(element: Element, holds: Callable[[Element], bool]) -> Element | None:
    """The innermost element around (or at) an element of which something holds."""
    while element is not None and not holds(element):
        element = element.getparent()
    return element


def _shows(element: Element) -> bool:
    """Whether an element shows a picture with words for it."""
    is_one = element.tag == "figure" or _CELL in (element.get("class") or "").split()
    return is_one and any(image.get("class") != _DRAWN for image in element.iter("img"))


def _is_caption(block: Element) -> bool:
    return block.tag == "figcaption" or "own" in (block.get("class") or "").split()


def _count_terms(section: Told, terms: Sequence[tuple[Spanned, Count]], places: Places) -> set[int]:
    """Count what a section tells of the years of each term; gives the years of its pictures."""
    for block in section.tree.iter(*_BLOCKS):
        if any(inner is not block for inner in block.iter(*_BLOCKS)):
            continue
        text = "".join(block.itertext())
        years = _years_in(text)
        found = [count for span, count in terms if any(_lasts(span, year) for year in years)]
        leaves = set(_leaves(section, block, places)) if found else set()
        for count in found:
            count.words += len(text.split())
            count.leaves |= leaves
    dated: set[int] = set()
    for picture in (element for element in section.tree.iter("figure", "div") if _shows(element)):
        inner = [e for e in picture.iter("figure", "div") if e is not picture and _shows(e)]
        words = " ".join(picture.itertext()) + " ".join(
            i.get("alt", "") for i in picture.iter("img")
        )
        years = _years_in(words)
        dated |= years
        for span, count in terms:
            if not inner and any(_lasts(span, year) for year in years):
                count.shown.add(id(picture))
    return dated


def _leaves(section: Told, block: Element, places: Places) -> Iterator[int]:
    marked = _around(block, lambda element: element.get(ATTRIBUTE) is not None)
    if marked is not None and int(marked.get(ATTRIBUTE)) < len(section.stretches):
        place = section.stretches[int(marked.get(ATTRIBUTE))].place
        yield from places.leaves_of(place.file, place.line)


def _years_in(text: str) -> set[int]:
    return {int(year) for year in _YEAR.findall(text)}


def _lasts(span: Spanned, year: int) -> bool:
    first = span.first.year or span.end.year or 0
    last = _LAST if span.end.is_open else span.end.year or first
    return first <= year <= last


def _terms(manuscript: Manuscript) -> Iterator[tuple[str, Spanned]]:
    """The terms that appendices name, each stretch of years once."""
    seen: set[tuple[int | None, int | None]] = set()
    for appendix in manuscript.appendices:
        for name, span in appendix.terms():
            years = (span.first.year, span.end.year)
            if years not in seen:
                seen.add(years)
                yield name, span


def _years(manuscript: Manuscript) -> tuple[int, int] | None:
    """The years that the book is about: those of its goal, or of what it celebrates."""
    wanted = manuscript.config.coverage.years
    occasion = manuscript.config.occasion
    dates = wanted or tuple(date for date in (occasion.first, occasion.last) if date)
    years = [date.year for date in dates if date.year]
    return (min(years), max(years)) if len(years) > 1 else None


def _runs(years: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = before = None
    for year in years:
        if start is None or before is None:
            start = year
        elif year != before + 1:
            yield start, before
            start = year
        before = year
    if start is not None and before is not None:
        yield start, before
