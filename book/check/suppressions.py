"""Rules silenced at a place: `<!-- silence RULE: reason -->` in a chapter, `# silence RULE: reason`
in a YAML file, on the line meant or alone on the line above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from book.check.context import CheckContext
from book.check.findings import RULES
from book.errors import Mistake, Place

_REMARK = re.compile(r"(?:<!--\s*|#\s*)silence\s+(?P<rule>[\w-]*)(?P<reason>:[^\n]*?)?\s*(?:-->|$)")


@dataclass(frozen=True)
class Remark:
    """A remark that silences a rule for one line."""

    rule: str
    reason: str
    place: Place
    line: int


def remarks(context: CheckContext) -> Iterator[Remark]:
    """The remarks in all files."""
    for file, lines in context.files.items():
        for number, text in enumerate(lines, 1):
            for found in _REMARK.finditer(text) if "silence" in text else ():
                alone = not text[: found.start()].strip() and not text[found.end() :].strip()
                reason = (found["reason"] or "")[1:].strip()
                place = Place(file, number, found.start() + 1)
                yield Remark(found["rule"], reason, place, number + 1 if alone else number)


def faults_of(remark: Remark) -> Iterator[Mistake]:
    """What is wrong with a remark itself."""
    if remark.rule not in RULES:
        yield Mistake(
            remark.place,
            "there is no rule “{rule}”; there are: {known}",
            "Correct the name of the rule.",
            {"rule": remark.rule, "known": ", ".join(RULES)},
        )
    elif not remark.reason:
        yield Mistake(
            remark.place,
            "the rule {rule} is silenced here without a reason",
            "Write the reason behind a colon.",
            {"rule": remark.rule},
        )
