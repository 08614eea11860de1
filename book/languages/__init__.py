"""Words, dates and numbers of a language: Babel's data and the builder's own catalogs."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from importlib import resources
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from book.dates import PartialDate
from book.errors import Message, Plural


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

    def date(self, when: PartialDate) -> str:
        """A date as long as it is known: `27/01/1994`, `tháng 7/1999`, `1997`."""
        if when.day is not None:
            return format_date(when.first_day, self.say("date: day"), locale=self.locale)
        if when.month is not None:
            return format_date(when.first_day, self.say("date: month"), locale=self.locale)
        return str(when.year)

    def day_of_year(self, when: PartialDate) -> str:
        """A date without its year: `27/01`, `tháng 7`."""
        message = "date: day of year" if when.day is not None else "date: month of year"
        return format_date(when.first_day, self.say(message), locale=self.locale)

    def span(self, first: PartialDate | None, last: PartialDate | None) -> str:
        """Two dates with an en dash; a side that is not known stays open."""
        if first is not None and last is not None:
            if first == last:
                return self.date(first)
            wide = first.month is not None or last.month is not None
            return f"{self.date(first)}\N{EN DASH}{self.date(last)}".replace(
                "\N{EN DASH}", "\N{EN DASH}" if not wide else " \N{EN DASH} "
            )
        if first is not None:
            return self.say("from {date}", date=self.date(first))
        if last is not None:
            return self.say("until {date}", date=self.date(last))
        return ""


def known(tag: str) -> bool:
    """Whether Babel has data on a language tag."""
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def language(tag: str) -> Language:
    return Language(tag)


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
