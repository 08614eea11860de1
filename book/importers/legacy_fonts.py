"""Text set in the fonts of the years before Unicode: TCVN3 (.VnTime …) and VNI (VNI-Times …)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from book.languages.vietnamese import from_tcvn3, from_vni, is_syllable, legacy

_TCVN3_FONT = re.compile(r"\.Vn\w+|ABC[ -]?\w+", re.IGNORECASE)
_VNI_FONT = re.compile(r"VNI[ -]?\w+", re.IGNORECASE)
#: Fonts whose name ends in H hold capitals alone: `.VnTimeH`.
_CAPITALS = re.compile(r"\.Vn\w*H", re.ASCII)
#: Abbreviations have so many letters at most.
_SHORT = 4
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Converted:
    """A text in Unicode: what encoding it was in (empty for none), and whether that is in doubt."""

    text: str
    encoding: str = ""
    is_doubtful: bool = False


def in_unicode(text: str, font: str) -> Converted:
    """A run's text in Unicode, by its font; doubtful where words come out that are no Vietnamese.

    Text that is in Unicode already stays, whatever font it is said to be in: people change
    the letters and leave the font.
    """
    text = unicodedata.normalize("NFC", text)
    is_tcvn3 = bool(_TCVN3_FONT.fullmatch(font.strip()))
    is_vni = bool(_VNI_FONT.fullmatch(font.strip()))
    if not (is_tcvn3 or is_vni) or any("\u0100" <= c <= "\u1eff" for c in text):
        return Converted(text)
    if is_tcvn3:
        made, encoding = from_tcvn3(text), "TCVN3"
        if _CAPITALS.fullmatch(font.strip()):
            made = made.upper()
    else:
        made, encoding = from_vni(text), "VNI"
    if made == text and not any(c > "\u007f" for c in text):
        # Plain Latin letters read the same in both: nothing was converted but capitals.
        return Converted(made)
    words = _WORD.findall(made)
    # `QĐ`, `UBND` are no syllables, and in no doubt.
    spoken = [w for w in words if not (w.isupper() and len(w) <= _SHORT)]
    strange = [w for w in spoken if any(c > "\u007f" for c in w) and not is_syllable(w)]
    return Converted(made, encoding, bool(strange))


def by_the_text(text: str) -> Converted:
    """A paragraph's text in Unicode where its own words show an old encoding; always doubtful."""
    reading = legacy(text)
    if reading is None:
        return Converted(text)
    return Converted(reading.text, reading.encoding.partition(" ")[0], True)
