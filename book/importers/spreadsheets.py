"""Spreadsheets brought in: each sheet an appendix in YAML, with what was not understood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from book.errors import Plural, RequestError, Said, UnfitError
from book.importers.bringing import Brought
from book.importers.report import Note, Report, cell_at
from book.manuscript.config import slug_of
from book.manuscript.sheet_records import read_records
from book.manuscript.sheets import Sheet, read_sheets


def sheets_of(path: Path, brought: Brought, report: Report) -> None:
    """Add an appendix for each sheet whose headings are known; tell of the others.

    Raises RequestError where the file can't be read.
    """
    try:
        sheets = read_sheets(path)
    except UnfitError as error:
        raise RequestError(
            "{file} can't be read: {reason}", file=path.name, reason=error.said
        ) from error
    for sheet in sheets:
        _appendix(path, sheet, brought, report)


def _appendix(path: Path, sheet: Sheet, brought: Brought, report: Report) -> None:
    name = sheet.name or path.stem
    found = read_records(sheet)
    if found is None:
        report.add(
            "left",
            cell_at(name, 1, 1),
            "no row of headings is known here: the sheet is left out. Name the columns as the "
            "guide does, such as “Họ và tên”, “Chức vụ”, “Từ”, “Đến”",
        )
        return
    for remark in found.remarks:
        report.notes.append(_note(name, remark.row, remark.column, remark.said))
    title = _title(sheet, found.cells[()][0]) or name
    value: dict[str, Any] = {"kind": found.kind, "title": title}
    value.update({key: item for key, item in found.value.items() if key != "kind" and item})
    file = brought.free(f"chapters/appendices/{slug_of(name) or found.kind}.yaml")
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)
    brought.files[file] = text.encode()
    count = len(max((v for v in value.values() if isinstance(v, list)), key=len, default=[]))
    report.add(
        "made",
        cell_at(name, 1, 1),
        Plural("{file}: {count} record ({kind})", "{file}: {count} records ({kind})"),
        file=file,
        count=count,
        kind=found.kind,
    )


def _note(sheet: str, row: int, column: int, said: Said) -> Note:
    return Note("doubt", cell_at(sheet, row + 1, column + 1), said)


def _title(sheet: Sheet, head: int) -> str:
    """The title above the headings: the last row there with words in one cell alone."""
    for row in reversed(sheet.rows[:head]):
        words = [cell for cell in row if cell]
        if len(words) == 1:
            return words[0].capitalize() if words[0].isupper() else words[0]
    return ""
