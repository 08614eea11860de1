"""Words, dates and numbers of a language: Babel's data and the builder's own catalogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel import Locale, UnknownLocaleError

from book.dates import PartialDate, RecordDate, Sureness
from book.errors import BookError, Message, Mistake, Place, Plural, Said, UnfitError
from book.languages.catalogs import translations
from book.languages.data import folder_in

# ICU and YAML are imported when they are wanted: a run with nothing to do is short.
if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from book.languages.grammar import Grammar
    from book.languages.house_styles import Capital, Letters, Places
    from book.languages.rules import Rules
    from book.languages.words import Words

#: The fields of dates, as CLDR names them.
_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "day of year": "MMMMd", "month of year": "MMMM"}
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

#: More digits than any number has that is written out (the largest of Python has 309).
_DIGITS = 400


class Language:
    """One language: `say` translates the builder's words, the rest formats through Babel.

    Any language that Babel knows may be asked for; words without a translation are English.
    """

    def __init__(self, tag: str, book: Path | None = None) -> None:
        """`book` is a book folder: its `languages/<code>` adds to the builder's, and goes before
        it."""
        self.tag = tag
        self.locale = Locale.parse(tag, sep="-")
        code = self.locale.language
        self._folders = [f for f in (resources.files(__name__) / code, folder_in(book, code)) if f]
        # Last of all come the words as they are, which is English, and its own few.
        english = resources.files(__name__) / "en"
        spoken = (english, *(f for f in self._folders if f != english))
        self._catalog = translations(f / "catalog.po" for f in spoken)

    @cached_property
    def rules(self) -> Rules:
        """How the language is written. Raises BookError for a book's own file that is no rules."""
        from book.languages.rules import FILE, rules_of

        with self._files(FILE) as files:
            return rules_of(self.tag, files)

    @cached_property
    def words(self) -> Words:
        """The words that rules and readers know; BookError likewise."""
        from book.languages.words import FILE, words_in

        with self._files(FILE) as files:
            return words_in(self.locale, files)

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Where the sentences of a text begin and end; see `sentences.sentences`."""
        from book.languages.sentences import sentences

        return sentences(text, self.tag, self.words)

    @cached_property
    def grammar(self) -> Grammar:
        """How it says facts; BookError likewise."""
        from book.languages.grammar import FILE, grammar_in

        with self._files(FILE) as files:
            return grammar_in(self.locale, files)

    def capitals(self, style: str) -> tuple[Capital, ...]:
        """What a house style writes with capitals; BookError likewise."""
        from book.languages.house_styles import capitals_in

        with self._files(f"{style}.yaml") as files:
            return capitals_in(files)

    @cached_property
    def letters(self) -> Letters:
        """Syllables that are written with one of two letters; BookError likewise."""
        from book.languages.house_styles import LETTERS, letters_in

        with self._files(LETTERS) as files:
            return letters_in(files)

    @cached_property
    def places(self) -> Places:
        """What places became; BookError likewise."""
        from book.languages.house_styles import PLACES, places_in

        with self._files(PLACES) as files:
            return places_in(files)

    @contextmanager
    def _files(self, name: str) -> Iterator[tuple[Traversable, ...]]:
        """The files of this name; what is wrong in them is told at a book's own."""
        try:
            yield tuple(f / name for f in self._folders if (f / name).is_file())
        except UnfitError as error:
            place = Place(f"languages/{self.locale.language}/{name}")
            cure = "The guide tells what rules of a language hold."
            raise BookError(
                Mistake(place, "these are no rules: {reason}", cure, {"reason": error.said})
            ) from None

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
        from decimal import Context, localcontext

        from babel.numbers import format_decimal

        with localcontext(Context(prec=_DIGITS)):
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
        if when.month is None:
            return str(when.year)
        return self._written(when, "day" if when.day else "month")

    def _within_year(self, when: PartialDate) -> str:
        return self._written(when, "day of year" if when.day else "month of year")

    def _written(self, when: PartialDate, form: str) -> str:
        """A date by the language's own pattern, or in CLDR's long form."""
        pattern = dict(self.rules.dates).get(form)
        if pattern is None:
            from book.languages.cldr import best_pattern

            pattern = best_pattern(self.tag, _SKELETONS[form])
        from babel.dates import format_date

        return format_date(when.first_day, pattern, locale=self.locale)

    def _between(self, begins: PartialDate, ends: PartialDate) -> str:
        """Two dates known as exactly, as CLDR writes an interval: `27–29 January 1994`."""
        form = "day" if begins.day else "month"
        if dict(self.rules.dates).get(form):
            return f"{self._written(begins, form)} \N{EN DASH} {self._written(ends, form)}"
        from book.languages.cldr import interval

        return interval(self.tag, _SKELETONS[form], begins.first_day, ends.first_day)

    def span(self, first: RecordDate | None, last: RecordDate | None) -> str:
        """Two dates with an en dash; `from …` where the end is open, `until …` where the beginning
        is not known."""
        begins = None if first is None or first.date is None else first
        ends = None if last is None or last.date is None else last
        if begins and ends:
            if begins == ends:
                return self.date(begins)
            one, other = begins.date, ends.date
            exact = begins.is_exact and ends.is_exact
            if one and other and exact and one.precision == other.precision:
                return self._between(one, other) if one.month else f"{one}\N{EN DASH}{other}"
            return f"{self.date(begins)} \N{EN DASH} {self.date(ends)}"
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


def language(tag: str, book: Path | None = None) -> Language:
    """A language, with what a book folder says of it."""
    code = Locale.parse(tag, sep="-").language
    own = folder_in(book, code)
    stamps = tuple((f, f.stat().st_mtime_ns) for f in sorted(own.iterdir())) if own else ()
    return _language(tag, book if own else None, stamps)


@lru_cache(maxsize=32)
def _language(tag: str, book: Path | None, _stamps: tuple[object, ...]) -> Language:
    return Language(tag, book)


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
def everywhere(key: str) -> str:
    """A pattern for any word of a list of `words.yaml`, in any language that the builder has."""
    from book.languages.words import any_word

    words = {word for spoken in languages() for word in spoken.words.lists[key]}
    return f"(?:{any_word(sorted(words))})"
