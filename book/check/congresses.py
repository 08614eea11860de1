"""Rules on congresses: their numbers, dates and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.dates import PartialDate
from book.errors import Mistake
from book.languages.numerals import of_roman
from book.manuscript.kinds.congresses import Congress, Congresses

_NUMBER = re.compile(r"(?<!\w)(?:([IVXLC]+)|(\d{1,3}))(?!\w)")
_YEARS = re.compile(r"([12]\d{3})\s*[-–]\s*([12]\d{3})")


def _congresses(context: CheckContext) -> Iterator[tuple[str, int, Congress]]:
    for appendix in context.manuscript.appendices:
        if isinstance(appendix, Congresses):
            for index, congress in enumerate(appendix.congresses):
                yield appendix.id, index, congress


def number_of(name: str) -> int | None:
    """The number in a congress's name, roman or arabic; None where it has none."""
    numbers = list(_NUMBER.finditer(name))
    if not numbers:
        return None
    roman, arabic = numbers[-1].groups()
    if arabic:
        return int(arabic)
    return of_roman(roman)


@rule("congress-number")
def congress_number(context: CheckContext) -> Iterator[Mistake]:
    """The congresses of an appendix are not numbered one after the other: a number is missing,
    stands twice or out of order."""
    before: tuple[str, int] | None = None
    for appendix, index, congress in _congresses(context):
        number = number_of(congress.name)
        if number is None:
            continue
        if before and before[0] == appendix and number != before[1] + 1:
            yield Mistake(
                context.manuscript.place(appendix, "congresses", index, "name"),
                "the congress before this one is number {before}; number {number} does not follow",
                "Correct the number, or enter the congress that is missing.",
                {"before": before[1], "number": number},
            )
        before = (appendix, number)


@rule("congress-dates")
def congress_dates(context: CheckContext) -> Iterator[Mistake]:
    """A congress does not meet in the first year of its term, or before the congress that it
    follows; or its term does not begin where the last one ended."""
    before: tuple[str, Congress] | None = None
    for appendix, index, congress in _congresses(context):
        years = _YEARS.search(congress.term)
        earlier = before[1] if before and before[0] == appendix else None
        before = (appendix, congress)
        met = congress.first
        if years and not met.may_be(PartialDate(int(years[1]))):
            yield Mistake(
                context.manuscript.place(appendix, "congresses", index, "from"),
                "the congress meets in {year}, its term is {term}",
                "Correct the date or the term.",
                {"year": met.year, "term": congress.term},
            )
        elif earlier and met.surely_before(earlier.first):
            yield Mistake(
                context.manuscript.place(appendix, "congresses", index, "from"),
                "{name} meets before {other}",
                "Correct one of the two dates.",
                {"name": congress.name, "other": earlier.name},
            )
        last = _YEARS.search(earlier.term) if earlier else None
        if years and last and last[2] != years[1]:
            yield Mistake(
                context.manuscript.place(appendix, "congresses", index, "term"),
                "the term {term} does not follow the one before, {other}",
                "Correct one of the two terms.",
                {"term": congress.term, "other": earlier.term if earlier else ""},
            )
