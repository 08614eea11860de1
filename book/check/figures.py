"""Rules on numbers: sums in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake, Place
from book.facts.prose import SourceLine
from book.manuscript.kinds.statistics import Statistics

_CELL = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"([\d.,]*\d)\s*(%?)")


@rule("table-sum")
def table_sum(context: CheckContext) -> Iterator[Mistake]:
    """The numbers of a table do not add up: a row named Total (Tổng, Cộng) is not the sum of the
    rows above it, shares do not make 100 %, or a row of statistics is not the sum of the rows that
    its `sum_of` names. Shares may be off by 1 for rounding."""
    yield from _statistics(context)
    if context.words.total:
        yield from _tables(context)


def _statistics(context: CheckContext) -> Iterator[Mistake]:
    for appendix in context.manuscript.appendices:
        if not isinstance(appendix, Statistics):
            continue
        for i, table in enumerate(appendix.tables):
            values = {m.id: m.values for m in table.measures}
            for j, measure in enumerate(table.measures):
                path = ("tables", i, "measures", j)
                for k, part in enumerate(measure.sum_of):
                    if part not in values:
                        yield Mistake(
                            context.manuscript.place(appendix.id, *path, "sum_of", k),
                            "the table has no row “{id}”",
                            "Write the ids of rows of this table.",
                            {"id": part},
                        )
                parts = [values[part] for part in measure.sum_of if part in values]
                for period, value in measure.values.items():
                    addends = [part.get(period) for part in parts]
                    numbers = [a for a in addends if isinstance(a, int | float)]
                    if not parts or len(numbers) < len(parts) or isinstance(value, str):
                        continue
                    if abs(sum(numbers) - value) > 1e-6:
                        place = context.manuscript.place(appendix.id, *path, "values", period)
                        yield _unequal(place, f"{value:g}", sum(numbers))


def _tables(context: CheckContext) -> Iterator[Mistake]:
    """Tables in Markdown: their total rows."""
    rows: list[tuple[SourceLine, list[tuple[int, str]]]] = []
    for line in (*context.chapter_lines, SourceLine("", Place(""))):
        if line.text.lstrip().startswith("|"):
            rows.append((line, _cells(line.text)))
            continue
        yield from _totals(context, rows[2:])
        rows = []


def _cells(text: str) -> list[tuple[int, str]]:
    """The cells of a table row with their columns in the line."""
    bars = [m.start() for m in _CELL.finditer(text)]
    bars += [] if text.rstrip().endswith("|") else [len(text)]
    return [(a + 1, text[a + 1 : b]) for a, b in pairwise(bars)]


def _totals(
    context: CheckContext, rows: list[tuple[SourceLine, list[tuple[int, str]]]]
) -> Iterator[Mistake]:
    start = 0
    for n, (line, cells) in enumerate(rows):
        if not cells or not re.fullmatch(context.words.total, cells[0][1].strip().strip("*")):
            continue
        for column in range(1, len(cells)):
            total = _value(context, cells[column][1])
            parts = [
                _value(context, above[column][1])
                for _, above in rows[start:n]
                if column < len(above)
            ]
            numbers = [p for p in parts if p is not None]
            if total is None or len(numbers) < 2 or len(numbers) < len(parts):
                continue
            slack = 1.0 if "%" in cells[column][1] else 1e-6
            if abs(sum(numbers) - total) > slack:
                at = cells[column][0] + len(cells[column][1]) - len(cells[column][1].lstrip())
                yield _unequal(line.at(at), cells[column][1].strip(), sum(numbers))
        start = n + 1


def _value(context: CheckContext, cell: str) -> float | None:
    """The number in a cell; None where there is none, or more than a number and a percent sign."""
    found = _NUMBER.fullmatch(cell.strip().strip("*"))
    if not found:
        return None
    thousands = context.words.thousands or ","
    plain = found[1].replace(thousands, "").replace("," if thousands == "." else ".", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _unequal(place: Place, written: str, added: float) -> Mistake:
    return Mistake(
        place,
        "{written} is not the sum of its parts, {added}",
        "Correct the sum or one of its parts.",
        {"written": written, "added": f"{added:g}"},
    )
