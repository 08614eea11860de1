"""A run of the proofreader over a book folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from book.check import facts, tones, writing
from book.check.findings import RULES, Copy, Rule, SourceLine
from book.errors import Mistake, Place
from book.manuscript.reading import Manuscript, read_manuscript

#: The modules that enter their rules into the table when they are imported.
MODULES = (writing, tones, facts)


def check_folder(folder: Path) -> list[tuple[Rule, Mistake]]:
    """All that is found in a book folder. Raises BookError where it can't be read."""
    return found_in(read_manuscript(folder), RULES.values())


def errors_in(manuscript: Manuscript) -> list[Mistake]:
    """What the rules for errors find: a book with it is not built."""
    errors = (rule for rule in RULES.values() if rule.severity == "error")
    return [mistake for _, mistake in found_in(manuscript, errors)]


def found_in(manuscript: Manuscript, rules: Iterable[Rule]) -> list[tuple[Rule, Mistake]]:
    """What rules find, in order of place; those that book.yaml silences are left out."""
    copy = Copy(manuscript, _lines(manuscript))
    silenced = {entry.rule for entry in manuscript.config.silence}
    found = [
        (rule, mistake)
        for rule in rules if rule.name not in silenced
        for mistake in rule.check(copy)
    ]  # fmt: skip
    return sorted(found, key=lambda pair: (pair[1].place, pair[0].name))


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
                    lines.append(SourceLine(text, Place(place.file, place.line + number)))
    return tuple(lines)
