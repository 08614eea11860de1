"""Rules on offices: who held them, and when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from book.check.context import CheckContext
from book.check.findings import rule
from book.dates import RecordDate
from book.errors import Mistake
from book.manuscript.kinds.congresses import Congresses
from book.manuscript.kinds.people import People, Term
from book.manuscript.kinds.spans import spans_in

Path = tuple[str | int, ...]


def _people(context: CheckContext) -> Iterator[People]:
    for appendix in context.manuscript.appendices:
        if isinstance(appendix, People):
            yield appendix


@rule("term-dates", "error")
def term_dates(context: CheckContext) -> Iterator[Mistake]:
    """A term of office, a congress, a name or a stretch ends before it begins."""
    for appendix in context.manuscript.appendices:
        for record, path in spans_in(appendix):
            if record.is_backwards:
                yield Mistake(
                    context.manuscript.place(appendix.id, *path, "to"),
                    "this ends before it begins",
                    "Correct “from” or “to”.",
                )


def _held(appendix: People, office: str) -> list[tuple[Term, str, Path]]:
    """The terms of one office in order of time, with the holder's name and the term's path."""
    found = [
        (term, person.name, ("people", i, "terms", j))
        for i, person in enumerate(appendix.people)
        for j, term in enumerate(person.terms)
        if term.office == office
    ]
    return sorted(found, key=lambda item: item[0].order)


@rule("office-overlap")
def office_overlap(context: CheckContext) -> Iterator[Mistake]:
    """Two people hold an office at the same time that only one can hold (`single: true` among the
    offices). A handover in the same month or year is none."""
    for appendix in _people(context):
        for office in (o for o in appendix.offices if o.single):
            for (before, name, _), (after, other, path) in pairwise(_held(appendix, office.id)):
                if after.first.surely_before(before.end):
                    yield Mistake(
                        context.manuscript.place(appendix.id, *path, "from"),
                        "{other} becomes {office} while {name} still is",
                        "Correct one of the two terms, or take “single” from the office.",
                        {"other": other, "name": name, "office": office.name},
                    )


@rule("office-gap")
def office_gap(context: CheckContext) -> Iterator[Mistake]:
    """Nobody holds an office for more than a month that always has one holder (`single: true`).
    Where it was really vacant, say so in the term's note and silence the rule there."""
    for appendix in _people(context):
        for office in (o for o in appendix.offices if o.single):
            held = _held(appendix, office.id)
            if any(term.first.date is None for term, _, _ in held):
                continue  # the one whose beginning is not known may have filled the gap
            for (before, name, _), (after, other, path) in pairwise(held):
                if _months(before.end, after.first) > 1:
                    yield Mistake(
                        context.manuscript.place(appendix.id, *path, "from"),
                        "nobody is {office} between {name} and {other}",
                        "Correct one of the two terms, or enter the one who is missing.",
                        {"office": office.name, "name": name, "other": other},
                    )


def _months(end: RecordDate, start: RecordDate) -> int:
    """The fewest whole months that can lie between two dates; 0 where one is not certain."""
    last, first = end.latest, start.earliest
    if last is None or first is None:
        return 0
    return first.year * 12 + (first.month or 1) - last.year * 12 - (last.month or 12)


@rule("term-outside-life")
def term_outside_life(context: CheckContext) -> Iterator[Mistake]:
    """A term of office begins before its holder was 16 years old, or ends after the holder's
    death (`born` and `died` of a person)."""
    for appendix in _people(context):
        for i, person in enumerate(appendix.people):
            for j, term in enumerate(person.terms):
                begun = term.first.latest
                of_age = person.born.earliest if person.born else None
                end = term.first if term.end.earliest is None or term.last is None else term.end
                if of_age and begun and begun.year < of_age.year + 16:
                    key, year = "from", of_age.year
                elif person.died and person.died.surely_before(end):
                    key, year = "from" if end is term.first else "to", person.died.year or 0
                else:
                    continue
                yield Mistake(
                    context.manuscript.place(appendix.id, "people", i, "terms", j, key),
                    "this term does not fit the life of {name} ({year})",
                    "Correct the term, or “born” and “died”.",
                    {"name": person.name, "year": year},
                )


@rule("elected-not-in-office")
def elected_not_in_office(context: CheckContext) -> Iterator[Mistake]:
    """A person whom a congress elected or named to an office has no term of this office around that
    date.

    Offices are compared by their names.
    """
    people = {p.id: p for a in _people(context) for p in a.people}
    offices: dict[str, set[str]] = {}
    for appendix in _people(context):
        for office in appendix.offices:
            offices.setdefault(office.name.casefold(), set()).add(office.id)
    for congresses in context.manuscript.appendices:
        if not isinstance(congresses, Congresses):
            continue
        for i, congress in enumerate(congresses.congresses):
            year = congress.first.to_the_year
            held = [("elected", j, e) for j, e in enumerate(congress.elected)]
            held += [("named", j, e) for j, e in enumerate(congress.named)]
            for key, j, elected in held:
                ids = offices.get(elected.office.casefold())
                for person in (people[p] for p in elected.people if p in people):
                    if ids and not any(
                        t.office in ids
                        and not year.surely_before(t.first.to_the_year)
                        and not t.end.to_the_year.surely_before(year)
                        for t in person.terms
                    ):
                        yield Mistake(
                            context.manuscript.place(congresses.id, "congresses", i, key, j),
                            "{name} has no term as {office} in {year}",
                            "Correct the congress, or the person's terms.",
                            {
                                "name": person.name,
                                "office": elected.office,
                                "year": congress.first.year or 0,
                            },
                        )
