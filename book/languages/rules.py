r"""How a language is written, as data: `rules.yaml` in its folder, with a default for every part.

quotes: ["«\u00a0", "\u00a0»", "“", "”"]     # outer and inner ones; default: CLDR's
colon: "\u00a0:"                             # behind a label; default: a plain colon
hyphenated: true                             # default: where there are patterns for it
dates:                                       # CLDR's patterns; default: its long forms
  day: dd/MM/y
  month: MM/y
  day of year: dd/MM
  month of year: "'tháng' M"
unbroken:                                    # what no line ends behind
  before numbers: [ngày, số]
  before names: [ông, bà]
  before anything: [No., p.]
  phrases: [đồng chí]
together:                                    # behind what a line had better not end; as above
  before names: [chí]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import icu
import yaml
from pyphen import language_fallback

from book.errors import UnfitError
from book.reasons import of_yaml

NBSP = "\N{NO-BREAK SPACE}"
FILE = "rules.yaml"
DATES = ("day", "month", "day of year", "month of year")
_CAPITALS = "".join(c for c in map(chr, range(0x41, 0x2000)) if c.isupper())
_BEHIND = {
    "before numbers": r"\d|[IVXLC]+(?!\w)",
    "before names": f"[{_CAPITALS}]",
    "before anything": r"\S",
}
_NUMBER = r"(?<!\w)(\d+(?:[.,]\d+)*%?)"
#: A number and its unit stay together in every language; a number and a word had better.
_NUMBER_AND_WORD = re.compile(rf"{_NUMBER} (?=[^\W\d_])")
_NUMBER_AND_UNIT = re.compile(
    rf"{_NUMBER} (?=(?:%|‰|°[CF]?|[kcdm]?m[²³]?|ha|km/h|k?g|l|kW|MW|GB|MB|USD|VND|€|\$|"
    r"lít|tấn|tạ|nghìn|ngàn|vạn|triệu|tỷ|tỉ|đồng(?! chí)|giờ|phút|giây|tuổi|"
    r"million|billion|thousand|percent|Uhr|Mio\.|Mrd\.|heures)(?!\w))"
)


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

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return (_NUMBER_AND_UNIT, *_of_words(self.unbroken))

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


def _of_words(rules: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[re.Pattern[str]]:
    """What rules find; the space behind is the end of it."""
    for kind, words in rules:
        if kind == "phrases":
            for first, *rest in (phrase.split() for phrase in words):
                yield re.compile(rf"(?<!\w)({_either(first)}) (?={' '.join(rest)}(?!\w))")
        else:
            before = "|".join(map(_either, sorted(words, key=len, reverse=True)))
            yield re.compile(rf"(?<!\w)({before}) (?={_BEHIND[kind]})")


def _either(word: str) -> str:
    """A word for `re` whose first letter may be a capital."""
    first = word[0]
    if first.upper() == first.lower():
        return re.escape(word)
    return f"[{first.lower()}{first.upper()}]{re.escape(word[1:])}"


def rules_of(tag: str, files: tuple[Traversable, ...]) -> Rules:
    """The rules of a language (BCP 47); a later file goes before an earlier one, part by part.

    Raises UnfitError for a file that holds no rules.
    """
    found: dict[str, Any] = {}
    for file in files:
        found.update(_read(file))
    data = icu.LocaleData(tag.replace("-", "_"))
    return Rules(
        tuple(found.get("quotes") or map(data.getDelimiter, range(4))),
        found.get("colon", ":"),
        found.get("hyphenated", language_fallback(tag.replace("-", "_")) is not None),
        tuple(found.get("dates", {}).items()),
        *(
            tuple((kind, tuple(words)) for kind, words in found.get(key, {}).items())
            for key in ("unbroken", "together")
        ),
    )


def _read(file: Traversable) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        told = of_yaml(str(error)) if isinstance(error, yaml.YAMLError) else ""
        raise UnfitError("it is not valid YAML in UTF-8: {reason}", reason=told) from None
    if not isinstance(found, dict):
        raise UnfitError("keys and values are expected")
    for key, value in found.items():
        if not _FITS.get(key, _unknown)(value):
            raise UnfitError("“{key}” is not known, or does not take what stands there", key=key)
    return found


def _words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(w, str) and w.strip() for w in value)


def _kinds(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= {*_BEHIND, "phrases"}
        and all(map(_words, value.values()))
    )


def _unknown(_: object) -> bool:
    return False


_FITS: dict[str, Callable[[Any], bool]] = {
    "quotes": lambda v: _words(v) and len(v) == 4,
    "colon": lambda v: isinstance(v, str),
    "hyphenated": lambda v: isinstance(v, bool),
    "dates": lambda v: isinstance(v, dict) and v.keys() <= set(DATES) and _words([*v.values()]),
    "unbroken": _kinds,
    "together": _kinds,
}


def folder_in(book: Path | None, code: str) -> Path | None:
    """The folder `languages/<code>` of a book, if it has one."""
    folder = book / "languages" / code if book else None
    return folder if folder and folder.is_dir() else None
