"""Rules silenced at a place: `<!-- silence RULE: reason -->` in a chapter, `# silence RULE: reason`
in a YAML file, on the line meant or alone on the line above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from book.check.context import CheckContext
from book.check.findings import RULES
from book.errors import Mistake, Place

_MARKDOWN = (".md", ".markdown")
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


def silenced(text: str, place: Place, rule: str, reason: str) -> str:
    """A file's text with the remark that silences a rule at a place: above its line where that is
    no part of what is printed, behind it or in its last cell where it is."""
    lines = text.split("\n")
    number = place.line - 1
    line = lines[number]
    if _is_yaml(place.file, lines, number):
        if _goes_on(text if not place.file.endswith(_MARKDOWN) else "", number):
            lines[number] = f"{line} <!-- silence {rule}: {reason} -->"
        else:
            indent = line[: len(line) - len(line.lstrip())]
            lines.insert(number, f"{indent}# silence {rule}: {reason}")
    elif line.rstrip().endswith("|"):
        lines[number] = f"{line.rstrip()[:-1].rstrip()} <!-- silence {rule}: {reason} --> |"
    elif number and lines[number - 1].strip():
        lines[number] = f"{line} <!-- silence {rule}: {reason} -->"
    else:
        lines.insert(number, f"<!-- silence {rule}: {reason} -->")
    return "\n".join(lines)


def _is_yaml(file: str, lines: list[str], number: int) -> bool:
    """Whether a line is YAML: of a file of records, or of the head of a chapter."""
    if not file.endswith(_MARKDOWN):
        return True
    heads = [n for n, line in enumerate(lines) if line.rstrip() == "---"][:2]
    return len(heads) == 2 and heads[0] == 0 and number < heads[1]


def _goes_on(text: str, number: int) -> bool:
    """Whether a line of a YAML text goes on with a value that began above it."""
    try:
        return any(
            token.start_mark.line < number <= token.end_mark.line - (token.style in ("|", ">"))
            for token in yaml.scan(text)
            if isinstance(token, yaml.ScalarToken)
        )
    except yaml.YAMLError:
        return False


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
