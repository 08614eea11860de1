"""The first letter of a chapter, set as a drop cap."""

from __future__ import annotations

from book.text.tree import Node, element, put_first, text_of

#: How many characters a paragraph has that takes up more than two lines.
_LONG = 200


def set_initial(first: Node) -> None:
    """The first letter of a paragraph in an element of its own.

    Not where a name begins there, nor in a paragraph too short for a letter two lines deep.
    """
    if isinstance(first, str) or first.tag != "p" or len(text_of([first])) < _LONG:
        return
    words = first.text or ""
    if words[:1].isalpha():
        first.text = words[1:]
        put_first(first, [element("span", {"class": "dropcap"}, words[0])])
        first.set("class", "first")
