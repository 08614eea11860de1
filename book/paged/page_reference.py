"""Page references: printed page numbers that are not known when their section is typeset.

A number is set as noughts, as many as it has digits. Where the font's digits are all of one width,
any other number of so many digits fits in their place, and the galley need not be typeset again
when pages move: the reference is open, and its number is written when the book is bound. In the
content stream an open reference is a comment with the anchor and the glyphs of the ten digits, and
behind it stand the noughts. Where the digits differ in width, or where the label is no number
(`iv`), the reference is fixed: its label is typeset, and its section again when the label changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from book.languages import Language
from book.pagemap import BookMap
from book.sections.section import Section
from book.text.references import GapKind, Target, filled
from book.text.typography import well_set

#: The attribute of the element whose text is an open reference's number: the anchor whose page it
#: is; for a link it may be empty, and means the one that the link leads to.
ATTRIBUTE = "data-page-of"
#: Stands in the words around a page number in its place; no book font shows it.
PAGE = "\ue002"
_LABEL = re.compile(rf'( {ATTRIBUTE}(?:="[^"]*")?)>([^<]*)<')
_OPEN = re.compile(rb"%page-of ([^\n]+) ([0-9a-f]{40})\n\[([^\]]*)\] TJ")
#: Glyphs between angle brackets, four hexadecimal digits each; what is outside moves the pen.
_GLYPH = re.compile(rb"[0-9a-f]{4}(?=[0-9a-f]*>)")


@dataclass(frozen=True)
class PageReference:
    """A printed page number: the anchor whose page it is, the label that this page has so far, and
    the words around it (text) with PAGE in the number's place."""

    anchor: str
    label: str
    words: str = PAGE

    @classmethod
    def said(cls, spoken: Language, anchor: str, label: str, said: str = PAGE) -> PageReference:
        """A reference as a language says it, `trang 57`, kept on one line; `said` are words around
        that, with PAGE in its place."""
        page = well_set(spoken.say("page {number}", number="1"), spoken.rules)
        before, _, after = page.rpartition("1")
        return cls(anchor, label, said.replace(PAGE, f"{before}{PAGE}{after}"))

    @classmethod
    def to(cls, spoken: Language, target: Target, book_map: BookMap) -> PageReference:
        """A reference to the page of a target by a map."""
        return cls.said(spoken, target.anchor, book_map.label(target.anchor) or "?")

    def html(self, is_fixed: bool = False) -> str:
        """The words as HTML, with noughts for a number unless the reference shall be fixed."""
        if PAGE not in self.words:
            return escape(self.words)
        before, after = (escape(part) for part in self.words.split(PAGE, 1))
        if is_fixed or not self.label.isdigit():
            return f"{before}{escape(self.label)}{after}"
        noughts = "0" * len(self.label)
        span = f'<span class="page-number" {ATTRIBUTE}="{escape(self.anchor)}">{noughts}</span>'
        return f"{before}{span}{after}"


def resolved(
    section: Section,
    targets: dict[str, Target],
    refer: Callable[[Target], PageReference],
    is_fixed: bool,
) -> str:
    """A section's HTML, names and anchors of targets filled in and page references made open, or
    fixed; `refer` makes the reference to a target."""

    def content(kind: GapKind, name: str) -> str:
        target = targets[name]
        if kind == "name":
            return target.name
        return target.anchor if kind == "anchor" else refer(target).html(is_fixed)

    return _labels_opened(filled(section.html, content), is_fixed)


def _labels_opened(html: str, is_fixed: bool) -> str:
    """The HTML of contents or an index, whose labels stand in elements with the attribute: numbers
    are made noughts, and an element whose label shall be fixed loses the attribute."""

    def made(found: re.Match[str]) -> str:
        if is_fixed or not found[2].isdigit():
            return f">{found[2]}<"
        return f"{found[1]}>{'0' * len(found[2])}<"

    return _LABEL.sub(made, html)


def marked(anchor: str, digits: list[int], shown: bytes) -> bytes:
    """The operator that shows the noughts, marked as an open reference; `digits` are glyphs."""
    glyphs = "".join(f"{glyph:04x}" for glyph in digits)
    return b"%page-of " + anchor.encode() + b" " + glyphs.encode() + b"\n" + shown


def written(content: bytes, label_of: Callable[[str], str | None]) -> bytes:
    """A content stream with the numbers of its open references written; the content itself where
    it has none. Raises ValueError for a label that has not as many digits as its place."""

    def number(found: re.Match[bytes]) -> bytes:
        label = label_of(found[1].decode()) or ""
        if not label.isdigit() or len(label) != len(_GLYPH.findall(found[3])):
            raise ValueError(f"the label {label!r} does not fit the place of {found[1].decode()}")
        digits = iter(found[2][4 * int(digit) : 4 * int(digit) + 4] for digit in label)
        return b"[" + _GLYPH.sub(lambda _: next(digits), found[3]) + b"] TJ"

    return _OPEN.sub(number, content) if b"%page-of " in content else content
