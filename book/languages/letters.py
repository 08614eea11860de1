"""Letters without their accents, by ICU."""

from __future__ import annotations

import unicodedata
from functools import cache

import icu

#: The letters and marks, for a class of `re`, of scripts whose words no space parts and whose lines
#: break between words: Thai, Lao, Burmese, Khmer, Tai (UAX 14: complex context).
COMPLEX = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u1a20-\u1aaf"
#: Likewise of all scripts without spaces, Chinese and Japanese too.
WITHOUT_SPACES = (
    COMPLEX + "\u2e80-\u303e\u3041-\u31ff\u3400-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
)
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
