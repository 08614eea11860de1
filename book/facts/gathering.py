"""What each kind of record tells, as facts that prose can be held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from book.dates import RecordDate
from book.errors import Place
from book.facts.items import numbers_in, whens_in
from book.facts.known import Known, Span, span_of
from book.languages.grammar import Grammar
from book.manuscript.kinds.congresses import Congresses
from book.manuscript.kinds.declared import DeclaredAppendix
from book.manuscript.kinds.names import Names
from book.manuscript.kinds.organisations import Organisations
from book.manuscript.kinds.people import People
from book.manuscript.kinds.record import Fact
from book.manuscript.kinds.statistics import Statistics
from book.manuscript.reading import Manuscript
from book.sources import CONFIG


def gathered(manuscript: Manuscript, grammar: Grammar, own: str) -> tuple[Known, ...]:
    """Every fact, in the order of the files; `own` is the id of the book's own body."""
    gathering = _Gathering(manuscript, grammar, own)
    found: list[Known] = []
    for appendix in manuscript.appendices:
        for fact in appendix.facts():
            place = manuscript.place(appendix.id, *fact.path)
            found += gathering.known(appendix, fact, place)
    found += gathering.founding(found)
    found += gathering.records()
    found += gathering.counts(found)
    return tuple(found)


@dataclass(frozen=True)
class _Gathering:
    manuscript: Manuscript
    grammar: Grammar
    own: str

    def known(self, appendix: object, fact: Fact, place: Place) -> Iterator[Known]:
        span = span_of(fact.when)
        value, prop = fact.value, fact.property
        if isinstance(appendix, Statistics):
            when = period(fact.subject, self.grammar)
            if numbers := numbers_of(value, self.grammar):
                yield Known("measure", "", numbers, place, prop, when=when, of=fact.subject)
            return
        if isinstance(appendix, Names):
            yield Known(prop, "", str(value), place, when=span)
            return
        if isinstance(appendix, DeclaredAppendix):
            if isinstance(value, RecordDate):
                return  # it is the time of the others
            held = (float(value),) if isinstance(value, int | float) else str(value)
            yield Known("field", fact.subject, held, place, prop, when=span)
            return
        if prop == "office":
            if isinstance(appendix, Organisations):
                body = appendix.organisations[int(fact.path[1])].id
                yield Known("leader", body, fact.subject, place, str(value), of=body)
            else:
                yield Known("office", fact.subject, str(value), place, str(value), when=span)
            return
        if prop in ("elected", "named") and isinstance(appendix, Congresses):
            congress = appendix.congresses[int(fact.path[1])].id
            yield Known("elected", congress, fact.subject, place, str(value), when=span)
            return
        if prop == "met":
            yield Known("met", fact.subject, span or "", place)
            return
        if prop in ("committee", "standing_committee", "inspection", "delegates"):
            if numbers := numbers_of(value, self.grammar):
                yield Known("elects", fact.subject, numbers, place, prop)
            return
        if isinstance(appendix, Organisations) and "congresses" in fact.path:
            if span := period(str(value), self.grammar):
                yield Known("term", fact.subject, span, place, prop)
            return
        if prop in ("units", "members"):
            if numbers := numbers_of(value, self.grammar):
                yield Known("size", fact.subject, numbers, place, prop, when=span)
            return
        if isinstance(value, RecordDate):
            yield Known(prop, fact.subject, (value, value), place)
            return
        yield Known(prop, fact.subject, str(value), place, when=span)

    def founding(self, found: list[Known]) -> Iterator[Known]:
        """The book's own founding, by what it celebrates, where no record has it."""
        first = self.manuscript.config.occasion.first
        if first and not any(k.property == "founded" and k.subject == self.own for k in found):
            place = self.manuscript.place(CONFIG, "occasion", "from")
            yield Known("founded", self.own, (first, first), place)

    def records(self) -> Iterator[Known]:
        """The records of declared kinds, each with the time that it tells."""
        for appendix in self.manuscript.appendices:
            if isinstance(appendix, DeclaredAppendix):
                for i, record in enumerate(appendix.rows):
                    when = appendix.time_of(record)
                    path = (appendix.declaration.records, i)
                    if when and record.name:
                        yield Known(
                            "record",
                            record.id or record.name,
                            span_of(when) or "",
                            self.manuscript.place(appendix.id, *path),
                            record.name,
                            when=span_of(when),
                        )

    def counts(self, found: list[Known]) -> Iterator[Known]:
        """How many records there are of what prose counts."""
        manuscript = self.manuscript

        def counted(about: str, things: Iterable[Known], of: str = "") -> Iterator[Known]:
            things = list(things)
            subjects = {k.subject if about != "names" else k.value for k in things}
            if about == "seats":
                subjects = {k.value for k in things}
            if len(subjects) > 1:
                yield Known("count", "", (float(len(subjects)),), things[0].place, about, of=of)

        occasion = manuscript.config.occasion
        if occasion.first and occasion.last and occasion.first.year and occasion.last.year:
            years = occasion.last.year - occasion.first.year
            place = manuscript.place(CONFIG, "occasion", "to")
            yield Known("count", "", (float(years),), place, "occasion")
        for about, prop in (("renamings", "name"), ("moves", "seat")):
            held = [k for k in found if k.property == prop]
            if len(held) > 1:
                yield Known("count", "", (float(len(held) - 1),), held[-1].place, about)
        yield from counted("congresses", (k for k in found if k.property == "met"))
        yield from counted("names", (k for k in found if k.property == "name"))
        yield from counted("seats", (k for k in found if k.property == "seat"))
        for appendix in manuscript.appendices:
            if isinstance(appendix, People):
                for office in appendix.offices:
                    if office.single:
                        held = [
                            k for k in found if k.property == "office" and k.about == office.name
                        ]
                        yield from counted("office", held, office.name)
        chapters = [c for c in manuscript.chapters if c.matter.kind == "chapter"]
        if len(chapters) > 1:
            place = Place(chapters[0].file, 1, 1)
            yield Known("count", "", (float(len(chapters)),), place, "chapters")


def period(name: str, grammar: Grammar) -> Span | None:
    """The time that the name of a period tells."""
    whens = whens_in(name, grammar)
    if len(whens) != 1:
        return None
    first, last = RecordDate(whens[0].first), RecordDate(whens[0].last)
    opens = grammar.any("from").match(name) is not None and not whens[0].is_span
    return first, RecordDate(None, "open") if opens else last


def numbers_of(value: object, grammar: Grammar) -> tuple[float, ...]:
    """The numbers of a value; none where a text has none."""
    if isinstance(value, int | float):
        return (float(value),)
    return tuple(n.value for n in numbers_in(str(value), [], grammar))
