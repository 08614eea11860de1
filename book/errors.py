"""Mistakes in a book folder: where they are, what is wrong, how to mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file of the book folder; line and column count from 1, 0 is unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True)
class Said:
    """A catalog message with its values, to be translated where it is told."""

    message: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def told(self, translate: Callable[[str], str]) -> str:
        return translate(self.message).format(**self.values)


class UnfitError(ValueError):
    """A value that a key can't take; `said` is the reason in words of the catalog."""

    def __init__(self, message: str, /, **values: Any) -> None:
        super().__init__(message.format(**values))
        self.said = Said(message, values)


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong. `problem` and `cure` are catalog messages with {fields}."""

    place: Place
    problem: str
    cure: str = ""
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def told(self, translate: Callable[[str], str]) -> str:
        """The mistake as `file:line:column: problem` and its cure on the next line."""
        values = self.told_values(translate)
        lines = [f"{self.place}: {translate(self.problem).format(**values)}"]
        if self.cure:
            lines.append(f"    {translate(self.cure).format(**values)}")
        return "\n".join(lines)

    def told_values(self, translate: Callable[[str], str]) -> dict[str, Any]:
        """The values, those that are words of the catalog translated."""
        return {
            key: value.told(translate) if isinstance(value, Said) else value
            for key, value in self.values.items()
        }


class BookError(Exception):
    """The book can't be made; holds every mistake found so far, in order of place."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("; ".join(m.told(lambda text: text) for m in mistakes))
        self.mistakes = tuple(sorted(set(mistakes), key=lambda m: m.place))

    def __reduce__(self) -> tuple[type[BookError], tuple[Mistake, ...]]:
        return BookError, self.mistakes


class RequestError(Exception):
    """What was asked for can't be made: an option or a name that does not fit the book."""

    def __init__(self, message: str, /, **values: Any) -> None:
        super().__init__(message.format(**values))
        self.said = Said(message, values)


class Mistakes:
    """A list that readers add to, so that one run tells everything that is wrong."""

    def __init__(self, found: Iterable[Mistake] = ()) -> None:
        self._found = list(found)

    def add(self, place: Place, problem: str, cure: str = "", **values: Any) -> None:
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
