"""Patterns that rules share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from book.languages.words import any_word

#: A whole number, its thousands set apart.
NUMBER = r"\d+(?:[.,]\d{3})*"
#: The capital letters of Latin scripts, for a class of `re`.
CAPITALS = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())


def any_of(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern for any of these names as whole words, the longest first."""
    return re.compile(rf"(?<!\w)(?:{any_word(names)})(?!\w)", flags)
