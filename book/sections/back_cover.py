"""The back of the cover: as the last page of the book, and what the cover's sheet prints of it."""

from __future__ import annotations

from typing import Any

from lxml import etree
from markupsafe import Markup

from book.manuscript.config import BookConfig
from book.sections.context import BuildContext
from book.sections.section import Section
from book.text.pictures import picture
from book.text.tree import Element, markup, with_attribute
from book.themes.fonts import default_faces

#: A bar code in full size, in mm (GS1): its width with light margins, and how high its bars are.
_BARCODE_WIDTH, _BARS = 37.29, 22.85
#: Without its bars: the height at which its numbers have their usual size.
_BARCODE_HEIGHT = 20.2


def back_cover(context: BuildContext) -> Section | None:
    """The last page of a book that has a cover: left-hand, for it is the outside of a leaf. None
    where nothing would stand there, or the book wants none (`back: ''`)."""
    config = context.manuscript.config
    words = back_words(config)
    if config.cover is None or config.cover.back == "" or not any(words.values()):
        return None
    page = context.templates.render(
        "back-cover.html",
        kind="back-cover",
        start="verso",
        anchor="section-back-cover",
        title=config.title,
        **words,
    )
    return Section("back-cover", "back-cover", page, matter="cover", start="verso")


def back_words(config: BookConfig) -> dict[str, Any]:
    """What the templates of a cover's back print: the lines of `cover: back`, the description
    where nothing is said of it; whether the book is sold; its bar code."""
    said = config.cover.back if config.cover else None
    back = config.description if said is None else said
    isbn = config.imprint.isbn
    return {
        "back": [line for line in back.splitlines() if line.strip()],
        "not_for_sale": config.imprint.not_for_sale,
        "barcode": barcode(isbn) if isbn else "",
    }


def barcode(isbn: str) -> Markup:
    """The ISBN as a bar code in full size (GS1: 0.33 mm a module), in the book's own font."""
    from bookbarcode import LayoutSpec, render_svg, validate_isbn13

    digits = validate_isbn13(isbn.replace(" ", "-"))
    size = LayoutSpec(_BARCODE_WIDTH, _BARCODE_HEIGHT)
    drawing = etree.fromstring(render_svg(digits, f"ISBN {isbn}", size).encode())
    _lengthen(drawing, _BARS - size.resolve().data_bar_height_mm)
    for words in with_attribute(drawing, "font-family"):
        words.set("font-family", default_faces().labels.name)
    return markup([picture(etree.tostring(drawing, encoding="unicode"), f"ISBN {isbn}")])


def _lengthen(drawing: Element, more: float) -> None:
    """Make a bar code's bars longer by so many mm, and move what stands below them.

    The numbers of the drawing grow with its height; asked for bars of full height, it would have
    numbers twice as large.
    """

    def grow(element: Element, name: str) -> None:
        element.set(name, f"{float(element.get(name, '0')) + more:.4f}")

    for group in drawing:
        if group.get("id") == "bars":
            for bar in group:
                grow(bar, "height")
        elif group.get("id") == "human-readable":
            for words in group:
                grow(words, "y")
        elif group.tag.endswith("rect"):
            grow(group, "height")
    height = _BARCODE_HEIGHT + more
    drawing.set("height", f"{height:.3f}mm")
    drawing.set("viewBox", f"0 0 {_BARCODE_WIDTH} {height:.3f}")
