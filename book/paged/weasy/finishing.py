"""Finishing: what is mended in a galley's PDF before it is written."""

from __future__ import annotations

from urllib.parse import unquote

import pydyf
from weasyprint import Document

from book.paged.weasy.structure import flatten, name_notes, scope_headers
from book.paged.weasy.turned import turn_pages
from book.text.references import SCHEME


def finished(document: Document, pdf: pydyf.PDF) -> None:
    """Mend a PDF that WeasyPrint has made."""
    turn_pages(document.pages, pdf)
    scope_headers(pdf)
    flatten(pdf)
    name_notes(pdf)
    for piece in pdf.objects:
        if isinstance(piece, pydyf.Stream):
            # A no-break space looks like a space: let it be found and copied as one.
            if any(b"begincmap" in as_bytes(s) for s in piece.stream):
                piece.stream = [as_bytes(s).replace(b"> <00a0>", b"> <0020>") for s in piece.stream]
            # How a viewer smooths a picture is no part of what is kept (ISO 19005-2, 6.2.8).
            piece.extra.pop("Interpolate", None)
        elif not isinstance(piece, dict):
            continue
        elif piece.get("Type") == "/Page":
            # What is stamped over a page begins with the page's own coordinates.
            drawn = pdf.objects[int(piece["Contents"].split()[0])]
            drawn.stream = [b"q", *drawn.stream, b"Q"]
        elif piece.get("Subtype") == "/Link":
            _lead(piece)


def _lead(link: pydyf.Dictionary) -> None:
    """Let a link of the private scheme lead to a named destination, which binding makes."""
    link["F"] = 4  # printed, as PDF/UA asks of annotations
    action = link.get("A")
    address = action["URI"].string if action else ""
    if address.startswith(SCHEME):
        destination = pydyf.String(unquote(address.removeprefix(SCHEME)))
        link["A"] = pydyf.Dictionary({"S": "/GoTo", "D": destination})


def as_bytes(piece: object) -> bytes:
    """A piece of a stream as it is written."""
    return piece if isinstance(piece, bytes) else str(piece).encode()
