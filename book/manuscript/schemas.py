"""JSON Schemas of a book folder's YAML files, made from the models, for editors that complete and
check what is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from book.manuscript.config import BookConfig
from book.manuscript.kinds.declaration import Declaration
from book.manuscript.kinds.record import Appendix

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: Each schema with the files of a book folder that it is for, as editors match them.
FILES = {
    "book.schema.json": "book.yaml",
    "appendix.schema.json": "chapters/appendices/*.yaml",
    "kind.schema.json": "kinds/*.yaml",
}


def schemas(kinds: Mapping[str, type[Appendix]]) -> dict[str, dict[str, Any]]:
    """The schemas by the names of `FILES`; `kinds` are those that the book may use."""
    return {
        "book.schema.json": _as_read(_schema(BookConfig)),
        "appendix.schema.json": _as_read(_appendices(kinds)),
        "kind.schema.json": _as_read(_schema(Declaration)),
    }


#: An item of a list that keeps a place: nothing, or a remark alone.
_KEPT = {
    "anyOf": [
        {"type": "null"},
        {"type": "object", "required": ["remark"], "maxProperties": 1},
    ]
}


def _as_read(schema: Any) -> Any:
    """A schema that allows what the reader of a book folder does: keys without a value, where they
    need none, and items that keep a place."""
    if isinstance(schema, list):
        return [_as_read(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _as_read(value) for key, value in schema.items()}
    if isinstance(made.get("properties"), dict) and "if" not in schema:
        needed = schema.get("required", ())
        made["properties"] = {
            key: value if key in needed or "const" in value else _or({"type": "null"}, value)
            for key, value in made["properties"].items()
        }
    if isinstance(made.get("items"), dict) and "$ref" in made["items"]:
        made["items"] = _or(_KEPT, made["items"])
    return made


def _or(other: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema, unless a value is of another sort; so an editor still tells what is wrong."""
    return {"if": other, "else": schema}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": _DRAFT, **model.model_json_schema(by_alias=True)}


def _appendices(kinds: Mapping[str, type[Appendix]]) -> dict[str, Any]:
    """One schema for all appendix files: what `kind` says decides which keys there are."""
    cases, shared = [], {}
    for name, model in kinds.items():
        schema = model.model_json_schema(by_alias=True, ref_template=f"#/$defs/{name}.{{model}}")
        for key, inner in schema.pop("$defs", {}).items():
            shared[f"{name}.{key}"] = inner
        schema["properties"]["kind"] = {"const": name}
        cases.append({"if": {"properties": {"kind": {"const": name}}}, "then": schema})
    return {
        "$schema": _DRAFT,
        "type": "object",
        "properties": {"kind": {"enum": [*kinds]}},
        "required": ["kind", "title"],
        "allOf": cases,
        "$defs": shared,
    }
