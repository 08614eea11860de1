"""Vietnamese syllables, and text that is still in an encoding of the years before Unicode.

TCVN3 (ABC) and VNI put Vietnamese letters where Latin-1 has signs and other letters; shown
without their fonts, `Đảng bộ` reads `§¶ng bé` or `Ñaûng boä`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = "b|ch|c|d|đ|gi|gh|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_NUCLEI = (
    "oai|oay|oao|oeo|uây|uôi|ươi|ươu|uyê|uya|uyu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|"
    "oi|oo|ôi|ơi|ua|uâ|uê|ui|uơ|uô|uy|ưa|ưi|ươ|ưu|ya|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{_NUCLEI})(?:ch|ng|nh|c|m|n|p|t)?")


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether a word can be read as one Vietnamese syllable, with one tone mark at most."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
    return sum(c in _TONES for c in apart) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def _toned(letter: str) -> list[str]:
    """A vowel with the five tones in the order grave, acute, hook, tilde, dot below."""
    order = "\u0300\u0301\u0309\u0303\u0323"
    return [unicodedata.normalize("NFC", letter + tone) for tone in order]


#: The letters of TCVN 5712:1993, third table: each vowel's code points in the order of `_toned`.
_TCVN3_VOWELS = {
    "a": "µ¸¶·¹",
    "ă": "»¾¼½Æ",
    "â": "ÇÊÈÉË",
    "e": "ÌÐÎÏÑ",
    "ê": "ÒÕÓÔÖ",
    "i": "×ÝØÜÞ",
    "o": "ßãáâä",
    "ô": "åèæçé",
    "ơ": "êíëìî",
    "u": "ïóñòô",
    "ư": "õøö÷ù",
    "y": "úýûüþ",
}
_TCVN3 = {
    **dict(zip("¡¢§£¤¥¦¨©®ª«¬\u00ad", "ĂÂĐÊÔƠƯăâđêôơư", strict=True)),
    **{
        code: letter
        for vowel, codes in _TCVN3_VOWELS.items()
        for code, letter in zip(codes, _toned(vowel), strict=True)
    },
}

#: VNI: a letter, then a sign for its tone, or for its breve or circumflex and its tone.
_VNI_TONES = "øùûõï"
_VNI_SIGNS = {"ă": "êèéúüë", "â": "âàáåãä"}


def _vni() -> dict[str, str]:
    table = dict(zip("ñôöìíæóòî", "đơưìíỉĩịỵ", strict=True))
    for vowel in "aeouy":
        table.update(zip((vowel + s for s in _VNI_TONES), _toned(vowel), strict=True))
    for code, vowel in (("ô", "ơ"), ("ö", "ư")):
        table.update(zip((code + s for s in _VNI_TONES), _toned(vowel), strict=True))
    for base, vowel in (("a", "ă"), ("a", "â"), ("e", "ê"), ("o", "ô")):
        signs = _VNI_SIGNS["ă" if vowel == "ă" else "â"]
        table.update(zip((base + s for s in signs), (vowel, *_toned(vowel)), strict=True))
    capitals = {code.upper(): letter.upper() for code, letter in table.items()}
    mixed = {
        code[0].upper() + code[1:]: letter.upper()
        for code, letter in table.items()
        if len(code) == 2
    }
    return {**table, **capitals, **mixed}


_VNI = _vni()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
#: What stands in any line of an old encoding, and hardly in Vietnamese: Latin-1 but its vowels.
_FOREIGN = re.compile("(?![àáâãèéêìíòóôõùúý])[\u00a1-\u00ff]", re.IGNORECASE)
#: A word of text that was read without its font may hold signs that are no letters.
_LEGACY_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")


def from_tcvn3(text: str) -> str:
    """Text in TCVN3, read as Latin-1, in Unicode. Capitals come from fonts of their own there:
    small letters stay small."""
    return "".join(_TCVN3.get(c, c) for c in text)


def from_vni(text: str) -> str:
    """Text in VNI, read as Latin-1, in Unicode."""
    return _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)


@dataclass(frozen=True)
class Reading:
    """What a text reads as when its letters are those of an old encoding."""

    encoding: str
    text: str


def may_be_legacy(text: str) -> bool:
    """Whether a text has letters that texts in old encodings have; others have them, too."""
    return _FOREIGN.search(text) is not None


def legacy(line: str) -> Reading | None:
    """How a line in TCVN3 or VNI reads; None where it is in neither.

    It is where two words at least are no Vietnamese as they stand and become syllables, all words
    that change do, and so do most words of the line.
    """
    if not may_be_legacy(line):
        return None
    line = unicodedata.normalize("NFC", line)
    for encoding, convert in (("TCVN3 (ABC)", from_tcvn3), ("VNI", from_vni)):
        words = _LEGACY_WORD.findall(line)
        changed = [(word, convert(word)) for word in words if convert(word) != word]
        gained = {w for w, read in changed if not is_syllable(w) and is_syllable(read)}
        lost = [w for w, read in changed if not is_syllable(read)]
        if len(gained) < 2 or lost:
            continue
        read = [convert(word) for word in words]
        if 2 * sum(map(is_syllable, read)) > len(read):
            return Reading(encoding, convert(line))
    return None
