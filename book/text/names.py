"""Finding the register's names in prose: one automaton for all of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from book.languages.letters import WITHOUT_SPACES
from book.languages.rules import NBSP
from book.manuscript.register import Register

_WITHOUT_SPACES = re.compile(f"[{WITHOUT_SPACES}]")
#: What joins more to a document number, read outwards from it.
_JOINED = re.compile(r"[/-]\w")


@dataclass(frozen=True)
class Found:
    """A name that stands at text[start:end], and the ids of those who bear it."""

    start: int
    end: int
    bearers: tuple[str, ...]


class NameFinder:
    """Finds the longest name at each spot, whole words only, in time linear in the text."""

    def __init__(self, register: Register) -> None:
        self._bearers = [(name, ids) for name, ids in register.bearers.items() if name]
        self._automaton = AhoCorasick([_plain(name) for name, _ in self._bearers])

    def find(self, text: str) -> Iterator[Found]:
        """All names in a text, left to right, none inside another."""
        if not self._bearers:
            return
        plain = _plain(text)
        spots = [
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(
                plain, overlapping=True
            )
            if _stands_alone(plain, start, end)
        ]
        reached = 0
        for start, minus_end, number in sorted(spots):
            if start >= reached:
                reached = -minus_end
                yield Found(start, reached, self._bearers[number][1])


def _plain(text: str) -> str:
    """A text of the same length in which a name is written as anybody may write it: records have
    apostrophes as they are typed, prose as they are printed."""
    return text.replace(NBSP, " ").replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def _joins(beside: str) -> bool:
    """Whether a character beside a stretch makes a longer word of it."""
    is_mark = beside != "" and unicodedata.category(beside).startswith("M")
    return is_mark or (beside.isalnum() and not _WITHOUT_SPACES.match(beside))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the stretch: a name inside a word is none. In scripts
    without spaces, letters of the words beside it do.

    A slash or hyphen that leads to more letters makes another document number of a number.
    """
    if _joins(text[start - 1 : start]) or _joins(text[end : end + 1]):
        return False
    if not any(c.isdigit() for c in text[start:end]):
        return True
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (_JOINED.fullmatch(before[::-1]) or _JOINED.fullmatch(after))
