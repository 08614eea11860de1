"""Appendices of declared kinds: models made of a declaration, and what they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Annotated, Any, ClassVar

from pydantic import Field

from book.dates import RecordDate
from book.errors import Mistake, Place
from book.manuscript.config import Id, Occasion, Record, Text
from book.manuscript.kinds.declaration import (
    Declaration,
    FieldDeclaration,
    label_in,
)
from book.manuscript.kinds.declared_checks import faults_in
from book.manuscript.kinds.declared_pictures import arranged, portraits_of
from book.manuscript.kinds.declared_view import record_view, span_of
from book.manuscript.kinds.descent import forest
from book.manuscript.kinds.record import (
    Appendix,
    Bar,
    Fact,
    Portrait,
    Spanned,
    View,
    Words,
)
from book.manuscript.register import Entry

#: What puts texts into the order of the book's language.
SortKey = Callable[[str], Any]


class DeclaredRecord(Record):
    """A record of a declared kind. Its fields are made of the declaration's, under their keys."""

    declaration: ClassVar[Declaration]

    id: Id = ""
    aliases: tuple[Text, ...] = ()

    def __getitem__(self, key: str) -> Any:
        """The value of a field; None where it was left out."""
        return getattr(self, attribute_of(self.declaration, key))

    @property
    def name(self) -> str:
        """The words of the field that names the record."""
        return _plain(self[self.declaration.title_field])


class DeclaredAppendix(Appendix):
    """An appendix whose records are of a kind that is declared in YAML."""

    declaration: ClassVar[Declaration]
    #: The language of the book, for the declaration's labels.
    tag: ClassVar[str]

    #: The records, whatever key they stand under in the file.
    rows: tuple[DeclaredRecord, ...] = ()
    #: How many portraits stand side by side where a roll has some.
    portraits_a_row: Annotated[int, Field(ge=2, le=6)] = 4

    def entries(self, place: Callable[..., Place]) -> Iterator[Entry]:
        for i, record in enumerate(self.rows):
            for key, field in self.declaration.fields.items():
                if not field.indexed or not record[key]:
                    continue
                names = record[key] if field.many else (record[key],)
                own = key == self.declaration.title_field
                for name in names:
                    given = record.id if own else ""
                    yield Entry(
                        id=given,
                        kind=field.indexed,
                        heading=name,
                        printed=name,
                        names=(name,),
                        aliases=record.aliases if own else (),
                        given=name.split()[-1] if field.indexed == "people" else "",
                        anchor=f"{field.indexed}-{given}" if self.printed and own else "",
                        place=place(self.declaration.records, i),
                    )

    def facts(self) -> Iterator[Fact]:
        for i, record in enumerate(self.rows):
            when = self.time_of(record)
            for key, field in self.declaration.fields.items():
                if key == self.declaration.title_field or field.type in ("picture", "span"):
                    continue
                values = record[key] if field.many else (record[key],)
                for value in values or ():
                    if value not in (None, ""):
                        path = (self.declaration.records, i, key)
                        yield Fact(record.id or record.name, key, value, path, when)

    def portraits(self) -> Iterator[Portrait]:
        yield from portraits_of(self.declaration, self.rows)

    def time_of(self, record: DeclaredRecord) -> tuple[RecordDate, RecordDate | None] | None:
        """The first and the last date that a record tells; None where it tells none."""
        dates = self.declaration.of_type("span", "date")
        return next((span_of(record[key]) for key in dates if record[key]), None)

    def faults(self, place: Callable[..., Place], occasion: Occasion) -> Iterator[Mistake]:
        yield from faults_in(self.declaration, self.rows, place, occasion, self.tag)

    def timeline(self) -> Iterator[tuple[str, list[Bar]]]:
        for heading, records in self._groups(str.casefold):
            bars = [
                Bar(record.name, Spanned.model_construct(first=when[0], last=when[1]))
                for _, record in records
                if (when := self.time_of(record))
            ]
            if bars:
                yield heading or self.title, bars

    def view(self, words: Words) -> View:
        """`groups` of records under headings, each with the `columns` that a table of it has."""
        anchor = f"section-{self.id}"
        return {
            "groups": [
                {
                    "anchor": f"{anchor}-{n}",
                    "heading": words.set(heading),
                    "columns": self._columns([record for _, record in records]),
                    **arranged(
                        words,
                        self.declaration.view,
                        self.portraits_a_row,
                        [record_view(words, i, record, self.tag) for i, record in records],
                    ),
                }
                for n, (heading, records) in enumerate(self._groups(words.sort_key), 1)
            ],
            "leading": self.declaration.leading_field,
            "chart": words.timeline(list(self.timeline()))
            if self.declaration.view == "timeline"
            else "",
            "trees": words.trees(forest(self.rows, words))
            if self.declaration.view == "tree"
            else [],
        }

    def _columns(self, records: list[DeclaredRecord]) -> list[View]:
        """The columns of a table: the fields that are said, or all, where a record has a value."""
        declaration = self.declaration
        wanted = declaration.columns or [
            key
            for key, field in declaration.fields.items()
            if key != declaration.group and field.type != "picture"
        ]
        return [
            {
                "key": key,
                "title": key == declaration.title_field,
                "label": label_in(declaration.label_of(key), self.tag),
                "unit": label_in(declaration.fields[key].unit, self.tag),
                "type": declaration.fields[key].type.replace(" ", "-"),
            }
            for key in wanted
            if any(record[key] not in (None, "", ()) for record in records)
        ]

    def _groups(self, sort_key: SortKey) -> list[tuple[str, list[tuple[int, DeclaredRecord]]]]:
        """The records in order, each with its number in the file, under their groups' headings."""
        declaration = self.declaration
        records = list(enumerate(self.rows))
        for key in reversed(declaration.order):
            records = _ordered(records, key, sort_key)
        if not declaration.group:
            return [("", records)] if records else []
        field = declaration.fields[declaration.group]
        headings: dict[str, list[tuple[int, DeclaredRecord]]] = {}
        if field.type in ("choice", "number", "date", "span"):
            records = _ordered(records, declaration.group, sort_key)
        for heading, found in groupby(
            records, key=lambda item: _heading(item[1][declaration.group], field, self.tag)
        ):
            headings.setdefault(heading, []).extend(found)
        return list(headings.items())


