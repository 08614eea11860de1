"""The cover as one sheet: back, spine and front side by side."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from markupsafe import Markup

from book.languages import Language
from book.manuscript.config import BookConfig
from book.sections.front import cover_words
from book.sections.templates import Templates
from book.text.photographs import PictureSetting
from book.text.pictures import picture
from book.text.tree import Element, markup, with_attribute
from book.themes.fonts import default_faces

#: What stays free beside the folds, in mm: a spine may be folded a little aside.
CLEAR = 1.5
#: How high a line of the sans is, in ems: twice what its highest capital with two marks stands
#: above its middle.
_LINE = 1.65
#: On a narrower spine (mm) words would be too small to be read.
LEAST_SPINE = 6.0
#: A bar code in full size, in mm (GS1): its width with light margins, and how high its bars are.
_BARCODE_WIDTH, _BARS = 37.29, 22.85
#: Without its bars: the height at which its numbers have their usual size.
_BARCODE_HEIGHT = 20.2


def spine_width(pages: int, thickness: float) -> float:
    """The width of the spine in mm, for leaves of a thickness in mm."""
    return (pages + 1) // 2 * thickness


def cover_sheet(
    config: BookConfig,
    folder: Path,
    language: Language,
    setting: PictureSetting,
    spine: float,
    *,
    theme: Path,
) -> Element:
    """The cover sheet, as large as its trim; `spine` is the spine's width in mm, `theme` the folder
    of the book's theme."""
    width, height = config.trim
    words = cover_words(config, language, folder, setting)
    said = config.cover.spine if config.cover else ""
    back = (config.cover.back if config.cover else "") or config.description
    return Templates(folder, language, theme).render(
        "cover-sheet.html",
        kind="cover-sheet",
        start="recto",
        title=config.title,
        imprint=config.imprint,
        back=[line for line in back.splitlines() if line.strip()],
        spine=spine,
        spine_words=(said or config.running_title) if spine >= LEAST_SPINE else "",
        spine_size=min((spine - 2 * CLEAR) / _LINE, 5.5),
        sheet_width=2 * width + spine,
        sheet_height=height,
        barcode=barcode(config.imprint.isbn) if config.imprint.isbn else "",
        **words,
    )


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
