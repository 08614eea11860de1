"""Mending what can be mended safely: composed letters, tone marks, a house style."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from book.check.findings import Rule
from book.check.tones import styles
from book.errors import Mistake

#: The rules whose findings name a word and the one to put in its place.
_WORDS = {
    "tone-placement": ("word", "other"),
    "name-spelling": ("name", "right"),
    "house-style": ("word", "other"),
    "i-or-y": ("word", "other"),
}
#: Those of a style that the book has chosen, whose words may be other letters.
_CHOSEN = ("house-style", "i-or-y")
_LETTERS = "combining-letters"


def are_mended(rule: Rule) -> bool:
    """Whether findings of a rule are mended, or some of them."""
    return rule.name == _LETTERS or rule.name in _WORDS


def can_mend(rule: Rule, mistake: Mistake) -> bool:
    """Whether a finding is of those that are mended."""
    if mistake.place.cell:
        return False
    if rule.name == _LETTERS:
        return True
    if rule.name not in _WORDS:
        return False
    return rule.name in _CHOSEN or _same_letters(
        *(str(mistake.values[key]) for key in _WORDS[rule.name])
    )


@dataclass(frozen=True)
class Mended:
    """A file with its new content, and how many places in it differ from the old one."""

    file: str
    content: bytes
    places: int


def mended(folder: Path, found: Iterable[tuple[Rule, Mistake]]) -> list[Mended]:
    """The files of a folder in which something can be mended.

    A word is replaced at its place alone, and only by one that has the same letters and tones, or
    that a style of the book wants: a name of the register that differs may be somebody else's.
    """
    by_file: dict[str, list[tuple[Rule, Mistake]]] = {}
    for rule, mistake in found:
        if can_mend(rule, mistake):
            by_file.setdefault(mistake.place.file, []).append((rule, mistake))
    made = []
    for file, mistakes in sorted(by_file.items()):
        lines = (folder / file).read_bytes().decode("utf-8").split("\n")
        places = 0
        for rule, mistake in sorted(mistakes, key=lambda pair: pair[1].place, reverse=True):
            number, column = mistake.place.line - 1, mistake.place.column - 1
            line = unicodedata.normalize("NFC", lines[number])
            if rule.name != _LETTERS:
                old, new = (str(mistake.values[key]) for key in _WORDS[rule.name])
                if not line.startswith(old, column):
                    continue
                line = line[:column] + new + line[column + len(old) :]
            lines[number] = line
            places += 1
        if places:
            made.append(Mended(file, "\n".join(lines).encode(), places))
    return made


def _same_letters(old: str, new: str) -> bool:
    """Whether two names differ in the place of their tone marks alone."""
    pairs = list(zip(old.split(), new.split(), strict=False))
    return len(old.split()) == len(new.split()) and all(
        a == b or (styles(a) is not None and styles(a) == styles(b)) for a, b in pairs
    )
