"""Spreadsheets read as rows of words: xlsx, xls, ods and csv in whatever encoding they came."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from book.errors import UnfitError

if TYPE_CHECKING:
    import python_calamine

#: The endings of spreadsheets that are read.
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
#: A sheet that says it has more rows or columns than this holds formats, no records.
MOST_ROWS, MOST_COLUMNS = 100_000, 500
#: So large may the parts of a packed spreadsheet be together.
MOST_BYTES = 400 * 1024 * 1024
_SEPARATORS = ",;\t|"
#: What would be read as a thousand and more where a person had written it: 1.234 is not 1234.
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")
_EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, empty for a csv, and its rows of words, from its first row and column.

    Numbers are written as a person would (`12`, not `12.0`), dates as `1984-06-20`, so that a
    cell reads the same whether a spreadsheet took it for a date or not. What was merged downwards
    stands in each of its rows.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    is_hidden: bool = False

    def cell(self, row: int, column: int) -> str:
        """The words of a cell, both counted from 0; empty outside of the sheet."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a spreadsheet that hold anything, in their order.

    Raises UnfitError where the file can't be read; OSError where it is not there.
    """
    import python_calamine

    if path.suffix.lower() in (".csv", ".tsv"):
        sheets = [Sheet("", _csv_rows(path.read_bytes()))]
        return [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    try:
        data = path.read_bytes()
        _check_size(data)
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        visible, sheet_type = (
            python_calamine.SheetVisibleEnum.Visible,
            python_calamine.SheetTypeEnum,
        )
        sheets = [
            Sheet(
                about.name, _rows(workbook.get_sheet_by_name(about.name)), about.visible != visible
            )
            for about in workbook.sheets_metadata
            if about.typ == sheet_type.WorkSheet
        ]
    except python_calamine.PasswordError:
        raise UnfitError("it is protected by a password") from None
    except python_calamine.CalamineError as error:
        raise UnfitError("it is no spreadsheet, or a damaged one") from error
    return [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]


def _rows(sheet: python_calamine.CalamineSheet) -> tuple[tuple[str, ...], ...]:
    if sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS:
        raise UnfitError(
            "the sheet “{name}” has {rows} rows and {columns} columns; remove what is empty",
            name=sheet.name,
            rows=sheet.height,
            columns=sheet.width,
        )
    rows = [[_words(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        for row in rows[first + 1 : last + 1]:
            row[column] = row[column] or rows[first][column]
    return tuple(tuple(row) for row in rows)


def _check_size(data: bytes) -> None:
    """Raise UnfitError for a packed file that fills the memory when it is unpacked."""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
            raise UnfitError("it is too large when it is unpacked")


def _words(value: object) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float() if _LIKE_THOUSANDS.fullmatch(str(value)):
            return f"{value}0"
        case dt.datetime():
            is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
            return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
        case dt.date() | dt.time():
            return value.isoformat()
        case str() if value.strip() in _EXCEL_ERRORS:
            return ""
    return unicodedata.normalize("NFC", str(value)).replace("\u00a0", " ").strip()


def _csv_rows(data: bytes) -> tuple[tuple[str, ...], ...]:
    text = decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False))
    except csv.Error as error:
        raise UnfitError("it is no spreadsheet, or a damaged one") from error
    if len(rows) > MOST_ROWS:
        raise UnfitError(
            "it has {rows} rows; at most {most} can be read", rows=len(rows), most=MOST_ROWS
        )
    return tuple(tuple(_words(cell) for cell in row) for row in rows)


def decoded(data: bytes) -> str:
    """A text file of unknown encoding: UTF-8 and UTF-16 by their marks, the rest by its letters."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Windows' Vietnamese code page writes tones as marks of their own, which others do not have.
    windows = data.decode("cp1258", errors="replace")
    composed = unicodedata.normalize("NFC", windows)
    marks = sum(unicodedata.combining(c) > 0 for c in windows)
    if marks and not any(unicodedata.combining(c) for c in composed) and "\ufffd" not in composed:
        return composed
    import charset_normalizer

    best = charset_normalizer.from_bytes(data).best()
    return str(best) if best is not None else composed


def cell_name(sheet: str, row: int, column: int) -> str:
    """What people call a cell, row and column counted from 0: `Sheet1!C7`; `C7` in a csv."""
    letters, rest = "", column + 1
    while rest > 0:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{sheet}!{letters}{row + 1}" if sheet else f"{letters}{row + 1}"
