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
        "book.schema.json": _schema(BookConfig),
        "appendix.schema.json": _appendices(kinds),
        "kind.schema.json": _schema(Declaration),
    }


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
