"""Slots: page numbers that a galley leaves open, and that are written when it is bound.

A reference's page number is set as noughts, as many as the number has digits. Where the font's
digits are all of one width, any other number of so many digits fits in their place, and the
galley need not be typeset again when pages move. In the content stream a slot is a comment with
the anchor and the glyphs of the ten digits, and behind it stand the noughts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

#: The attribute of the element whose text is a slot: the anchor whose page it is; for a link it
#: may be empty, and means the one that the link leads to.
ATTRIBUTE = "data-page-of"
_LABEL = re.compile(rf'( {ATTRIBUTE}(?:="[^"]*")?)>([^<]*)<')
_SLOT = re.compile(rb"%page-of ([^\n]+) ([0-9a-f]{40})\n\[([^\]]*)\] TJ")
#: Glyphs between angle brackets, four hexadecimal digits each; what is outside moves the pen.
_GLYPH = re.compile(rb"[0-9a-f]{4}(?=[0-9a-f]*>)")


def with_slot(words: str, label: str, anchor: str) -> str:
    """Words (text) that hold a page label as HTML, with a slot in its place."""
    before, _, after = words.rpartition(label)
    noughts = "0" * len(label)
    return (
        f'{escape(before)}<span class="page-number" {ATTRIBUTE}="{escape(anchor)}">{noughts}</span>'
        f"{escape(after)}"
    )


def labels_left_open(html: str, literal: bool) -> str:
    """The HTML of contents or an index, whose labels stand in elements with the attribute: numbers
    are made noughts, and an element whose label shall be literal loses the attribute."""

    def made(found: re.Match[str]) -> str:
        if literal or not found[2].isdigit():
            return f">{found[2]}<"
        return f"{found[1]}>{'0' * len(found[2])}<"

    return _LABEL.sub(made, html)


def marked(anchor: str, digits: list[int], shown: bytes) -> bytes:
    """The operator that shows the noughts, with its slot before it; `digits` are glyphs."""
    glyphs = "".join(f"{glyph:04x}" for glyph in digits)
    return b"%page-of " + anchor.encode() + b" " + glyphs.encode() + b"\n" + shown


def written(content: bytes, label_of: Callable[[str], str | None]) -> bytes:
    """A content stream with its slots written; the content itself where it has none."""

    def number(found: re.Match[bytes]) -> bytes:
        label = label_of(found[1].decode()) or ""
        if not label.isdigit() or len(label) != len(_GLYPH.findall(found[3])):
            raise ValueError(f"the label {label!r} does not fit the slot of {found[1].decode()}")
        digits = iter(found[2][4 * int(digit) : 4 * int(digit) + 4] for digit in label)
        return b"[" + _GLYPH.sub(lambda _: next(digits), found[3]) + b"] TJ"

    return _SLOT.sub(number, content) if b"%page-of " in content else content
