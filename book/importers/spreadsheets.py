"""Spreadsheets brought in: each sheet an appendix in YAML, with what was not understood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from book.errors import BookError, Mistakes, Plural, RequestError, Said, UnfitError
from book.files import text_of
from book.importers.bringing import Brought
from book.importers.report import Note, Report, cell_at
from book.manuscript.config import slug_of
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.manuscript.kinds.record import Appendix
from book.manuscript.sheet_appendices import columns_for, records_of, title_of
from book.manuscript.sheet_records import SheetRecords
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
    columns = columns_for(_kinds(brought.folder))
    for sheet in sheets:
        if sheet.is_hidden:
            place = cell_at(sheet.name, 1, 1)
            report.add("left", place, "the sheet is hidden, and is left out")
            continue
        found = records_of(sheet, path.name, columns)
        _appendix(path, sheet, found=found, alone=len(sheets) == 1, brought=brought, report=report)


def _kinds(folder: Path) -> dict[str, type[Appendix]]:
    """The kinds that records can be of in a book folder; what is wrong with its own is told when
    the book is read."""

    def text(name: str) -> str | None:
        try:
            return text_of(folder, name)
        except BookError:
            return None

    return kinds_for(folder, "en", KINDS, text, Mistakes())


def _appendix(
    path: Path,
    sheet: Sheet,
    found: SheetRecords | None,
    alone: bool,
    brought: Brought,
    report: Report,
) -> None:
    name = sheet.name or path.stem
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
    title = title_of(sheet, found, path.name, alone)
    value: dict[str, Any] = {"kind": found.kind, "title": title}
    value.update({key: item for key, item in found.value.items() if key != "kind" and item})
    file = brought.free(f"chapters/appendices/{slug_of(name) or found.kind}.yaml")
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)
    brought.files[file] = text.encode()
    count = len(max((v for v in value.values() if isinstance(v, list)), key=len, default=[]))
    report.add(
        "made",
        cell_at(name, 1, 1),
        Plural("“{title}”: {count} entry, in {file}", "“{title}”: {count} entries, in {file}"),
        file=file,
        count=count,
        title=title,
    )


def _note(sheet: str, row: int, column: int, said: Said) -> Note:
    return Note("doubt", cell_at(sheet, row + 1, column + 1), said)
