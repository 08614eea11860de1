"""Mistakes in a book folder: where they are, what is wrong, how to mend them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol


class Plural(NamedTuple):
    """A catalog message that is worded by the value `{count}`: `1 page`, `2 pages`."""

    one: str
    many: str


Message = str | Plural


class Translate(Protocol):
    """Words a message of the catalogs, its {fields} filled in; `Language.say` is one."""

    def __call__(self, message: Message, /, **values: Any) -> str: ...


def worded(message: str) -> str:
    """The message as it is: a mark for the catalogs' extraction, where a message stands in a table
    and is translated later."""
    return message


def in_english(message: Message, /, **values: Any) -> str:
    """The message as it is in the code, which is English."""
    if isinstance(message, Plural):
        message = message.one if values.get("count") == 1 else message.many
    values = {k: v.told(in_english) if isinstance(v, Said) else v for k, v in values.items()}
    return message.format(**values) if values else message


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file of the book folder; line and column count from 1, 0 is unknown.

    In a spreadsheet they are row and column, and `cell` is what people call it: `Sheet1!C7`.
    """

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def beside(self, line: int, column: int) -> Place:
        """Another spot in the same text; in a spreadsheet the cell as a whole."""
        return self if self.cell else Place(self.file, line, column)

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}: {self.cell}"
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True)
class Said:
    """A catalog message with its values, to be translated where it is told."""

    message: Message
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def told(self, translate: Translate = in_english) -> str:
        return translate(self.message, **_told(self.values, translate))


def _told(values: dict[str, Any], translate: Translate) -> dict[str, Any]:
    """The values, those that are words of the catalog translated."""
    return {k: v.told(translate) if isinstance(v, Said) else v for k, v in values.items()}


class UnfitError(ValueError):
    """A value that a key can't take; `said` is the reason in words of the catalog."""

    def __init__(self, message: Message, /, **values: Any) -> None:
        super().__init__(in_english(message, **values))
        self.said = Said(message, values)


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong. `problem` and `cure` are catalog messages with {fields}."""

    place: Place
    problem: Message
    cure: Message = ""
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def told(self, translate: Translate = in_english) -> str:
        """The mistake as `file:line:column: problem` and its cure on the next line."""
        values = self.told_values(translate)
        lines = [f"{self.place}: {translate(self.problem, **values)}"]
        if self.cure:
            lines.append(f"    {translate(self.cure, **values)}")
        return "\n".join(lines)

    def told_values(self, translate: Translate = in_english) -> dict[str, Any]:
        """The values, those that are words of the catalog translated."""
        return _told(self.values, translate)


class BookError(Exception):
    """The book can't be made; holds every mistake found so far, in order of place."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("; ".join(m.told() for m in mistakes))
        self.mistakes = tuple(sorted(set(mistakes), key=lambda m: m.place))

    def __reduce__(self) -> tuple[type[BookError], tuple[Mistake, ...]]:
        return BookError, self.mistakes


class RequestError(Exception):
    """What was asked for can't be made: an option or a name that does not fit the book."""

    def __init__(self, message: Message, /, **values: Any) -> None:
        super().__init__(in_english(message, **values))
        self.said = Said(message, values)


class Mistakes:
    """A list that readers add to, so that one run tells everything that is wrong."""

    def __init__(self, found: Iterable[Mistake] = ()) -> None:
        self._found = list(found)

    def add(self, place: Place, problem: Message, cure: Message = "", **values: Any) -> None:
        self._found.append(Mistake(place, problem, cure, values))

    def extend(self, error: BookError) -> None:
        self._found.extend(error.mistakes)

    def __iter__(self) -> Iterator[Mistake]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def raise_any(self) -> None:
        """Raise BookError when anything was found."""
        if self._found:
            raise BookError(*self._found)
