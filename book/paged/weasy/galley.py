"""Galleys: a section's HTML typeset by WeasyPrint into a tagged PDF and its page map.

With mapping, which reads the laid-out pages, the one module that imports WeasyPrint; it is
imported where something is typeset.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from book.paged.weasy.fetching import FolderFetcher
from book.paged.weasy.hearing import Heard
from book.paged.weasy.mapping import mapped
from book.paged.weasy.patches import (  # noqa: F401 - they mend WeasyPrint
    empty_margins,
    font_dates,
    justification,
    line_breaking,
    page_numbers,
    static_fonts,
)
from book.pagemap import Diagnostic, PageMap
from book.text.references import SCHEME
from book.themes.styles import Style


@dataclass(frozen=True)
class Galley:
    """A section typeset: PDF, page map, and what WeasyPrint could not do (images, rules)."""

    pdf: bytes
    page_map: PageMap
    diagnostics: tuple[Diagnostic, ...] = ()


class Typesetter:
    """Typesets sections in one style; fonts and style sheets are loaded once."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._fetcher = FolderFetcher(style.roots)
        self._fonts = FontConfiguration()
        # WeasyPrint forgets the counter styles of a sheet that is not told where to put them.
        self._counters = CounterStyle()
        self._sheets = []
        self._style_diagnostics: tuple[Diagnostic, ...] = ()
        for sheet in style.sheets:
            with Heard() as heard:
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
                self._style_diagnostics += tuple(heard.of_sheet(sheet, style.roots))

    def galley(self, html: str, base_url: str, tagged: bool = True) -> Galley:
        """Typeset one HTML document; addresses in it count from base_url."""
        with Heard() as heard:
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
        of_pictures = heard.of_pictures(self._fetcher, self._style, base_url)
        return Galley(pdf, page_map, (*self._style_diagnostics, *of_pictures))


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
        destination = pydyf.String(unquote(address.removeprefix(SCHEME)))
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
