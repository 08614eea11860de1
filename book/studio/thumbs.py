"""Pictures of the folder made small for the screen."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from book.errors import RequestError

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
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise RequestError("the picture {file} can't be shown", file=path.name) from error


@lru_cache(maxsize=200)
def _made(path: Path, _changed: int, _size: int) -> bytes:
    from pi_heif import register_heif_opener

    register_heif_opener()
    with Image.open(path) as picture:
        picture.draft("RGB", (_SIZE, _SIZE))
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((_SIZE, _SIZE))
        written = io.BytesIO()
        turned.convert("RGB").save(written, "WEBP", quality=_QUALITY, method=2)
        return written.getvalue()
