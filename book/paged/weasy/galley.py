"""Galleys: a section's HTML typeset by WeasyPrint into a tagged PDF and its page map.

With mapping, which reads the laid-out pages, the one module that imports WeasyPrint; it is
imported where something is typeset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from weasyprint import CSS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from book.paged.weasy.composer.places import speak_as
from book.paged.weasy.fetching import FolderFetcher
from book.paged.weasy.finishing import finished
from book.paged.weasy.hearing import Heard
from book.paged.weasy.mapping import mapped
from book.paged.weasy.pages_before import PagesBefore
from book.paged.weasy.patches import (  # noqa: F401 - they mend WeasyPrint
    baseline_grid,
    continued,
    ellipses,
    empty_margins,
    endless_blocks,
    endless_lines,
    font_dates,
    justification,
    late_fonts,
    leaders,
    line_breaking,
    optical_sizes,
    page_breaking,
    page_numbers,
    painting,
    photographs,
    quick_boxes,
    quick_parsing,
    repainting,
    tags,
    whole_pages,
)
from book.paged.weasy.sides import ROUNDS, move_sides
from book.paged.weasy.whole_pages import set_apart
from book.pagemap import Diagnostic, PageMap
from book.themes.styles import Style

#: The pages of so many sections are kept for their next layout, if they have more than a few.
_KEPT, _FEW = 2, 4
#: What lets styles of a book look further than at neighbours.
_FAR = re.compile(
    r"counter|string-set|target-|running\(|element\(|:nth|:has\(|~|-of-type",
)


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
        style.faces.make_known()
        self._fetcher = FolderFetcher(style.roots)
        self._fonts = FontConfiguration()
        # WeasyPrint forgets the counter styles of a sheet that is not told where to put them.
        self._counters = CounterStyle()
        self._before: dict[str, PagesBefore] = {}
        self._keeps_pages = not any(_FAR.search(sheet.css) for sheet in style.sheets if sheet.name)
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

    def galley(self, html: str, base_url: str, tagged: bool = True, name: str = "") -> Galley:
        """Typeset one HTML document; addresses in it count from base_url. Of one that has a name,
        only those pages are laid out that are not as they were the last time."""
        speak_as(self._style.roots[0], self._style.languages)
        with Heard() as heard:
            source = HTML(string=html, base_url=base_url, url_fetcher=self._fetcher)
            setattr(source, whole_pages.PLAN, set_apart(source.etree_element))
            before = None
            if name and self._keeps_pages:
                before = self._before.pop(name, None) or PagesBefore()
            setattr(source, page_breaking.BEFORE, before)
            document = self._laid_out(source)
            self._keep_pages(name, before)
            for page in document.pages:
                # One annotation a link, not another one for each element inside it.
                page.links = [link for link in page.links if link[3].link]
            options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True} if tagged else {}
            with page_numbers.drawn_with_page_references() as refused:
                pdf = document.write_pdf(finisher=finished, **options)
        lost = getattr(source, page_breaking.LOST, ())
        page_map = mapped(document.pages, base_url, is_fixed=bool(refused), lost=lost)
        of_pictures = heard.of_pictures(self._fetcher, self._style, base_url)
        return Galley(pdf, page_map, (*self._style_diagnostics, *of_pictures))

    def _keep_pages(self, name: str, before: PagesBefore | None) -> None:
        """Keep the pages of a section for its next layout, and let those of another one go."""
        if before is not None and before.count > _FEW:
            self._before[name] = before
            if len(self._before) > _KEPT:
                del self._before[next(iter(self._before))]

    def _laid_out(self, source: Any) -> Document:
        """A document laid out, its pages in the order of the book."""
        document = self._arranged(source)
        for _ in range(ROUNDS):
            if not move_sides(source.etree_element, document.pages):
                break
            document = self._arranged(source)
        return document

    def _arranged(self, source: Any) -> Document:
        """A document laid out as it stands, whole pages between those of the text."""
        plan = getattr(source, whole_pages.PLAN)
        while True:
            if plan is not None:
                plan.begin()
            document = source.render(
                stylesheets=self._sheets,
                font_config=self._fonts,
                counter_style=self._counters,
            )
            if plan is None:
                return document
            if plan.agrees_with(document.pages):
                document.pages[:] = plan.arranged(document.pages)
                return document
