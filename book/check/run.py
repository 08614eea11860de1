"""A run of the proofreader over a book folder."""

from __future__ import annotations

from pathlib import Path

from book.check import facts, tones, writing
from book.check.findings import RULES, Copy, Finding, Rule, SourceLine
from book.errors import Mistake, Place
from book.manuscript.reading import Manuscript, read_manuscript

#: The modules that enter their rules into the table when they are imported.
MODULES = (writing, tones, facts)


def check_folder(folder: Path) -> list[tuple[Rule, Finding]]:
    """All findings in order of place, those that book.yaml silences left out.

    Raises BookError where the folder can't be read.
    """
    manuscript = read_manuscript(folder)
    copy = Copy(manuscript, _lines(manuscript))
    silenced = {entry.rule for entry in manuscript.config.silence}
    found = [
        (rule, finding)
        for name, rule in RULES.items() if name not in silenced
        for finding in rule.check(copy)
    ]  # fmt: skip
    return sorted(found, key=lambda pair: (pair[1].place, pair[0].name))


def errors_in(manuscript: Manuscript) -> list[Mistake]:
    """What the rules for errors find: a book with it is not built."""
    copy = Copy(manuscript, _lines(manuscript))
    silenced = {entry.rule for entry in manuscript.config.silence}
    return [
        Mistake(found.place, found.problem, found.cure, found.values)
        for name, rule in RULES.items()
        if rule.severity == "error" and name not in silenced
        for found in rule.check(copy)
    ]


def _lines(manuscript: Manuscript) -> tuple[SourceLine, ...]:
    """The lines of prose: chapters without fenced code, appendices without comments."""
    lines: list[SourceLine] = []
    for chapter in manuscript.chapters:
        fenced = False
        for number, text in enumerate(chapter.body.split("\n")):
            fenced ^= text.lstrip().startswith("```")
            if not fenced:
                lines.append(SourceLine(text, chapter.place(number)))
    for tree in manuscript.trees.values():
        for path, place in tree.places.items():
            value = tree.at(path)
            if isinstance(value, str):
                for number, text in enumerate(value.split("\n")):
                    column = place.column if not number else 1
                    lines.append(SourceLine(text, Place(place.file, place.line + number, column)))
    return tuple(lines)
