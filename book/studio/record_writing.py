"""Values of records as ruamel.yaml writes them: in the quotes they had, in the fields' order."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, ScalarString
from yaml.nodes import ScalarNode

Path = tuple[str | int, ...]
#: What a browser shows of a value: as it is written, whatever YAML takes it for.
Plain = Any
_COUNT = re.compile(r"0|-?[1-9]\d*")
_resolver: Any = yaml.SafeLoader("")
_KEPT_TAGS = ("str", "timestamp")
#: What is written as no value at all.
NOTHING: tuple[Plain, ...] = ("", None, [], {})


class _AsWritten(VersionedResolver):
    """Takes every scalar for a text, so that all are written as they were; nothing is nothing."""

    @property
    def versioned_resolver(self) -> Any:
        return {"": [("tag:yaml.org,2002:null", re.compile("^$"))]}


def writer_of(offset: int) -> YAML:
    writer = YAML()
    writer.Resolver = _AsWritten
    writer.preserve_quotes = True
    writer.width = 1 << 20
    writer.indent(mapping=2, sequence=2 + offset, offset=offset)
    return writer


def dumped(writer: YAML, data: Any, offset: int) -> str:
    """The text of a list at the left edge."""
    stream = io.StringIO()
    writer.dump(data, stream)
    return "".join(
        line[offset:] if not line[:offset].strip() else line
        for line in stream.getvalue().splitlines(keepends=True)
    )


def written(value: Plain, old: Any) -> Any:
    """A value as ruamel writes it: in the quotes that it had, or in those that it needs."""
    if isinstance(value, list):
        made = CommentedSeq([written(item, None) for item in value if item not in ("", None)])
        is_in_lines = isinstance(old, CommentedSeq) and not old.fa.flow_style()
        if not is_in_lines and not any(isinstance(item, dict) for item in value):
            made.fa.set_flow_style()
        return made
    if isinstance(value, dict):
        record = CommentedMap()
        for key, inner in value.items():
            if inner not in NOTHING:
                record[key] = written(inner, None)
        return record
    if isinstance(value, bool):
        return "true" if value else "false"
    words = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").strip()
    words = "".join(c for c in words if c in "\n\t" or unicodedata.category(c) != "Cc")
    if "\n" in words:
        return LiteralScalarString(words + "\n")
    tag = str(_resolver.resolve(ScalarNode, words, (True, False))).rpartition(":")[2]
    if tag not in _KEPT_TAGS and not _COUNT.fullmatch(words) and words not in ("true", "false"):
        return DoubleQuotedScalarString(words)
    if isinstance(old, ScalarString) and old.__class__.__name__.endswith("QuotedScalarString"):
        return old.__class__(words)
    return words


def put(data: Any, path: Path, value: Plain, order: Sequence[str]) -> None:
    """Set a value at a path; make what is missing on the way, and take away what is empty."""
    step, *rest = path
    if rest:
        if isinstance(data, CommentedMap) and not _is_whole(data.get(step)):
            _insert(
                data,
                str(step),
                CommentedSeq() if isinstance(rest[0], int) else CommentedMap(),
                order,
            )
        inner = data[step]
        put(inner, tuple(rest), value, order)
        if not inner and isinstance(data, CommentedMap):
            del data[step]
        return
    is_empty = value in NOTHING
    if isinstance(data, CommentedSeq):
        at = int(step)
        if at >= len(data):
            made = written(value, None)
            beside = data[-1] if data else None
            if isinstance(made, CommentedMap) and is_flow(beside):
                made.fa.set_flow_style()
            data.append(made)
        elif is_empty:
            del data[at]
        else:
            data[at] = written(value, data[at])
        return
    if not is_empty:
        _insert(data, str(step), written(value, data.get(step)), order)
    elif step in data and step in data.ca.items and not data.fa.flow_style():
        data[step] = None
    elif step in data:
        del data[step]


def _insert(data: CommentedMap, key: str, value: Any, order: Sequence[str]) -> None:
    """Set a key where it has its place, or before the first one that comes after it."""
    if key in data or key not in order:
        data[key] = value
        return
    later = set(order[list(order).index(key) + 1 :])
    at = next((n for n, known in enumerate(data) if known in later), len(data))
    data.insert(at, key, value)


def _is_whole(data: Any) -> bool:
    return isinstance(data, CommentedMap | CommentedSeq)


def is_flow(data: Any) -> bool:
    """Whether a record is written in one line, in braces."""
    return isinstance(data, CommentedMap) and bool(data.fa.flow_style())
