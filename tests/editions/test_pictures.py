"""A few pages compared with approved pictures, so that a change of look is seen.

After a change that is meant: `APPROVE=1 make test`, then look at the new pictures.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pdf import ReadPdf, difference
from PIL import Image, ImageChops

APPROVED = Path(__file__).resolve().parents[1] / "pictures"

#: The outline title at which a page is found, and how many pages after it.
PAGES = {
    "cover": (None, 0),
    "title-page": ("Ba mươi năm", 0),
    "contents": ("Mục lục", 0),
    "opener": ("Chương I.", 0),
    "text-with-table": ("Công tác dân vận", 1),
    "part": ("Phụ lục", 0),
    "timeline": ("Phụ lục 1.", 0),
    "cards": ("Nguyễn Ngọc Thụ", 0),
    "congresses": ("Phụ lục 2.", 1),
    "statistics": ("Phụ lục 4.", 0),
    "index": ("Chỉ mục tên người", 0),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_was_approved(name: str, book: ReadPdf) -> None:
    title, after = PAGES[name]
    page = (book.opening(title) if title else 0) + after
    now = book.picture(page, 0.75)
    file = APPROVED / f"{name}.png"
    if os.environ.get("APPROVE"):
        now.quantize(32).save(file, optimize=True)
    assert difference(now, Image.open(file).convert("RGB")) < 0.01, f"{name} has changed: {file}"


def test_the_comparison_sees_a_moved_line(book: ReadPdf) -> None:
    page = book.picture(book.opening("Chương I."), 0.75)
    moved = ImageChops.offset(page, 0, 12)
    assert difference(page, moved) > 0.01
    assert difference(page, page) == 0
