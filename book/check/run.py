"""A run of the proofreader over a book folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    markup,
    offices,
    pages,
    people,
    pictures,
    records,
    signed,
    spelling,
    spreads,
    suppressions,
    tones,
    unused,
    writing,
)
from book.check.context import CheckContext
from book.check.findings import RULES, Finding, Rule, Unasked, rule
from book.errors import BookError, Mistake, Said
from book.manuscript.reading import Manuscript
from book.pagemap import BookMap
from book.report import Report, go_on

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
    cover,
    faces,
    pages,
    spreads,
    signed,
)


@rule("silence", "error")
def silence_rule(context: CheckContext) -> Iterator[Mistake]:
    """A remark that silences a rule names no rule, or gives no reason.

    In a chapter it is `<!-- silence RULE: reason -->`, in a YAML file `# silence RULE: reason`; it
    stands on the line meant, or alone on the line above it. A rule is silenced for the whole book
    by `silence` in book.yaml.
    """
    for remark in suppressions.remarks(context):
        yield from suppressions.faults_of(remark)


@rule("folder", "error")
def folder_rule(_copy: CheckContext) -> Iterator[Mistake]:
    """The book folder can't be read or typeset: a file is missing or broken, a key is wrong, a
    reference leads nowhere. Told by the readers themselves, in every command."""
    yield from ()


def rules() -> dict[str, Rule]:
    """All rules by name."""
    return RULES


def errors_in(manuscript: Manuscript) -> list[Mistake]:
    """What the rules for errors find: a book with it is not built."""
    errors = (rule for rule in RULES.values() if rule.severity == "error")
    return [mistake for _, mistake in found_in(manuscript, errors)]


def found_in(
    manuscript: Manuscript,
    wanted: Iterable[Rule] | None = None,
    book_map: BookMap | None = None,
    report: Report | None = None,
) -> list[Finding]:
    """What rules find, in order of place; all rules where none are named.

    Those that book.yaml or a remark silences are left out. Rules on pages find nothing without
    the page map. Raises CancelledError before the next rule where the report ends the work.
    """
    context = CheckContext(manuscript, book_map)
    everywhere = {entry.rule for entry in manuscript.config.silence}
    remarks = {(r.rule, r.place.file, r.line) for r in suppressions.remarks(context) if r.reason}
    found = []
    for asked in RULES.values() if wanted is None else wanted:
        if report:
            go_on(report)
        if asked.name in everywhere or asked.unless(context) is not None:
            continue
        found += [
            Finding(asked, mistake)
            for mistake in asked.check(context)
            if (asked.name, mistake.place.file, mistake.place.line) not in remarks
        ]
    return sorted(found, key=lambda pair: (pair[1].place, pair[0].name))


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
