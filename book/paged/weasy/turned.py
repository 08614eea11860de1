"""Turned pages: laid out lying, as wide as the text block is high, and turned a quarter to the left
when they are drawn. Who turns the book to the right reads them; a screen reader reads them as ever.
"""

from __future__ import annotations

from typing import Any

import pydyf

#: The name of such pages in style sheets.
NAME = "turned"


def is_turned(page_box: Any) -> bool:
    """Whether a page lies on its side while it is laid out."""
    return bool(page_box.page_type.name == NAME)


def turned_point(x: float, y: float, width: float) -> tuple[float, float]:
    """Where a point of a lying page of this width, counted from its top left, comes to lie."""
    return y, width - x


def turn_pages(pages: list[Any], pdf: pydyf.PDF) -> None:
    """Turn what is drawn on lying pages, and what is said of where it lies."""
    numbers = pdf.pages["Kids"][0::3]
    for page, number in zip(pages, numbers, strict=True):
        if not is_turned(page._page_box):
            continue
        about = pdf.objects[number]
        _, _, width, height = about["MediaBox"]
        about["MediaBox"] = pydyf.Array([0, 0, height, width])
        drawn = pdf.objects[int(about["Contents"].split()[0])]
        drawn.stream = [b"0 1 -1 0 %.4f 0 cm" % height, *drawn.stream]
        for reference in about.get("Annots", ()):
            note = pdf.objects[int(reference.split()[0])]
            x1, y1, x2, y2 = note["Rect"]
            note["Rect"] = pydyf.Array([height - y2, x1, height - y1, x2])
