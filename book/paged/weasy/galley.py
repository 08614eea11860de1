"""Galleys: a section's HTML typeset by WeasyPrint into a tagged PDF and its page map.

With mapping, which reads the laid-out pages, the one module that imports WeasyPrint; it is
imported where something is typeset.
"""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from PIL import Image, ImageFile, UnidentifiedImageError
from weasyprint import CSS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from book.paged.weasy.mapping import mapped
from book.paged.weasy.patches import (  # noqa: F401 - they mend WeasyPrint
    empty_margins,
    font_dates,
    justification,
    line_breaking,
    page_numbers,
    static_fonts,
)
from book.pagemap import PageMap
from book.text.references import SCHEME
from book.themes.fonts import folders
from book.themes.styles import Style

#: What a drawing refers to in another place than its own folder.
_OUTSIDE = re.compile(rb"""href\s*=\s*["'](?!data:)(\w+:[^"']*|/[^"']*)""", re.IGNORECASE)
#: Scripts of a drawing: its elements, addresses and attributes.
_SCRIPT = re.compile(rb"<(?:\w+:)?script\b|javascript:|\son[a-z]+\s*=", re.IGNORECASE)


@dataclass(frozen=True)
class Galley:
    """A section typeset: PDF, page map, and what WeasyPrint could not do (images, rules)."""

    pdf: bytes
    page_map: PageMap
    diagnostics: tuple[str, ...] = ()


class Typesetter:
    """Typesets sections in one style; fonts and style sheets are loaded once."""

    def __init__(self, style: Style) -> None:
        self._fetcher = _FolderFetcher(style.roots)
        self._fonts = FontConfiguration()
        # WeasyPrint forgets the counter styles of a sheet that is not told where to put them.
        self._counters = CounterStyle()
        self._sheets = []
        self._style_complaints: tuple[str, ...] = ()
        for sheet in style.sheets:
            with _Complaints() as heard:
                self._sheets.append(
                    CSS(
                        string=sheet.css,
                        base_url=sheet.base_url or None,
                        font_config=self._fonts,
                        counter_style=self._counters,
                        url_fetcher=self._fetcher,
                    )
                )
            if sheet.name:
                self._style_complaints += tuple(f"{sheet.name}: {said}" for said in heard.said)

    def galley(self, html: str, base_url: str, tagged: bool = True) -> Galley:
        """Typeset one HTML document; addresses in it count from base_url."""
        with _Complaints() as heard:
            document = HTML(string=html, base_url=base_url, url_fetcher=self._fetcher).render(
                stylesheets=self._sheets,
                font_config=self._fonts,
                counter_style=self._counters,
            )
            for page in document.pages:
                # One annotation a link, not another one for each element inside it.
                page.links = [link for link in page.links if link[3].link]
            options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True} if tagged else {}
            with page_numbers.drawn_with_page_references() as refused:
                pdf = document.write_pdf(finisher=_finished, **options)
        page_map = mapped(document.pages, base_url, is_fixed=bool(refused))
        # Told without the folder: a galley is used again for a copy of it elsewhere.
        heard_of = (said.replace(base_url, "") if base_url else said for said in heard.said)
        return Galley(pdf, page_map, (*self._style_complaints, *heard_of))


def _finished(_document: Document, pdf: pydyf.PDF) -> None:
    """What is mended in a PDF before it is written."""
    _scope_headers(pdf)
    for piece in pdf.objects:
        if isinstance(piece, pydyf.Stream):
            # A no-break space looks like a space: let it be found and copied as one.
            if any(b"begincmap" in _bytes(s) for s in piece.stream):
                piece.stream = [_bytes(s).replace(b"> <00a0>", b"> <0020>") for s in piece.stream]
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
        destination = pydyf.String(address.removeprefix(SCHEME))
        link["A"] = pydyf.Dictionary({"S": "/GoTo", "D": destination})


def _bytes(piece: object) -> bytes:
    return piece if isinstance(piece, bytes) else str(piece).encode()


def _scope_headers(pdf: pydyf.PDF) -> None:
    """Say of each table heading whether it heads a column or a row.

    WeasyPrint names headings and lists their names in each cell instead; such names would
    have to be unique in the bound book, and be listed there once more.
    """
    elements = [o for o in pdf.objects if isinstance(o, dict) and o.get("S") in ("/TH", "/TD")]
    for element in elements:
        element.pop("ID", None)
        attributes = element.get("A")
        if isinstance(attributes, dict):
            attributes.pop("Headers", None)
        if element["S"] == "/TH":
            row = pdf.objects[int(element["P"].split()[0])]
            group = pdf.objects[int(row["P"].split()[0])]
            scope = "/Column" if group.get("S") == "/THead" else "/Row"
            element["A"] = pydyf.Dictionary({"O": "/Table", "Scope": scope})


class _FolderFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files of the book folder, of the builder's styles and of the fonts; nothing else."""

    def __init__(self, roots: tuple[str, ...]) -> None:
        super().__init__(allowed_protocols=("file", "data"))
        self._roots = [*(Path(root) for root in roots), *(f.resolve() for f in folders())]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("file:"):
            path = Path(url2pathname(urlsplit(url).path)).resolve()
            if not any(path.is_relative_to(root) for root in self._roots):
                raise ValueError(f"{path.name} lies outside the book folder")
            _check_picture(path)
        return super().fetch(url, headers)


def _check_picture(path: Path) -> None:
    """Raise ValueError for a picture that is cut off or broken, or a drawing with a script."""
    if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".gif", ".webp"):
        # WeasyPrint lets Pillow show what there is of a cut-off picture.
        lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            with Image.open(path) as picture:
                picture.load()
        except UnidentifiedImageError:
            raise ValueError("it is no picture") from None
        except (OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise ValueError(str(error)) from error
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    elif path.suffix.lower() == ".svg":
        data = path.read_bytes()
        if _SCRIPT.search(data):
            raise ValueError("a drawing may not hold scripts")
        if found := _OUTSIDE.search(data):
            raise ValueError(f"it refers to {found[1].decode(errors='replace')}")


class _Complaints(logging.Handler):
    """Hears what WeasyPrint logs in this thread while it works, beside whoever else listens."""

    _HARMLESS = ("Using fontTools instead",)

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: tuple[str, ...] = ()
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.thread == self._thread and not message.startswith(self._HARMLESS):
            self.said = (*self.said, message)

    def __enter__(self) -> _Complaints:
        LOGGER.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        LOGGER.removeHandler(self)
