"""Spelling, where the machine has the word list that the language names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from book.check.context import CheckContext
from book.check.findings import rule
from book.check.tones import styles
from book.errors import Mistake, Said
from book.facts.prose import unquoted

_LIBRE_OFFICE = (
    "/usr/lib/libreoffice",
    "/Applications/LibreOffice.app/Contents/Resources",
    "C:/Program Files/LibreOffice",
)
#: Where Debian's packages and others put them.
_FOLDERS = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/Library/Spelling"),
    Path.home() / "Library/Spelling",
    Path("/opt/homebrew/share/hunspell"),
)
#: What has no vowel is a unit or an abbreviation.
_VOWELS = frozenset("aeiouy")
_WORD = re.compile(r"(?<![\w/@.-])[^\W\d_]+(?![\w/@-])")


def _places(name: str) -> tuple[Path, ...]:
    """Where the word list of this name (`vi_VN`) may be."""
    code = name.partition("_")[0]
    inside = f"share/extensions/dict-{code}"
    folders = (*_FOLDERS, *(Path(folder) / inside for folder in _LIBRE_OFFICE))
    return tuple(folder / f"{name}.dic" for folder in folders)


@cache
def _dictionary(places: tuple[Path, ...]) -> frozenset[str]:
    """The words of the first list that is there; none where there is none."""
    for place in places:
        if place.is_file():
            lines = place.read_text(encoding="utf-8", errors="replace").splitlines()[1:]
            return frozenset(line.partition("/")[0].casefold() for line in lines)
    return frozenset()


def _no_dictionary(context: CheckContext) -> Said | None:
    name = context.words.dictionary
    if not name:
        return Said("there is a dictionary for Vietnamese books alone")
    if not _dictionary(_places(name)):
        package = f"hunspell-{name.partition('_')[0]}"
        return Said(
            "this machine has no dictionary {name}; on Debian and Ubuntu: "
            "sudo apt install {package}",
            {"name": name, "package": package},
        )
    return None


@rule("spelling", unless=_no_dictionary)
def spelling(context: CheckContext) -> Iterator[Mistake]:
    """A word in small letters is not in the language's dictionary. Told only where that dictionary
    is installed (for Vietnamese, on Debian: hunspell-vi), and once for each word; names, which
    begin with a capital, and quotations are left alone. Words that the book needs go into
    `spelling` in book.yaml."""
    config = context.manuscript.config
    known = _dictionary(_places(context.words.dictionary))
    told = {word.casefold() for word in config.spelling}
    for line in context.lines:
        if line.path and (" " not in line.text):
            continue  # an id or another single word
        for found in _WORD.finditer(_prose(unquoted(line.text))):
            word = found[0]
            if not word.islower() or not _has_vowel(word):
                continue
            if word in told or word in known or any(s in known for s in styles(word) or ()):
                continue
            told.add(word)
            yield Mistake(
                line.at(found.start()),
                "“{word}” is in no dictionary",
                "Correct it, or add it to “spelling” in book.yaml.",
                {"word": word},
            )


def _has_vowel(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word)
    return not _VOWELS.isdisjoint(apart) or not ("a" <= apart[0] <= "z" or apart[0] == "đ")


_MARKUP = re.compile(
    r"\[\[[^\]|]*(?:\||\]\])|\]\([^)]*\)|\{[^}]*\}|`[^`]*`|^:::\s*\w+|https?://\S+"
)


def _prose(text: str) -> str:
    """A line with its markup blanked out."""
    return _MARKUP.sub(lambda found: " " * len(found[0]), text)
