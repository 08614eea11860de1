"""Words, dates and numbers of a language: Babel's data and the builder's own catalogs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import NullTranslations
from importlib import resources
from io import BytesIO
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from book.dates import PartialDate, RecordDate, Sureness
from book.errors import Message, Plural, Said

#: How a date is told that is not exact.
_SURENESS: dict[Sureness, Said] = {
    "about": Said("date: about"),
    "by": Said("date: by"),
    "after": Said("date: after"),
    "inferred": Said("date: inferred"),
}
#: How a stretch is told of which one side is known.
_ONE_SIDED: dict[tuple[str, Sureness], Said] = {
    ("from", "exact"): Said("from {date}"),
    ("from", "by"): Said("from {date} at the latest"),
    ("from", "after"): Said("from {date} at the earliest"),
    ("until", "exact"): Said("until {date}"),
    ("until", "by"): Said("until {date} at the latest"),
    ("until", "after"): Said("until {date} at the earliest"),
}


class Language:
    """One language: `say` translates the builder's words, the rest formats through Babel.

    Any language that Babel knows may be asked for; words without a translation are English.
    """

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.locale = Locale.parse(tag, sep="-")
        self._catalog = _catalog(self.locale.language)

    def say(self, message: Message, /, **values: object) -> str:
        """A message of the catalog in this language, its {fields} filled in."""
        if isinstance(message, Plural):
            count = values["count"]
            assert isinstance(count, int)
            text = self._catalog.ngettext(message.one, message.many, count)
        else:
            text = self._catalog.gettext(message) if message else ""
        return text.format(**values) if values else text

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self.locale)

    def date(self, when: PartialDate | RecordDate) -> str:
        """A date as long as it is known, and how sure it is: `27/01/1994`, `khoảng 1997`."""
        return self._qualified(when, self._calendar)

    def day_of_year(self, when: PartialDate | RecordDate) -> str:
        """A date without its year: `27/01`, `tháng 7`; empty where only an exact year is known."""
        date = when.date if isinstance(when, RecordDate) else when
        if date is None or date.month is None:
            exact = isinstance(when, PartialDate) or when.is_exact
            return "" if exact else self.date(when)
        return self._qualified(when, self._within_year)

    def _qualified(
        self, when: PartialDate | RecordDate, written: Callable[[PartialDate], str]
    ) -> str:
        if isinstance(when, PartialDate):
            return written(when)
        if when.date is None:
            return self.say("date: open") if when.is_open else self.say("date: unknown")
        date = written(when.date)
        return date if when.is_exact else self._said(_SURENESS[when.sureness], date)

    def _said(self, message: Said, date: str) -> str:
        return self.say(message.message, date=date)

    def _calendar(self, when: PartialDate) -> str:
        if when.day is not None:
            return format_date(when.first_day, self.say("date: day"), locale=self.locale)
        if when.month is not None:
            return format_date(when.first_day, self.say("date: month"), locale=self.locale)
        return str(when.year)

    def _within_year(self, when: PartialDate) -> str:
        message = "date: day of year" if when.day is not None else "date: month of year"
        return format_date(when.first_day, self.say(message), locale=self.locale)

    def span(self, first: RecordDate | None, last: RecordDate | None) -> str:
        """Two dates with an en dash; `from …` where the end is open, `until …` where the beginning
        is not known."""
        begins = None if first is None or first.date is None else first
        ends = None if last is None or last.date is None else last
        if begins and ends:
            if begins == ends:
                return self.date(begins)
            wide = any(d.date.month or not d.is_exact for d in (begins, ends) if d.date)
            dash = " \N{EN DASH} " if wide else "\N{EN DASH}"
            return f"{self.date(begins)}{dash}{self.date(ends)}"
        goes_on = last is None or last.is_open
        if begins and goes_on:
            return self._one_sided("from", begins)
        if begins and last:
            return f"{self.date(begins)} \N{EN DASH} {self.date(last)}"
        if ends:
            return self._one_sided("until", ends)
        if first is None:
            return ""
        return self.say("to this day, from when is not known") if goes_on else self.date(first)

    def _one_sided(self, side: Literal["from", "until"], when: RecordDate) -> str:
        """`from 1994`, `until 2015 at the latest`."""
        message = _ONE_SIDED.get((side, when.sureness))
        if message and when.date:
            return self._said(message, self._calendar(when.date))
        return self._said(_ONE_SIDED[side, "exact"], self.date(when))


def known(tag: str) -> bool:
    """Whether Babel has data on a language tag."""
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def catalogs() -> tuple[str, ...]:
    """The codes of the languages that the builder speaks: English, and those with a catalog."""
    folders = (f for f in resources.files(__name__).iterdir() if f.is_dir())
    return tuple(sorted({"en", *(f.name for f in folders if (f / "catalog.po").is_file())}))


@cache
def language(tag: str) -> Language:
    return Language(tag)


@cache
def languages() -> tuple[Language, ...]:
    """The languages that the builder has words of, by their codes."""
    folders = resources.files(__name__).iterdir()
    return tuple(
        language(code)
        for code in sorted(folder.name for folder in folders if folder.is_dir())
        if known(code)
    )


@cache
def _catalog(code: str) -> NullTranslations:
    """The catalog of a language, as gettext reads it; English where there is none."""
    po = resources.files(__name__) / code / "catalog.po"
    if not po.is_file():
        po = resources.files(__name__) / "en" / "catalog.po"
    compiled = BytesIO()
    with po.open("rb") as stream:
        write_mo(compiled, read_po(stream))
    compiled.seek(0)
    return Translations(compiled)
