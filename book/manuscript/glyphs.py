"""Characters that no font of the book shows."""

from __future__ import annotations

import re
import unicodedata

from book.errors import Mistakes, Place
from book.themes.fonts import coverage

#: White space and joiners, which need no glyph.
_WITHOUT_GLYPH = frozenset({10, 9, 0xA0, 0xAD, 0x200D})


def tell_strange(text: str, file: str, mistakes: Mistakes) -> None:
    """Tell each character of a file that no book font has, once, where it first stands."""
    missing = set(map(ord, set(text))) - coverage() - _WITHOUT_GLYPH
    if not missing:
        return
    pattern = re.compile("[" + re.escape("".join(map(chr, sorted(missing)))) + "]")
    told: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        for found in pattern.finditer(line):
            char = found[0]
            if char in told:
                continue
            told.add(char)
            mistakes.add(
                Place(file, number, found.start() + 1),
                "no font of the book has the character “{char}” (U+{code}, {name})",
                "Write it another way, or take it out.",
                char=char,
                code=f"{ord(char):04X}",
                name=unicodedata.name(char, "?"),
            )
