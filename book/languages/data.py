"""The YAML files of a language's folder, read part by part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from book.errors import UnfitError

#: What may stand at each key of a file.
Fits = Mapping[str, Callable[[Any], bool]]


def read_parts(files: Iterable[Traversable], fits: Fits) -> dict[str, Any]:
    """What files say, by key; a later file goes before an earlier one, key by key.

    Raises UnfitError for a file that is no YAML, and for what does not fit.
    """
    import yaml

    from book.reasons import of_yaml

    found: dict[str, Any] = {}
    for file in files:
        try:
            read = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            told = of_yaml(str(error)) if isinstance(error, yaml.YAMLError) else ""
            raise UnfitError("it is not valid YAML in UTF-8: {reason}", reason=told) from None
        if not isinstance(read, dict):
            raise UnfitError("keys and values are expected")
        for key, value in read.items():
            if not fits.get(key, _unknown)(value):
                raise UnfitError(
                    "“{key}” is not known, or does not take what stands there", key=key
                )
        found.update(read)
    return found


def _unknown(_: object) -> bool:
    return False


def is_words(value: object) -> bool:
    """Whether a value is a list of words, none of them empty."""
    return isinstance(value, list) and all(isinstance(w, str) and w.strip() for w in value)


def either(word: str) -> str:
    """A word for `re` whose first letter may be a capital."""
    first = word[0]
    if first.upper() == first.lower():
        return re.escape(word)
    return f"[{first.lower()}{first.upper()}]{re.escape(word[1:])}"


def folder_in(book: Path | None, code: str) -> Path | None:
    """The folder `languages/<code>` of a book, if it has one."""
    folder = book / "languages" / code if book else None
    return folder if folder and folder.is_dir() else None
