r"""How an office wants a language written, beyond what is right or wrong: a file a style, such as
`nd30.yaml`; and what places became, in `places.yaml`.

capitals:                               # in a style
  - {find: '(quyết định)(?= số)', write: Quyết định}
    # the bracket is what changes; empty: its first letter becomes a capital
    # unless: words before it that make it right; before: people, a name of whom must follow
since: 2025-07-01                       # in places
provinces: {Hải Dương: Hải Phòng}       # what ceased then, and what it is a part of since
province: tỉnh                          # what stands before such a name
districts: huyện|quận                   # levels that ceased
now: nay|hiện nay                       # says that a sentence speaks of today
before: "[hklmst]"                      # in i-or-y: before a last letter that may be either
i: iíìỉĩị
y: yýỳỷỹỵ
always: [ki, li]                        # words that are written with i in either way
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from book.dates import PartialDate
from book.languages.data import Fits, is_words, read_parts

PLACES = "places.yaml"
LETTERS = "i-or-y.yaml"
_KEYS = {"find", "write", "unless", "before"}


@dataclass(frozen=True)
class Capital:
    """A way to write something: `find` has the words in its first group, `write` how they are
    written, `unless` a pattern for words before them, `before` the group of the register that a
    name behind them must be of."""

    find: re.Pattern[str]
    write: str
    unless: re.Pattern[str] | None
    before: str

    def right(self, written: str) -> str:
        """How words are written by the style."""
        return self.write or written[0].upper() + written[1:]


@dataclass(frozen=True)
class Places:
    """What places became at a date; patterns are for `re`."""

    since: PartialDate | None = None
    provinces: Mapping[str, str] = field(default_factory=dict)
    province: str = ""
    districts: str = ""
    now: str = ""


@dataclass(frozen=True)
class Letters:
    """Syllables whose last letter may be one of `i` or one of `y`, in the same order of tones;
    `before` is a pattern for what stands before it, `always` are words that keep their i."""

    before: str = "(?!)"
    i: str = ""
    y: str = ""
    always: tuple[str, ...] = ()

    def other(self, word: str, wanted: str) -> str:
        """A syllable with its last letter as `i` or `y`, the tone as it was."""
        here, there = (self.y, self.i) if wanted == "i" else (self.i, self.y)
        last = word[-1].lower()
        if last not in here:
            return word
        made = there[here.index(last)]
        return word[:-1] + (made.upper() if word[-1].isupper() else made)


def letters_in(files: Iterable[Traversable]) -> Letters:
    """The letters of a language. Raises UnfitError for a file that holds something else."""
    found = read_parts(files, _LETTERS)
    return Letters(**{**found, "always": tuple(found.get("always", ()))})


def capitals_in(files: Iterable[Traversable]) -> tuple[Capital, ...]:
    """The capitals of a style. Raises UnfitError for a file that holds something else."""
    found = read_parts(files, {"capitals": _are_capitals})
    return tuple(
        Capital(
            re.compile(row["find"]),
            row.get("write", ""),
            re.compile(rf"(?<!\w)(?:{row['unless']})\s+$", re.I) if row.get("unless") else None,
            row.get("before", ""),
        )
        for row in found.get("capitals", ())
    )


def places_in(files: Iterable[Traversable]) -> Places:
    """What places became. Raises UnfitError for a file that holds something else."""
    found = read_parts(files, _FITS)
    since = found.get("since")
    return Places(**{**found, "since": PartialDate.parse(str(since)) if since else None})


def _are_capitals(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, dict) and row.keys() <= _KEYS and _is_pattern(row.get("find"))
        for row in value
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_pattern(value: Any) -> bool:
    try:
        return isinstance(value, str) and re.compile(value) is not None
    except re.error:
        return False


_LETTERS: Fits = {"before": _is_pattern, "i": _is_text, "y": _is_text, "always": is_words}
_FITS: Fits = {
    "since": lambda value: isinstance(value, date),
    "provinces": lambda value: isinstance(value, dict),
    **dict.fromkeys(("province", "districts", "now"), _is_pattern),
}
