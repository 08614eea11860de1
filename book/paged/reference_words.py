"""The gaps of sections filled: names, anchors, and the pages that references print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from book.languages import Language
from book.paged.page_reference import labels_left_open, with_slot
from book.sections.section import Section
from book.text.references import GapKind, Target, filled
from book.text.typography import well_set
from book.themes.styles import PT_PER_MM, PageGeometry

#: How much HTML makes a page, as a share of the letters that a full page holds: tags take some
#: of it, short lines, headings, tables and blank pages more (0.80 to 0.87 where it was measured).
_A_PAGE = 0.83
#: How wide a letter is on average, in ems (Bringhurst, 2.1.2).
_LETTER = 0.45


def page_words(spoken: Language, label: str) -> str:
    """How a reference prints a page: `trang 57`, kept on one line."""
    return well_set(spoken.say("page {number}", number=label), spoken.locale.language)


def page_reference(spoken: Language, label: str, anchor: str, literal: bool) -> str:
    """A printed page as HTML: a slot for a number, unless it shall be literal."""
    return left_open(page_words(spoken, label), label, anchor, literal)


def left_open(words: str, label: str, anchor: str, literal: bool) -> str:
    """Words that hold a page label as HTML: a slot in its place, unless it shall be literal."""
    return with_slot(words, label, anchor) if label.isdigit() and not literal else escape(words)


def filled_html(
    section: Section, targets: dict[str, Target], page: Callable[[str, str], str], literal: bool
) -> str:
    """A section's HTML without gaps; `page` gives the HTML of a target's page, by its id and
    anchor. The labels of contents and indexes are left open unless they shall be literal."""

    def content(kind: GapKind, target: str) -> str:
        if kind == "name":
            return targets[target].name
        anchor = targets[target].anchor
        return anchor if kind == "anchor" else page(target, anchor)

    return labels_left_open(filled(section.html, content), literal)


def estimated_labels(
    sections: Iterable[Section], targets: dict[str, Target], geometry: PageGeometry
) -> dict[str, str]:
    """About the page of each target, by how much text stands before it: near enough to tell how
    many digits its number has."""
    lines = (geometry.height - geometry.top - geometry.bottom) * PT_PER_MM / geometry.leading
    letters = geometry.measure_pt / (geometry.size * _LETTER)
    text = "".join(s.html for s in sections if s.matter == "main")
    labels = {}
    for name, target in targets.items():
        at = text.find(f'id="{target.anchor}"')
        if at >= 0:
            labels[name] = str(int(at / (_A_PAGE * lines * letters)) + 1)
    return labels
