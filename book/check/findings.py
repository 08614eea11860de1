"""The table of all rules; what they find are mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from book.check.context import CheckContext
from book.errors import Mistake

Severity = Literal["error", "doubt"]
Check = Callable[[CheckContext], Iterator[Mistake]]


@dataclass(frozen=True)
class Rule:
    """A rule by its stable name; the check's docstring is what `--explain` tells."""

    name: str
    severity: Severity
    check: Check

    @property
    def explanation(self) -> str:
        paragraphs = (self.check.__doc__ or "").split("\n\n")
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


class Finding(NamedTuple):
    """What `check` tells: a rule, and a mistake that it found."""

    rule: Rule
    mistake: Mistake


RULES: dict[str, Rule] = {}


def rule(name: str, severity: Severity = "doubt") -> Callable[[Check], Check]:
    """Enter a function into the table of rules."""

    def entered(check: Check) -> Check:
        RULES[name] = Rule(name, severity, check)
        return check

    return entered
