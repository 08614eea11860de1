"""Dates as prose writes them: in figures, or with the name of the month."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from book.dates import PartialDate
from book.errors import UnfitError

_FIGURES = re.compile(
    r"(?<![\w/.-])(?:(?P<day>\d{1,2})(?P<sep>[/.-]))?(?P<month>\d{1,2})"
    r"(?(sep)(?P=sep)|[/])(?P<year>[12]\d{3})(?![\w/-])"
)
_VIETNAMESE = re.compile(
    r"(?:ngày\s+(?P<day>\d{1,2})\s+)?tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>[12]\d{3})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundDate:
    """A date at text[start:end]."""

    start: int
    end: int
    date: PartialDate


def dates_in(text: str, months: Mapping[str, int]) -> list[FoundDate]:
    """The dates in a text to the month at least, in order; `months` are names in small letters."""
    found = [*_FIGURES.finditer(text), *_VIETNAMESE.finditer(text)]
    made = [_dated(m, m["year"], m["month"], m["day"]) for m in found]
    if months:
        names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
        for m in re.finditer(
            rf"(?:(?P<day>\d{{1,2}})\.?\s+)?(?<!\w)(?P<name>{names})(?:\s+(?P<after>\d{{1,2}}),)?"
            r"\s+(?P<year>[12]\d{3})(?!\d)",
            text,
            re.IGNORECASE,
        ):
            month = str(months[m["name"].casefold()])
            made.append(_dated(m, m["year"], month, m["day"] or m["after"]))
    return sorted((d for d in made if d), key=lambda d: d.start)


def _dated(m: re.Match[str], year: str, month: str, day: str | None) -> FoundDate | None:
    try:
        date = PartialDate.parse("-".join(part for part in (year, month, day) if part))
    except UnfitError:
        return None
    return FoundDate(m.start(), m.end(), date)
