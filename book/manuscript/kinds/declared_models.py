"""Models of declared kinds: what a field takes, and the model of an appendix file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, create_model

from book.errors import Said, UnfitError
from book.manuscript.config import Date, Dates, Text, slug_of
from book.manuscript.kinds.declaration import Declaration, FieldDeclaration, every, label_in
from book.manuscript.kinds.declared import DeclaredAppendix, DeclaredRecord, attribute_of
from book.manuscript.kinds.record import Appendix

#: A number in words: thousands set apart by points or commas, a decimal mark of either sort.
_WRITTEN = re.compile(r"(?P<whole>-?\d{1,3}(?:[.,]\d{3})+|-?\d+)(?:[.,](?P<part>\d+))?")


def _annotation(field: FieldDeclaration) -> Any:
    """The type of a field's value."""
    match field.type:
        case "date":
            one: Any = Date
        case "span":
            one = Dates
        case "number":
            one = Annotated[int | float, BeforeValidator(_number)]
        case "choice":
            one = Annotated[
                str,
                BeforeValidator(lambda value: _choice(value, field)),
                WithJsonSchema({"enum": [*dict.fromkeys(_words_of(field))]}),
            ]
        case _:
            one = Text
    if field.many:
        several = BeforeValidator(
            lambda value: value if isinstance(value, list | tuple) else [value],
            json_schema_input_type=one | tuple[one, ...],
        )
        return Annotated[tuple[one, ...], several]
    return one


def _number(value: object) -> object:
    """A number; one that is written as words too, as spreadsheets have it: `4.213`, `12,5`."""
    if isinstance(value, str) and (found := _WRITTEN.fullmatch(value.strip())):
        whole, part = found["whole"].replace(".", "").replace(",", ""), found["part"]
        return float(f"{whole}.{part}") if part else int(whole)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnfitError("a number is expected")
    return value


def _choice(value: object, field: FieldDeclaration) -> object:
    """The choice that a value names, by its key or by its words in any language."""
    for key, label in field.chosen.items():
        if value in (key, *every(label)):
            return key
    known = [every(label)[0] for label in field.chosen.values()]
    raise UnfitError("“{value}” is none of: {known}", value=value, known=", ".join(known))


def _words_of(field: FieldDeclaration) -> Iterator[str]:
    """What may be written for a choice."""
    for key, label in field.chosen.items():
        yield from (key, *every(label))


def model_of(name: str, declaration: Declaration, tag: str) -> type[Appendix]:
    """The model of the appendix files of a declared kind, in a book of this language."""
    fields: dict[str, Any] = {}
    for key, field in declaration.fields.items():
        kind = _annotation(field)
        missing: Any = () if field.many else None
        fields[attribute_of(declaration, key)] = (
            (kind, Field(alias=key))
            if field.required
            else (kind if field.many else kind | None, Field(default=missing, alias=key))
        )
    record = create_model(f"{name} record", __base__=DeclaredRecord, **fields)
    record.declaration = declaration
    records: Any = (tuple[record, ...], Field(default=(), alias=declaration.records))  # type: ignore[valid-type]
    model = create_model(name, __base__=DeclaredAppendix, rows=records)
    model.declaration = declaration
    model.template = declaration.template
    model.tag = tag
    model.css_class = f"records-{declaration.template} kind-{slug_of(name)}"
    title = Said(label_in(declaration.index or declaration.label, tag))
    model.groups = {f.indexed: title for f in declaration.fields.values() if f.indexed}
    return model
