"""The family name put first, as indexes of languages do that say it last: `Harrow, Beth`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from book.languages.data import Fits, is_words

#: What may stand before the capital of a family name: `d'Artagnan`.
_APOSTROPHE = re.compile("^[a-z]{1,2}['\N{RIGHT SINGLE QUOTATION MARK}]")
#: Letters that only Vietnamese has: its names have the family first in any language.
_FAMILY_FIRST = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]")


@dataclass(frozen=True)
class Surnames:
    """How the family names of a language are found.

    `words` is how many they have in a name of three words and more; `joined` are words in capitals
    that begin one (`Van`, `La`), `behind` what follows it (`Jr`, `III`). A name that begins with
    one of `without` has none: `Queen Anne`, `Sister Mary Agnes`.
    """

    words: int
    joined: frozenset[str]
    behind: frozenset[str]
    without: frozenset[str]

    def first(self, name: str, given: str = "") -> str:
        """A name with its family name first, behind it a comma and the rest; a name that has none,
        or has it first, as it is. `given` are the given names, where they are known. A particle in
        small letters stays with these: `Gaulle, Charles de` (Chicago Manual of Style, on indexes of
        names with particles)."""
        words = name.split()
        if given and name.startswith(given + " "):
            start, end = len(given.split()), len(words)
        else:
            end = len(words)
            while end > 1 and words[end - 1].rstrip(",.") in self.behind:
                end -= 1
            start = end - (self.words if end >= 3 else 1)
            while start > 1 and words[start - 1] in self.joined:
                start -= 1
            while start < end - 1 and words[start][0].islower():
                start += 1
            if words[0] in self.without or not self._is_name(words[:end]):
                return name
        if start < 1:
            return name
        family = " ".join(words[start:end]).rstrip(",")
        behind = "".join(f", {word.rstrip(',')}" for word in words[end:])
        return f"{family}, {' '.join(words[:start])}{behind}"

    @staticmethod
    def _is_name(words: list[str]) -> bool:
        """Whether these are the words of a person's name that says the family last."""
        said = " ".join(words)
        return (
            len(words) > 1
            and words[0][0].isupper()
            and _APOSTROPHE.sub("", words[-1])[:1].isupper()
            and not re.search(r"[,;()\d]", said)
            and not _FAMILY_FIRST.search(said)
        )


FITS: Fits = {
    "words": lambda value: value in (1, 2),
    **dict.fromkeys(("joined", "behind", "without"), is_words),
}


def surnames_of(data: Mapping[str, Any]) -> Surnames | None:
    """What a file says of family names, None where it says nothing."""
    if not data:
        return None
    joined, behind, without = (
        frozenset(data.get(key, ())) for key in ("joined", "behind", "without")
    )
    return Surnames(data.get("words", 1), joined, behind, without)
