r"""The words of a language that the proofreader and the readers of files know: `words.yaml`.

dictionary: vi_VN                 # a Hunspell word list whose words take no endings
abbreviations: [TS., Nxb.]        # no end of a sentence; CLDR knows some
doubled: [dần, luôn]              # what the language doubles on purpose: `dần dần`
titles: [đồng chí, ông]           # before a name of any kind
offices: [Bí thư]                 # before a name that begins with one of `families`
families: [Nguyễn, Trần]
public figures: [Hồ Chí Minh]      # named without a record of their own
no names: [Phó, Ủy viên]          # what begins so behind a title is no name
total: [Tổng cộng]                # the row of a table that sums up those above it
sums: [cộng]                      # a row of a spreadsheet that begins so is no record
counts: [stt]                     # the heading of a column that numbers rows
sheets: [trang tính]              # a spreadsheet's sheet that nobody named
addresses: [ông, bà]              # before a name in a cell, and no part of it
honours: [GS, Tiến sĩ]            # likewise, kept as a note
headings: {chapter: [chương]}     # in texts of word processors; see HEADINGS

Every key may be left out. A word in small letters is found with a capital too, one in capitals as
it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from babel import Locale

from book.languages.data import either, is_words, read_parts

FILE = "words.yaml"
#: What begins a part, a chapter, an ordinal behind these, a caption of a picture or a table; the
#: names of the styles of headings, of the book's title, of captions and of quotations.
HEADINGS = (
    "part",
    "chapter",
    "ordinal",
    "picture",
    "table",
    "heading style",
    "title style",
    "caption style",
    "quotation style",
)
_LISTS = (
    "abbreviations",
    "doubled",
    "titles",
    "offices",
    "families",
    "public figures",
    "no names",
    "total",
    "sums",
    "counts",
    "sheets",
    "addresses",
    "honours",
)


@dataclass(frozen=True)
class Words:
    """The words of one language; patterns are for `re`, without flags, empty for none.

    `thousands` is the sign that sets thousands apart. `lists` are all lists of the file by key,
    those of `headings` by their names.
    """

    dictionary: str = ""
    doubled: frozenset[str] = frozenset()
    titles: str = ""
    offices: str = ""
    not_names: str = ""
    families: str = ""
    total: str = ""
    thousands: str = ","
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def words_in(locale: Locale, files: Iterable[Traversable]) -> Words:
    """The words of a language; a later file goes before an earlier one, key by key.

    Raises UnfitError for a file that holds something else.
    """
    found = read_parts(files, _FITS)
    lists = {key: tuple(found.get(key, ())) for key in _LISTS}
    lists |= {key: tuple(found.get("headings", {}).get(key, ())) for key in HEADINGS}
    return Words(
        dictionary=found.get("dictionary", ""),
        doubled=frozenset(word.casefold() for word in lists["doubled"]),
        titles=_any(lists["titles"]),
        offices=_any(lists["offices"]),
        not_names=_any(lists["no names"]),
        families=_any(lists["families"]),
        total=_any(lists["total"]),
        thousands=locale.number_symbols["latn"]["group"],
        lists=lists,
    )


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of these words as they stand, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _any(words: Iterable[str]) -> str:
    """Likewise; what begins with a small letter may begin with a capital."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(either(word) if word[0].islower() else re.escape(word) for word in ordered)


def _named(names: tuple[str, ...]) -> Any:
    def fits(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() <= set(names)
            and all(map(is_words, value.values()))
        )

    return fits


_FITS = {
    "dictionary": lambda value: isinstance(value, str),
    **dict.fromkeys(_LISTS, is_words),
    "headings": _named(HEADINGS),
}
