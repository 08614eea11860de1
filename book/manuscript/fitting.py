"""YAML values as typed records: what does not fit is told at its place, and the rest is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from book.errors import Mistakes, Said, UnfitError, worded
from book.manuscript.yamltext import Path, Tree

Model = TypeVar("Model", bound=BaseModel)
#: What pydantic says of a value: its `type`, its place `loc`, its `input`.
_Problem = dict[str, Any]

_ADD_A_LINE = worded("Add a line “{key}: …” here.")
_EMPTY = Said("it is empty")
#: The reasons of pydantic that an editor meets, by the beginning of their type.
_REASONS = {
    "tuple": Said("a list is expected, in square brackets or with a hyphen before each item"),
    "list": Said("a list is expected, in square brackets or with a hyphen before each item"),
    "dict": Said("lines such as “name: value” are expected"),
    "too_short": _EMPTY,
    "string_type": Said("text is expected"),
    "string_too_short": _EMPTY,
    "string_pattern": Said(
        "only letters, digits, dots, hyphens and underscores, with a letter or digit before all"
    ),
    "int": Said("a whole number is expected"),
    "float": Said("a number is expected"),
    "bool": Said("true or false is expected"),
    "greater_than": Said("the number is too small"),
    "less_than": Said("the number is too large"),
}


def fitted(
    model: type[Model],
    tree: Tree,
    mistakes: Mistakes,
    stand_ins: Mapping[str, str] | None = None,
) -> tuple[Model | None, Tree]:
    """A tree as a model, with the tree that it was made of.

    What does not fit is told and left out, with the record around it where that can't be without
    it, so that the rest can be looked at in the same run. `stand_ins` take the place of what the
    whole can't be without. None where nothing is left.
    """
    if not isinstance(tree.value, dict):
        mistakes.add(
            tree.place(()),
            "keys and values are expected here",
            "Write lines such as “title: …”. The keys here are: {keys}.",
            keys=", ".join(_keys(model)),
        )
        if not stand_ins:
            return None, tree
        tree = Tree(dict(stand_ins), tree.places)
    written = tree
    tree = _without_nothing(model, tree)
    made, problems = _problems(model, tree)
    for problem in problems:
        _tell(model, written, problem, mistakes)
    stood_in = False
    while problems:
        unfit = {_left_out(tree, problem) for problem in problems}
        if () in unfit:
            if stood_in or not stand_ins:
                return None, tree
            tree, stood_in = replace(tree, value={**stand_ins, **tree.value}), True
        for path in sorted(unfit - {()}, key=_in_order, reverse=True):
            tree = tree.without(path)
        made, problems = _problems(model, tree)
    return made, tree


def validated(model: type[Model], tree: Tree, mistakes: Mistakes) -> Model | None:
    """A tree as a model; None where anything does not fit, which is told."""
    before = len(mistakes)
    made, _ = fitted(model, tree, mistakes)
    return made if len(mistakes) == before else None


def _problems(model: type[Model], tree: Tree) -> tuple[Model | None, list[_Problem]]:
    """The model, as far as it can be made, and what does not fit."""
    try:
        made = model.model_validate(tree.value)
    except ValidationError as error:
        found: dict[Path, _Problem] = {}
        for detail in error.errors(include_url=False):
            where = _known_path(tree, detail["loc"], detail["type"])
            found.setdefault(where, {**detail, "loc": where})
        return None, list(found.values())
    return made, [{"type": "string_too_short", "loc": path} for path in _blanks(made, ())]


def _known_path(tree: Tree, path: Path, kind: str) -> Path:
    """A path without its steps into one of several types that a value may be of."""
    while path and path not in tree.places and kind not in ("missing", "extra_forbidden"):
        path = path[:-1]
    return path


def _blanks(record: BaseModel, path: Path) -> Iterator[Path]:
    """The texts that must say something and say nothing: those without a default, and items."""
    for name, key, is_required in _fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            if is_required and not value.strip():
                yield (*path, key)
        elif isinstance(value, BaseModel):
            yield from _blanks(value, (*path, key))
        elif isinstance(value, tuple):
            for step, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _blanks(item, (*path, key, step))
                elif isinstance(item, str) and not item.strip():
                    yield (*path, key, step)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a model: their names, their keys in a file, whether they have no default."""
    return tuple(
        (name, info.alias or name, info.is_required()) for name, info in model.model_fields.items()
    )


def _without_nothing(model: type[BaseModel], tree: Tree) -> Tree:
    """A key without a value says as much as none, where the key is known."""
    empty = [path for path in tree.key_places if _at(tree, path) is None]
    for path in sorted(empty, key=_in_order, reverse=True):
        inner = _model_at(model, path[:-1])
        if inner is None or path[-1] in _keys(inner):
            tree = tree.without(path)
    return tree


def _at(tree: Tree, path: Path) -> Any:
    try:
        return tree.at(path)
    except (KeyError, IndexError, TypeError):
        return ...


def _left_out(tree: Tree, problem: _Problem) -> Path:
    """The path of what is left out because of a problem: the value, or the record around it."""
    path: Path = problem["loc"]
    if problem["type"] == "missing":
        path = path[:-1]
    while path and _at(tree, path) is ...:
        path = path[:-1]
    return path


def _in_order(path: Path) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in path]


def _tell(model: type[BaseModel], tree: Tree, problem: _Problem, mistakes: Mistakes) -> None:
    path: Path = problem["loc"]
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    kind = problem["type"]
    place = tree.place(path)
    if kind == "missing" and path not in tree.places:
        cure = "Fill in its cell, or add a column for it." if place.cell else _ADD_A_LINE
        mistakes.add(place, "the key “{key}” is missing", cure, key=key)
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
            reason=_reason(model, path, problem),
        )


def _reason(model: type[BaseModel], path: Path, problem: _Problem) -> Said | str:
    """Why a value does not fit, of an error of pydantic."""
    context, kind = problem.get("ctx", {}), problem["type"]
    if isinstance(context.get("error"), UnfitError):
        said: Said = context["error"].said
        return said
    if kind == "literal_error":
        return Said("it is one of {expected}", {"expected": context["expected"]})
    inner = _model_at(model, path)
    if kind.startswith("model") and inner is not None:
        return Said(
            "lines such as “{first}: …” are expected; the keys here are: {keys}",
            {"first": _keys(inner)[0], "keys": ", ".join(_keys(inner))},
        )
    if kind == "missing" or problem.get("input", ...) is None:
        return _EMPTY
    for begins, reason in _REASONS.items():
        if kind.startswith(begins):
            return reason
    return Said("it is nothing that this key takes")


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of the record at a path; None where there is none."""
    for step in path:
        if isinstance(step, int):
            continue
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        inner = _models_in(fields[step].annotation) if step in fields else []
        if not inner:
            return None
        model = inner[0]
    return model


def _keys(model: type[BaseModel]) -> list[str]:
    keys = [info.alias or name for name, info in model.model_fields.items()]
    return sorted(keys, key=lambda key: key == "remark")


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
