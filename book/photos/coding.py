"""Pictures as the bytes that a PDF holds: JPEG for photographs, rows for drawings and bilevel."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Literal

import pyvips
from PIL import Image

from book.photos.colours import Colours, Use
from book.photos.originals import Original

_QUALITY: dict[Use, int] = {"screen": 84, "press": 90, "web": 80, "thumbnail": 75}


@dataclass(frozen=True)
class Rendition:
    """A picture as a PDF holds it: size in px, colours, and its coded bytes.

    `coding` is `jpeg` or `flate` (rows of samples, compressed); `alpha` are the rows of a mask of
    the same size, compressed, empty for an opaque picture; `inverted` where a JPEG's CMYK is
    stored the other way round.
    """

    width: int
    height: int
    colours: Colours
    coding: Literal["jpeg", "flate"]
    data: bytes
    alpha: bytes = b""
    inverted: bool = False


def bare_jpeg(data: bytes) -> tuple[bytes, bool]:
    """A JPEG without what is beside the picture (where it was taken, previews, profiles), and
    whether it has Adobe's mark, which means that CMYK is stored inverted."""
    if not data.rstrip(b"\0").endswith(b"\xff\xd9") and b"\xff\xd9" not in data[-4096:]:
        raise EOFError
    out, at, adobe = bytearray(b"\xff\xd8"), 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xDA:
            return bytes(out + data[at:]), adobe
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xEE:
            adobe = True
        if not (0xE1 <= mark <= 0xEF or mark == 0xFE) or mark == 0xEE:
            out += data[at : at + length]
        at += length
    raise EOFError


def coded(
    image: pyvips.Image, alpha: pyvips.Image | None, colours: Colours, source: Original, use: Use
) -> Rendition:
    width, height = image.width, image.height
    mask = zlib.compress(alpha.write_to_memory(), 6) if alpha is not None else b""
    if colours == "bilevel":
        levels = (image >= 128).ifthenelse(255, 0).cast("uchar").write_to_memory()
        rows = Image.frombytes("L", (width, height), levels).convert("1").tobytes()
        return Rendition(
            width=width,
            height=height,
            colours="bilevel",
            coding="flate",
            data=zlib.compress(rows, 9),
            alpha=mask,
        )
    if source.format in ("PNG", "GIF", "BMP", "TIFF") and _is_flat(image):
        data = zlib.compress(image.write_to_memory(), 6)
        return Rendition(
            width=width, height=height, colours=colours, coding="flate", data=data, alpha=mask
        )
    data = image.jpegsave_buffer(Q=_QUALITY[use], optimize_coding=True, keep="none")
    bare, adobe = bare_jpeg(data)
    return Rendition(
        width=width,
        height=height,
        colours=colours,
        coding="jpeg",
        data=bare,
        alpha=mask,
        inverted=adobe and colours == "cmyk",
    )


def _is_flat(image: pyvips.Image) -> bool:
    """Whether a picture is a drawing in few colours rather than a photograph: most neighbours
    are alike to the bit, which no camera or scanner gives."""
    if image.width < 2:
        return True
    left = image.crop(0, 0, image.width - 1, image.height)
    right = image.crop(1, 0, image.width - 1, image.height)
    alike = (left == right).bandand() if image.bands > 1 else left == right
    return bool(alike.avg() > 255 * 0.7)
