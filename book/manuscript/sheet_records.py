"""A sheet of a spreadsheet as the records of an appendix, each value with its cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from book.errors import Place, Said
from book.languages import everywhere
from book.manuscript.config import slug_of
from book.manuscript.sheet_columns import Columns, known_columns
from book.manuscript.sheets import Sheet
from book.manuscript.yamltext import Path, Tree

#: A day as spreadsheets count them, where a cell lost its form: 1927 to 2064.
_DAY = re.compile(r"[1-5]\d{4}")
_FIRST_DAY = dt.date(1899, 12, 30)
_DATES = frozenset(("from", "to", "born", "died", "when", "date", "founded"))
#: What stands in brackets behind a name.
_BEHIND = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_SEVERAL = re.compile(r"\s*[;\n]\s*")


@dataclass(frozen=True)
class Remark:
    """Something about a sheet that its editor should know: the cell, and what it is; `is_loss`
    where something that may matter is not among the records."""

    row: int
    column: int
    said: Said
    is_loss: bool = False


@dataclass
class SheetRecords:
    """A sheet read: its kind, the records as plain values, and the cell (row and column from 0)
    of each value by its path; `remarks` tell what was changed or left."""

    kind: str
    value: dict[str, Any]
    cells: dict[Path, tuple[int, int]]
    remarks: list[Remark] = field(default_factory=list)

    def tree(self, place: Callable[[int, int], Place]) -> Tree:
        """The values with their places, as a YAML file's; `place` gives that of a cell."""
        places = {path: place(*cell) for path, cell in self.cells.items()}
        places.setdefault((), place(0, 0))
        return Tree(self.value, places, dict(places))


def heading_row(sheet: Sheet, columns: Mapping[str, Columns]) -> tuple[int, str]:
    """The row of headings (from 0) and the kind that it is of; (-1, "") where there is none.

    The headings may stand below a title; of kinds that fit, that which knows the most of them.
    """
    best, at, kind = 0, -1, ""
    for number, row in enumerate(sheet.rows[:20]):
        for name, known in columns.items():
            fields = [known.field_of(words) for words in row if words]
            found = {one for one in fields if one}
            if not set(known.wanted) <= found or len(found) < min(2, len(known.fields)):
                continue
            if len(found) > best:
                best, at, kind = len(found), number, name
    return at, kind


def read_records(
    sheet: Sheet, columns: Mapping[str, Columns] | None = None, kind: str = ""
) -> SheetRecords | None:
    """The records of a sheet; None where no row of it holds headings that are known.

    `kind` is the kind that it shall be; found by its headings where it is empty. `columns` are
    those of the kinds that it may be of, all that the builder brings where none are named.
    """
    columns = known_columns() if columns is None else columns
    wanted = {kind: columns[kind]} if kind else columns
    head, found = heading_row(sheet, wanted)
    if head < 0:
        return None
    return _Reader(sheet, head, found, columns[found]).read()


