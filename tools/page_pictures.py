"""Pages of PDFs as pictures of a few colours, for the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

#: Around and between pages, in pixels, and the field that they lie on.
EDGE = 14
FIELD = (226, 226, 222)


def pages_of(path: Path, numbers: Sequence[int], height: int) -> list[Image.Image]:
    """Pages of a PDF (from 1) as pictures of a height in pixels."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [pdf[number - 1] for number in numbers]
        return [
            page.render(scale=height / page.get_height()).to_pil().convert("RGB") for page in pages
        ]


def side_by_side(pages: Sequence[Image.Image], together: bool = False) -> Image.Image:
    """Pages side by side on a grey field; a spread's touch at the fold."""
    gap = 0 if together else EDGE
    width = sum(page.width for page in pages) + gap * (len(pages) - 1) + 2 * EDGE
    sheet = Image.new("RGB", (width, pages[0].height + 2 * EDGE), FIELD)
    x = EDGE
    for page in pages:
        sheet.paste(page, (x, EDGE))
        x += page.width + gap
    return sheet


def save(picture: Image.Image, path: Path, most: int) -> None:
    """Write a picture with as many colours as fit into so many bytes. Raises ValueError where none
    do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for colours in (128, 96, 64, 32, 16):
        picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= most:
            return
    raise ValueError(f"{path} is too large")
