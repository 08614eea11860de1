"""The letters of a PDF's page and where each of them stands."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from book.rounds.words import letters_of

#: What stands before the items of a list.
_BULLETS = re.compile(r"^[•·▪◦‣–] ")
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
    #: The letters of what stands aslant: the stamp of a proof, which is no part of its text.
    stamp: str = ""

    @classmethod
    def of(cls, page: Any) -> PageText:
        """The text of a page that pypdfium2 has opened; one that was turned, as it stood before."""
        page.set_rotation(0)
        found, handle = cls(), page.get_textpage()
        count = raw.FPDFText_CountChars(handle)
        edges = [ctypes.c_double() for _ in range(4)]
        characters: list[str] = []
        aslant: list[str] = []
        for number in range(count):
            code = raw.FPDFText_GetUnicode(handle, number)
            character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
            if _is_aslant(raw.FPDFText_GetCharAngle(handle, number)):
                aslant.append(character)
                continue
            raw.FPDFText_GetCharBox(handle, number, *map(ctypes.byref, edges))
            left, right, lower, upper = (edge.value for edge in edges)
            if characters and unicodedata.combining(character):
                characters[-1] = unicodedata.normalize("NFC", characters[-1] + character)
                continue
            characters.append(character)
            found.boxes.append((left, lower, right, upper))
        handle.close()
        found.stamp = letters_of("".join(aslant))
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
        return _BULLETS.sub("", " ".join(said.split()))

    def line_at(self, y: float) -> Box | None:
        """The line of text at a height, or the nearest one."""
        boxes = [self.boxes[n] for n in self.at]
        if not boxes:
            return None
        nearest = min(boxes, key=lambda box: abs((box[1] + box[3]) / 2 - y))
        low, high = nearest[1], nearest[3]
        line = [box for box in boxes if low <= (box[1] + box[3]) / 2 <= high]
        return (
            min(box[0] for box in line),
            min(box[1] for box in line),
            max(box[2] for box in line),
            max(box[3] for box in line),
        )

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


def _is_aslant(angle: float) -> bool:
    """Whether an angle (radians) is that of neither upright nor turned text."""
    return angle > 0 and abs((angle + 0.1) % (math.pi / 2) - 0.1) > 0.1


def _holds(area: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]
