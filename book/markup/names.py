"""Finding the register's names in prose: one automaton for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from book.manuscript.register import Register
from book.markup.typography import NBSP


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

    A slash or hyphen that leads to more letters would make another document number of it.
    """
    if start and (text[start - 1].isalnum() or _joins(text, start - 1, start - 2)):
        return False
    return not (end < len(text) and (text[end].isalnum() or _joins(text, end, end + 1)))


def _joins(text: str, sign: int, beyond: int) -> bool:
    return (
        text[sign] in "/-"
        and 0 <= beyond < len(text)
        and text[beyond].isalnum()
        and any(c.isdigit() for c in text[max(0, sign - 3) : sign + 4])
    )
