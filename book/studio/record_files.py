"""A file of records as rows, and changes of it that leave all else as it was written.

A record is the lines of one item of a list. It is taken out, changed by ruamel.yaml, which keeps
comments, order and quotes, and put back: the other lines of the file are not touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from yaml.nodes import MappingNode, Node, SequenceNode

from book.errors import RequestError
from book.studio.record_writing import Path, Plain, dumped, put, writer_of, written

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Row:
    """A record: its index in its list, and what its fields hold as it is written."""

    index: int
    line: int
    values: dict[str, Plain]


@dataclass(frozen=True)
class _Lines:
    """The lines of an item: where its remarks begin, where it begins, and where it ends."""

    remarks: int
    first: int
    end: int


class RecordFile:
    """The text of a file of records. Raises RequestError for one that is no such file."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        try:
            root = yaml.compose(text, _LOADER)
        except yaml.YAMLError:
            root = None
        if not isinstance(root, MappingNode):
            raise RequestError("the file can't be shown as a table: mend its text first")
        self.root = root

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def value(self, key: str) -> Plain:
        """A value of the file itself; empty where there is none."""
        node = self._node(key)
        return plain(node) if node is not None else ""

    def rows(self, key: str) -> list[Row]:
        """The records of a list; places that are kept by a remark are none."""
        node = self._node(key)
        return [
            Row(index, item.start_mark.line + 1, plain(item))
            for index, item in enumerate(node.value if isinstance(node, SequenceNode) else ())
            if isinstance(item, MappingNode) and not _is_remark(item)
        ]

    def path_at(self, line: int, column: int) -> Path:
        """The path of what begins last at or before a place (both from 1)."""
        found: Path = ()
        for path, node in _walk(self.root, ()):
            if (node.start_mark.line + 1, node.start_mark.column + 1) <= (line, column):
                found = path
        return found

    # Changes, each giving the new text -----------------------------------------------------------

    def with_values(
        self, key: str, index: int, values: Sequence[tuple[Path, Plain]], order: Sequence[str]
    ) -> str:
        """With values of a record set; an empty one goes. `order` is that of the fields."""
        place = self._places(key)[index]
        column = self._list(key).start_mark.column
        lines = self.lines[place.first : place.end]
        while len(lines) > 1 and not lines[-1].strip():
            lines.pop()
        offset = self._offset(key, index)
        inset = " " * offset
        own = [line.lstrip() if line[:column].strip() else line[column:] for line in lines]
        text = "\n".join(inset + line if line else line for line in own) + "\n"
        writer = writer_of(offset)
        if _plain_of(dumped(writer, writer.load(text), offset)) != _plain_of(text):
            raise RequestError(
                "this record is written in a way that a form can't keep: edit its text"
            )
        record = writer.load(text)
        for path, value in values:
            put(record, (0, *path), value, order)
        made = dumped(writer, record, offset).rstrip("\n").split("\n")
        indented = [" " * column + line if line else line for line in made]
        return self._spliced(place.first, place.first + len(lines), indented)

    def with_added(self, key: str, values: Mapping[str, Plain]) -> str:
        """With a record behind the last one of a list."""
        node = self._node(key)
        has_items = isinstance(node, SequenceNode) and bool(node.value)
        if has_items:
            column, offset = self._list(key).start_mark.column, self._offset(key)
        else:
            column, offset = 2, 2
        record = CommentedMap()
        for name, value in values.items():
            if value not in ("", None, [], {}):
                record[name] = written(value, None)
        if has_items and isinstance(node.value[-1], MappingNode) and node.value[-1].flow_style:  # type: ignore[union-attr]
            record.fa.set_flow_style()
        made = dumped(writer_of(offset), CommentedSeq([record]), offset).rstrip("\n").split("\n")
        lines = [" " * column + line if line else line for line in made]
        if has_items:
            end = self._places(key)[-1].end
            return self._spliced(end, end, lines)
        key_line = re.compile(rf"{re.escape(key)}\s*:")
        head = next((n for n, line in enumerate(self.lines) if key_line.match(line)), None)
        if head is None:
            end = len(self.lines)
            while end and not self.lines[end - 1].strip():
                end -= 1
            return self._spliced(end, len(self.lines), [f"{key}:", *lines, ""])
        remark = re.search(r"\s#.*$", self.lines[head])
        return self._spliced(head, head + 1, [f"{key}:{remark[0] if remark else ''}", *lines])

    def without(self, key: str, index: int) -> str:
        """Without a record, and the remarks above it."""
        place = self._places(key)[index]
        return self._spliced(place.remarks, place.end, [])

    def with_moved(self, key: str, index: int, to: int) -> str:
        """With a record, and the remarks above it, at another index of its list."""
        places = self._places(key)
        places.insert(to, places.pop(index))
        lines = [line for p in places for line in self.lines[p.remarks : p.end]]
        whole = sorted(places, key=lambda p: p.first)
        return self._spliced(whole[0].remarks, whole[-1].end, lines)

    # Where things stand --------------------------------------------------------------------------

    def _spliced(self, first: int, end: int, lines: list[str]) -> str:
        return "\n".join([*self.lines[:first], *lines, *self.lines[end:]])

    def _node(self, key: str) -> Node | None:
        return next((v for k, v in self.root.value if k.value == key), None)

    def _list(self, key: str) -> SequenceNode:
        node = self._node(key)
        if not isinstance(node, SequenceNode) or node.flow_style:
            raise RequestError("this list is written in one line: edit its text")
        return node

    def _places(self, key: str) -> list[_Lines]:
        """The lines of each item of a list."""
        node = self._list(key)
        hyphen = " " * node.start_mark.column + "-"
        starts = []
        for item in node.value:
            line = item.start_mark.line
            while line > node.start_mark.line and not self.lines[line].startswith(hyphen):
                line -= 1
            starts.append(line)
        head = next(k.start_mark.line for k, _ in self.root.value if k.value == key)
        begins = []
        for n, line in enumerate(starts):
            above, least = line, (starts[n - 1] if n else head) + 1
            while above > least and self.lines[above - 1].startswith(hyphen[:-1] + "#"):
                above -= 1
            begins.append(above)
        end = min(node.end_mark.line, len(self.lines))
        if node.end_mark.column and end < len(self.lines):
            end += 1
        while end > starts[-1] + 1 and _is_empty(self.lines[end - 1]):
            end -= 1
        return [
            _Lines(begin, start, after)
            for begin, start, after in zip(begins, starts, [*begins[1:], end], strict=True)
        ]

    def _offset(self, key: str, index: int | None = None) -> int:
        """How far hyphens stand in from the key above them."""
        node = self._list(key)
        items = [node.value[index]] if index is not None else node.value
        for item in items:
            for _, inner in item.value if isinstance(item, MappingNode) else ():
                if isinstance(inner, SequenceNode) and inner.value and not inner.flow_style:
                    return max(0, int(inner.start_mark.column - item.start_mark.column))
        return int(node.start_mark.column)


def _is_empty(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _is_remark(node: MappingNode) -> bool:
    return [key.value for key, _ in node.value] == ["remark"]


def plain(node: Node) -> Plain:
    """What a node holds, scalars as they are written; empty where nothing is."""
    if isinstance(node, MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.value]
    is_nothing = node.tag.endswith(":null")
    return "" if is_nothing else unicodedata.normalize("NFC", node.value)


def _plain_of(text: str) -> Plain:
    node = yaml.compose(text, _LOADER)
    return plain(node) if node is not None else None


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    yield path, node
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield (*path, str(key.value)), key
            yield from _walk(value, (*path, str(key.value)))
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*path, index))
