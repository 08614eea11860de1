"""Figures beside the text that would leave the foot of a page empty, moved past a paragraph.

A figure beside the text is not broken over pages: where it does not fit, it goes overleaf with the
text that follows it. A paragraph let before it fills the page; the figure stands beside the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from book.paged.weasy.mapping import filled

#: The least of a page that should be filled.
_LEAST = 0.92
#: So often a document is laid out again for its figures beside the text.
ROUNDS = 3
_CLASS = "beside"


def move_sides(root: Any, pages: Sequence[Any]) -> bool:
    """Let a paragraph before each figure that stands at the head of a page behind one that is not
    full; whether there was any."""
    late = list(_late(pages))
    if not late:
        return False
    moved = False
    for parent in list(root.iter()):
        for figure in [child for child in parent if any(child is one for one in late)]:
            beside = list(parent)
            at = beside.index(figure)
            if at + 1 < len(beside) and beside[at + 1].tag == "p":
                parent.remove(figure)
                parent.insert(at + 1, figure)
                moved = True
    return moved


def _late(pages: Sequence[Any]) -> Iterator[Any]:
    """The elements of figures that begin a page, the page before it short."""
    for before, page in pairwise(page._page_box for page in pages):
        if before.page_type.name or page.page_type.name or filled(before) >= _LEAST:
            continue
        top = page.content_box_y()
        for box in page.descendants():
            element = box.element
            if (
                element is not None
                and box.is_floated()
                and _CLASS in (element.get("class") or "").split()
                and box.position_y < top + 1
            ):
                yield element
                break
