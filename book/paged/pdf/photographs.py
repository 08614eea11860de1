"""Photographs put into bound pages: the stand-ins of galleys filled with renditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from book.photos.coding import Rendition
from book.photos.prepared import Wanted
from book.photos.treatment import PICTURE, SIZE

Fill = Callable[[Iterable[Wanted]], Iterable[tuple[Wanted, Rendition]]]

_SPACES = {
    "bilevel": Name.DeviceGray,
    "grey": Name.DeviceGray,
    "rgb": Name.DeviceRGB,
    "cmyk": Name.DeviceCMYK,
}


def fill_photographs(pdf: Pdf, pages: Iterable[Any], fill: Fill) -> None:
    """Put a rendition in the place of each stand-in that the pages show."""
    standing: dict[Wanted, list[Any]] = {}
    seen: set[tuple[int, int]] = set()
    for page in pages:
        for image in _images(page.get("/Resources", Dictionary()), seen):
            if PICTURE in image:
                across, down = (float(value) for value in image[SIZE])
                wanted = Wanted(str(image[PICTURE]), (across, down))
                standing.setdefault(wanted, []).append(image)
    for wanted, made in fill(standing):
        for image in standing[wanted]:
            _write(pdf, image, made)


def _images(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The images of a page and of the forms and patterns in it, each once."""
    for kind in ("/XObject", "/Pattern"):
        for thing in (resources.get(kind) or {}).values():
            if not thing.is_indirect or thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            if thing.get("/Subtype") == Name.Image:
                yield thing
            elif "/Resources" in thing:
                yield from _images(thing.Resources, seen)


def _write(pdf: Pdf, image: Any, made: Rendition) -> None:
    coding = Name.DCTDecode if made.coding == "jpeg" else Name.FlateDecode
    image.write(made.data, filter=coding)
    image.Width, image.Height = made.width, made.height
    image.ColorSpace = _SPACES[made.colours]
    image.BitsPerComponent = 1 if made.colours == "bilevel" else 8
    if made.inverted:
        image.Decode = Array([1, 0] * 4)
    if made.alpha:
        mask = pdf.make_stream(b"")
        mask.write(made.alpha, filter=Name.FlateDecode)
        mask.Type, mask.Subtype = Name.XObject, Name.Image
        mask.Width, mask.Height = made.width, made.height
        mask.ColorSpace, mask.BitsPerComponent = Name.DeviceGray, 8
        image.SMask = mask
    del image[PICTURE]
    del image[SIZE]
