"""What stands over the columns of spreadsheets: `columns.yaml` in a language's folder.

shared: {name: &name [Full name]}           # what several sheets have; named by none
people: {name: *name, born: [Born, Birth]}  # a kind of record, by the keys of its fields
statistics: {measures: [Item], units: [Unit], notes: [Notes]}
pictures: {file: [File], caption: [Caption], credit: [Credit]}
called: {congresses: [Congress]}            # what a sheet of a kind, or its file, is called

A list may hold lists, whose words are then its own. A book in one language may have spreadsheets in
another: what is asked for is found in all that the builder has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from book.languages.data import is_words, read_parts

FILE = "columns.yaml"
_SHEETS = (
    "shared",
    "people",
    "chronology",
    "documents",
    "places",
    "organisations",
    "congresses",
    "names",
    "seats",
    "statistics",
    "pictures",
    "called",
)


@cache
def headings(sheet: str, key: str) -> tuple[str, ...]:
    """The words under a key of a sheet, in every language that has some."""
    return tuple(
        dict.fromkeys(w for data in _languages() for w in _flat(data.get(sheet, {}).get(key, [])))
    )


@cache
def _languages() -> tuple[dict[str, Any], ...]:
    folders = resources.files(__package__).iterdir()
    files = (folder / FILE for folder in sorted(folders, key=lambda f: f.name) if folder.is_dir())
    return tuple(read_parts([file], _FITS) for file in files if file.is_file())


def _flat(words: list[Any]) -> Iterator[str]:
    for word in words:
        if isinstance(word, list):
            yield from _flat(word)
        else:
            yield word


def _are_headed(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(words, list) and is_words([*_flat(words)]) for words in value.values()
    )


_FITS = dict.fromkeys(_SHEETS, _are_headed)
