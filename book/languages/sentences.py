"""Where sentences end: ICU's breaks, but for those behind abbreviations, initials and numbers."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import icu

from book.languages.words import Words, any_word

#: Without one of these before other text, all is one sentence.
_SIGN = re.compile(r"[.!?…].|[。！？؟۔།።].|\n", re.DOTALL)
#: What ICU shall not see as it is: references, which are names; marks of footnotes and of bold
#: words, which stand between a sign and its space; letters that take two units of UTF-16.
_REFERENCE = re.compile(r"\[\[[^\]]*\]\]")
_MARKS = re.compile(r"\[\^[^\]]*\]|\*+|[\U00010000-\U0010ffff]")
#: A letter with a stop at the end: of `V. Hải`, `J. R. Smith`, `Đại hội V.`, and the words before.
_LETTER = re.compile(r"(?P<before>(?:[^\W\d_]+\.?\s+){0,2})(?<!\w)(?P<letter>[^\W\d_])\.$")
#: A sentence that is no more than a number, with a word before it: `1.` of `1. Mục tiêu`,
#: `Chương II.`.
_NUMBER = re.compile(r"\W*(?:[^\W\d_]+\s+)?(?:\d{1,3}|[IVXLC]+)\.")


class _Iterators(threading.local):
    """ICU's iterators by language, which serve one thread each."""

    def __init__(self) -> None:
        self._made: dict[str, icu.BreakIterator] = {}

    def of(self, tag: str) -> icu.BreakIterator:
        if tag not in self._made:
            locale = icu.Locale.forLanguageTag(tag)
            locale.setKeywordValue("ss", "standard")  # CLDR's abbreviations are no ends
            self._made[tag] = icu.BreakIterator.createSentenceInstance(locale)
        return self._made[tag]


_iterators = _Iterators()


def sentences(text: str, tag: str, words: Words) -> list[tuple[int, int]]:
    """The sentences of a text in a language (BCP 47): for each its first character and the one
    behind its last, without the spaces between them.

    The abbreviations among `words` are no ends, as those that CLDR knows.
    """
    breaks = [len(text)]
    if _SIGN.search(text):
        iterator = _iterators.of(tag)
        iterator.setText(_MARKS.sub(_closed, _REFERENCE.sub(_named, text)).replace("…", "."))
        breaks = list(iterator)
    found, start = [], 0
    for stop in breaks:
        said = text[start:stop].strip()
        if said and (stop == len(text) or not _goes_on(said, words)):
            begin = start + text[start:stop].index(said)
            found.append((begin, begin + len(said)))
            start = stop
    return found


def _named(found: re.Match[str]) -> str:
    return "N" + "n" * (len(found[0]) - 1)


def _closed(found: re.Match[str]) -> str:
    return "”" * len(found[0])


def _goes_on(said: str, words: Words) -> bool:
    """Whether a sentence goes on behind these words, which end with a sign and a space."""
    if _NUMBER.fullmatch(said) or _behind(words.lists["abbreviations"]).search(said):
        return True
    found = _LETTER.search(said)
    if not found or not found["letter"].isupper():
        return False
    before = found["before"].split()
    if before and before[-1].islower() and found["letter"] in "IVXLCDM":
        # A number, `Đại hội V.`, or an initial, `đồng chí V.`
        return bool(words.titles and re.search(rf"(?:{words.titles})\s+\w\.$", said))
    # A name's last word, `Nguyễn Văn A.`, or an initial, `John F.`
    return not (len(before) == 2 and all(word.istitle() and word.isalpha() for word in before))


@lru_cache(maxsize=64)
def _behind(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_word(abbreviations) or '(?!)'})$")
