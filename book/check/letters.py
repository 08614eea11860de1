"""Rules on letters that are not what they look like: of another script, of an old encoding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import icu

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake
from book.languages.vietnamese import is_syllable, legacy, may_be_legacy

_WORD = re.compile(r"[^\W\d_]+")
#: Letters of Greek and Cyrillic that look like a Latin one, and the Latin ones that look like them.
_LIKE_LATIN = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυικχАВЕЅІЈКМНОРСТУХавеѕіјкмнорстух"
_LIKE_OTHERS = "ABCEHIJKMNOPTXYZSaceiopxyksmtbhuvn"
#: Letters of Icelandic and Ewe that look like Đ and đ.
_LIKE_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_SUSPECT = re.compile(
    r"[ÐðƉɖ]|[\u0370-\u03ff\u0400-\u04ff][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]|"
    r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ][\u0370-\u03ff\u0400-\u04ff]"
)
#: How much of a line is shown.
_SHOWN = 60


@cache
def script_of(tag: str) -> str:
    """The script that a language is written in: `Latn`, `Cyrl`, `Grek` …"""
    likely = icu.Locale(tag)
    likely.addLikelySubtags()
    return str(likely.getScript())


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((s[:4].title() for s in ("LATIN", "GREEK", "CYRILLIC") if name.startswith(s)), "")


def _suspects(word: str, own: str) -> list[int]:
    """Where letters stand in a word that only look like letters of its script.

    The word's script is that of the book's language where it has letters of that, else Latin. All
    letters of another script in it must look like those: `μm` is what it says.
    """
    as_vietnamese = word.translate(_LIKE_D)
    if as_vietnamese != word and is_syllable(as_vietnamese) and own == "Latn":
        return [n for n, c in enumerate(word) if c in "ÐðƉɖ"]
    scripts = [{"Lati": "Latn", "Gree": "Grek", "Cyri": "Cyrl"}.get(_script(c), "") for c in word]
    meant = own if own in scripts else "Latn"
    others = [n for n, script in enumerate(scripts) if script and script != meant]
    alike = _LIKE_LATIN if meant == "Latn" else _LIKE_OTHERS
    return others if meant in scripts and all(word[n] in alike for n in others) else []


# Asked at each build, of texts that are as they were.
@lru_cache(maxsize=512)
def _has_suspects(text: str) -> bool:
    return _SUSPECT.search(text) is not None


@rule("look-alike", "error")
def look_alike(context: CheckContext) -> Iterator[Mistake]:
    """A letter only looks right: Ð (Icelandic) for Đ in a Vietnamese word, or a Cyrillic or Greek
    letter in a word of Latin ones. The word is then neither found nor indexed nor sorted as it
    should be.

    Words are looked at as wholes: those in the script of the book's language are right, and so
    are words that mix scripts on purpose.
    """
    if not any(_has_suspects(text) for text in context.texts):
        return  # looked for at each build: lines are not told apart where there is none
    own = script_of(context.manuscript.config.language)
    for line in context.lines:
        if not _SUSPECT.search(line.text):
            continue
        for word in _WORD.finditer(line.text):
            for at in _suspects(word[0], own):
                char = word[0][at]
                yield Mistake(
                    line.at(word.start() + at),
                    "“{char}” (U+{code}) only looks like the letter meant",
                    "Type the letter anew with the keyboard of the language.",
                    {"char": char, "code": f"{ord(char):04X}"},
                )


@rule("legacy-encoding", "error")
def legacy_encoding(context: CheckContext) -> Iterator[Mistake]:
    """The text is in an encoding of the years before Unicode, TCVN3 (ABC) or VNI, as old Word files
    have it: `§¶ng bé` for `Đảng bộ`. Without the fonts of those years it can't be read. Told once
    a file, with what the line reads as."""
    if not any(map(may_be_legacy, context.texts)):
        return  # looked for at each build, as above
    told: set[str] = set()
    for line in context.lines:
        if line.place.file in told or line.text.isascii():
            continue
        if reading := legacy(line.text):
            told.add(line.place.file)
            yield Mistake(
                line.place,
                "this is text in {encoding}; it reads: {text}",
                "Convert the file to Unicode, with Unikey's toolkit for example, and save it in "
                "UTF-8.",
                {"encoding": reading.encoding, "text": reading.text.strip()[:_SHOWN]},
            )
