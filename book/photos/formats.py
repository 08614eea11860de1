"""Formats of photographs, told by the endings of files: known without what reads them."""

from __future__ import annotations

from pathlib import Path

#: Formats by Pillow's names, with the endings that files of them have.
FORMATS: dict[str, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "PNG": (".png",),
    "TIFF": (".tif", ".tiff"),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "HEIF": (".heic", ".heif", ".hif"),
    "GIF": (".gif",),
    "BMP": (".bmp", ".dib"),
    "JPEG2000": (".jp2", ".j2k", ".jpf", ".jpx"),
}
#: The endings of all files that may be photographs.
ENDINGS = frozenset(ending for endings in FORMATS.values() for ending in endings)


def is_photograph(name: str | Path) -> bool:
    """Whether a file's ending is that of a photograph."""
    return Path(name).suffix.lower() in ENDINGS
