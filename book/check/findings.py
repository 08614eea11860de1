"""What rules read, and the table of all rules; what they find are mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from book.errors import Mistake, Place
from book.manuscript.reading import Manuscript

Severity = Literal["error", "doubt"]


@dataclass(frozen=True)
class SourceLine:
    """A line of a chapter or an appendix as it is written, and its place."""

    text: str
    place: Place

    def at(self, column: int) -> Place:
        """The place of a character, counted from 0."""
        return Place(self.place.file, self.place.line, column + 1)


@dataclass(frozen=True)
class Copy:
    """All that rules read: the manuscript, and its lines of prose."""

    manuscript: Manuscript
    lines: tuple[SourceLine, ...]


Check = Callable[[Copy], Iterator[Mistake]]


@dataclass(frozen=True)
class Rule:
    """A rule by its stable name; the check's docstring is what `--explain` tells."""

    name: str
    severity: Severity
    check: Check

    @property
    def explanation(self) -> str:
        lines = (self.check.__doc__ or "").strip().split("\n")
        return "\n".join(line.strip() for line in lines)


RULES: dict[str, Rule] = {}


def rule(name: str, severity: Severity = "doubt") -> Callable[[Check], Check]:
    """Enter a function into the table of rules."""

    def entered(check: Check) -> Check:
        RULES[name] = Rule(name, severity, check)
        return check

    return entered
