"""YAML as plain values, with the place of each of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from book.errors import Mistakes, Place
from book.reasons import of_yaml

Path = tuple[str | int, ...]

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEPT_TAGS = {"int", "float", "bool", "null"}
_TEXT = "tag:yaml.org,2002:str"


class _Loader(_SAFE):  # type: ignore[misc]
    """Takes what begins like no number, date or word of YAML for text without trying patterns."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        is_plain = kind is ScalarNode and implicit[0] and value
        if is_plain and value[0] not in self.yaml_implicit_resolvers:
            return _TEXT
        return super().resolve(kind, value, implicit)


@dataclass(frozen=True)
class Tree:
    """The values of a YAML text and the place of each, by its path of keys and indexes; `kept` are
    the remarks of the items that hold nothing else, and are no values."""

    value: Any
    places: dict[Path, Place]
    key_places: dict[Path, Place] = field(default_factory=dict)
    kept: dict[Place, str] = field(default_factory=dict)

    def at(self, path: Path) -> Any:
        """The value at a path."""
        value = self.value
        for step in path:
            value = value[step]
        return value

    def place(self, path: Path) -> Place:
        """The place of a value, or of the nearest thing around it that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]

    def without(self, path: Path) -> Tree:
        """The tree without the value at a path; the items behind it in a list move up."""
        *above, last = path
        value = _replaced(self.value, above, lambda held: _left_out(held, last))

        def moved(other: Path) -> Path | None:
            if other[: len(path)] == path:
                return None
            step = other[len(above)] if len(other) > len(above) else None
            beside = other[: len(above)] == tuple(above)
            if beside and isinstance(last, int) and isinstance(step, int) and step > last:
                return (*above, step - 1, *other[len(path) :])
            return other

        def kept(places: dict[Path, Place]) -> dict[Path, Place]:
            return {new: at for old, at in places.items() if (new := moved(old)) is not None}

        return Tree(value, kept(self.places), kept(self.key_places), self.kept)


def _replaced(value: Any, path: list[str | int], change: Callable[[Any], Any]) -> Any:
    """A value in which the one at a path is changed; what is not on the way is shared."""
    if not path:
        return change(value)
    step, *rest = path
    copy = value.copy()
    copy[step] = _replaced(value[step], rest, change)
    return copy


def _left_out(held: Any, step: str | int) -> Any:
    copy = held.copy()
    del copy[step]
    return copy


def read_yaml(text: str, file: str, mistakes: Mistakes, first_line: int = 1) -> Tree | None:
    """The tree of a YAML text that begins at `first_line` of `file`.

    Strings come in NFC; dates stay strings. None where the text is broken (told in mistakes).
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, mark.line + first_line, mark.column + 1) if mark else Place(file)
        mistakes.add(
            place,
            "this is not valid YAML: {reason}",
            "Look at this line and the one above: indentation by spaces, a colon and a space "
            "after each key, quotes around text that holds a colon.",
            reason=of_yaml(getattr(error, "problem", None) or str(error)),
        )
        return None
    finally:
        loader.dispose()
    reader = _Reader(text, file, first_line, mistakes)
    if node is None:
        return Tree(None, {(): Place(file, first_line, 1)})
    return Tree(reader.value(node, ()), reader.places, reader.key_places, reader.kept)


class _Reader:
    def __init__(self, text: str, file: str, first_line: int, mistakes: Mistakes) -> None:
        self.lines = text.split("\n")
        self.file = file
        self.first_line = first_line
        self.mistakes = mistakes
        self.places: dict[Path, Place] = {}
        self.key_places: dict[Path, Place] = {}
        self.kept: dict[Place, str] = {}
        self._seen: set[int] = set()

    def _at(self, node: Node) -> Place:
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            # The text of a block begins on the line after its sign.
            return Place(self.file, node.start_mark.line + self.first_line + 1, 1)
        return Place(self.file, node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def value(self, node: Node, path: Path) -> Any:
        self.places[path] = self._at(node)
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        # A node met twice is a YAML alias; records are written out instead, and no alias can
        # then blow a small file up.
        if id(node) in self._seen:
            self.mistakes.add(
                self._at(node),
                "an alias (*name) is not allowed here",
                "Write the value out again.",
            )
            return None
        self._seen.add(id(node))
        if isinstance(node, SequenceNode):
            return self._items(node, path)
        assert isinstance(node, MappingNode)
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.mistakes.add(
                    self._at(key_node), "a key is expected to be a word", "Write “key: value”."
                )
                continue
            key = str(key_node.value)
            if key in values:
                self.mistakes.add(
                    self._at(key_node),
                    "the key “{key}” stands twice",
                    "Keep one of them; the first is at line {line}.",
                    key=key,
                    line=self.places[(*path, key)].line,
                )
                continue
            self.key_places[(*path, key)] = self._at(key_node)
            values[key] = self.value(value_node, (*path, key))
        return values

    def _items(self, node: SequenceNode, path: Path) -> list[Any]:
        """The items of a list, without those that hold nothing but a remark: places kept for what
        is still to come."""
        items: list[Any] = []
        for item in node.value:
            value = self.value(item, (*path, len(items)))
            if self._is_remark(item, value):
                if value:
                    self.kept[self.places[(*path, len(items), "remark")]] = str(value["remark"])
                self._forget((*path, len(items)))
            else:
                items.append(value)
        return items

    def _is_remark(self, node: Node, value: Any) -> bool:
        """Whether an item is a `remark` alone, or a hyphen with a comment behind it."""
        if isinstance(value, dict):
            return [*value] == ["remark"]
        line = node.start_mark.line
        return value is None and line < len(self.lines) and " #" in self.lines[line]

    def _forget(self, path: Path) -> None:
        """Keep no places of a value that is left out, nor of what is in it."""
        for places in (self.places, self.key_places):
            for inside in [found for found in places if found[: len(path)] == path]:
                del places[inside]

    def _scalar(self, node: ScalarNode) -> Any:
        if node.tag != _TEXT and node.tag.rpartition(":")[2] in _KEPT_TAGS:
            try:
                return yaml.SafeLoader("").construct_object(node)
            except (yaml.YAMLError, ValueError):
                pass
        return unicodedata.normalize("NFC", node.value)
