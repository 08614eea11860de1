"""Which lines of a file an element prints: marks in a tree, which the page map finds again.

A mark is a number into its section's list of stretches, and no line itself: what is typeset stays
the same where a text only moves down its file. In pieces of HTML that templates are handed a mark
is a comment, `<!--at 7-->`, which goes over to the element that the template puts it into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from book.errors import Place
from book.text.tree import Element

#: The attribute that holds a mark.
ATTRIBUTE = "data-at"
_COMMENT = re.compile(r"at (\d+)")
#: What prints one record, whichever of its values are marked.
_WHOLE = ("tr", "li", "article", "dd")
_comments = etree.XPath("//comment()")


@dataclass(frozen=True)
class Stretch:
    """Lines of a file, from a place to a last line (the place's own, where it is one line)."""

    place: Place
    last: int

    def __contains__(self, line: int) -> bool:
        return self.place.line <= line <= self.last

    @property
    def lines(self) -> int:
        return self.last - self.place.line + 1


class Stretches:
    """The stretches of one section in the order in which they are met, each once."""

    def __init__(self) -> None:
        self._numbers: dict[Stretch, int] = {}

    def __iter__(self) -> Iterator[Stretch]:
        return iter(self._numbers)

    def mark(self, place: Place, lines: int = 1) -> str:
        """The mark of so many lines from a place on; a cell of a spreadsheet is one."""
        last = place.line if place.cell else place.line + max(lines, 1) - 1
        return str(self._numbers.setdefault(Stretch(place, last), len(self._numbers)))

    def comment(self, place: Place) -> Element:
        """The mark of a line as a comment."""
        return etree.Comment(f"at {self.mark(place)}")


def marked(tree: Element) -> Element:
    """A tree whose comments that are marks have become attributes of what they stand in, and of
    the row, the item or the card around it."""
    for comment in _comments(tree):
        if found := _COMMENT.fullmatch(comment.text or ""):
            parent = comment.getparent()
            comment.drop_tree()
            for holder in _holders(parent):
                holder.set(ATTRIBUTE, holder.get(ATTRIBUTE, found[1]))
    return tree


def _holders(parent: Element) -> Iterator[Element]:
    """The element that a mark stands in, and those around it up to the whole record."""
    yield parent
    around = []
    while parent.tag not in ("section", "body", "html"):
        around.append(parent)
        if parent.tag in _WHOLE or "card" in parent.get("class", "").split():
            yield from around
            return
        parent = parent.getparent()
