"""Pictures of the folder made small for the screen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyvips

from book.errors import RequestError
from book.photos.originals import opened

#: How large a small picture is at most, in pixels, and its quality.
_SIZE, _QUALITY = 640, 82


def thumb(path: Path) -> tuple[bytes, str]:
    """A small picture and its media type; a drawing as it is. Raises RequestError where there is
    none, or where it can't be read."""
    try:
        about = path.stat()
        if path.suffix.lower() == ".svg":
            return path.read_bytes(), "image/svg+xml"
        return _made(path, about.st_mtime_ns, about.st_size), "image/webp"
    except (OSError, ValueError, EOFError, RuntimeError, pyvips.Error) as error:
        raise RequestError("the picture {file} can't be shown", file=path.name) from error


@lru_cache(maxsize=200)
def _made(path: Path, _changed: int, _size: int) -> bytes:
    picture = opened(path).thumbnail_image(_SIZE, height=_SIZE, size="down")
    if picture.interpretation != "srgb":
        picture = picture.colourspace("srgb")
    return bytes(picture.webpsave_buffer(Q=_QUALITY, effort=2, keep="none"))
