"""What records can't say of themselves, whatever their kind: shared by the kinds' `faults`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from book.dates import RecordDate
from book.errors import Mistake, Place
from book.manuscript.kinds.record import Spanned
from book.manuscript.yamltext import Path

#: The place of a path of keys and indexes in an appendix.
Placed = Callable[..., Place]

_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+")
#: Years between documents of one book, above which one of them is taken for mistyped.
_LONG = 60


def figures_in(text: str) -> list[int]:
    """The whole numbers in figures in a text, their thousands set apart or not."""
    return [int(re.sub(r"[.,]", "", m[0])) for m in _FIGURE.finditer(text)]


def unlike(number: float, text: str) -> bool:
    """Whether a text has figures, and neither one of them nor their sum is the number."""
    figures = figures_in(text)
    return bool(figures) and number not in (*figures, sum(figures))


def differs(place: Place, number: float, text: str) -> Mistake:
    """That a number and the words for it say different things."""
    return Mistake(
        place,
        "the number is {number}, its text says “{text}”",
        "Correct one of them.",
        {"number": f"{number:g}", "text": text},
    )


def overlapping(records: Iterable[tuple[Spanned, Path]], place: Placed) -> Iterator[Mistake]:
    """Of records that follow one another in time, those that begin before the last one ended."""
    ordered = sorted(records, key=lambda item: item[0].order)
    for (before, _), (after, path) in pairwise(ordered):
        if after.first.surely_before(before.end):
            yield Mistake(
                place(*path, "from"),
                "this begins before the one before it ends ({date})",
                "Correct one of the two dates.",
                {"date": str(before.end)},
            )


def far_from_others(dates: Sequence[tuple[RecordDate, Path]], place: Placed) -> Iterator[Mistake]:
    """Dates that lie a lifetime from all others: most are mistyped."""
    years = [date.year for date, _ in dates if date.year]
    for date, path in dates if len(years) > 2 else ():
        others = sorted(years)
        if date.year:
            others.remove(date.year)
            nearest = min(abs(date.year - year) for year in others)
            if nearest > _LONG and abs(date.year - median(others)) > _LONG:
                yield Mistake(
                    place(*path),
                    "{year} is far from the other dates of the list",
                    "Correct the year, or silence the rule here.",
                    {"year": date.year},
                )
