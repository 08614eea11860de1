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
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from book.pagemap import BookMap
from book.text.references import NAME_OF, PAGE_FOR, REFERS_TO, SCHEME, Target
from book.text.tree import Element, Nodes, element, put, put_first, with_attribute
from book.text.typography import well_set

if TYPE_CHECKING:  # processes that typeset have no need of these
    from book.languages import Language
    from book.sections.section import Section

#: The attribute of the element whose text is an open reference's number: the anchor whose page it
#: is; for a link it may be empty, and means the one that the link leads to.
ATTRIBUTE = "data-page-of"
#: Stands in the words around a page number in its place; no book font shows it.
PAGE = "\ue002"
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

    def nodes(self, is_fixed: bool = False) -> Nodes:
        """The words, with noughts for a number unless the reference shall be fixed."""
        if PAGE not in self.words:
            return [self.words]
        before, after = self.words.split(PAGE, 1)
        if is_fixed or not self.label.isdigit():
            return [before, self.label, after]
        attributes = {"class": "page-number", ATTRIBUTE: self.anchor}
        return [before, element("span", attributes, "0" * len(self.label)), after]


def referred_in(tree: Element) -> list[str]:
    """The ids of the targets that a tree refers to."""
    found = with_attribute(tree, REFERS_TO, NAME_OF, PAGE_FOR)
    ids = (one.get(name) for one in found for name in (REFERS_TO, NAME_OF, PAGE_FOR))
    return list(dict.fromkeys(one for one in ids if one is not None))


def resolved(
    section: Section,
    targets: dict[str, Target],
    refer: Callable[[Target], PageReference],
    is_fixed: bool,
) -> Element:
    """A section's tree, links led to their targets and page references made open, or fixed;
    `refer` makes the reference to a target."""
    tree = deepcopy(section.tree)
    for found in with_attribute(tree, REFERS_TO, NAME_OF, PAGE_FOR, ATTRIBUTE):
        attributes = found.attrib
        if (refers_to := attributes.pop(REFERS_TO, None)) is not None:
            found.set("href", SCHEME + targets[refers_to].anchor)
        if (named := attributes.pop(NAME_OF, None)) is not None:
            put_first(found, [targets[named].name])
        if (page_for := attributes.pop(PAGE_FOR, None)) is not None:
            put(found, ["(", *refer(targets[page_for]).nodes(is_fixed), ")"])
        if ATTRIBUTE in attributes:
            _open_label(found, is_fixed)
    return tree


def _open_label(found: Element, is_fixed: bool) -> None:
    """Make noughts of a label of contents or an index; where it shall be fixed, it stays."""
    label = found.text or ""
    if is_fixed or not label.isdigit():
        del found.attrib[ATTRIBUTE]
        return
    found.text = "0" * len(label)
    if not found.get(ATTRIBUTE):
        found.set(ATTRIBUTE, found.get("href", "").removeprefix(SCHEME))


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
