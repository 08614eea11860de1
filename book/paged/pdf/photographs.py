"""Photographs put into bound pages: the stand-ins of galleys replaced by renditions.

Renditions go into a passing file, one after the other, and from there into the PDF when that is
written: a book of photographs is never in memory whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from book.output import unwritten
from book.photos.coding import Rendition
from book.photos.prepared import Wanted

#: The keys of a stand-in's dictionary: the picture's address, its printed size in pt.
PICTURE, SIZE = "/Photograph", "/PhotographSize"

Fill = Callable[[Iterable[Wanted]], Iterable[tuple[Wanted, Rendition]]]

_SPACES = {"bilevel": "DeviceGray", "grey": "DeviceGray", "rgb": "DeviceRGB", "cmyk": "DeviceCMYK"}
_CODINGS = {"jpeg": "DCTDecode", "flate": "FlateDecode"}


def fill_photographs(pdf: Pdf, pages: Iterable[Any], fill: Fill) -> None:
    """Put a rendition in the place of each stand-in that the pages show."""
    standing: dict[Wanted, list[tuple[Any, str]]] = {}
    seen: set[tuple[int, int]] = set()
    for page in pages:
        for holder, name in _images(page.get("/Resources", Dictionary()), seen):
            image = holder[name]
            if PICTURE in image:
                across, down = (float(value) for value in image[SIZE])
                wanted = Wanted(str(image[PICTURE]), (across, down))
                standing.setdefault(wanted, []).append((holder, name))
    if not standing:
        return
    found = fill(standing)
    try:
        passing = _PassingFile()
        numbers = {wanted: passing.add(made) for wanted, made in found}
        source = passing.opened()
    except OSError as error:
        raise unwritten(Path(tempfile.gettempdir()), error) from error
    for wanted, number in numbers.items():
        made = pdf.copy_foreign(source.get_object(number, 0))
        for holder, name in standing[wanted]:
            holder[name] = made


def _images(resources: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[Any, str]]:
    """The images of a page and of the forms and patterns in it, by what names them and their name;
    what is shared is looked through once."""
    if resources.is_indirect:
        if resources.objgen in seen:
            return
        seen.add(resources.objgen)
    for kind in ("/XObject", "/Pattern"):
        holder = resources.get(kind)
        for name in [] if holder is None else list(holder.keys()):
            thing = holder[name]
            if thing.get("/Subtype") == Name.Image:
                yield holder, name
            elif "/Resources" in thing and thing.objgen not in seen:
                seen.add(thing.objgen)
                yield from _images(thing.Resources, seen)


class _PassingFile:
    """A file of pictures in the form of a PDF without pages; it goes when nothing needs it."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        self._starts: list[int] = []
        self._file.write(b"%PDF-1.7\n")
        self._object(b"<< /Type /Catalog /Pages 2 0 R >>")
        self._object(b"<< /Type /Pages /Kids [] /Count 0 >>")

    def add(self, made: Rendition) -> int:
        """Add a picture; gives the number of its object."""
        about = {
            "ColorSpace": f"/{_SPACES[made.colours]}",
            "BitsPerComponent": "1" if made.colours == "bilevel" else "8",
            "Filter": f"/{_CODINGS[made.coding]}",
        }
        if made.inverted:
            about["Decode"] = "[1 0 1 0 1 0 1 0]"
        if made.alpha:
            mask = {"ColorSpace": "/DeviceGray", "BitsPerComponent": "8", "Filter": "/FlateDecode"}
            about["SMask"] = f"{self._picture(made, mask, made.alpha)} 0 R"
        return self._picture(made, about, made.data)

    def _picture(self, made: Rendition, about: dict[str, str], data: bytes) -> int:
        every = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": str(made.width),
            "Height": str(made.height),
            **about,
            "Length": str(len(data)),
        }
        head = " ".join(f"/{key} {value}" for key, value in every.items())
        return self._object(f"<< {head} >>\nstream\n".encode(), data, b"\nendstream")

    def _object(self, *parts: bytes) -> int:
        self._starts.append(self._file.tell())
        number = len(self._starts)
        self._file.write(b"%d 0 obj\n" % number)
        for part in parts:
            self._file.write(part)
        self._file.write(b"\nendobj\n")
        return number

    def opened(self) -> Pdf:
        """The pictures as a PDF, whose streams are read when they are written elsewhere."""
        table = self._file.tell()
        count = len(self._starts) + 1
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for start in self._starts:
            self._file.write(b"%010d 00000 n \n" % start)
        self._file.write(
            b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, table)
        )
        self._file.seek(0)
        # Not mapped into memory, of which it would count as a part.
        return pikepdf.open(self._file, access_mode=pikepdf.AccessMode.stream)
