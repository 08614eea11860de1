"""The table of all rules; what they find are mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from book.check.context import CheckContext
from book.errors import Mistake, Said

Severity = Literal["error", "doubt"]
Check = Callable[[CheckContext], Iterator[Mistake]]


#: Why a rule can't be asked about a copy; None where it can.
Unless = Callable[[CheckContext], Said | None]


def _always(_context: CheckContext) -> None:
    return None


@dataclass(frozen=True)
class Rule:
    """A rule by its stable name; the check's docstring is what `--explain` tells. `unless` says
    why it can't be asked, where it can't."""

    name: str
    severity: Severity
    check: Check
    unless: Unless = _always

    @property
    def explanation(self) -> str:
        paragraphs = (self.check.__doc__ or "").split("\n\n")
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


class Finding(NamedTuple):
    """What `check` tells: a rule, and a mistake that it found."""

    rule: Rule
    mistake: Mistake


class Unasked(NamedTuple):
    """Why rules could not be asked, and their names."""

    reason: Said
    rules: tuple[str, ...]


RULES: dict[str, Rule] = {}


def rule(
    name: str, severity: Severity = "doubt", unless: Unless = _always
) -> Callable[[Check], Check]:
    """Enter a function into the table of rules."""

    def entered(check: Check) -> Check:
        RULES[name] = Rule(name, severity, check, unless)
        return check

    return entered


def not_whole(context: CheckContext) -> Said | None:
    """Why a rule that holds all texts against all records can't be asked."""
    unread = context.manuscript.unread
    return Said("not all files could be read") if unread else None
