"""Characters that no font of the book shows."""

from __future__ import annotations

import re
import unicodedata

from book.errors import Mistakes, Place
from book.manuscript.yamltext import Tree
from book.themes.fonts import Faces

#: White space and joiners, which need no glyph.
_WITHOUT_GLYPH = frozenset({10, 9, 0xA0, 0xAD, 0x200D})


def tell_strange(text: str, file: str, faces: Faces, mistakes: Mistakes) -> None:
    """Tell each character of a file that no book font has, once, where it first stands."""
    missing = _missing(text, faces)
    if not missing:
        return
    pattern = re.compile("[" + re.escape("".join(sorted(missing))) + "]")
    told: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        for found in pattern.finditer(line):
            char = found[0]
            if char in told:
                continue
            told.add(char)
            _tell(char, Place(file, number, found.start() + 1), mistakes)


def tell_strange_values(tree: Tree, faces: Faces, mistakes: Mistakes) -> None:
    """Tell each character of the texts in a tree that no book font has, once, at the first."""
    told: set[str] = set()
    for path, place in tree.places.items():
        value = tree.at(path)
        text = " ".join(map(str, value)) if path and isinstance(value, list) else value
        for char in sorted(_missing(text, faces) - told) if isinstance(text, str) else ():
            told.add(char)
            _tell(char, place, mistakes)


def _missing(text: str, faces: Faces) -> set[str]:
    """The characters of a text that need a glyph and have none."""
    return set(map(chr, set(map(ord, set(text))) - faces.coverage - _WITHOUT_GLYPH))


def _tell(char: str, place: Place, mistakes: Mistakes) -> None:
    mistakes.add(
        place,
        "no font of the book has the character “{char}” (U+{code}, {name})",
        "Write it another way, or take it out.",
        char=char,
        code=f"{ord(char):04X}",
        name=unicodedata.name(char, "?"),
    )
