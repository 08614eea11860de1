"""Dates by CLDR's data, by ICU."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

import icu


@lru_cache(maxsize=64)
def best_pattern(tag: str, skeleton: str) -> str:
    """CLDR's best pattern for a date of these fields."""
    found = icu.DateTimePatternGenerator.createInstance(icu.Locale.forLanguageTag(tag))
    return str(found.getBestPattern(skeleton))


def interval(tag: str, skeleton: str, first: date, last: date) -> str:
    """Two days or months as CLDR writes an interval, in plain spaces."""

    def noon(day: date) -> float:
        return datetime.combine(day, time(12)).timestamp()  # in local time, as ICU counts

    locale = icu.Locale.forLanguageTag(tag)
    form = icu.DateIntervalFormat.createInstance(skeleton, locale)
    written = str(form.format(icu.DateInterval(noon(first), noon(last))))
    return " ".join(written.split())
