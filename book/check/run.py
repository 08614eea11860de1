"""A run of the proofreader over a book folder."""

from __future__ import annotations

from collections.abc import Iterable

from book.check import (
    congresses,
    cover,
    documents,
    faces,
    facts,
    figures,
    folder,
    house_style,
    letters,
    maps,
    markup,
    offices,
    pages,
    people,
    pictures,
    records,
    signed,
    spelling,
    spreads,
    tones,
    unused,
    writing,
)
from book.check.asking import found_in as found_in
from book.check.context import CheckContext
from book.check.findings import RULES, Finding, Rule, Unasked
from book.errors import BookError, Said
from book.manuscript.reading import Manuscript
from book.pagemap import BookMap

#: The modules that enter their rules into the table when they are imported.
MODULES = (
    writing,
    letters,
    markup,
    folder,
    tones,
    house_style,
    spelling,
    people,
    offices,
    congresses,
    documents,
    figures,
    facts,
    unused,
    records,
    pictures,
    maps,
    cover,
    faces,
    pages,
    spreads,
    signed,
)


def rules() -> dict[str, Rule]:
    """All rules by name."""
    return RULES


def unasked(manuscript: Manuscript, book_map: BookMap | None = None) -> tuple[Unasked, ...]:
    """Why rules could not be asked, each reason with the names of the rules."""
    context = CheckContext(manuscript, book_map)
    found: dict[str, tuple[Said, list[str]]] = {}
    for asked in RULES.values():
        if (reason := asked.unless(context)) is not None:
            found.setdefault(str(reason.message), (reason, []))[1].append(asked.name)
    return tuple(Unasked(reason, tuple(names)) for reason, names in found.values())


def stopped_by(error: BookError) -> tuple[Finding, ...]:
    """What kept a folder from being read or typeset, as findings of the rule `folder`."""
    return tuple(Finding(RULES["folder"], mistake) for mistake in error.mistakes)


def in_order(found: Iterable[Finding], stopped: Iterable[Finding]) -> tuple[Finding, ...]:
    """What rules found, and what kept the folder from being read or typeset that no rule tells
    already, in order of place."""
    known = list(found)
    told = {(f.mistake.place, f.mistake.problem) for f in known}
    known += [f for f in stopped if (f.mistake.place, f.mistake.problem) not in told]
    return tuple(sorted(known, key=lambda f: (f.mistake.place, f.rule.name)))
