"""Records of the appendices as tables and paragraphs of a Word file, of whatever kind they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from book.dates import RecordDate
from book.exporters.inline import Shown
from book.exporters.labels import label_of
from book.exporters.texts import TextWriter
from book.exporters.word_file import Cell, Line, Run, WordFile
from book.exporters.word_styles import BODY, LABEL
from book.importers.carried import Piece
from book.manuscript.kinds.declaration import REFERENCES, FieldDeclaration, label_in
from book.manuscript.kinds.declared import DeclaredAppendix
from book.manuscript.kinds.maps import Mapped
from book.manuscript.kinds.people import People
from book.manuscript.kinds.record import Appendix, picture_of
from book.manuscript.kinds.statistics import Statistics
from book.manuscript.yamltext import Path as ValuePath
from book.manuscript.yamltext import Tree
from book.photos.treatment import Treatment
from book.text.pictures import image_file

#: Keys of records that nobody reads: what is looked up by, or how something is shown.
_UNSEEN = frozenset(
    ("id", "remark", "focus", "given", "single", "listed_as", "major", "at", "see", "alt")
)
#: Fields of the kinds in code that name a person or an office by its id, and those of pictures.
_PEOPLE, _PICTURES = ("person", "people"), ("portrait", "picture")
#: A table has so many columns at most; records of more are written one below the other.
_COLUMNS = 6
_EMPTY_LINE = re.compile(r"\n\s*\n")


class RecordWriter:
    """Writes one appendix."""

    def __init__(
        self,
        word: WordFile,
        shown: Shown,
        texts: TextWriter,
        folder: Path,
        appendix: Appendix,
        tree: Tree,
    ) -> None:
        self._word, self._shown, self._texts, self._folder = word, shown, texts, folder
        self._appendix, self._tree = appendix, tree
        self._fields: dict[str, FieldDeclaration] = {}
        self._offices: dict[str, str] = {}
        if isinstance(appendix, DeclaredAppendix):
            self._fields = dict(appendix.declaration.fields)
        if isinstance(appendix, People):
            self._offices = {office.id: office.name for office in appendix.offices}

    def write(self, number: int | None) -> None:
        """The appendix as a whole; `number` is the list of numbered headings that it is in."""
        numbered = (number, 0) if number else None
        self._word.paragraph(self._text(("title",))[0], "Heading 1", number=numbered)
        if not self._appendix.printed:
            words = self._shown.language.say("Not printed: the indexes are made of this list.")
            self._word.paragraph(Line((Run(words),)), LABEL)
        if self._appendix.intro:
            self._texts.write(self._appendix.intro, self._intro_piece)
        if isinstance(self._appendix, Mapped) and (plan := self._appendix.map):
            self._pictures({"file": picture_of(plan.picture)[0], "alt": plan.alt}, "")
            if plan.caption:
                self._word.paragraph(self._text(("map", "caption"))[0], LABEL)
        lists = [key for key, value in self._tree.value.items() if _is_records(value)]
        for key in lists:
            if isinstance(self._appendix, Statistics):
                for index in range(len(self._appendix.tables)):
                    self._statistics(index)
                continue
            if len(lists) > 1:
                self._word.paragraph(Line((Run(self._label(key)),)), "Heading 2")
            self._records(key, 3 if len(lists) > 1 else 2)

    def _intro_piece(self, inline: Token, _cell: tuple[int, int] | None) -> Piece:
        return self._piece(("intro",), inline.content)

    def _label(self, key: str) -> str:
        return label_of(self._appendix, key, self._shown.language)

    def _records(self, key: str, level: int) -> None:
        records = self._tree.value[key]
        if self._is_table(records):
            self._table((key,), records)
            return
        for index, record in enumerate(records):
            self._record((key, index), record, level)

    def _is_table(self, records: list[dict[str, Any]]) -> bool:
        """Whether records read well as rows: few short fields, nothing inside them."""
        for record in records:
            for key, value in record.items():
                inner = isinstance(value, dict) or _is_records(value)
                if not self._is_picture(key, value) and (inner or _EMPTY_LINE.search(str(value))):
                    return False
        return len(self._columns(records)) <= _COLUMNS

    def _table(self, path: ValuePath, records: list[dict[str, Any]]) -> None:
        columns = self._columns(records)
        rows: list[list[Cell]] = [[[Line((Run(self._label(key)),))] for key in columns]]
        for index, record in enumerate(records):
            rows.append([self._cell((*path, index), record, key) for key in columns])
        if columns:
            self._word.table(rows)
        for record in records:
            for key, value in record.items():
                if self._is_picture(key, value):
                    self._pictures(value, str(record.get(self._title(record), "")))

    def _columns(self, records: Sequence[dict[str, Any]]) -> list[str]:
        """The fields that the records have and people read, pictures left out."""
        found = ((key, value) for record in records for key, value in record.items())
        return [
            *dict.fromkeys(
                key
                for key, value in found
                if key not in _UNSEEN and not self._is_picture(key, value)
            )
        ]

    def _record(self, path: ValuePath, record: dict[str, Any], level: int) -> None:
        """A record under its name: its pictures, its fields, the records in it."""
        title = self._title(record)
        if title:
            for line in self._cell(path, record, title):
                self._word.paragraph(line, f"Heading {level}")
        rows: list[list[Cell]] = []
        inner: list[str] = []
        for key, value in record.items():
            if key in _UNSEEN or key == title:
                continue
            if self._is_picture(key, value):
                self._pictures(value, str(record.get(title, "")))
            elif _is_records(value):
                inner.append(key)
            elif isinstance(value, dict):
                for name in value:
                    rows.append([[Line((Run(str(name)),))], self._text((*path, key, name))])
            else:
                rows.append([[Line((Run(self._label(key)),))], self._cell(path, record, key)])
        if rows:
            self._word.table(rows, has_head=False)
        for key in inner:
            self._word.paragraph(Line((Run(self._label(key)),)), LABEL)
            self._table((*path, key), record[key])

    def _title(self, record: dict[str, Any]) -> str:
        if isinstance(self._appendix, DeclaredAppendix):
            wanted = self._appendix.declaration.title_field
            return wanted if wanted in record else ""
        return next((key for key in ("name", "number", "address") if key in record), "")

    def _is_picture(self, key: str, value: Any = None) -> bool:
        if isinstance(value, dict) and "file" in value:
            return True
        field = self._fields.get(key)
        return field.type == "picture" if field else not self._fields and key in _PICTURES

    def _pictures(self, value: Any, alt: str) -> None:
        for named in value if isinstance(value, list) else [value]:
            about = named if isinstance(named, dict) else {"file": picture_of(str(named))[0]}
            file = image_file(self._folder, str(about["file"]).strip())
            if file:
                self._texts.picture(file, Treatment(), str(about.get("alt", alt)))

    # Values ---------------------------------------------------------------------------------

    def _cell(self, path: ValuePath, record: dict[str, Any], key: str) -> list[Line]:
        """A field as the paragraphs of a cell."""
        if key not in record:
            return []
        value, at = record[key], (*path, key)
        if isinstance(value, list):
            return [line for n in range(len(value)) for line in self._value((*at, n), key)]
        return self._value(at, key)

    def _value(self, path: ValuePath, key: str) -> list[Line]:
        said = self._worded(path, key)
        if said is None:
            return self._text(path)
        return [Line((Run(said),), self._piece(path, str(self._tree.at(path)), is_worded=True))]

    def _worded(self, path: ValuePath, key: str) -> str | None:
        """A value in other words than its own: a date, or what an id stands for."""
        written, language = str(self._tree.at(path)), self._shown.language
        field = self._fields.get(key)
        typed = _typed(self._appendix, path)
        if isinstance(typed, RecordDate):
            return language.date(typed) if typed.date else None
        if isinstance(typed, tuple) and typed and isinstance(typed[0], RecordDate):
            last = None if typed[-1].is_open else typed[-1]
            return language.date(typed[0]) if len(typed) == 1 else language.span(typed[0], last)
        if field is not None and field.type == "choice":
            assert isinstance(self._appendix, DeclaredAppendix)
            return label_in(field.chosen.get(str(typed), written), self._appendix.tag)
        if field is not None and field.type in REFERENCES:
            entry = self._shown.register.named(REFERENCES[field.type], written)
            return entry.printed if entry and entry.printed != written else None
        if not self._fields and key in _PEOPLE and written in self._shown.register:
            return self._shown.register[written].printed
        return self._offices.get(written) if key == "office" else None

    def _text(self, path: ValuePath) -> list[Line]:
        """A text as its paragraphs; the lines of verse are kept."""
        field = self._fields.get(next((s for s in reversed(path) if isinstance(s, str)), ""))
        whole = str(self._tree.at(path))
        lines = []
        for words in _EMPTY_LINE.split(whole.strip("\n")):
            shown = words.replace("\n", "\\\n") if field and field.lines else words
            lines.append(Line(self._shown.line(shown), self._piece(path, words)))
        return lines

    def _piece(self, path: ValuePath, source: str, is_worded: bool = False) -> Piece:
        place = self._tree.place(path)
        piece = Piece("", place.file, place.line, "value", source, path=path, is_worded=is_worded)
        return replace(piece, cell=place.cell)

    # Statistics -----------------------------------------------------------------------------

    def _statistics(self, index: int) -> None:
        """A table of statistics: measures down, periods across."""
        assert isinstance(self._appendix, Statistics)
        table, path = self._appendix.tables[index], ("tables", index)
        self._word.paragraph(self._text((*path, "title"))[0], "Heading 2")
        head: list[Cell] = [[Line((Run(self._label("measure")),))]]
        head += [self._text((*path, "periods", n, "name")) for n in range(len(table.periods))]
        rows = [head]
        for n, measure in enumerate(table.measures):
            at = (*path, "measures", n)
            row: list[Cell] = [self._text((*at, "name"))]
            if measure.unit:
                row[0] = [*row[0], *self._text((*at, "unit"))]
            for period in table.periods:
                known = period.id in measure.values
                row.append(self._text((*at, "values", period.id)) if known else [])
            rows.append(row)
        self._word.table(rows)
        if table.note:
            for line in self._text((*path, "note")):
                self._word.paragraph(line, BODY)


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _typed(record: Any, path: ValuePath) -> Any:
    """The value at a path of a model; None where the model has it under no such path."""
    for step in path:
        if isinstance(step, int):
            known = isinstance(record, tuple) and step < len(record)
            record = record[step] if known else None
        else:
            record = next(_named(record, step), None)
    return record


def _named(record: Any, key: str) -> Iterator[Any]:
    for name, info in getattr(type(record), "model_fields", {}).items():
        if (info.alias or name) == key:
            yield getattr(record, name)
