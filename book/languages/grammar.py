"""How a language says facts, as data: `facts.yaml` in its folder.

numbers:                  # words and their values, what multiplies them, what stands between
  words: {two: 2}
  times: {hundred: 100}
  between: [and]
  doubtful: [one]         # numbers only among others, or before what is counted
  thousands: ","          # what sets thousands apart in figures
  more: {million: 1000000}
ordinals: {first: 1}
dates: ["{day} {name} {year}"]   # patterns; {day}, {month} in figures or words, {name} of a month
no_year: […]              # dates of no year, which are passed over

All other keys are words set apart by bars, or patterns with {number}, for `re` whatever the
capitals. They name what is said: `founded`, `takes` (an office), `members` … A key that a language
does not have is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Any

from babel import Locale

from book.languages.data import Fits, is_words, read_parts

FILE = "facts.yaml"
_FILLED = re.compile(r"\{(?:number|day|month|name|year)\}")
#: The keys that hold words or a pattern.
_KEYS = (
    "about",
    "after_noun",
    "again",
    "age",
    "all_parts",
    "amounts",
    "and",
    "anniversary",
    "anniversary_of",
    "appoints",
    "at",
    "at_first",
    "at_founding",
    "before_it",
    "begins",
    "bodies",
    "bodies_after",
    "body_words",
    "born",
    "classifiers",
    "counted_nouns",
    "day_and",
    "day_of",
    "died",
    "elected_by",
    "elected_members",
    "elects",
    "equals",
    "every",
    "finishes",
    "first",
    "former",
    "founded",
    "founded_not",
    "founded_then",
    "from",
    "grows",
    "has",
    "holds",
    "implements",
    "in_all",
    "into",
    "is_a",
    "issued",
    "issued_by",
    "kinds",
    "leaves",
    "members",
    "met",
    "mid",
    "moves",
    "name_ends",
    "naming",
    "not_all",
    "not_ours",
    "now",
    "of_date",
    "of_number",
    "office_of",
    "only_some",
    "others",
    "out_of",
    "own",
    "own_always",
    "own_office",
    "part_of",
    "phones",
    "rate",
    "renamed",
    "renamed_to",
    "replaces",
    "rest",
    "rises",
    "scores",
    "seat",
    "share",
    "signed",
    "spent",
    "street",
    "subject_of",
    "takes",
    "term",
    "the",
    "they",
    "titles",
    "to",
    "turns",
    "units",
    "unsaid",
    "until",
    "vice",
    "weekday",
    "weekday_number",
    "with",
    "year_unit",
)


class Grammar:
    """The grammar of one language."""

    def __init__(self, data: Mapping[str, Any], months: Mapping[str, int]) -> None:
        self._data = data
        numbers = data.get("numbers", {})
        self.words: dict[str, int] = numbers.get("words", {})
        self.times: dict[str, int] = numbers.get("times", {})
        self.between: frozenset[str] = frozenset(numbers.get("between", ()))
        self.doubtful: frozenset[str] = frozenset(numbers.get("doubtful", ()))
        self.year_word: str = numbers.get("year", "")
        self.thousands: str = numbers.get("thousands", ",")
        self.more: dict[str, int] = numbers.get("more", {})
        self.ordinals: dict[str, int] = data.get("ordinals", {})
        self.holidays: frozenset[str] = frozenset(data.get("holidays", ()))
        self.weekdays: list[str] = data.get("weekdays", [])
        self.months: dict[str, int] = {**data.get("months", {}), **months}
        self._made: dict[str, re.Pattern[str]] = {}

    def __bool__(self) -> bool:
        """Whether anything is known of the language."""
        return bool(self._data)

    @cached_property
    def number(self) -> str:
        """A pattern for a whole number in figures or words."""
        known = "|".join(sorted({*self.words, *self.times}, key=len, reverse=True)) or "(?!)"
        between = "|".join(self.between)
        link = rf"(?:[\s-]+(?:(?:{between})\s+)?)" if between else r"[\s-]+"
        return rf"(?:\d+(?:[.,]\d{{3}})*|(?:{known})(?:{link}(?:{known}))*)(?!\w)"

    @cached_property
    def date_patterns(self) -> tuple[re.Pattern[str], ...]:
        """Dates in words, the longest first; groups `day`, `month` or `name`, `year`."""
        return tuple(self._dated(text) for text in self._data.get("dates", ()))

    @cached_property
    def no_year(self) -> tuple[re.Pattern[str], ...]:
        return tuple(self._dated(text) for text in self._data.get("no_year", ()))

    def _dated(self, text: str) -> re.Pattern[str]:
        words = "|".join(sorted({*self.words, *self.times}, key=len, reverse=True)) or "(?!)"
        told = rf"(?:\d{{1,2}}|(?:{words})(?:\s+(?:{words}))*)"
        named = "|".join(sorted(map(re.escape, self.months), key=len, reverse=True)) or "(?!)"
        made = (
            text.replace("{day}", rf"(?P<day>{told})")
            .replace("{month}", rf"(?P<month>{told}|{named})")
            .replace("{name}", rf"(?P<name>{named})")
            .replace("{year}", r"(?P<year>[12]\d{3})")
        )
        return re.compile(rf"(?<!\w){made}(?!\w)", re.IGNORECASE)

    def has(self, key: str) -> bool:
        return key in self._data

    def text(self, key: str) -> str:
        """The pattern under a key, uncompiled; one that matches nothing where there is none."""
        group, _, name = key.partition(".")
        found = self._data.get(group)
        if name:
            found = found.get(name) if isinstance(found, dict) else None
        return found if isinstance(found, str) and found else "(?!)"

    def any(self, key: str) -> re.Pattern[str]:
        """The words under a key as whole words; nothing where the language has none."""
        made = self._made.get(key)
        if made is None:
            text = self.text(key).replace("{number}", self.number)
            made = re.compile(rf"(?<!\w)(?:{text})(?!\w)", re.IGNORECASE)
            self._made[key] = made
        return made

    def value(self, written: str) -> float | None:
        """What a number in figures is worth; None where it is none."""
        plain = written.replace(self.thousands, "")
        if self.thousands == ".":
            plain = plain.replace(",", ".")
        try:
            return float(plain)
        except ValueError:
            return None

    def worth(self, words: Sequence[str]) -> tuple[int, int]:
        """What words in small letters are worth that begin a number, and how many of them do."""
        total = group = last = used = 0
        before = ""
        for n, word in enumerate(words):
            following = words[n + 1] if n + 1 < len(words) else ""
            if word in self.times and n:
                times = self.times[word]
                if times >= 1000:
                    total, group, last = total + (group + last or 1) * times, 0, 0
                else:
                    group, last = group + (last or 1) * times, 0
            elif word in self.words and self._follows(before, word, following):
                group, last = group + last, self.words[word]
            elif word in self.between and before in self.times and following in self.words:
                before = word
                continue
            else:
                break
            before, used = word, n + 1
        return total + group + last, used

    def _follows(self, before: str, word: str, following: str) -> bool:
        """Whether a word for a number may stand behind another: `trăm năm mươi`, not `mươi năm`."""
        if not before or before in self.between:
            return True
        if word == self.year_word:
            return before in self.times and following in self.times
        if before in self.words:
            tens = self.words[before]
            return tens >= 10 and tens % 10 == 0 and self.words[word] < 10
        return True


def grammar_in(locale: Locale, files: Iterable[Traversable]) -> Grammar:
    """The grammar of a language; a later file goes before an earlier one, key by key.

    Raises UnfitError for a file that holds something else.
    """
    found = read_parts(files, _FITS)
    months = {
        name.casefold().rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
        if not any(c.isdigit() or c == " " for c in name)
    }
    return Grammar(found, months if found else {})


def _is_pattern(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(re.compile(_FILLED.sub("1", value)))
    except re.error:
        return False


def _are_patterns(value: object) -> bool:
    values = [*value.values()] if isinstance(value, dict) else value
    return isinstance(values, list) and all(map(_is_pattern, values))


def _are_values(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(v, int) for v in value.values())


_FITS: Fits = {
    **dict.fromkeys(_KEYS, _is_pattern),
    **dict.fromkeys(("dates", "no_year", "elected", "counted"), _are_patterns),
    **dict.fromkeys(("ordinals", "months"), _are_values),
    "numbers": lambda value: isinstance(value, dict),
    **dict.fromkeys(("weekdays", "holidays"), is_words),
}
