"""All editions by name: the one place where they are entered."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from book.errors import RequestError

if TYPE_CHECKING:
    from book.editions.edition import Edition

#: The modules of the editions that ship; each is imported when its edition is asked for.
_MODULES = {
    "screen": "book.editions.screen",
    "proof": "book.editions.proof",
    "press": "book.editions.press",
    "booklet": "book.editions.booklet",
    "handouts": "book.editions.handouts",
    "slips": "book.editions.slips",
}
_added: dict[str, Edition] = {}


def register(edition: Edition) -> None:
    """Enter an edition under its name, in place of another one of this name."""
    _added[edition.name] = edition


def names() -> tuple[str, ...]:
    """The names of all editions, those that ship first."""
    return tuple(dict.fromkeys((*_MODULES, *_added)))


def check_name(name: str) -> None:
    """Raise RequestError where there is no edition of this name."""
    if name not in names():
        raise RequestError(
            "there is no edition “{name}”; there are: {known}", name=name, known=", ".join(names())
        )


def edition(name: str) -> Edition:
    """The edition of a name. Raises RequestError where there is none."""
    check_name(name)
    if name in _added:
        return _added[name]
    found: Edition = import_module(_MODULES[name]).EDITION
    return found
