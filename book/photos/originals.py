"""Originals: photographs as they came, known by their heads alone."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import pyvips
from PIL import Image, ImageCms
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from book.errors import UnfitError
from book.photos.formats import FORMATS

#: More pixels than this are a mistake or an attack: A2 at 1200 dpi has 557 million.
MOST_PIXELS = 600_000_000
#: Formats that can't be read in stripes may have no more than this.
MOST_PIXELS_AT_ONCE = 150_000_000
_STRIPED = ("JPEG", "TIFF", "PNG")


@dataclass(frozen=True)
class Original:
    """A photograph's file: its size upright in px, and what its head says of it.

    `colours` are `grey`, `bilevel`, `rgb` or `cmyk`; `orientation` is EXIF's (1 to 8); `icc` the
    embedded profile; `taken` the date of the shot as EXIF has it (`1994:01:27 08:30:00`).
    """

    path: Path
    format: str
    width: int
    height: int
    colours: str
    orientation: int = 1
    icc: bytes = b""
    pages: int = 1
    taken: str = ""

    @property
    def has_honest_ending(self) -> bool:
        """Whether the file's ending says what it is."""
        return self.path.suffix.lower() in FORMATS[self.format]


def original(path: Path) -> Original:
    """Read a photograph's head. Raises UnfitError where it is none, or too large to be used."""
    about = path.stat()
    return _original(path, about.st_mtime_ns, about.st_size)


def content_hash(path: Path) -> str:
    """The SHA-256 of a file, remembered while its time and size stay as they are."""
    about = path.stat()
    return _content_hash(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=4096)
def _content_hash(path: Path, _time: int, _size: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@lru_cache(maxsize=4096)
def _original(path: Path, _time: int, size: int) -> Original:
    if not size:
        raise UnfitError("the file is empty")
    try:
        found = _head(path, opened(path))
    except (OSError, SyntaxError, ValueError, EOFError, pyvips.Error, RuntimeError) as error:
        if isinstance(error, UnfitError):
            raise
        raise UnfitError("it is broken or cut off") from error
    most = MOST_PIXELS if found.format in _STRIPED else MOST_PIXELS_AT_ONCE
    if found.width * found.height > most:
        raise UnfitError(
            "it has {count} megapixels; at most {most} can be used",
            count=round(found.width * found.height / 1e6),
            most=most // 1_000_000,
        )
    return found


def opened(path: Path, **options: Any) -> pyvips.Image:
    """A photograph by libvips, which decodes it when its pixels are asked for, in stripes where
    the format has them. Kinds that libvips does not read come through Pillow and libheif."""
    with path.open("rb") as stream:
        kind = _kind(stream.read(32))
    if kind == "HEIF":
        import pi_heif  # which takes a twentieth of a second, and few books have one

        heif = pi_heif.open_heif(path, convert_hdr_to_8bit=True)[0]
        image = _from_pillow(heif.to_pillow())
        return _with_head(image, kind, heif.info.get("icc_profile"), heif.info.get("exif"))
    if kind in ("BMP", "JPEG2000"):
        with Image.open(path) as picture:
            if picture.width * picture.height > MOST_PIXELS_AT_ONCE:
                raise UnfitError("it has too many pixels")
            icc = picture.info.get("icc_profile")
            return _with_head(_from_pillow(picture), kind, icc, None)
    if not kind:
        raise UnfitError("it is no picture")
    _check_whole(path, kind)
    return pyvips.Image.new_from_file(
        str(path), access="sequential", fail_on="truncated", **options
    )


def _check_whole(path: Path, kind: str) -> None:
    """Raise EOFError for a file that ends before its picture does, without decoding it."""
    if kind == "TIFF":
        _check_tiff(path)
    elif kind in ("JPEG", "PNG"):
        with path.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
            # What coded data hold between the start of a scan and its end is no end of image.
            start, end = (b"\xff\xda", b"\xff\xd9") if kind == "JPEG" else (b"IDAT", b"IEND")
            if data.rfind(end, max(data.find(start), 0)) < 0:
                raise EOFError


def _check_tiff(path: Path) -> None:
    """Raise EOFError for a TIFF whose strips or tiles lie beyond its end: libvips would show them
    in grey."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(8)
        head += stream.read(8) if head[2:3] == b"+" or head[3:4] == b"+" else b""
        pages = ImageFileDirectory_v2(head)
        stream.seek(pages.next)
        pages.load(stream)
    for starts, lengths in ((273, 279), (324, 325)):
        parts = zip(pages.get(starts, ()), pages.get(lengths, ()), strict=False)
        if any(start + length > size for start, length in parts):
            raise EOFError


#: The first bytes of a file, at a place from its start, and the format they are the mark of.
_MARKS = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"II+\0", "TIFF"),
    (0, b"MM\0+", "TIFF"),
    (8, b"WEBP", "WEBP"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftypavis", "AVIF"),
    (4, b"ftyp", "HEIF"),
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (4, b"jP  ", "JPEG2000"),
    (0, b"\xff\x4f\xff\x51", "JPEG2000"),
)


def _kind(start: bytes) -> str:
    """The format that a file's first bytes tell; empty for one that is none of ours."""
    return next((kind for at, mark, kind in _MARKS if start[at:].startswith(mark)), "")


def _from_pillow(picture: Image.Image) -> pyvips.Image:
    if picture.mode == "P" or picture.mode == "PA":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    elif picture.mode.startswith("I"):
        picture = picture.convert("I;16")
    return pyvips.Image.new_from_array(picture)


def _with_head(
    image: pyvips.Image, kind: str, icc: bytes | None, exif: bytes | None
) -> pyvips.Image:
    """An image that says of itself what libvips says of those it reads."""
    image = image.copy()
    image.set_type(pyvips.GValue.gstr_type, "kind", kind)
    if icc:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", icc)
    if exif:
        head = Image.Exif()
        head.load(exif)
        # The picture is upright already: only the date of the shot is of use.
        taken = head.get_ifd(34665).get(36867) or head.get(306) or ""
        image.set_type(pyvips.GValue.gstr_type, "exif-ifd2-DateTimeOriginal", str(taken))
    return image


def _head(path: Path, image: pyvips.Image) -> Original:
    fields = set(image.get_fields())

    def field(name: str, default: Any) -> Any:
        return image.get(name) if name in fields else default

    with path.open("rb") as stream:
        kind = _kind(stream.read(32))
    turned = int(field("orientation", 1))
    turned = turned if turned in range(1, 9) else 1
    width, height = image.width, int(field("page-height", image.height))
    if turned >= 5:
        width, height = height, width
    taken = str(field("exif-ifd2-DateTimeOriginal", field("exif-ifd0-DateTime", "")))
    return Original(
        path=path,
        format=kind,
        width=width,
        height=height,
        colours=_colours(image, int(field("bits-per-sample", 8))),
        orientation=turned,
        icc=bytes(field("icc-profile-data", b"")),
        pages=int(field("n-pages", 1)),
        taken=taken.partition(" (")[0].strip(),
    )


def _colours(image: pyvips.Image, bits: int) -> str:
    if image.interpretation == "cmyk":
        return "cmyk"
    if image.bands - bool(image.hasalpha()) >= 3:
        return "rgb"
    return "bilevel" if bits == 1 else "grey"


def profile_name(icc: bytes) -> str:
    """What an ICC profile calls itself; empty where it is missing or damaged."""
    if not icc:
        return ""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        return str(ImageCms.getProfileDescription(profile)).strip()
    except (OSError, ImageCms.PyCMSError):
        return ""
