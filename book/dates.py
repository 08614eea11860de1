"""Dates known to the day, to the month or to the year only, and how sure each of them is."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import total_ordering
from typing import Literal

from book.errors import UnfitError

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date; `month` and `day` are None where they are not known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `1994`, `1994-01` or `1994-01-27`; UnfitError for anything else."""
        reason = "“{text}” is not a date; write 1994, 1994-01 or 1994-01-27"
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise UnfitError(reason, text=text)
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise UnfitError(reason, text=text) from None
        return cls(year, month, day)

    def may_be(self, other: PartialDate) -> bool:
        """Whether two dates agree as far as both are known."""
        return self.year == other.year and all(
            None in (mine, theirs) or mine == theirs
            for mine, theirs in ((self.month, other.month), (self.day, other.day))
        )

    def surely_before(self, other: PartialDate) -> bool:
        """Whether this date is before another however the unknown parts of both are."""
        return self < other and not self.may_be(other)

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """How exactly the date is known."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def position(self) -> float:
        """The date as a point on a scale of years, 1994.5 being the middle of 1994.

        A date known to the month or year only stands in the middle of it.
        """
        if self.month is None:
            return self.year + 0.5
        day = (self.month - 1) * 30.5 + (self.day or 15)
        return self.year + day / 366

    def __lt__(self, other: PartialDate) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)


#: How sure a date is: as written, about then, then at the latest, then at the earliest, concluded
#: from something else, not known at all, or not come yet.
Sureness = Literal["exact", "about", "by", "after", "inferred", "unknown", "open"]
#: A year written with “about” is right within so many years; with a month or a day, within one.
_ABOUT = 5


@total_ordering
@dataclass(frozen=True)
class RecordDate:
    """A date as a record gives it: `date` is None where it is unknown or open.

    Rules compare what is certain: `earliest` and `latest`, each None where nothing is certain on
    that side. Order is that of the dates as written; what has none comes last.
    """

    date: PartialDate | None
    sureness: Sureness = "exact"

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def is_exact(self) -> bool:
        return self.sureness == "exact"

    @property
    def is_open(self) -> bool:
        """Whether what it ends goes on."""
        return self.sureness == "open"

    @property
    def earliest(self) -> PartialDate | None:
        """The date before which it certainly is not."""
        if self.sureness == "open":
            return PartialDate(9999)
        if self.date is None or self.sureness in ("by", "inferred"):
            return None
        return _moved(self.date, -1) if self.sureness == "about" else self.date

    @property
    def latest(self) -> PartialDate | None:
        """The date after which it certainly is not."""
        if self.sureness == "open":
            return PartialDate(9999)
        if self.date is None or self.sureness in ("after", "inferred"):
            return None
        return _moved(self.date, 1) if self.sureness == "about" else self.date

    @property
    def as_stated(self) -> RecordDate:
        """The date taken at its word where it was inferred."""
        return RecordDate(self.date) if self.sureness == "inferred" else self

    @property
    def to_the_year(self) -> RecordDate:
        """The same without month and day."""
        return RecordDate(PartialDate(self.date.year) if self.date else None, self.sureness)

    @property
    def position(self) -> float | None:
        """The date as a point on a scale of years, None where there is none."""
        return self.date.position if self.date else None

    def surely_before(self, other: RecordDate | PartialDate) -> bool:
        """Whether this date is before another, whatever is not certain of both."""
        other = _recorded(other)
        return (
            self.latest is not None
            and other.earliest is not None
            and self.latest.surely_before(other.earliest)
        )

    def may_be(self, other: RecordDate | PartialDate) -> bool:
        """Whether two dates may be the same, as far as they are certain."""
        other = _recorded(other)
        return not self.surely_before(other) and not other.surely_before(self)

    def __lt__(self, other: RecordDate) -> bool:
        return (self.date or PartialDate(9999)) < (other.date or PartialDate(9999))

    def __str__(self) -> str:
        """The date in ISO 8601-2."""
        forms = {"about": "{}~", "by": "../{}", "after": "{}/..", "inferred": "{}?"}
        if self.date is None:
            return ".." if self.is_open else "?"
        return forms.get(self.sureness, "{}").format(self.date)


def _recorded(date: RecordDate | PartialDate) -> RecordDate:
    return date if isinstance(date, RecordDate) else RecordDate(date)


def _moved(date: PartialDate, way: int) -> PartialDate:
    """The edge of “about” a date."""
    years = _ABOUT if date.month is None else 1
    return PartialDate(min(9999, max(1, date.year + way * years)))


def source_date() -> datetime | None:
    """The time that SOURCE_DATE_EPOCH names, for builds that shall not look at the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else None
