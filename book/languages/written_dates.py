"""Dates as people write them in records: `20/6/1984`, `8/1994`, `about 2000`, `chậm nhất 08/2015`.

The words are those of all languages that the builder has (`date words: …` in their catalogs),
since an editor may copy a date from anywhere; the signs are those of ISO 8601-2 (EDTF). In figures
the day comes first.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from book.dates import PartialDate, RecordDate, Sureness
from book.errors import Said, UnfitError
from book.languages import languages

#: Messages of the catalogs that hold words, set apart by bars.
_WORDS: dict[Sureness, Said] = {
    "about": Said("date words: about"),
    "by": Said("date words: by"),
    "after": Said("date words: after"),
    "inferred": Said("date words: inferred"),
    "unknown": Said("date words: unknown"),
    "open": Said("date words: open"),
}
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_FIGURES = re.compile(
    r"(?:(?P<day>\d{1,2})(?P<sign>[/.-]))?(?P<month>\d{1,2})(?(sign)(?P=sign)|[/.-])(?P<year>\d{4})"
)
#: `1996-02-09/1996-02-10`, `9/2/1996 – 10/2/1996`, `1996–2000`.
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*|(?<=\d{4})-(?=\d{4}$)")
#: `9–10/2/1996`.
_DAYS = re.compile(r"(?P<first>\d{1,2})\s*[-–]\s*(?P<last>\d{1,2})(?P<rest>[/.]\d{1,2}[/.]\d{4})")


def read_date(text: str) -> RecordDate:
    """The date that a record's value holds; UnfitError where it holds none."""
    found = _read(" ".join(text.split()))
    if found is None:
        raise UnfitError(
            "“{text}” is not a date; write 1994, 8/1994 or 27/1/1994 (or 1994-01-27), and where it"
            " is not sure “about 1994”, “by 8/1994”, “1994 (inferred)” or “unknown”",
            text=text,
        )
    return found


def read_dates(text: str) -> tuple[RecordDate, ...]:
    """One date, or the first and last of a stretch with a dash or a slash between them."""
    text = " ".join(text.split())
    if (one := _read(text)) is not None:
        return (one,)
    if days := _DAYS.fullmatch(text):
        return tuple(read_date(days[part] + days["rest"]) for part in ("first", "last"))
    parts = _BETWEEN.split(text) if _BETWEEN.search(text) else text.split("/")
    if len(parts) != 2:
        return (read_date(text),)
    return read_date(parts[0]), read_date(parts[1])


@lru_cache(maxsize=4096)
def _read(text: str) -> RecordDate | None:
    words = _words()
    plain = text.casefold()
    for sureness in ("unknown", "open"):
        if plain in words[sureness]:
            return RecordDate(None, sureness)
    for sureness, rest in _qualified(plain, words):
        if found := _calendar(rest):
            return RecordDate(found, sureness)
    found = _calendar(plain)
    return RecordDate(found) if found else None


def _qualified(text: str, words: dict[Sureness, list[str]]) -> list[tuple[Sureness, str]]:
    """What a date may be said to be, each with the rest of the text."""
    found: list[tuple[Sureness, str]] = []
    for sureness in ("about", "by", "after", "inferred"):
        for word in words[sureness]:
            if text.startswith(word + " ") or (word.endswith(".") and text.startswith(word)):
                found.append((sureness, text[len(word) :].strip()))
            for end in (f" ({word})", f", {word}", f" {word}"):
                if text.endswith(end):
                    found.append((sureness, text.removesuffix(end)))
    signs: tuple[tuple[Sureness, str, str], ...] = (
        ("by", "../", ""),
        ("after", "", "/.."),
        ("about", "", "~"),
        ("inferred", "", "?"),
        ("inferred", "", " (?)"),
    )
    for sureness, begins, ends in signs:
        if text.startswith(begins) and text.endswith(ends):
            found.append((sureness, text.removeprefix(begins).removesuffix(ends).strip()))
    return found


def _calendar(text: str) -> PartialDate | None:
    """A date of the calendar; None where there is none, or no such day."""
    for pattern in (_ISO, _FIGURES, *_patterns()):
        if found := pattern.fullmatch(text):
            named = found.groupdict()
            month = named.get("month")
            if month and not month.isdigit():
                month = str(_months()[month])
            parts = [named["year"], month, named.get("day")]
            try:
                return PartialDate.parse("-".join(part for part in parts if part))
            except UnfitError:
                return None
    return None


@cache
def _words() -> dict[Sureness, list[str]]:
    """The words of all languages in small letters, the longest first."""
    known: dict[Sureness, set[str]] = {"unknown": {"?"}, "open": {".."}}
    for spoken in languages():
        for sureness, message in _WORDS.items():
            words = spoken.say(message.message)
            if words != message.message:
                known.setdefault(sureness, set()).update(w.casefold() for w in words.split("|"))
    return {sureness: sorted(words, key=len, reverse=True) for sureness, words in known.items()}


@cache
def _months() -> dict[str, int]:
    """The months' names in small letters, without those that are numbers."""
    return {
        name.casefold().rstrip("."): number
        for spoken in languages()
        for width in ("wide", "abbreviated")
        for number, name in spoken.locale.months["format"][width].items()
        if not any(c.isdigit() for c in name)
    }


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Dates in words: `ngày 27 tháng 1 năm 1994`, `T9/1990`, `27 January 1994`, `June 5, 1994`."""
    year, day, number = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
    told = {"/": "[/.-]", r"\{year\}": year, r"\{day\}": day, r"\{month\}": number}
    forms = []
    for form in (form for spoken in languages() for form in spoken.rules.read_dates):
        pattern = re.escape(form.casefold())
        for sign, meant in told.items():
            pattern = pattern.replace(sign, meant)
        forms.append(pattern)
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\.?"
    return tuple(
        re.compile(pattern)
        for pattern in (
            *forms,
            rf"(?:{day}\.? )?{month},? {year}",
            rf"{month} {day}, {year}",
        )
    )
