"""A spreadsheet as appendices: each sheet that holds records is one, each value with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from book.errors import BookError, Mistake, Mistakes, Place, UnfitError, worded
from book.files import LARGEST
from book.languages import everywhere
from book.manuscript.folder import id_of
from book.manuscript.kinds.declared import DeclaredAppendix
from book.manuscript.kinds.record import Appendix
from book.manuscript.sheet_columns import Columns, built_in_columns, columns_of, heading_key
from book.manuscript.sheet_records import SheetRecords, heading_above, read_records
from book.manuscript.sheet_statistics import read_statistics
from book.manuscript.sheets import Sheet, cell_name, read_sheets
from book.manuscript.yamltext import Tree

#: How to mend what a sheet holds and no appendix takes.
_CURE = worded("The guide lists the headings that columns may have; correct the spreadsheet.")
_NUMBER = re.compile(r"^\d+[-_. ]+")


def columns_for(kinds: Mapping[str, type[Appendix]]) -> dict[str, Columns]:
    """The columns of all kinds whose records can stand in a spreadsheet, by the kinds' names."""
    found = {
        name: columns
        for name, columns in built_in_columns().items()
        if (columns.kind or name) in kinds
    }
    for name, kind in kinds.items():
        if issubclass(kind, DeclaredAppendix):
            found[name] = columns_of(name, kind.declaration)
    return found


def named_kind(columns: Mapping[str, Columns], *names: str) -> str:
    """The kind that a sheet or its file is called after; empty where it is called otherwise."""
    wanted = {heading_key(name) for name in names if name}
    for name, known in columns.items():
        if wanted & {heading_key(word) for word in (name, *known.called)}:
            return name
    return ""


def records_of(sheet: Sheet, file: str, columns: Mapping[str, Columns]) -> SheetRecords | None:
    """The records of a sheet: of the kind that it or its file is called after where its headings
    fit that, or of the kind whose headings it has. None where no headings are known."""
    stem = _NUMBER.sub("", Path(file).stem)
    if statistics := read_statistics(sheet, sheet.name, stem):
        return statistics
    kind = named_kind(columns, sheet.name, stem)
    return (read_records(sheet, columns, kind) if kind else None) or read_records(sheet, columns)


def title_of(sheet: Sheet, found: SheetRecords, file: str, alone: bool) -> str:
    """The title above the headings; else the name of the sheet, or of the file where the sheet is
    `alone` in it or has no name of its own."""
    above = heading_above(sheet, found.cells[()][0])
    if above:
        return above
    if sheet.name and not alone and not _is_unnamed(sheet.name):
        return sheet.name
    return _NUMBER.sub("", Path(file).stem).replace("_", " ").strip() or sheet.name


def _is_unnamed(name: str) -> bool:
    """Whether a sheet is called as spreadsheet programs call one that nobody named."""
    words = name.replace("_", " ").strip()
    return re.fullmatch(rf"{everywhere('sheets')} ?\d*", words, re.IGNORECASE) is not None


def appendix_trees(
    folder: Path, name: str, kinds: Mapping[str, type[Appendix]], mistakes: Mistakes
) -> tuple[list[tuple[str, Tree]], list[Mistake]]:
    """The appendices in a spreadsheet of a book folder, each with the id that its place gives it,
    and what of the file is not in them. What can't be read at all is told in `mistakes`."""
    try:
        sheets = _sheets(folder, name)
    except UnfitError as error:
        mistakes.add(
            Place(name),
            "the spreadsheet can't be read: {reason}",
            "Open it in a spreadsheet program and save it again as .xlsx or .ods.",
            reason=error.said,
        )
        return [], []
    columns = columns_for(kinds)
    read = [(s, None if s.is_hidden else records_of(s, name, columns)) for s in sheets]
    count = sum(found is not None for _, found in read)
    trees: list[tuple[str, Tree]] = []
    left: list[Mistake] = []
    for sheet, found in read:
        if found is None:
            left.append(_hidden(name, sheet) if sheet.is_hidden else _no_headings(name, sheet))
            continue
        title = title_of(sheet, found, name, count == 1)
        found.value = {"kind": found.kind, "title": title, **found.value}
        own = id_of(name) if count == 1 else "-".join((id_of(name), id_of(f"{sheet.name}.x")))
        tree = found.tree(partial(_place, name, sheet))
        trees.append((own, tree))
        for remark in found.remarks:
            if remark.is_loss:
                place = _place(name, sheet, remark.row, remark.column)
                left.append(Mistake(place, remark.said.message, _CURE, remark.said.values))
    if not trees:
        mistakes.extend(
            BookError(*left or [Mistake(Place(name), "the spreadsheet is empty", _CURE)])
        )
        return [], []
    return trees, left


def _hidden(name: str, sheet: Sheet) -> Mistake:
    return Mistake(
        _place(name, sheet, 0, 0),
        "the sheet is hidden, and not in the book",
        "Show it in the spreadsheet if it belongs to the book; otherwise delete it.",
    )


def _no_headings(name: str, sheet: Sheet) -> Mistake:
    return Mistake(
        _place(name, sheet, 0, 0),
        "no row of headings is known here: the sheet is not in the book",
        "Name the columns as the guide does, such as “Họ và tên”, “Chức vụ”, “Từ”, “Đến”.",
    )


def _place(file: str, sheet: Sheet, row: int, column: int) -> Place:
    return Place(file, row + 1, column + 1, cell_name(sheet.name, row, column))


def _sheets(folder: Path, name: str) -> list[Sheet]:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UnfitError("the file lies outside the book folder")
    try:
        if path.stat().st_size > LARGEST:
            raise UnfitError("the file is larger than {size} MB", size=LARGEST // 2**20)
        return read_sheets(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnfitError("the file can't be read: {reason}", reason=reason) from None
