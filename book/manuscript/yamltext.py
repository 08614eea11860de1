"""YAML as plain values, with the place of each of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from book.errors import Mistakes, Place, Said, UnfitError

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: The reasons of pydantic that an editor meets, by the beginning of their type.
_REASONS = {
    "tuple": Said("a list is expected, in square brackets or with a hyphen before each item"),
    "list": Said("a list is expected, in square brackets or with a hyphen before each item"),
    "dict": Said("keys and values are expected"),
    "model": Said("keys and values are expected"),
    "too_short": Said("it is empty"),
    "string_type": Said("text is expected"),
    "string_too_short": Said("it is empty"),
    "string_pattern": Said("only letters without accents, digits, dots, hyphens and underscores"),
    "int": Said("a whole number is expected"),
    "float": Said("a number is expected"),
    "bool": Said("true or false is expected"),
    "greater_than": Said("the number is too small"),
    "less_than": Said("the number is too large"),
}
_KEPT_TAGS = {"int", "float", "bool", "null"}


@dataclass(frozen=True)
class Tree:
    """The values of a YAML text and the place of each, by its path of keys and indexes."""

    value: Any
    places: dict[Path, Place]
    key_places: dict[Path, Place] = field(default_factory=dict)

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


def read_yaml(text: str, file: str, mistakes: Mistakes, first_line: int = 1) -> Tree | None:
    """The tree of a YAML text that begins at `first_line` of `file`.

    Strings come in NFC; dates stay strings. None where the text is broken (told in mistakes).
    """
    loader = _LOADER(text)
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
            reason=getattr(error, "problem", None) or str(error),
        )
        return None
    finally:
        loader.dispose()
    reader = _Reader(file, first_line, mistakes)
    if node is None:
        return Tree(None, {(): Place(file, first_line, 1)})
    return Tree(reader.value(node, ()), reader.places, reader.key_places)


class _Reader:
    def __init__(self, file: str, first_line: int, mistakes: Mistakes) -> None:
        self.file = file
        self.first_line = first_line
        self.mistakes = mistakes
        self.places: dict[Path, Place] = {}
        self.key_places: dict[Path, Place] = {}
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
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
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

    def _scalar(self, node: ScalarNode) -> Any:
        tag = node.tag.rpartition(":")[2]
        if tag in _KEPT_TAGS:
            try:
                return yaml.SafeLoader("").construct_object(node)
            except (yaml.YAMLError, ValueError):
                pass
        return unicodedata.normalize("NFC", node.value)


def validated(model: type[Model], tree: Tree, mistakes: Mistakes, path: Path = ()) -> Model | None:
    """The tree's value at `path` as a model; each thing wrong with it goes to mistakes."""
    value = tree.at(path)
    if not isinstance(value, dict):
        mistakes.add(
            tree.place(path),
            "keys and values are expected here",
            "Write lines such as “title: …”.",
        )
        return None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        told = set()
        for detail in error.errors(include_url=False):
            where = _known_path(tree, (*path, *detail["loc"]), detail["type"])
            if where not in told:
                _tell(model, tree, where, dict(detail), mistakes)
            told.add(where)
        return None


def _known_path(tree: Tree, path: Path, kind: str) -> Path:
    """A path without its steps into one of several types that a value may be of."""
    while path and path not in tree.places and kind not in ("missing", "extra_forbidden"):
        path = path[:-1]
    return path


def _tell(
    model: type[BaseModel], tree: Tree, path: Path, detail: dict[str, Any], mistakes: Mistakes
) -> None:
    kind = detail["type"]
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    place = tree.place(path)
    if kind == "missing":
        mistakes.add(place, "the key “{key}” is missing", "Add a line “{key}: …” here.", key=key)
    elif kind == "extra_forbidden":
        near = get_close_matches(key, known_keys(model), 1, 0.7)
        cure = "Did you mean “{near}”?" if near else "Remove it, or look its name up in the guide."
        mistakes.add(
            tree.key_places.get(path, place),
            "the key “{key}” is not known here",
            cure,
            key=key,
            near=near[0] if near else "",
        )
    else:
        mistakes.add(
            place,
            "the value of “{key}” does not fit: {reason}",
            "Correct the value; the guide lists what each key takes.",
            key=key,
            reason=_reason(detail),
        )


def _reason(detail: dict[str, Any]) -> Said | str:
    """Why a value does not fit, of an error of pydantic."""
    context = detail.get("ctx", {})
    if isinstance(context.get("error"), UnfitError):
        said: Said = context["error"].said
        return said
    if detail["type"] == "literal_error":
        return Said("it is one of {expected}", {"expected": context["expected"]})
    for begins, reason in _REASONS.items():
        if detail["type"].startswith(begins):
            return reason
    return str(detail["msg"])


def known_keys(model: type[BaseModel]) -> list[str]:
    """All keys that a model or the models inside it take."""
    keys: list[str] = []
    for name, info in model.model_fields.items():
        keys.append(info.alias or name)
        for inner in _models_in(info.annotation):
            keys.extend(known_keys(inner))
    return keys


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in getattr(annotation, "__args__", ()) for m in _models_in(part)]
