"""A fact as the records give it, and how times are held against one another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from book.dates import RecordDate
from book.errors import Place
from book.facts.items import When

#: The first and the last date that something holds for.
Span = tuple[RecordDate, RecordDate]
Value = str | Span | tuple[float, ...]


@dataclass(frozen=True)
class Known:
    """A fact: the `property` of a `subject` (an id of the register, empty for the book's own body)
    has a `value`: a text, a first and a last date, or numbers that are all right. `about` says of
    what it is: an office, a measure, the part of a body. `of` is what the fact is told as."""

    property: str
    subject: str
    value: Value
    place: Place
    about: str = ""
    when: Span | None = None
    of: str = ""


def dates_of(known: Known) -> Span | None:
    """The value of a fact, where it is dates."""
    value = known.value
    if isinstance(value, tuple) and len(value) == 2:
        first, last = value
        if isinstance(first, RecordDate) and isinstance(last, RecordDate):
            return first, last
    return None


def span_of(when: tuple[RecordDate | None, RecordDate | None] | None) -> Span | None:
    """A stretch with what is not known of it told as such."""
    if when is None:
        return None
    first, last = when
    return (first or RecordDate(None, "unknown"), last or RecordDate(None, "open"))


def within(when: When, span: Span) -> bool:
    """Whether what is said lies in a stretch, as far as both are certain."""
    first, last = RecordDate(when.first), RecordDate(when.last)
    return not first.surely_before(span[0]) and not span[1].surely_before(last)


def touches(when: When, span: Span) -> bool:
    """Whether what is said and a stretch may have a moment in common."""
    first, last = RecordDate(when.first), RecordDate(when.last)
    return not last.surely_before(span[0]) and not span[1].surely_before(first)


def same_time(when: When, span: Span) -> bool:
    """Whether a stretch is the one that is said, to the year where it is of years."""
    if span[1].is_open:
        return span[0].year == when.first.year
    if when.is_span or span[0] != span[1]:
        return (span[0].year, span[1].year) == when.years
    return span[0].may_be(when.first) and (
        when.first.month is None or span[0].date is None or span[0].date.month is not None
    )


def plain(text: str) -> str:
    """A text in small letters with single spaces and no signs, for comparing."""
    return " ".join(re.findall(r"\w+", text.casefold()))
