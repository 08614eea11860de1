"""The cover as one sheet: back, spine and front side by side."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from markupsafe import Markup

from book.languages import Language
from book.manuscript.config import BookConfig
from book.sections.front import cover_words
from book.sections.templates import Templates
from book.text.pictures import picture
from book.text.tree import Element, markup, with_attribute
from book.themes.fonts import SANS_FACE

#: On a narrower spine (mm) words would run over its edges when it is folded a little aside.
LEAST_SPINE = 5.0


def spine_width(pages: int, thickness: float) -> float:
    """The width of the spine in mm, for leaves of a thickness in mm."""
    return (pages + 1) // 2 * thickness


def cover_sheet(config: BookConfig, folder: Path, language: Language, spine: float) -> Element:
    """The cover sheet, as large as its trim; `spine` is the spine's width in mm."""
    width, height = config.trim
    words = cover_words(config, language)
    said = config.cover.spine if config.cover else ""
    back = (config.cover.back if config.cover else "") or config.description
    return Templates(folder, language).render(
        "cover-sheet.html",
        kind="cover-sheet",
        start="recto",
        title=config.title,
        imprint=config.imprint,
        back=[line for line in back.splitlines() if line.strip()],
        spine=spine,
        spine_words=(said or config.running_title) if spine >= LEAST_SPINE else "",
        spine_size=min(0.55 * spine, 5.5),
        sheet_width=2 * width + spine,
        sheet_height=height,
        barcode=barcode(config.imprint.isbn) if config.imprint.isbn else "",
        **words,
    )


def barcode(isbn: str) -> Markup:
    """The ISBN as a bar code in its usual size (GS1: 0.33 mm a module), in the book's own font."""
    from bookbarcode import render_svg, validate_isbn13

    digits = validate_isbn13(isbn.replace(" ", "-"))
    drawing = etree.fromstring(render_svg(digits, f"ISBN {isbn}").encode())
    for words in with_attribute(drawing, "font-family"):
        words.set("font-family", SANS_FACE)
    return markup([picture(etree.tostring(drawing, encoding="unicode"), f"ISBN {isbn}")])
