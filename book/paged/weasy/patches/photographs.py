"""Photographs are left open in galleys, and filled when the book is bound.

Written for WeasyPrint 70, whose `document.original_get_image_from_uri` decodes a picture wherever
it is met and writes it into the PDF as it is. A galley needs of a photograph its shape alone: here
a stand-in of one pixel is drawn, which says in its dictionary what picture belongs there and how
large it is printed. The same galley then serves the screen and the press, is small in the store,
and costs no decoding. Where the patched name is gone, photographs are embedded by WeasyPrint as
they are, and the canary test fails.
"""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlsplit

import pydyf
from weasyprint import document as weasy_document
from weasyprint.logger import LOGGER

from book.errors import UnfitError
from book.photos.formats import is_photograph
from book.photos.originals import Original, original
from book.photos.treatment import PICTURE, SIZE, Treatment, read_address

_get_image = weasy_document.original_get_image_from_uri


class Photograph:
    """A photograph of the book folder where WeasyPrint expects a picture: its shape, no pixels."""

    def __init__(self, address: str, source: Original, treatment: Treatment) -> None:
        self.address = address
        self.source = source
        width, height = source.width, source.height
        if treatment.turn in (90, 270):
            width, height = height, width
        _, _, self.width, self.height = treatment.frame(width, height)
        self.ratio = self.width / self.height

    def get_intrinsic_size(self, resolution: float, _font_size: Any) -> tuple[float, float, float]:
        """Width and height in CSS px, and their ratio."""
        return self.width / resolution, self.height / resolution, self.ratio

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Draw the stand-in over a box of this size in px of the stream."""
        if width <= 0 or height <= 0:
            return
        points = (abs(width * stream.ctm[0][0]), abs(height * stream.ctm[1][1]))
        name = stream.add_image(_StandIn(self.address, points), True, 1)
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)


class _StandIn:
    """One grey pixel that says which picture belongs in its place, and its printed size in pt."""

    def __init__(self, address: str, size: tuple[float, float]) -> None:
        self._address = address
        self._size = [round(value, 2) for value in size]
        what = f"{address} {self._size}"
        self.id = hashlib.sha256(what.encode()).hexdigest()[:32]

    def get_x_object(self, _interpolate: bool, _ratio: float) -> pydyf.Stream:
        about = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": 1,
            "Height": 1,
            "ColorSpace": "/DeviceGray",
            "BitsPerComponent": 8,
            PICTURE[1:]: pydyf.String(self._address),
            SIZE[1:]: pydyf.Array(self._size),
        }
        return pydyf.Stream([b"\xc8"], pydyf.Dictionary(about))


def _photograph_or_image(cache: Any, url_fetcher: Any, options: Any, url: str, **more: Any) -> Any:
    """WeasyPrint's picture of an address; a stand-in for a photograph of the book folder."""
    if url in cache:
        return cache[url]
    parts = urlsplit(url)
    if parts.scheme != "file" or not is_photograph(parts.path):
        return _get_image(cache, url_fetcher, options, url, **more)
    try:
        path, name = url_fetcher.path_of(url)
        _, treatment = read_address(f"?{parts.query}")
        cache[url] = Photograph(treatment.address(name), original(path), treatment)
    except UnfitError as error:
        url_fetcher.refuse(url, error.said)
        LOGGER.error("Failed to load image at %r: %s", url, error)
        cache[url] = None
    return cache[url]


weasy_document.original_get_image_from_uri = _photograph_or_image
