"""Blank pages that are valid."""

from __future__ import annotations

from pikepdf import Dictionary, Page, Pdf


def add_blank_page(pdf: Pdf, width: float, height: float) -> Page:
    """Add a page of this size in pt without a content stream.

    pikepdf gives a blank page an empty one, which is written as compressed data of no length;
    that can't be expanded, and Ghostscript calls it an error.
    """
    pdf.add_blank_page(page_size=(width, height))
    page = pdf.pages[-1]
    del page.obj["/Contents"]
    page.obj.Resources = Dictionary()
    return page