class _Reader:
    def __init__(self, sheet: Sheet, head: int, kind: str, columns: Columns) -> None:
        self._sheet = sheet
        self._head = head
        self._columns = columns
        own = columns.kind or kind
        self._made = SheetRecords(own, {"kind": own, columns.records: []}, {})
        self._ids: set[str] = set()
        self._fields: dict[int, str] = {}

    def read(self) -> SheetRecords:
        made, columns = self._made, self._columns
        made.cells[()] = (self._head, 0)
        for column, words in enumerate(self._sheet.rows[self._head]):
            name = columns.field_of(words)
            if name and name not in self._fields.values():
                self._fields[column] = name
            elif words and not is_count(words):
                self._loss(self._head, column, "the column “{heading}” is not read", heading=words)
        by_same: dict[str, int] = {}
        before: dict[str, Any] | None = None
        for row in range(self._head + 1, len(self._sheet.rows)):
            values = {
                name: (self._cell(row, column, name), column)
                for column, name in self._fields.items()
                if self._sheet.cell(row, column)
            }
            if not values or self._is_no_record(row, values):
                continue
            same = columns.same
            continues = bool(same) and same not in values and before is not None
            if same in values and same in columns.persons:
                values[same] = (self._without_title(row, values), values[same][1])
            key = values[same][0] if same in values else ""
            if continues:
                index = len(made.value[columns.records]) - 1
            elif key and key in by_same and self._is_one_person(by_same[key], values):
                index = by_same[key]
            else:
                index = self._begin(row, values)
                by_same[key] = index
            before = made.value[columns.records][index]
            self._fill(index, row, values)
        if made.kind == "people":
            self._offices()
        return made

    def _cell(self, row: int, column: int, name: str) -> str:
        """A cell's words; the number of a day, where a date is expected, as that day."""
        words = self._sheet.cell(row, column)
        if name not in _DATES or not _DAY.fullmatch(words):
            return words
        day = (_FIRST_DAY + dt.timedelta(int(words))).isoformat()
        self._remark(row, column, "the number {words} is the day {day}", words=words, day=day)
        return day

    def _begin(self, row: int, values: dict[str, tuple[str, int]]) -> int:
        """A new record; the index of it."""
        records = self._made.value[self._columns.records]
        records.append({})
        index = len(records) - 1
        self._made.cells[self._columns.records, index] = (row, 0)
        if self._columns.makes_ids and "id" in self._columns.fields and "id" not in values:
            name = next((values[k][0] for k in ("name", "number") if k in values), "")
            records[index]["id"] = self._free_id(slug_of(name) or f"{self._made.kind}-{index + 1}")
        return index

    def _free_id(self, wanted: str) -> str:
        made, count = wanted, 1
        while made in self._ids:
            count += 1
            made = f"{wanted}-{count}"
        self._ids.add(made)
        return made

    def _fill(self, index: int, row: int, values: dict[str, tuple[str, int]]) -> None:
        records, inside = self._columns.records, self._columns.inside
        record = self._made.value[records][index]
        nested: dict[str, Any] = {}
        for name, (words, column) in values.items():
            if name in self._columns.nested:
                nested[name] = self._nested(name, row, column, words)
                continue
            if record.get(name) and name not in ("note",):
                if record[name] != words and name != self._columns.same:
                    self._loss(
                        row,
                        column,
                        "“{words}” differs from the row above; it is left out",
                        words=words,
                    )
                continue
            if name in self._columns.lists:
                record[name] = [part for part in _SEVERAL.split(words) if part]
            else:
                record[name] = self._joined(record, name, words)
            self._made.cells[records, index, name] = (row, column)
        if nested and next(iter(self._columns.nested)) in nested:
            record.setdefault(inside, []).append(nested)
            at: Path = (records, index, inside, len(record[inside]) - 1)
            self._made.cells[at] = (row, 0)
            for name in nested:
                self._made.cells[(*at, name)] = (row, values[name][1])
        elif nested:
            column = next(values[name][1] for name in nested)
            self._loss(row, column, "a term without an office is left out")

    def _nested(self, name: str, row: int, column: int, words: str) -> str | list[str]:
        """A value of a record inside a record."""
        is_name, several = name in self._columns.persons, name in self._columns.lists
        parts = re.split(r"\s*[;,\n]\s*", words) if several else [words]
        named = [self._bare_name(row, column, part)[0] if is_name else part for part in parts]
        return [part for part in named if part] if several else named[0]

    @staticmethod
    def _joined(record: dict[str, Any], name: str, words: str) -> str:
        before = str(record.get(name, ""))
        return f"{before}; {words}" if before and words not in before else before or words

    def _is_one_person(self, index: int, values: dict[str, tuple[str, int]]) -> bool:
        """Whether a row is of the person of this name above: not where years of birth differ."""
        record = self._made.value[self._columns.records][index]
        born = values.get("born", ("", 0))[0]
        return not (born and record.get("born") and str(record["born"]) != born)

    def _is_no_record(self, row: int, values: dict[str, tuple[str, int]]) -> bool:
        words = [text for text, _ in values.values()]
        if all(is_count(text) for text in words) and len(words) > 1:
            numbers = [text.strip("()") for text in words]
            return numbers == sorted(numbers, key=int) and int(numbers[-1]) <= len(self._fields) + 2
        first = next((text for text in self._sheet.rows[row] if text), "")
        if re.match(rf"{everywhere('sums')}\b", first, re.IGNORECASE):
            self._remark(row, 0, "the row “{words}” is a sum, and is left out", words=first)
            return True
        if self._columns.same and set(values) == {self._columns.same} and _is_heading(first):
            self._remark(row, 0, "the row “{words}” is a heading, and is left out", words=first)
            return True
        return False

    def _without_title(self, row: int, values: dict[str, tuple[str, int]]) -> str:
        """A name without what stands before it; degrees and honours become a note."""
        words, column = values[self._columns.same]
        name, honours = self._bare_name(row, column, words)
        if honours and "note" in self._columns.fields and "note" not in values:
            values["note"] = (honours, column)
        return name

    def _bare_name(self, row: int, column: int, words: str) -> tuple[str, str]:
        """A name without what stands before it, and the degrees and honours that did."""
        name, honours = " ".join(words.split()), ""
        if found := re.match(rf"(?:{everywhere('addresses')}[.:]* )+", name, re.IGNORECASE):
            name = name[found.end() :]
        found = re.match(rf"(?:{everywhere('honours')}\b\.?[\s,/]*)+", name)
        if found and name[found.end() :].strip():
            honours, name = found[0].strip(" ,./"), name[found.end() :].strip()
        if behind := _BEHIND.fullmatch(name):
            name = behind[1]
            honours = "; ".join(part for part in (honours, behind[2].strip()) if part)
        if name.isupper() and len(name.split()) > 1:
            name = name.title()
        if name != words:
            self._remark(row, column, "“{before}” is the name “{name}”", before=words, name=name)
        return name, honours

    def _offices(self) -> None:
        """The offices that the terms name, in the order in which they come up."""
        offices: dict[str, str] = {}
        for index, person in enumerate(self._made.value["people"]):
            for number, term in enumerate(person.get("terms", ())):
                office = offices.setdefault(term["office"], slug_of(term["office"]) or "office")
                cell = self._made.cells["people", index, "terms", number, "office"]
                self._made.cells.setdefault(("offices", list(offices).index(term["office"])), cell)
                term["office"] = office
        self._made.value["offices"] = [{"id": i, "name": name} for name, i in offices.items()]

    def _remark(self, row: int, column: int, message: str, /, **values: Any) -> None:
        self._made.remarks.append(Remark(row, column, Said(message, values)))

    def _loss(self, row: int, column: int, message: str, /, **values: Any) -> None:
        self._made.remarks.append(Remark(row, column, Said(message, values), is_loss=True))


def heading_above(sheet: Sheet, head: int) -> str:
    """The title above the row of headings: the last row there with words in one cell alone."""
    for row in reversed(sheet.rows[:head]):
        words = [cell for cell in row if cell]
        if len(words) == 1:
            return words[0].capitalize() if words[0].isupper() else words[0]
    return ""


def is_count(words: str) -> bool:
    """Whether a cell is the number of its row or column: `3`, `(3)`, `TT`, `STT`."""
    bare = words.strip("(). ")
    is_number = bare.isdigit() or bare == "#"
    return is_number or re.fullmatch(everywhere("counts"), bare, re.IGNORECASE) is not None


def _is_heading(words: str) -> bool:
    return words.isupper() or bool(re.match(r"[IVXLC]+[.)]|[A-ZĐ]\.", words))
