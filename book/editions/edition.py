"""What an edition is: the one small protocol that every product of a book follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from book.editions.made import Made

if TYPE_CHECKING:
    from book.languages import Language
    from book.manuscript.reading import Manuscript
    from book.paged.session import Session
    from book.paged.typeset_book import TypesetBook


class BookSource(Protocol):
    """What an edition is made from: a book folder, read and typeset when it is asked for."""

    @property
    def folder(self) -> Path: ...

    @property
    def session(self) -> Session:
        """What the work is done on."""
        ...

    @property
    def language(self) -> Language:
        """The language that its editors are spoken to in: the book's own, if it is known."""
        ...

    @property
    def manuscript(self) -> Manuscript:
        """The folder, read and checked. Raises BookError."""
        ...

    @property
    def pages(self) -> TypesetBook:
        """The book typeset in its own trim, pages settled. Raises BookError."""
        ...

    def typeset(self, trim: tuple[float, float]) -> TypesetBook:
        """The book typeset in another trim (width and height in mm). Raises BookError."""
        ...

    def at_hand(self, edition: str, output: Path | None = None) -> Made | None:
        """What was made of the folder before, if it still is what would be made now."""
        ...


class Edition(Protocol):
    """A product of a book.

    `options` is a frozen dataclass whose fields have defaults; those made by `option` can be
    given on the command line.
    """

    name: str
    options: type[Any]
    #: Whether it writes several files into the folder that is named as its output.
    makes_folder: bool

    def make(self, source: BookSource, output: Path | None, options: Any) -> Made:
        """Write the product's files: `output`, or where they belong in the book folder.

        Raises BookError where the folder has mistakes, RequestError for options that can't be.
        """
        ...


@dataclass(frozen=True)
class NoOptions:
    """The options of an edition that has none."""


@dataclass(frozen=True)
class Flag:
    """How an option is given on the command line: its flag, its help, the word for its value, the
    words to choose from, and what makes the option's value of the words given."""

    flag: str
    help: str
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    parse: Callable[[str], Any] | None = None


def option(default: Any, flag: str, told: str, **how: Any) -> Any:
    """A field of an edition's options; `told` is its help, `how` the rest of its Flag."""
    return field(default=default, metadata={"flag": Flag(flag, told, **how)})


def flags_of(options: type[Any]) -> Iterator[tuple[Field[Any], Flag]]:
    """The fields of an edition's options that can be given on the command line."""
    for each in fields(options):
        if "flag" in each.metadata:
            assert each.default is not MISSING
            yield each, each.metadata["flag"]
