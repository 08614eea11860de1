"""A report to the editors as tables: on a terminal, or as a page of HTML that stands alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from book.text.tree import Nodes, element, page_html

#: A cell: what it says, and whether it falls short of what is wanted.
Cell = str | int


@dataclass(frozen=True)
class Row:
    """A row of a table; `short` are the numbers of the cells that fall short of a goal."""

    cells: tuple[Cell, ...]
    short: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """A table under a heading, with a sentence about it; without rows, the sentence alone."""

    heading: str
    about: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class ReportPage:
    """A report: its title, and tables."""

    title: str
    tables: tuple[Table, ...] = field(default_factory=tuple)


def as_text(page: ReportPage) -> Iterator[str]:
    """The lines of a report for a terminal; what falls short has an arrow behind it."""
    yield page.title
    for table in page.tables:
        yield ""
        yield table.heading
        if table.about:
            yield f"  {table.about}"
        yield from (f"  {line}" for line in _lines(table))


def _lines(table: Table) -> Iterator[str]:
    if not table.rows:
        return
    texts = [
        [f"{cell}{' ◂' if n in row.short else ''}" for n, cell in enumerate(row.cells)]
        for row in table.rows
    ]
    numeric = [
        all(isinstance(row.cells[n], int) for row in table.rows) for n in range(len(table.columns))
    ]
    every = [list(table.columns), *texts]
    widths = [max(_width(line[n]) for line in every) for n in range(len(table.columns))]
    for line in every:
        cells = (
            _padded(text, width, is_number)
            for text, width, is_number in zip(line, widths, numeric, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _padded(text: str, width: int, is_number: bool) -> str:
    space = " " * (width - _width(text))
    # Arrows stand beyond the figures, so that these stay under one another.
    if is_number and not text.endswith("◂"):
        return (space[:-2] + text + "  ") if len(space) >= 2 else space + text
    return space + text if is_number else text + space


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return wide + sum(not unicodedata.combining(letter) for letter in text)


_CSS = """
body { font: 16px/1.5 system-ui, "Segoe UI", sans-serif; color: #1f2123; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2rem 0 0.3rem; color: #1f4258; }
p { margin: 0 0 0.6rem; color: #4c5459; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #cfd4d7; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.short { color: #a3341c; font-weight: 600; }
td.short::after { content: " ◂"; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""


def as_html(page: ReportPage, language: str) -> str:
    """A report as a page of HTML."""
    body: Nodes = [element("h1", {}, page.title)]
    for table in page.tables:
        body.append(element("h2", {}, table.heading))
        if table.about:
            body.append(element("p", {}, table.about))
        if table.rows:
            body.append(_table(table))
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", {}, page.title),
        element("style", {}, _CSS),
    )
    return page_html(element("html", {"lang": language}, head, element("body", {}, *body)))


def _table(table: Table) -> object:
    def cells(tag: str, values: Sequence[Cell], short: frozenset[int], scope: str) -> Nodes:
        return [
            element(
                tag,
                {
                    "scope": scope,
                    "class": " ".join(
                        name
                        for name, holds in (
                            ("number", all(isinstance(r.cells[n], int) for r in table.rows)),
                            ("short", n in short),
                        )
                        if holds
                    ),
                },
                str(value),
            )
            for n, value in enumerate(values)
        ]

    head = element("thead", {}, element("tr", {}, *cells("th", table.columns, frozenset(), "col")))
    rows = [element("tr", {}, *cells("td", row.cells, row.short, "")) for row in table.rows]
    return element("table", {}, head, element("tbody", {}, *rows))
