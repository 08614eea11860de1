"""Finding the register's names in prose: one automaton for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from book.languages.rules import NBSP
from book.manuscript.register import Register

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
        self._automaton = AhoCorasick([name for name, _ in self._bearers])

    def find(self, text: str) -> Iterator[Found]:
        """All names in a text, left to right, none inside another."""
        if not self._bearers:
            return
        plain = text.replace(NBSP, " ")
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


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the stretch: a name inside a word is none.

    A slash or hyphen that leads to more letters makes another document number of a number.
    """
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return False
    if not any(c.isdigit() for c in text[start:end]):
        return True
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (_JOINED.fullmatch(before[::-1]) or _JOINED.fullmatch(after))
