"""Spelling, where the machine has a dictionary of Vietnamese syllables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from book.check.context import CheckContext
from book.check.findings import rule
from book.check.tones import styles
from book.errors import Mistake, Said

_LIBRE_OFFICE = (
    "/usr/lib/libreoffice",
    "/Applications/LibreOffice.app/Contents/Resources",
    "C:/Program Files/LibreOffice",
)
#: Where Debian's hunspell-vi and others put it.
_PLACES = (
    Path("/usr/share/hunspell/vi_VN.dic"),
    Path("/usr/share/myspell/dicts/vi_VN.dic"),
    Path("/Library/Spelling/vi_VN.dic"),
    Path.home() / "Library/Spelling/vi_VN.dic",
    Path("/opt/homebrew/share/hunspell/vi_VN.dic"),
    *(Path(folder) / "share/extensions/dict-vi/vi_VN.dic" for folder in _LIBRE_OFFICE),
)
#: What has no vowel is a unit or an abbreviation.
_VOWEL = re.compile("[aăâeêioôơuưyà-ỹ]")
_SYLLABLE = re.compile(r"(?<![\w/@.-])[a-zà-ỹđ]+(?![\w/@-])")


@cache
def _dictionary(places: tuple[Path, ...]) -> frozenset[str]:
    """The syllables of the first dictionary that is there; none where there is none."""
    for place in places:
        if place.is_file():
            lines = place.read_text(encoding="utf-8", errors="replace").splitlines()[1:]
            return frozenset(line.partition("/")[0].casefold() for line in lines)
    return frozenset()


def _no_dictionary(context: CheckContext) -> Said | None:
    if not context.manuscript.config.language.startswith("vi"):
        return Said("there is a dictionary for Vietnamese books alone")
    if not _dictionary(_PLACES):
        return Said(
            "this machine has no dictionary of Vietnamese; on Debian and Ubuntu: "
            "sudo apt install hunspell-vi"
        )
    return None


@rule("spelling", unless=_no_dictionary)
def spelling(context: CheckContext) -> Iterator[Mistake]:
    """A word in small letters is in no dictionary of Vietnamese. Told only where such a dictionary
    is installed (on Debian: hunspell-vi), and once for each word; names, which begin with a
    capital, are left alone. Words that the book needs go into `spelling` in book.yaml."""
    config = context.manuscript.config
    known = _dictionary(_PLACES)
    told = {word.casefold() for word in config.spelling}
    for line in context.lines:
        if line.path and (" " not in line.text):
            continue  # an id or another single word
        for found in _SYLLABLE.finditer(_prose(line.text)):
            word = found[0]
            if not word.islower() or not _VOWEL.search(word):
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


_MARKUP = re.compile(
    r"\[\[[^\]|]*(?:\||\]\])|\]\([^)]*\)|\{[^}]*\}|`[^`]*`|^:::\s*\w+|https?://\S+"
)


def _prose(text: str) -> str:
    """A line with its markup blanked out."""
    return _MARKUP.sub(lambda found: " " * len(found[0]), text)
