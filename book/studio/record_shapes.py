"""What the records of a kind are made of, read from its model, for tables and forms."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from book.dates import RecordDate
from book.errors import Translate
from book.manuscript.fields import Record
from book.manuscript.kinds.declaration import REFERENCES, FieldDeclaration, label_in
from book.manuscript.kinds.declared import DeclaredAppendix, DeclaredRecord
from book.manuscript.kinds.labels import called
from book.manuscript.kinds.record import Appendix
from book.manuscript.sheet_columns import built_in_columns

#: How a field is asked for. `list` is several values, `named` values under names of their own,
#: `records` a table inside a record, `record` a part of it.
Sort = Literal[
    "text",
    "long",
    "date",
    "number",
    "yes",
    "choice",
    "picture",
    "list",
    "named",
    "records",
    "record",
]
#: Texts of built-in kinds that are paragraphs, and fields that are pictures.
_LONG = ("note", "text", "founding", "direction", "theme", "goal", "intro", "remark", "subject")
_PICTURES = ("portrait", "picture", "file")
#: Fields of built-in kinds that name a record of the register, with its group.
_NAMED = {"person": "people", "people": "people", "organisation": "organisations"}
#: What is not asked for in a form.
_UNASKED = ("focus",)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Shape:
    """A field: its key in the file, what it is called, how it is asked for. `group` is that of the
    register from which it names a record, `offices` for those of its own file, `pictures` for the
    folder's; `headings` are what a column of a spreadsheet with it may be called."""

    key: str
    label: str
    sort: Sort
    is_required: bool = False
    group: str = ""
    choices: tuple[Choice, ...] = ()
    inside: tuple[Shape, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListShape:
    """A list of records in a file: its key, what it is called, the fields of its records."""

    key: str
    title: str
    fields: tuple[Shape, ...]


def lists_of(model: type[Appendix], say: Translate, tag: str) -> tuple[ListShape, ...]:
    """The lists of an appendix file of a kind, the largest thing first; `tag` is the language that
    labels of a declared kind are told in."""
    found = []
    for name, info in model.model_fields.items():
        record = _record_in(info.annotation)
        if record is None or name in Appendix.model_fields:
            continue
        key = info.alias or name
        if issubclass(model, DeclaredAppendix) and issubclass(record, DeclaredRecord):
            title = label_in(model.declaration.label, tag) if model.declaration.label else key
            fields = tuple(_declared(record, tag, say))
        else:
            title, fields = called(key, say), tuple(_fields(record, say, key))
        found.append(ListShape(key, title, fields))
    return tuple(reversed(found))


def _record_in(annotation: Any) -> type[Record] | None:
    """The record that a tuple of records holds."""
    if get_origin(annotation) is not tuple:
        return None
    inner = get_args(annotation)[0]
    return inner if isinstance(inner, type) and issubclass(inner, Record) else None


def _fields(record: type[Record], say: Translate, kind: str = "") -> Iterator[Shape]:
    columns = built_in_columns().get(kind)
    known = {**columns.fields, **columns.nested} if columns else {}
    # The word to the editor comes last.
    items = sorted(record.model_fields.items(), key=lambda item: item[0] == "remark")
    for name, info in items:
        key = info.alias or name
        if key in _UNASKED:
            continue
        sort, inside, choices = _sort_of(key, info.annotation, say)
        group = "offices" if key == "office" else _NAMED.get(key, "")
        group = "pictures" if sort == "picture" else group if sort in ("text", "list") else ""
        headings = (key, called(key, say), *known.get(key, ()))
        yield Shape(
            key,
            called(key, say),
            sort,
            is_required=info.is_required(),
            group=group,
            choices=choices,
            inside=inside,
            headings=headings,
        )


def _sort_of(
    key: str, annotation: Any, say: Translate
) -> tuple[Sort, tuple[Shape, ...], tuple[Choice, ...]]:
    """How a field of a built-in kind is asked for, what is in it, what may be chosen."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _sort_of(key, inner[0], say)
    if origin in (Union, types.UnionType):
        kept = [part for part in inner if part is not type(None)]
        numbers = all(part in (int, float) for part in kept)
        return _sort_of(key, kept[0] if len(kept) == 1 or numbers else str, say)
    if origin is tuple:
        sort, inside, _ = _sort_of(key, inner[0], say)
        if sort == "date":
            return "date", (), ()
        return ("records" if sort == "record" else "list"), inside, ()
    if origin is Literal:
        return "choice", (), tuple(Choice(str(value), str(value)) for value in inner)
    if origin is dict:
        return "named", (), ()
    if annotation is RecordDate:
        return "date", (), ()
    if annotation is bool:
        return "yes", (), ()
    if annotation in (int, float):
        return "number", (), ()
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return "record", tuple(_fields(annotation, say)), ()
    return ("picture" if key in _PICTURES else "long" if key in _LONG else "text"), (), ()


_DECLARED: dict[str, Sort] = {
    "long text": "long",
    "date": "date",
    "span": "date",
    "number": "number",
    "picture": "picture",
    "choice": "choice",
}


def _declared(record: type[DeclaredRecord], tag: str, say: Translate) -> Iterator[Shape]:
    for key, field in record.declaration.fields.items():
        label = label_in(field.label, tag) if field.label else called(key, say)
        sort: Sort = "list" if field.many else _DECLARED.get(field.type, "text")
        group = "pictures" if field.type == "picture" else REFERENCES.get(field.type, "")
        choices = tuple(Choice(c, label_in(words, tag)) for c, words in field.chosen.items())
        headings = (key, *_words(field))
        yield Shape(
            key,
            label,
            sort,
            is_required=field.required,
            group=group,
            choices=choices,
            headings=headings,
        )
    shared: dict[str, Sort] = {"id": "text", "aliases": "list", "remark": "long"}
    for key, sort in shared.items():
        if key not in record.declaration.fields:
            yield Shape(key, called(key, say), sort, headings=(key, called(key, say)))


def _words(field: FieldDeclaration) -> tuple[str, ...]:
    return (field.label,) if isinstance(field.label, str) else tuple(field.label.values())
