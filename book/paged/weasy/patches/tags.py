"""Tags that HTML has no elements for, and decoration that gets none.

Written for WeasyPrint 70. An element's `data-tag` says what it is in the structure tree: TOC,
TOCI, Index, Note, Reference (ISO 32000-1, 14.8.4). Pictures with `alt=""`, what is `aria-hidden`
and the dots of leaders are artifacts: WeasyPrint tags them all, and complains of the first. Where
it does, contents are lists, and each of their dots an element. Behind a chart's figure stands its
table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream

from book.paged.weasy.table_behind import TableBehind

#: What elements with a `data-tag` become of what WeasyPrint makes of them.
_BECOMES = {
    "TOC": {"/L": "/TOC"},
    "TOCI": {"/LI": "/TOCI", "/LBody": "/Reference"},
    "Index": {"/Div": "/Index", "/Sect": "/Index"},
}
_build = tags._build_box_tree
_marked = Stream.marked
_references: Any = pydyf.PDF.page_references
_draw = draw.draw_inline_level


def _build_box_tree(
    box: Any, parent: Any, pdf: pydyf.PDF, page_number: int, *more: Any
) -> Iterator[Any]:
    """The elements of a box, with the tags that its HTML element asks for."""
    actual = getattr(box, "_box", box)
    if _is_decoration(actual):
        return
    told = "" if actual.element is None else actual.element.get("data-tag", "")
    if told == "Note":
        yield from _note(actual, parent, pdf, page_number, *more)
        return
    for element in _build(box, parent, pdf, page_number, *more):
        if told == "Reference" and element["S"] == "/Link":
            yield _around(element, "/Reference", pdf)
            continue
        element["S"] = _BECOMES.get(told, {}).get(element["S"], element["S"])
        yield element
        if element["S"] == "/Figure" and (behind := TableBehind.of(actual)):
            yield behind.tagged(element, pdf, *more)


def _note(box: Any, parent: Any, *more: Any) -> Iterator[Any]:
    """A footnote: the boxes of its lines and of its number come of the same HTML element."""
    for element in _build(box, parent, *more):
        if element["S"] == "/Span" and parent["S"] != "/Note":
            element["S"] = "/Note"
        elif box.element_tag.endswith("::footnote-marker"):
            element["S"] = "/Lbl"
        yield element


def _around(element: Any, tag: str, pdf: pydyf.PDF) -> Any:
    """An element with this one in it."""
    outer = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": tag,
            "K": pydyf.Array([element.reference]),
            "Pg": element["Pg"],
            "P": element["P"],
        }
    )
    pdf.add_object(outer)
    element["P"] = outer.reference
    return outer


@contextmanager
def _marked_unless_decoration(stream: Any, box: Any, tag: str) -> Iterator[None]:
    with stream.artifact() if _is_decoration(box) else _marked(stream, box, tag):
        yield
    if stream._tags is not None and tag == "Figure" and (behind := TableBehind.of(box)):
        behind.mark(stream)


def _is_decoration(box: Any) -> bool:
    element = box.element
    if box.is_leader:
        return True
    if element is None:
        return False
    return element.get("aria-hidden") == "true" or bool(
        box.element_tag == "img" and element.get("alt") == ""
    )


def _draw_inline_level(stream: Any, page: Any, box: Any, *more: Any) -> None:
    """Draw a leader as one artifact, all else as WeasyPrint does."""
    if not getattr(box, "is_leader", False):
        _draw(stream, page, box, *more)
        return
    with stream.artifact():
        tags_of_page, stream._tags = stream._tags, None
        try:
            _draw(stream, page, box, *more)
        finally:
            stream._tags = tags_of_page


def _page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """The references of a PDF's pages, which each element of the tree asks for: made once."""
    known: tuple[int, tuple[bytes, ...]] | None = pdf.__dict__.get("known_references")
    if known is None or known[0] != len(pdf.pages["Kids"]):
        known = pdf.known_references = len(pdf.pages["Kids"]), _references.fget(pdf)
    return known[1]


tags._build_box_tree = _build_box_tree
pydyf.PDF.page_references = property(_page_references)
Stream.marked = _marked_unless_decoration
draw.draw_inline_level = _draw_inline_level
