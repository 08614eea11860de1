"""Dates known to the day, to the month or to the year only."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import total_ordering

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


def source_date() -> datetime | None:
    """The time that SOURCE_DATE_EPOCH names, for builds that shall not look at the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else None
