"""The head of a file of records: what the list is called and how it is introduced, as a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from yaml.nodes import Node

from book.errors import RequestError, Translate
from book.manuscript.kinds.labels import called
from book.studio.record_files import RecordFile, Row
from book.studio.record_shapes import ListShape, Shape
from book.studio.record_writing import NOTHING, Path, Plain, dumped, writer_of, written

#: The key under which it stands among the lists of its file.
HEAD = ""
_FIELDS = ("title", "short_title", "intro")


def head_shape(say: Translate) -> ListShape:
    """What is asked for."""
    fields = (
        Shape("title", called("title", say), "text", is_required=True),
        Shape("short_title", called("short_title", say), "text"),
        Shape("intro", called("intro", say), "long"),
    )
    return ListShape(HEAD, say("Title and introduction"), fields)


def head_row(shown: RecordFile) -> Row:
    """What a file says of itself."""
    return Row(0, 1, {key: value for key in _FIELDS if (value := shown.value(key))})


def with_head(shown: RecordFile, values: Sequence[tuple[Path, Plain]]) -> str:
    """The text with values of its head set; an empty one goes, and what stands beside stays."""
    if any(str(path[0]) not in _FIELDS for path, _ in values):
        raise RequestError("the studio did not understand the request")
    return with_keys(shown, {str(path[0]): value for path, value in values}, ("kind", *_FIELDS))


def with_keys(shown: RecordFile, values: Mapping[str, Plain], order: Sequence[str]) -> str:
    """The text with keys of the file itself set, each behind those that `order` has before it."""
    for key, value in values.items():
        if str(value).strip() != str(shown.value(key)).strip():
            shown = RecordFile(_with(shown, key, value, order))
    return shown.text


def _with(shown: RecordFile, key: str, value: Plain, order: Sequence[str]) -> str:
    if shown.root.flow_style:
        raise RequestError("this file is written in a way that a form can't keep: edit its text")
    places = {str(k.value): (k.start_mark.line, _end(shown, v)) for k, v in shown.root.value}
    lines = shown.lines
    if key in places:
        first, end = places[key]
        node = next(v for k, v in shown.root.value if k.value == key)
        old = DoubleQuotedScalarString("") if getattr(node, "style", None) == '"' else None
        remark = re.search(r"\s+#.*$", lines[first][node.end_mark.column :])
        beside = remark[0] if remark and node.end_mark.line == first else ""
    else:
        before = [places[k][1] for k in order[: order.index(key)] if k in places]
        first = end = max(before, default=0)
        old, beside = None, ""
    made: list[str] = []
    if value not in NOTHING:
        text = dumped(writer_of(0), CommentedMap({key: written(value, old)}), 0)
        made = text.rstrip("\n").split("\n")
        if len(made) == 1:
            made[0] += beside
    return "\n".join([*lines[:first], *made, *lines[end:]])


def _end(shown: RecordFile, node: Node) -> int:
    """The line behind a value, without the empty lines and remarks that follow it."""
    end = int(node.end_mark.line) + (1 if node.end_mark.column else 0)
    while end > node.start_mark.line + 1 and not shown.lines[end - 1].strip(" \t"):
        end -= 1
    return end
