"""The kinds that a book may use: those in code, those that ship as declarations, and its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path

from book.errors import Mistakes, Place
from book.manuscript.fitting import validated
from book.manuscript.kinds.declaration import Declaration, faults_of
from book.manuscript.kinds.declared_models import model_of
from book.manuscript.kinds.record import Appendix
from book.manuscript.yamltext import read_yaml

#: The folder of a book that holds its own kinds.
FOLDER = "kinds"


def declaration_in(
    text: str, file: str, templates: set[str], mistakes: Mistakes
) -> Declaration | None:
    """The declaration that a file holds; None, and mistakes, where something is wrong with it."""
    tree = read_yaml(text, file, mistakes)
    declaration = validated(Declaration, tree, mistakes) if tree else None
    if tree is None or declaration is None:
        return None
    found = list(faults_of(declaration, tree, templates))
    for fault in found:
        mistakes.add(fault.place, fault.problem, fault.cure, **fault.values)
    return None if found else declaration


@cache
def shipped() -> dict[str, Declaration]:
    """The declarations that the builder brings, by the names of their kinds."""
    mistakes = Mistakes()
    found = {}
    for file in sorted(resources.files(__package__).joinpath("shipped").iterdir(), key=str):
        name = file.name.removesuffix(".yaml")
        declaration = declaration_in(file.read_text("utf-8"), file.name, set(), mistakes)
        if declaration:
            found[name] = declaration
    mistakes.raise_any()
    return found


def kinds_for(
    folder: Path,
    tag: str,
    in_code: dict[str, type[Appendix]],
    text_of: Callable[[str], str | None],
    mistakes: Mistakes,
) -> dict[str, type[Appendix]]:
    """All kinds of a book in a language, by name. `text_of` reads a file of the folder.

    A kind of the book goes before one that ships under its name; those in code keep theirs.
    """
    declared = dict(shipped())
    templates = {path.name for path in (folder / "templates").glob("*.html")}
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        name = f"{FOLDER}/{path.name}"
        if path.stem in in_code:
            mistakes.add(
                Place(name, 1, 1),
                "the builder has a kind of the name “{kind}”",
                "Give the file another name.",
                kind=path.stem,
            )
            continue
        text = text_of(name)
        declaration = None if text is None else declaration_in(text, name, templates, mistakes)
        declared.pop(path.stem, None)
        if declaration:
            declared[path.stem] = declaration
    made = {
        name: _model_that_ships(name, tag)
        if declaration is shipped().get(name)
        else model_of(name, declaration, tag)
        for name, declaration in declared.items()
    }
    return {**in_code, **made}


@cache
def _model_that_ships(name: str, tag: str) -> type[Appendix]:
    """The model of a kind that ships, made once for all books of a language."""
    return model_of(name, shipped()[name], tag)
