"""What is dropped into the studio: bounded, and taken for what its content is, not its name."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from book.errors import RequestError, UnfitError
from book.importers.files import UNKNOWN_SORT
from book.importers.package import unread_package
from book.photos.originals import original
from book.studio.files import write

#: Pictures that a book can show, by their endings.
PICTURES = tuple(f".{e}" for e in "jpg jpeg png gif tif tiff webp heic heif bmp svg".split())
#: What each kind of picture's file ends in.
_ENDINGS = {
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "GIF": ".gif",
    "TIFF": ".tif",
    "WEBP": ".webp",
    "HEIF": ".heic",
    "BMP": ".bmp",
}
#: Files of the office: how they end, and how their content begins.
_ZIPS = (".docx", ".xlsx", ".odt", ".ods")
_OLE = (".doc", ".xls", ".wps")
_PLAIN = (".csv", ".rtf")
#: What a file of the office may take, in bytes: as it comes, and unpacked.
_LARGEST, _UNPACKED = 100 * 2**20, 2**30
#: The most pixels of a picture: a poster at 300 dpi.
_PIXELS = 200_000_000


def picture_ending(name: str, data: bytes) -> str:
    """How the name of a picture ends by its content. Raises RequestError for what is none."""
    start = data[:2000].lstrip().lower()
    is_drawing = start.startswith((b"<svg", b"<?xml")) and b"<svg" in start
    if is_drawing and name.lower().endswith(".svg"):
        return ".svg"
    with tempfile.TemporaryDirectory() as passing:
        path = Path(passing) / "picture"
        path.write_bytes(data)
        try:
            found = original(path)
        except UnfitError:
            found = None
    if found and found.width * found.height > _PIXELS:
        raise RequestError("“{file}” has too many pixels for a book", file=name[:80])
    if not found or found.format not in _ENDINGS:
        raise RequestError(
            "“{file}” is no picture that a book can show: use JPEG, PNG, TIFF, WebP or HEIC",
            file=name[:80],
        )
    return _ENDINGS[found.format]


def check_office_file(name: str, data: bytes) -> None:
    """Raise RequestError for a file whose content is not what its name says."""
    ending, shown = Path(name).suffix.lower(), name[:80]
    if ending not in (*_ZIPS, *_OLE, *_PLAIN):
        raise RequestError(UNKNOWN_SORT, file=shown)
    if len(data) > _LARGEST:
        raise RequestError(
            "{file} has more than {size} MB: let Word compress its pictures, or split it",
            file=shown,
            size=_LARGEST // 2**20,
        )
    if not (
        (ending in _ZIPS and _is_package(data))
        or (ending in _OLE and data.startswith(b"\xd0\xcf\x11\xe0"))
        or (ending in _PLAIN and data and b"\0" not in data[:65536])
    ):
        raise RequestError(unread_package(data), file=shown)


def _is_package(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {info.filename for info in package.infolist()}
            size = sum(info.file_size for info in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return size <= _UNPACKED and bool(names & {"[Content_Types].xml", "mimetype"})


def put(folder: Path, name: str, data: bytes) -> str:
    """Write a new file into the book folder; the same picture is not put there twice, and nothing
    is written over. Its name there."""
    stem, dot, ending = name.rpartition(".")
    made, count = name, 1
    while (folder / made).exists():
        if (folder / made).read_bytes() == data:
            return made
        count += 1
        made = f"{stem}-{count}{dot}{ending}"
    write(folder / made, data)
    return made
