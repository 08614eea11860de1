"""Asking rules; those whose findings keep a book from being built are imported here, and no others.

A build asks these alone, and would pay for the import of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from book.check import letters, offices, suppressions  # noqa: F401 - they enter rules for errors
from book.check.context import CheckContext
from book.check.findings import RULES, Finding, Rule, rule
from book.errors import Mistake
from book.manuscript.reading import Manuscript
from book.pagemap import BookMap
from book.report import Report, go_on


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