def _ordered(
    records: list[tuple[int, DeclaredRecord]], order: str, sort_key: SortKey
) -> list[tuple[int, DeclaredRecord]]:
    """The records by a field, with a hyphen before it the other way round; those without a value
    come last."""
    key = order.removeprefix("-")
    having = [item for item in records if _rank(item[1], key, sort_key) is not None]
    having.sort(key=lambda item: _rank(item[1], key, sort_key), reverse=order.startswith("-"))
    return having + [item for item in records if _rank(item[1], key, sort_key) is None]


def _rank(record: DeclaredRecord, key: str, sort_key: SortKey) -> Any:
    """What puts a record in its place by a field; None where it has no value to go by."""
    value, field = record[key], record.declaration.fields[key]
    while isinstance(value, tuple):
        value = value[0] if value else None
    if value is None or value == "":
        return None
    if isinstance(value, RecordDate):
        return value if value.date else None
    if field.type == "choice":
        return list(field.chosen).index(value)
    return value if isinstance(value, int | float) else sort_key(str(value))


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value)
    return "" if value is None else str(value)


def _heading(value: Any, field: FieldDeclaration, tag: str) -> str:
    """The heading over the records that have a value; a date is told by its year."""
    if value in (None, "", ()):
        return ""
    if field.type == "choice":
        words = label_in(field.chosen[value], tag)
    elif field.type in ("date", "span"):
        words = str(span_of(value)[0].year or "")
    else:
        words = _plain(value)
    worded = label_in(field.worded, tag)
    return worded.replace("{}", words) if worded and words else words


def attribute_of(declaration: Declaration, key: str) -> str:
    """The attribute that holds a field: keys may be any words."""
    return f"field_{list(declaration.fields).index(key)}"
