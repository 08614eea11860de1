"""Pictures of a book as Word shows them: JPEG and PNG, no larger than they are printed."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pyvips
from PIL import Image

from book.errors import UnfitError
from book.photos.formats import is_photograph
from book.photos.originals import original
from book.photos.renditions import rendition
from book.photos.treatment import Treatment
from book.text.photographs import shape_of

#: How wide and how high a picture is in the file at most, in mm; how many px an inch a drawing has.
_WIDTH, _HEIGHT, _PPI = 150.0, 180.0, 200
#: What other programs know a JPEG by; a PDF needs none.
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x01\x00\x48\x00\x48\x00\x00"
_PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class WordPicture:
    """A picture's bytes, and its size in mm."""

    data: bytes
    width: float
    height: float


def word_picture(file: Path, treatment: Treatment) -> WordPicture | None:
    """A picture of the book folder; None for one that can't be shown."""
    shape = shape_of(file, treatment)
    width = min(_WIDTH, _HEIGHT * shape)
    height = width / shape
    try:
        if is_photograph(file):
            size = (width * _PT_PER_MM, height * _PT_PER_MM)
            return WordPicture(_photograph(file, treatment, size), width, height)
        return WordPicture(_drawing(file, width), width, height)
    except (UnfitError, OSError, pyvips.Error):
        return None


def _photograph(file: Path, treatment: Treatment, size: tuple[float, float]) -> bytes:
    made = rendition(original(file), treatment, size, "screen", None)
    if made.coding == "jpeg":
        return made.data if made.data[2:4] == _JFIF[:2] else made.data[:2] + _JFIF + made.data[2:]
    modes = {"rgb": "RGB", "grey": "L", "bilevel": "1"}
    rows = zlib.decompress(made.data)
    image = Image.frombytes(modes[made.colours], (made.width, made.height), rows)
    if made.alpha:
        mask = Image.frombytes("L", image.size, zlib.decompress(made.alpha))
        image = image.convert("RGBA")
        image.putalpha(mask)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _drawing(file: Path, width: float) -> bytes:
    """A drawing (SVG) in dots."""
    plain = pyvips.Image.new_from_file(str(file))
    wanted = width / 25.4 * _PPI
    image = pyvips.Image.new_from_file(str(file), scale=max(0.1, wanted / max(1, plain.width)))
    data: bytes = image.write_to_buffer(".png")
    return data
