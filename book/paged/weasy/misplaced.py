"""Words and pictures that run off their page, and words that lie over others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes

from book.paged.weasy.depths import leading_of
from book.paged.weasy.first_words import own_words_in
from book.pagemap import Fault, FaultKind

#: A text page may be a line longer, and letters hang a little below their line.
_LONGER = 1.3
#: What lies nearer to the edge of the trimmed page may be cut away, in pixels (2 mm).
_EDGE = 7.5
#: Words that share so much of their height, and so many pixels of a line, hide each other.
_HEIGHT, _WIDTH = 0.4, 2.0


@dataclass
class _Ink:
    """What a line of words or a picture takes, in pixels, and the block that it stands in."""

    block: Any
    is_words: bool = True
    left: float = inf
    top: float = inf
    right: float = -inf
    bottom: float = -inf

    def add(self, box: Any) -> None:
        self.left = min(self.left, box.position_x)
        self.top = min(self.top, box.position_y)
        self.right = max(self.right, box.position_x + box.width)
        self.bottom = max(self.bottom, box.position_y + box.height)

    def hides(self, other: _Ink) -> bool:
        """Whether one can't be read for the other."""
        high = min(self.bottom - self.top, other.bottom - other.top)
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        across = min(self.right, other.right) - max(self.left, other.left)
        return shared > _HEIGHT * high and across > _WIDTH


def misplaced(page: Any) -> Iterator[Fault]:
    """The blocks of a page that run off it, or lie over one another, by their first words."""
    inks: list[_Ink] = []
    for part in page.children:
        if not isinstance(part, boxes.MarginBox):
            _gather(part, part, None, inks)
    inks.sort(key=lambda ink: ink.top)
    told: set[int] = set()
    for kind, block in (*_off(page, inks), *_hidden(inks)):
        if id(block.element) not in told:
            told.add(id(block.element))
            yield Fault(kind, own_words_in(block))


def _gather(box: Any, block: Any, line: _Ink | None, inks: list[_Ink]) -> None:
    """Add the inks of a box, which stands in a block and perhaps in a line."""
    if isinstance(box, boxes.TextBox):
        if line is not None and box.text.strip() and box.style["visibility"] == "visible":
            line.add(box)
        return
    if isinstance(box, boxes.ReplacedBox):
        picture = _Ink(block, is_words=False)
        picture.add(box)
        inks.append(picture)
        return
    for child in box.children:
        child = getattr(child, "_box", child)  # of what stands at a place of its own
        if child.element is not None and child.element.get("class") == "dropcap":
            continue  # its box is higher than the letter
        if isinstance(child, boxes.LineBox):
            inside = _Ink(box)
            _gather(child, box, inside, inks)
            if inside.left < inside.right:
                inks.append(inside)
        else:
            _gather(child, box if box.children else block, line, inks)


def _off(page: Any, inks: Sequence[_Ink]) -> Iterator[tuple[FaultKind, Any]]:
    """What stands above or below the text of its page, or where the page is cut."""
    is_text = page.page_type.name in ("", "auto", None) and leading_of(page)
    edge = _EDGE
    top, bottom = edge, page.margin_height() - edge
    if is_text:
        top = page.content_box_y() - edge
        bottom = page.content_box_y() + page.height + _LONGER * leading_of(page)
    for ink in inks:
        if ink.is_words and (
            ink.top < top
            or ink.bottom > bottom
            or ink.left < edge
            or ink.right > page.margin_width() - edge
        ):
            yield "off-page", ink.block


def _hidden(inks: Sequence[_Ink]) -> Iterator[tuple[FaultKind, Any]]:
    """What can't be read for other words."""
    lines = [ink for ink in inks if ink.is_words]
    for number, line in enumerate(lines):
        for other in lines[number + 1 :]:
            if other.top >= line.bottom:
                break
            if line.hides(other):
                yield "hidden-words", other.block
