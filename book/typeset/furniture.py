"""Furniture: the running heads and folios of all pages, set as strips to be laid over them.

A strip is as wide as the text block and two lines high. Folios come in sheets of fifty, which
stay the same when pages move; running heads in one sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from book.pagemap import BookMap, roman
from book.typeset.styles import PT_PER_MM, PageGeometry

Side = Literal["left", "right"]
_FOLIOS_A_SHEET = 50


@dataclass(frozen=True)
class Strip:
    """One piece of furniture for pages of one side: a running head or a folio; beside the folio
    the page of the book that a handout's page is; in a proof, the number of a paragraph, and
    the words across the page; for a press, what the page is, beyond its trim."""

    role: Literal["head", "folio", "book", "number", "proof", "slug"]
    side: Side
    words: str
    folio: int = 0


@dataclass(frozen=True)
class StripSheet:
    """Strips that are typeset together, a page each, in this order."""

    strips: tuple[Strip, ...]

    def html(self, language_tag: str) -> str:
        pages = "".join(
            f'<div class="strip {s.role} {s.side}"><p>{escape(s.words)}</p></div>'
            for s in self.strips
        )
        return (
            f'<!DOCTYPE html><html lang="{language_tag}"><head><meta charset="utf-8">'
            f'<title>-</title></head><body class="furniture">{pages}</body></html>'
        )


def side_of(index: int, binding: str) -> Side:
    """The side of the leaf with this index; a book bound at the right begins on the left."""
    recto = index % 2 == 0
    return "right" if recto == (binding == "left") else "left"


def strips_of(
    book_map: BookMap, index: int, binding: str, heads: dict[str, str], title: str
) -> list[Strip]:
    """The furniture of one leaf: nothing on blanks and plates, no head on an opening.

    `heads` are the right-hand running heads by section; left-hand pages bear the book's title.
    """
    leaf = book_map.leaves[index]
    if leaf.page is None or leaf.style == "cover":
        return []
    kind = book_map.maps[leaf.section].pages[leaf.page].kind
    if kind in ("plate", "blank"):
        return []
    side = side_of(index, binding)
    strips = [Strip("folio", side, leaf.label, leaf.folio)]
    words = title if index % 2 else heads.get(leaf.section, "")
    if kind == "text" and words:
        strips.append(Strip("head", side, words))
    return strips


def sheets_for(strips: Sequence[Strip], binding: str) -> list[StripSheet]:
    """Sheets that hold at least these strips, the same ones for much the same book."""
    heads = sorted(
        {s for s in strips if s.role != "folio"}, key=lambda s: (s.role, s.words, s.side)
    )
    sheets = [StripSheet(tuple(heads))] if heads else []
    for write in (roman, str):
        last = max((s.folio for s in strips if s.role == "folio" and s.words == write(s.folio)),
                   default=0)  # fmt: skip
        for start in range(1, last + 1, _FOLIOS_A_SHEET):
            numbers = range(start, start + _FOLIOS_A_SHEET)
            sheets.append(
                StripSheet(
                    tuple(Strip("folio", side_of(n - 1, binding), write(n), n) for n in numbers)
                )
            )
    return sheets


def position(strip: Strip, geometry: PageGeometry) -> tuple[float, float]:
    """Where a strip's lower left corner lies on its page, in pt from the page's lower left."""
    x = (geometry.outer if strip.side == "left" else geometry.inner) * PT_PER_MM
    if strip.role == "head":
        below_top = geometry.top * PT_PER_MM - 0.9 * geometry.leading
        return x, geometry.height * PT_PER_MM - below_top
    return x, geometry.bottom * PT_PER_MM - 3.2 * geometry.leading
