"""Last pages of sections that would hold a few lines only: all pages run a line long, or short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from weasyprint import Document

from book.paged.weasy.mapping import filled
from book.themes.styles import PT_PER_MM, PageGeometry

#: A section's last page holds at least so many lines.
FEWEST = 5


def without_runt(render: Callable[[Sequence[str]], Any], geometry: PageGeometry) -> Document:
    """The document that `render` makes from more style sheets; where its last page would hold fewer
    than five lines, one whose pages are all a line longer, so that there is no such page, or a line
    shorter, so that it holds more. Facing pages stay even. Where neither helps, as it was."""
    document = render([])
    if not _is_runt(document, geometry):
        return document
    for lines in (1, -1):
        bottom = geometry.bottom - lines * geometry.leading / PT_PER_MM
        other = render([f"@page {{ margin-bottom: {bottom:.3f}mm }} @page plate {{ margin: 0 }}"])
        pages = len(other.pages) - len(document.pages)
        if not _is_runt(other, geometry) and pages == (-1 if lines > 0 else 0):
            return other
    return document


def _is_runt(document: Document, geometry: PageGeometry) -> bool:
    """Whether the last page of several holds some lines of running text, and too few of them."""
    if len(document.pages) < 2:
        return False
    last = document.pages[-1]._page_box
    depth = (geometry.height - geometry.top - geometry.bottom) * PT_PER_MM / geometry.leading
    return last.page_type.name == "" and 0 < filled(last) * depth < FEWEST - 0.5
