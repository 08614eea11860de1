"""The reports by their names, and the file that holds some of them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from book.editions.edition import BookSource
from book.errors import worded
from book.sources import MADE

if TYPE_CHECKING:
    from book.check.findings import Finding
    from book.editions.reports.forms import ReportPage

#: The module whose `report` makes a report of a book, and what it tells. The first is made where
#: none is asked for.
REPORTS = {
    "coverage": (
        "book.editions.reports.coverage",
        worded("How much the book tells of each person, term and unit, and of which years."),
    ),
    "pages": (
        "book.editions.reports.pages",
        worded("The pages of each section, who answers for it, how far it is, what is open."),
    ),
    "remarks": (
        "book.editions.reports.remarks",
        worded("The remarks to the editors in texts and records, which are not printed."),
    ),
    "facts": (
        "book.editions.reports.facts",
        worded("What the records say, and which statements of the prose they hold."),
    ),
}


class Proofread(BookSource, Protocol):
    """A book that is read by the proofreader when it is asked for."""

    @property
    def findings(self) -> tuple[Finding, ...]: ...


def report_page(source: Proofread, name: str) -> ReportPage:
    """A report; those that tell of pages typeset the book. Raises BookError."""
    made: ReportPage = import_module(REPORTS[name][0]).report(source)
    return made


def report_path(source: BookSource, names: Sequence[str]) -> Path:
    """Where a page with these reports belongs."""
    stem = f"{source.manuscript.config.file_name}-{'-'.join(names)}"
    return source.folder / MADE / f"{stem}.html"


def report_file(pages: Sequence[ReportPage], language: str) -> bytes:
    """Reports as one page of HTML, under the title of the first."""
    from book.editions.reports.forms import ReportPage, as_html

    tables = tuple(table for page in pages for table in page.tables)
    return as_html(ReportPage(pages[0].title, tables), language).encode()
