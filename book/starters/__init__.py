"""Books to begin with: whole small book folders, by what the book is like.

A language's folder here holds the files as templates of `string.Template`; its `words.yaml` says
for each sort of book which theme and appendices suit it, and the words that go into them; what
suits it less lies beside the book as an example.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from string import Template
from typing import Any

import yaml

from book.errors import BookError, Mistakes, RequestError, worded
from book.files import text_of
from book.languages import language
from book.manuscript.config import slug_of
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.manuscript.schemas import FILES, schemas
from book.output import replacing
from book.themes.registry import DEFAULT, names

#: What a book may be like.
LIKE = ("office", "school", "company", "family", "parish", "unit", "club")
#: What each sort of book is called when its sort is asked for.
CALLED = {
    "office": worded("an office or a committee"),
    "school": worded("a school"),
    "company": worded("a company"),
    "family": worded("a family"),
    "parish": worded("a parish or a pagoda"),
    "unit": worded("a unit of the army"),
    "club": worded("a club or an association"),
}
#: The languages that there are starters in.
LANGUAGES = ("vi", "en")
#: The folder of examples that are not in the book, and what each says.
_EXAMPLES = "examples"
_ADVICE = worded("An example to begin with: move this file into chapters/appendices.")
#: The folder of the schemas, and what tells VS Code of them.
_SCHEMAS = "schemas"
_EDITOR = {
    ".vscode/extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
    ".vscode/settings.json": {
        "yaml.schemas": {f"./{_SCHEMAS}/{schema}": files for schema, files in FILES.items()}
    },
}
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
_SIGNS = re.compile(r"([\\`*_\[\]{}<>#|~!:$])")


@dataclass(frozen=True)
class Wishes:
    """What a new book is to be: `like` is one of `LIKE`, the years are those that it celebrates."""

    like: str
    language: str
    title: str = ""
    organisation: str = ""
    first: int | None = None
    last: int | None = None


def defaults(like: str, language: str) -> tuple[str, str]:
    """The title and the organisation of a book that says none."""
    words = _words(language)[like]
    return str(words["title"]), str(words["organisation"])


def make_book(folder: Path, wishes: Wishes, this_year: int) -> list[str]:
    """Write a whole small book folder; the paths that were written. `this_year` is the last year
    of a book that says none.

    Raises RequestError, with nothing written, where a file of these names is there already.
    """
    files = dict(_files(wishes, this_year))
    later = [f"{_SCHEMAS}/{name}" for name in FILES]
    there = [name for name in (*files, *later) if (folder / name).exists()]
    if there:
        raise RequestError(
            "{file} is there already; nothing was written. Name a new folder",
            file=str(folder / there[0]),
        )
    for name, text in files.items():
        _write(folder / name, text)
    for name, schema in schemas(_kinds(folder, wishes.language)).items():
        _write(folder / _SCHEMAS / name, json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
    return [*files, *later]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as stream:
        stream.write(text.encode())


def _kinds(folder: Path, tag: str) -> Any:
    def text(name: str) -> str | None:
        try:
            return text_of(folder, name)
        except BookError:
            return None

    return kinds_for(folder, tag, KINDS, text, Mistakes())


def _files(wishes: Wishes, this_year: int) -> Iterator[tuple[str, str]]:
    """The files of a book folder, by their paths in it."""
    room = resources.files(__package__).joinpath(wishes.language)
    words = _words(wishes.language)["common"] | _words(wishes.language)[wishes.like]
    words["theme"] = words["theme"] if words["theme"] in names() else DEFAULT
    told = _told(wishes, words)
    plain = {name: _SIGNS.sub(r"\\\1", value) for name, value in told.items()}
    values = {**_years(wishes, this_year), **_people(words)}
    values |= {key: value for key, value in words.items() if isinstance(value, str)}
    values["founding"] = Template(values["founding"]).substitute(values)
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}
    for path, file in _below(room.joinpath("chapters")):
        if path.endswith(".md"):
            yield f"chapters/{path}", _filled(file, {**values, **plain})
    yield from _spare(room, wishes.language, set(words["appendices"]), {**values, **quoted})
    for number, name in enumerate(words["appendices"], 1):
        text = _filled(room.joinpath(f"chapters/appendices/{name}.yaml"), {**values, **quoted})
        found = _TITLE.search(text)
        slug = slug_of(found[1]) if found else name
        path = f"chapters/appendices/{number:02d}-{slug}.yaml"
        yield path, _with_schema(path, "appendix.schema.json", text)
        own = room.joinpath(f"kinds/{name}.yaml")
        if own.is_file():
            path = f"kinds/{name}.yaml"
            yield path, _with_schema(path, "kind.schema.json", own.read_text("utf-8"))
    config = _filled(room.joinpath("book.yaml"), {**values, **quoted})
    yield "book.yaml", _with_schema("book.yaml", "book.schema.json", config)
    for name, file in _below(resources.files(__package__).joinpath("assets")):
        yield f"assets/{name}", file.read_text("utf-8")
    for name, value in _EDITOR.items():
        yield name, json.dumps(value, indent=2) + "\n"


def _spare(
    room: Traversable, tag: str, used: set[str], values: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """An example of each kind that the book does not begin with, to be moved into it."""
    for file, template in _below(room.joinpath("chapters/appendices")):
        name = file.removesuffix(".yaml")
        if name not in used and not room.joinpath(f"kinds/{file}").is_file():
            path = f"{_EXAMPLES}/{file}"
            text = f"# {language(tag).say(_ADVICE)}\n{_filled(template, values)}"
            yield path, _with_schema(path, "appendix.schema.json", text)


def _with_schema(path: str, schema: str, text: str) -> str:
    """A YAML file with the line that tells editors of its schema."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up or './'}{_SCHEMAS}/{schema}\n{text}"


def _filled(file: Traversable, values: dict[str, str]) -> str:
    return Template(file.read_text("utf-8")).substitute(values)


def _below(room: Traversable) -> Iterator[tuple[str, Traversable]]:
    for file in sorted(room.iterdir(), key=lambda found: found.name):
        if file.is_file():
            yield file.name, file


def _words(language: str) -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath(f"{language}/words.yaml").read_text("utf-8")
    words: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return words


def _told(wishes: Wishes, words: dict[str, Any]) -> dict[str, str]:
    """The words that the user may have written, to be quoted wherever they stand."""
    return {
        "title": wishes.title or words["title"],
        "organisation": wishes.organisation or words["organisation"],
    }


def _span(wishes: Wishes, this_year: int) -> tuple[int, int]:
    last = wishes.last or max(this_year, wishes.first or 0)
    first = wishes.first or last - 30
    if first > last:
        raise RequestError(
            "the book can't celebrate the years from {first} to {last}", first=first, last=last
        )
    return first, last


def _years(wishes: Wishes, this_year: int) -> dict[str, str]:
    """`y0` to `y10`, years spread over what the book celebrates, and a year of birth before."""
    first, last = _span(wishes, this_year)
    spread = {f"y{n}": str(first + (last - first) * n // 10) for n in range(11)}
    return {**spread, "born1": str(first - 24)}


def _people(words: dict[str, Any]) -> dict[str, str]:
    found = {}
    for number, name in enumerate(words["people"], 1):
        found[f"p{number}"] = name
        found[f"p{number}_id"] = slug_of(name)
    return found
