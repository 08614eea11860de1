r"""How a language is written, as data: `rules.yaml` in its folder, with a default for every part.

quotes: ["«\u00a0", "\u00a0»", "“", "”"]     # outer and inner ones; default: CLDR's
colon: "\u00a0:"                             # behind a label; default: a plain colon
hyphenated: true                             # default: where there are patterns for it
dates:                                       # CLDR's patterns; default: its long forms
  day: dd/MM/y
  month: MM/y
  day of year: dd/MM
  month of year: "'tháng' M"
read dates: [tháng {month} năm {year}]       # how records may write them; for / also . and -
units: [triệu, giờ]                          # words behind a number that stay beside it
unbroken:                                    # what no line ends behind
  before numbers: [ngày, số]
  before names: [ông, bà]
  before anything: [No., p.]
  phrases: [đồng chí]
together:                                    # behind what a line had better not end; as above
  before names: [chí]
articles: [the]                              # indexes have them last: barn, the
surnames:                                    # indexes have them first; default: names as written
  words: 2                                   # of names of three words; default: 1
  joined: [Van, La]                          # what begins one
  behind: [Jr, III]                          # what follows one
  without: [Queen]                           # what begins names that have none
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable

import icu

from book.languages.data import Fits, either, is_words, read_parts
from book.languages.surnames import FITS as OF_SURNAMES
from book.languages.surnames import Surnames, surnames_of

NBSP = "\N{NO-BREAK SPACE}"
FILE = "rules.yaml"
DATES = ("day", "month", "day of year", "month of year")
#: The capital letters of Latin, Greek and Cyrillic scripts, for a class of `re`.
CAPITALS = "".join(c for c in map(chr, range(0x41, 0x2000)) if c.isupper())
_BEHIND = {
    "before numbers": r"\d|[IVXLC]+(?!\w)",
    "before names": f"[{CAPITALS}]",
    "before anything": r"\S",
}
_NUMBER = r"(?<!\w)(\d+(?:[.,]\d+)*%?)"
#: A number and a word had better stay together; a number and its unit do.
_NUMBER_AND_WORD = re.compile(rf"{_NUMBER} (?=[^\W\d_])")
#: Signs and units that are the same in every language.
_UNITS = r"%|‰|°[CF]?|[kcdm]?m[²³]?|ha|km/h|k?g|l|kW|MW|GB|MB|USD|VND|€|\$"


@dataclass(frozen=True)
class Rules:
    """The rules of one language; `quotes` are the outer and the inner pair."""

    quotes: tuple[str, ...]
    colon: str
    hyphenated: bool
    #: CLDR's patterns by the names of DATES, in the order of the file.
    dates: tuple[tuple[str, str], ...] = ()
    #: Words by what they stand before, and phrases.
    unbroken: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: Likewise, where a line may end if it must.
    together: tuple[tuple[str, tuple[str, ...]], ...] = ()
    units: tuple[str, ...] = ()
    read_dates: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    #: None where indexes have names as they are written.
    surnames: Surnames | None = None

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        phrases = [
            p
            for kind, words in (*self.unbroken, *self.together)
            if kind == "phrases"
            for p in words
        ]
        units = [_UNITS, *(_unit(word, phrases) for word in self.units)]
        return (
            re.compile(rf"{_NUMBER} (?=(?:{'|'.join(units)})(?!\w))"),
            *_of_words(self.unbroken),
        )

    @cached_property
    def _bonds(self) -> tuple[re.Pattern[str], ...]:
        return (_NUMBER_AND_WORD, *_of_words(self.together))

    def joined(self, text: str) -> str:
        """A text with no-break spaces where no line may end."""
        for pattern in self._patterns:
            text = pattern.sub(rf"\1{NBSP}", text)
        return text

    def bonds(self, text: str) -> frozenset[int]:
        """The places behind the spaces of a text where a line had better not break."""
        return frozenset(m.end() for pattern in self._bonds for m in pattern.finditer(text))


def _unit(word: str, phrases: Iterable[str]) -> str:
    """A unit for `re`, but for where it begins a phrase: `12 đồng`, not `12 đồng chí`."""
    rests = [re.escape(p.removeprefix(word)) for p in phrases if p.startswith(word + " ")]
    return re.escape(word) + "".join(f"(?!{rest})" for rest in rests)


def _of_words(rules: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[re.Pattern[str]]:
    """What rules find; the space behind is the end of it."""
    for kind, words in rules:
        if kind == "phrases":
            for first, *rest in (phrase.split() for phrase in words):
                yield re.compile(rf"(?<!\w)({either(first)}) (?={' '.join(rest)}(?!\w))")
        else:
            before = "|".join(map(either, sorted(words, key=len, reverse=True)))
            yield re.compile(rf"(?<!\w)({before}) (?={_BEHIND[kind]})")


def rules_of(tag: str, files: tuple[Traversable, ...]) -> Rules:
    """The rules of a language (BCP 47); a later file goes before an earlier one, part by part.

    Raises UnfitError for a file that holds no rules.
    """
    found = read_parts(files, _FITS)
    data = icu.LocaleData(tag.replace("-", "_"))

    def words(key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((kind, tuple(listed)) for kind, listed in found.get(key, {}).items())

    return Rules(
        quotes=tuple(found.get("quotes") or map(data.getDelimiter, range(4))),
        colon=found.get("colon", ":"),
        hyphenated=found["hyphenated"] if "hyphenated" in found else _has_patterns(tag),
        dates=tuple(found.get("dates", {}).items()),
        unbroken=words("unbroken"),
        together=words("together"),
        units=tuple(found.get("units", ())),
        read_dates=tuple(found.get("read dates", ())),
        articles=frozenset(found.get("articles", ())),
        surnames=surnames_of(found.get("surnames", {})),
    )


def _has_patterns(tag: str) -> bool:
    from pyphen import language_fallback  # looks through its folder when it is imported

    return language_fallback(tag.replace("-", "_")) is not None


def _kinds(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= {*_BEHIND, "phrases"}
        and all(map(is_words, value.values()))
    )


def _are_surnames(value: object) -> bool:
    return isinstance(value, dict) and all(
        key in OF_SURNAMES and OF_SURNAMES[key](said) for key, said in value.items()
    )


_FITS: Fits = {
    "quotes": lambda v: is_words(v) and len(v) == 4,
    "colon": lambda v: isinstance(v, str),
    "hyphenated": lambda v: isinstance(v, bool),
    "dates": lambda v: isinstance(v, dict) and v.keys() <= set(DATES) and is_words([*v.values()]),
    "read dates": lambda v: is_words(v) and all("{year}" in form for form in v),
    "units": is_words,
    "articles": is_words,
    "unbroken": _kinds,
    "together": _kinds,
    "surnames": _are_surnames,
}
