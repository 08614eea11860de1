"""Contact sheets: small pages of finished PDFs side by side, to be chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from pikepdf import Dictionary, Name, OutlineItem, Page, Pdf, Rectangle

from book.themes.styles import PT_PER_MM

#: A sheet (A4, landscape), its edge and the space between pages, in mm.
_WIDTH, _HEIGHT, _EDGE, _GAP = 297.0, 210.0, 12.0, 4.0
_COLUMNS, _ROWS = 4, 2
_GREY = b"0.88 g 0 0 %.2f %.2f re f\n"


class ContactSheets:
    """A PDF with a sheet for each book that is added."""

    def __init__(self, title: str, language: str) -> None:
        self._pdf = Pdf.new()
        self._pdf.docinfo["/Title"] = title
        self._pdf.Root.Lang = language
        self._names: list[str] = []

    def add(self, name: str, pages: Sequence[Page]) -> None:
        """A sheet of a book's pages, at most eight, under its name in the outline."""
        width, height = _WIDTH * PT_PER_MM, _HEIGHT * PT_PER_MM
        self._pdf.add_blank_page(page_size=(width, height))
        sheet = self._pdf.pages[-1]
        sheet.contents_add(_GREY % (width, height))
        edge, gap = _EDGE * PT_PER_MM, _GAP * PT_PER_MM
        cell = ((width - 2 * edge + gap) / _COLUMNS, (height - 2 * edge + gap) / _ROWS)
        for number, page in enumerate(pages[: _COLUMNS * _ROWS]):
            row, column = divmod(number, _COLUMNS)
            x1, y1, x2, y2 = (float(v) for v in page.trimbox)
            scale = min((cell[0] - gap) / (x2 - x1), (cell[1] - gap) / (y2 - y1))
            wide, high = scale * (x2 - x1), scale * (y2 - y1)
            left = edge + column * cell[0] + (cell[0] - gap - wide) / 2
            top = height - edge - row * cell[1] - (cell[1] - gap - high) / 2
            sheet.contents_add(b"1 g %.2f %.2f %.2f %.2f re f\n" % (left, top - high, wide, high))
            sheet.add_overlay(page, Rectangle(left, top - high, left + wide, top))
        self._names.append(name)

    def save(self, stream: BinaryIO) -> None:
        """Write the PDF, the same bytes for the same pages."""
        with self._pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(name, n) for n, name in enumerate(self._names))
        self._pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        self._pdf.Root.PageMode = Name.UseOutlines
        self._pdf.save(stream, deterministic_id=True)
