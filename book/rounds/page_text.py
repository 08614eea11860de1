"""The letters of a PDF's page and where each of them stands."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

#: Left, lower, right and upper edge in pt, in the page's own space.
Box = tuple[float, float, float, float]


@dataclass
class PageText:
    """The text of a page in the order in which it is drawn; `letters` are those and the digits
    alone, in small ones, and `at` the character of the text that each of them is."""

    text: str = ""
    boxes: list[Box] = field(default_factory=list)
    letters: str = ""
    at: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, page: Any) -> PageText:
        """The text of a page that pypdfium2 has opened."""
        found, handle = cls(), page.get_textpage()
        count = raw.FPDFText_CountChars(handle)
        edges = [ctypes.c_double() for _ in range(4)]
        characters: list[str] = []
        for number in range(count):
            code = raw.FPDFText_GetUnicode(handle, number)
            character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
            raw.FPDFText_GetCharBox(handle, number, *map(ctypes.byref, edges))
            left, right, lower, upper = (edge.value for edge in edges)
            if characters and unicodedata.combining(character):
                characters[-1] = unicodedata.normalize("NFC", characters[-1] + character)
                continue
            characters.append(character)
            found.boxes.append((left, lower, right, upper))
        handle.close()
        found.text = "".join(c[0] if len(c) > 1 else c for c in characters)
        letters = []
        for number, character in enumerate(found.text):
            for letter in unicodedata.normalize("NFC", character).casefold():
                if letter.isalnum():
                    letters.append(letter)
                    found.at.append(number)
        found.letters = "".join(letters)
        return found

    def within(self, area: Box) -> PageText:
        """The letters of this text whose middles are in an area."""
        kept = [n for n, at in enumerate(self.at) if _holds(area, self.boxes[at])]
        letters = "".join(self.letters[n] for n in kept)
        return PageText(self.text, self.boxes, letters, [self.at[n] for n in kept])

    def words_in(self, areas: Iterable[Box]) -> str:
        """The words whose letters have their middles in one of these areas; a word that is divided
        at a line's end is one again."""
        wanted = list(areas)
        taken = [n for n, box in enumerate(self.boxes) if any(_holds(a, box) for a in wanted)]
        said = "".join(
            (" " if before is not None and n != before + 1 else "") + self.text[n]
            for before, n in zip([None, *taken], taken, strict=False)
        )
        for mark in ("\ufffe", "\x02", "\N{SOFT HYPHEN}"):
            said = said.replace(f"{mark}\r\n", "").replace(mark, "")
        return " ".join(said.split())

    def lines(self, start: int, stop: int) -> list[Box]:
        """The boxes, one a line, of a run of letters (by their numbers in `letters`)."""
        found: list[Box] = []
        for number in self.at[start:stop]:
            left, lower, right, upper = self.boxes[number]
            last = found[-1] if found else None
            middle = (lower + upper) / 2
            if last and last[1] <= middle <= last[3] and left >= last[0] - 1:
                found[-1] = (
                    last[0],
                    min(last[1], lower),
                    max(last[2], right),
                    max(last[3], upper),
                )
            else:
                found.append((left, lower, right, upper))
        return found


def _holds(area: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]
