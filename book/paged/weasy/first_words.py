"""The first words of a box, by which what stands on a page is told."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

#: So many words tell a line from others.
_WORDS = 8


def own_words_in(box: Any) -> str:
    """The first words of a box behind the number of a figure or table, which it does not write
    itself."""
    words = words_in(box)
    inside = box.descendants() if isinstance(box, boxes.ParentBox) else ()
    numbers = (b for b in inside if b.element is not None and b.element.get("class") == "number")
    number = words_in(next(numbers, None))
    return words.removeprefix(number).strip() if number else words


def words_in(box: Any) -> str:
    """The first words of a box."""
    if box is None:
        return ""
    if not isinstance(box, boxes.ParentBox):
        return box.text if isinstance(box, boxes.TextBox) else ""
    texts = (part.text for part in box.descendants() if isinstance(part, boxes.TextBox))
    return " ".join(" ".join(texts).split()[:_WORDS])
