"""A sheet of figures as a table of statistics: measures down, periods across."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from book.errors import Said
from book.languages.columns import headings
from book.manuscript.config import slug_of
from book.manuscript.sheet_columns import heading_key
from book.manuscript.sheet_records import Remark, SheetRecords, heading_above, is_count
from book.manuscript.sheets import Sheet

#: A heading that names a stretch of time.
_PERIOD = re.compile(r"\b(?:1[89]|20)\d\d\b")
_WHOLE = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+|-?\d+")
_PART = re.compile(r"-?\d+[.,]\d+")


def read_statistics(sheet: Sheet, *names: str) -> SheetRecords | None:
    """The table of a sheet; None where it is none of figures.

    Its row of headings begins with that of the measures, and goes on with periods: years where the
    sheet is called otherwise than one of figures is (`names` are its own and its file's).
    """
    is_called = bool({heading_key(n) for n in names} & _known("called", "statistics"))
    for number, row in enumerate(sheet.rows[:20]):
        first = next((n for n, words in enumerate(row) if words and not is_count(words)), None)
        if first is None or not _is(row[first], "measures"):
            continue
        others = {n: words for n, words in enumerate(row) if n > first and words}
        periods = {n: w for n, w in others.items() if not (_is(w, "units") or _is(w, "notes"))}
        if periods and (is_called or all(_PERIOD.search(words) for words in periods.values())):
            return _read(sheet, number, first, periods, others)
    return None


def _is(words: str, column: str) -> bool:
    return heading_key(words) in _known("statistics", column)


@cache
def _known(sheet: str, key: str) -> frozenset[str]:
    return frozenset(map(heading_key, headings(sheet, key)))


def _read(
    sheet: Sheet, head: int, first: int, periods: dict[int, str], others: dict[int, str]
) -> SheetRecords:
    unit = next((n for n, words in others.items() if _is(words, "units")), -1)
    note = next((n for n, words in others.items() if _is(words, "notes")), -1)
    ids = {column: f"p{number}" for number, column in enumerate(periods, 1)}
    title = heading_above(sheet, head) or sheet.name or "–"
    table: dict[str, Any] = {
        "id": slug_of(title) or "table",
        "title": title,
        "periods": [{"id": ids[n], "name": words} for n, words in periods.items()],
        "measures": [],
    }
    made = SheetRecords("statistics", {"kind": "statistics", "tables": [table]}, {})
    made.cells[()] = made.cells["tables", 0] = (head, first)
    for index, column in enumerate(periods):
        made.cells["tables", 0, "periods", index, "name"] = (head, column)
    for row in range(head + 1, len(sheet.rows)):
        name = sheet.cell(row, first)
        values = {ids[n]: _value(sheet.cell(row, n)) for n in periods if sheet.cell(row, n)}
        if not name or is_count(name):
            _tell_left(made, sheet, row, periods)
            continue
        if not values:
            said = Said("the row “{words}” is a heading, and is left out", {"words": name})
            made.remarks.append(Remark(row, first, said))
            continue
        measure: dict[str, Any] = {"id": f"m{len(table['measures']) + 1}", "name": name}
        for key, column in (("unit", unit), ("note", note)):
            if column >= 0 and sheet.cell(row, column):
                measure[key] = sheet.cell(row, column)
        at = ("tables", 0, "measures", len(table["measures"]))
        made.cells[at] = made.cells[*at, "name"] = (row, first)
        for n in (n for n in periods if ids[n] in values):
            made.cells[*at, "values", ids[n]] = (row, n)
        table["measures"].append({**measure, "values": values})
    return made


def _tell_left(made: SheetRecords, sheet: Sheet, row: int, periods: dict[int, str]) -> None:
    """Figures without a measure; the row that numbers the columns says nothing."""
    found = [(n, sheet.cell(row, n)) for n in periods if sheet.cell(row, n)]
    if found and not all(is_count(words) for _, words in found):
        said = Said("figures without a measure are left out: {words}", {"words": found[0][1]})
        made.remarks.append(Remark(row, found[0][0], said, is_loss=True))


def _value(words: str) -> int | float | str:
    """A figure, with or without points between its thousands; other words as they are."""
    if _WHOLE.fullmatch(words):
        return int(re.sub("[.,]", "", words))
    return float(words.replace(",", ".")) if _PART.fullmatch(words) else words
