"""Letters without their accents, by ICU."""

from __future__ import annotations

import unicodedata
from functools import cache

import icu

#: Accents are marks of no script; the vowel signs of Lao or Hindi belong to theirs, and stay.
_PLAIN = "NFD; [[:Mn:]&[:Script=Inherited:]] Remove; NFC; Latin-ASCII"


def plain(text: str) -> str:
    """A text whose Latin letters are those of ASCII, without tones and marks: `Đảng bộ` as
    `Dang bo`."""
    return str(_transliterator(_PLAIN).transliterate(text))


def latin(text: str) -> str:
    """A text of any script in small Latin letters: `Λέσχη` as `lesche`."""
    return str(_transliterator("Any-Latin; Latin-ASCII; Lower").transliterate(text))


def in_words(text: str) -> list[str]:
    """The words of a text: letters and digits of any script, with the marks that belong to them."""
    kept = (c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in text)
    return "".join(kept).split()


@cache
def _transliterator(rules: str) -> icu.Transliterator:
    return icu.Transliterator.createInstance(rules)
