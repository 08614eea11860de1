"""Rules that hold records against each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from book.check.findings import Copy, rule
from book.errors import Mistake
from book.manuscript import records


@rule("chronology-order")
def chronology_order(copy: Copy) -> Iterator[Mistake]:
    """An event of a chronology stands before an earlier one in its file. The book prints them in
    order; a wrong order in the source is often a wrong year."""
    for appendix in copy.manuscript.appendices:
        if not isinstance(appendix, records.Chronology):
            continue
        for n, (before, event) in enumerate(pairwise(appendix.events)):
            if event.when[0].position < before.when[0].position and event.year < before.year:
                yield Mistake(
                    copy.manuscript.place(appendix.id, "events", n + 1, "when"),
                    "this event is earlier than the one before it",
                    "Correct the date, or move the event.",
                )


@rule("term-dates", "error")
def term_dates(copy: Copy) -> Iterator[Mistake]:
    """A term of office, a congress or a name ends before it begins."""
    for appendix in copy.manuscript.appendices:
        spans: list[tuple[Any, tuple[str | int, ...]]] = []
        if isinstance(appendix, records.People):
            for i, person in enumerate(appendix.people):
                spans += [(t, ("people", i, "terms", j)) for j, t in enumerate(person.terms)]
        elif isinstance(appendix, records.Congresses):
            spans += [(c, ("congresses", i)) for i, c in enumerate(appendix.congresses)]
        elif isinstance(appendix, records.Names):
            spans += [(x, ("names", i)) for i, x in enumerate(appendix.names)]
            spans += [(x, ("seats", i)) for i, x in enumerate(appendix.seats)]
        for record, path in spans:
            if record.last is not None and record.last < record.first:
                yield Mistake(
                    copy.manuscript.place(appendix.id, *path, "to"),
                    "this ends before it begins", "Correct “from” or “to”.",
                )  # fmt: skip


@rule("document-twice")
def document_twice(copy: Copy) -> Iterator[Mistake]:
    """Two documents have the same number and kind, but neither `listed_as` nor issuers tell them
    apart; or the same document stands in the list twice."""
    seen: dict[tuple[str, str, str], str] = {}
    for appendix in copy.manuscript.appendices:
        if not isinstance(appendix, records.Documents):
            continue
        for i, document in enumerate(appendix.documents):
            if not document.number:
                continue
            key = (document.number, document.kind, document.listed_as)
            if key in seen:
                yield Mistake(
                    copy.manuscript.place(appendix.id, "documents", i, "number"),
                    "the number {number} stands at “{other}” already",
                    "Take one of them out, or tell them apart by “listed_as”.",
                    {"number": document.number, "other": seen[key]},
                )
            seen.setdefault(key, document.id)


@rule("elected-not-in-office")
def elected_not_in_office(copy: Copy) -> Iterator[Mistake]:
    """A person whom a congress elected to an office has no term of this office around that date.

    Offices are compared by their names.
    """
    people = {}
    offices: dict[str, set[str]] = {}
    for appendix in copy.manuscript.appendices:
        if isinstance(appendix, records.People):
            people.update({p.id: p for p in appendix.people})
            for office in appendix.offices:
                offices.setdefault(office.name.casefold(), set()).add(office.id)
    for appendix in copy.manuscript.appendices:
        if not isinstance(appendix, records.Congresses):
            continue
        for i, congress in enumerate(appendix.congresses):
            for j, elected in enumerate(congress.elected):
                ids = offices.get(elected.office.casefold())
                for person in (people[p] for p in elected.people if p in people):
                    if ids and not any(
                        t.office in ids
                        and t.first.year <= congress.first.year
                        and (t.last is None or t.last.year >= congress.first.year)
                        for t in person.terms
                    ):
                        yield Mistake(
                            copy.manuscript.place(appendix.id, "congresses", i, "elected", j),
                            "{name} has no term as {office} in {year}",
                            "Correct the congress, or the person's terms.",
                            {"name": person.name, "office": elected.office,
                             "year": congress.first.year},
                        )  # fmt: skip
