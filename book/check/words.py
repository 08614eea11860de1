"""Patterns that rules share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from book.languages.words import any_word

#: A whole number, its thousands set apart.
NUMBER = r"\d+(?:[.,]\d{3})*"


def any_of(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern for any of these names as whole words, the longest first."""
    return re.compile(rf"(?<!\w)(?:{any_word(names)})(?!\w)", flags)
