"""Words held against words: what stays the same whatever the typography, and what differs."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

#: So many words are told before and behind what differs.
_AROUND = 4
_SPACES = re.compile(r"\s+")
_NOTE = re.compile(r"\[\^[^\]\s]*\]")

Part = tuple[Literal["same", "old", "new"], str]


class Letters(NamedTuple):
    """The letters and digits of a text alone, in small ones, and where each stood in the text."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=2**16)
def letters_of(text: str) -> str:
    """The letters and digits of a text alone, in NFC and in small ones: neither typography nor
    hyphens nor markup matter."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def lettered(text: str) -> Letters:
    """The letters of a text that is in NFC, with their places."""
    found = [
        (letter, place)
        for place, written in enumerate(text)
        for letter in written.casefold()
        if letter.isalnum()
    ]
    return Letters("".join(letter for letter, _ in found), tuple(place for _, place in found))


def found_in(text: str, words: str, near: int = 0) -> tuple[int, int] | None:
    """Where words stand in a text, by their letters: the first character and the one behind the
    last; the place nearest to a character. None where they don't."""
    whole, wanted = lettered(text), letters_of(words)
    if not wanted:
        return None
    starts, start = [], whole.text.find(wanted)
    while start >= 0:
        starts.append(start)
        start = whole.text.find(wanted, start + 1)
    if not starts:
        return None
    best = min(starts, key=lambda s: abs(whole.at[s] - near))
    return whole.at[best], whole.at[best + len(wanted) - 1] + 1


def same(text: str) -> str:
    """What a text is known by: its white space as between words, its notes without numbers."""
    return _NOTE.sub("[^]", _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip())


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words in the same order, from 0 to 1."""
    first, second = one.split(), other.split()
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.3 else 0.0


def parts(old: str, new: str) -> list[Part]:
    """Two texts as runs of words: those that both have, those of the old and of the new one."""
    first, second = old.split(), new.split()
    found: list[Part] = []
    for tag, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", " ".join(first[i:j])))
            continue
        if i < j:
            found.append(("old", " ".join(first[i:j])))
        if k < m:
            found.append(("new", " ".join(second[k:m])))
    return found


def differing(old: str, new: str) -> tuple[str, str]:
    """What differs of two texts, with a few words before and behind it."""
    first, second = old.split(), new.split()
    least = min(len(first), len(second))
    start = next((n for n in range(least) if first[n] != second[n]), least)
    rest = least - start
    end = next((n for n in range(rest) if first[-1 - n] != second[-1 - n]), rest)
    begin, behind = max(0, start - _AROUND), max(0, end - _AROUND)

    def shown(words: list[str]) -> str:
        told = words[begin : len(words) - behind]
        return " ".join((*["…"] * bool(begin), *told, *["…"] * bool(behind)))

    return shown(first), shown(second)


def short(text: str, most: int = 100) -> str:
    """A text on one line, cut between words where it is longer than `most` letters."""
    text = _SPACES.sub(" ", text).strip()
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


class Joined:
    """Lines joined to one text by spaces: where in which line each of its characters stood."""

    def __init__(self, lines: list[tuple[int, int, str]]) -> None:
        """`lines` are their numbers, the column (from 1) of their first character, their texts."""
        self._lines = lines
        self._starts = []
        at = 0
        for _, _, text in lines:
            self._starts.append(at)
            at += len(text) + 1
        self.text = " ".join(text for _, _, text in lines)

    def within(self, start: int, stop: int) -> tuple[tuple[int, int], ...]:
        """The lines that begin inside a run of characters: where in it, and their numbers."""
        return tuple(
            (at - start, line)
            for at, (line, _, _) in zip(self._starts, self._lines, strict=True)
            if start < at < stop
        )

    def place(self, at: int) -> tuple[int, int]:
        """The line and the column of a character."""
        number = bisect_right(self._starts, at) - 1
        line, column, _ = self._lines[number]
        return line, column + at - self._starts[number]
