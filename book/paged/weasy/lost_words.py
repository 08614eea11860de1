"""Whether all words that were to be laid out stand on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox

from book.paged.weasy.first_words import words_in


class Words:
    """How many letters the boxes of each element hold before they are laid out. What styles add is
    not counted, nor what is set only where something goes on (`patches/continued.py`)."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._letters: dict[Any, int] = {}
        self._first: dict[Any, Any] = {}
        for box in _texts(roots):
            element = box.element
            if element in self._first:
                self._letters[element] += _letters(box)
            elif "::" not in box.element_tag and element.get("class") != "again":
                self._first[element], self._letters[element] = box, _letters(box)

    def lost(self, pages: Iterable[Any]) -> list[str]:
        """The first words of each element of which something stands on no page."""
        left = dict.fromkeys(self._letters, 0)
        for box in _texts(pages):
            element = box.element
            if element in left:
                left[element] += _letters(box)
        return [
            words_in(self._first[element])
            for element, letters in self._letters.items()
            if left[element] < letters
        ]


def _texts(roots: Iterable[Any]) -> Iterator[Any]:
    """The boxes of text in others, also in those that stand in no flow."""
    waiting = list(roots)
    while waiting:
        box = waiting.pop()
        if type(box) is TextBox:
            yield box
        elif box.children:
            waiting.extend(reversed(box.children))


def _letters(box: Any) -> int:
    text: str = box.text
    return len(text) - text.count(" ") - text.count("\N{SOFT HYPHEN}") - text.count("\n")
