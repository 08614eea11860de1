"""The first words of a box, by which what stands on a page is told."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

#: So many words tell a line from others.
_WORDS = 8


def words_in(box: Any) -> str:
    """The first words of a box."""
    if box is None:
        return ""
    if not isinstance(box, boxes.ParentBox):
        return box.text if isinstance(box, boxes.TextBox) else ""
    texts = (part.text for part in box.descendants() if isinstance(part, boxes.TextBox))
    return " ".join(" ".join(texts).split()[:_WORDS])
