"""People: who held which office when, lists by term, short lives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from book.errors import Mistake, Place, Said
from book.manuscript.config import Date, Id, Occasion, Record, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import (
    Appendix,
    Bar,
    Fact,
    Listed,
    Portrait,
    Spanned,
    View,
    Words,
    more,
)
from book.manuscript.register import Entry

#: The shape of the portraits on cards, width by height.
_PORTRAIT, _SQUARE = "20:26", "1:1"


class Term(Spanned):
    """One stretch of an office."""

    office: Text
    note: Text = ""


class Person(Listed):
    """One who is named in the book; only `id` and `name` are required."""

    given: Text = ""
    known_as: Text = ""
    portrait: Text = ""
    focus: Text = ""
    born: Date | None = None
    died: Date | None = None
    note: Text = ""
    terms: tuple[Term, ...] = ()
    more: dict[Text, Text] = Field(default_factory=dict)

    @property
    def has_card(self) -> bool:
        """Whether there is more to print of the person than the name."""
        life = self.born or self.died
        return bool(self.terms or self.note or self.portrait or life or self.more)

    @property
    def given_name(self) -> str:
        return self.given or self.name.split()[-1]

    @property
    def monogram(self) -> str:
        """The first letters of the first and the last word of the name."""
        words = self.name.split()
        return (words[0][0] + words[-1][0] if len(words) > 1 else words[0][0]).upper()


class Office(Record):
    """An office that terms refer to, in the order in which offices are printed; `single` where
    one person at a time holds it."""

    id: Id
    name: Text
    plural: Text = ""
    single: bool = False


class Stretch(Spanned):
    """A named stretch of time, such as a term, by which holders of offices are listed."""

    name: Text


@kind("people")
class People(Appendix):
    groups: ClassVar[dict[str, Said]] = {"people": Said("Index of people")}
    words: ClassVar[dict[str, Said]] = {
        "name": Said("Full name"),
        "time": Said("Time in office"),
        "note": Said("Remarks"),
        "stretches": Said("By term"),
        "stretch": Said("Term"),
        "cards": Said("Short lives"),
    }

    #: How cards stand: in so many columns, with small portraits or large ones above the words.
    columns: Annotated[int, Field(ge=1, le=3)] = 1
    large_portraits: bool = False
    #: The offices whose holders stand in a line.
    lines: tuple[Text, ...] = ()
    offices: tuple[Office, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    people: tuple[Person, ...] = ()

    def entries(self, place: Callable[..., Place]) -> Iterator[Entry]:
        for i, person in enumerate(self.people):
            yield self.entry(
                "people",
                person,
                place("people", i),
                given=person.given_name,
                own=person.has_card,
            )

    def faults(self, place: Callable[..., Place], occasion: Occasion) -> Iterator[Mistake]:  # noqa: ARG002
        seen: dict[str, int] = {}
        for i, person in enumerate(self.people):
            if person.born and person.died and person.died.surely_before(person.born):
                yield Mistake(
                    place("people", i, "died"),
                    "{name} died before being born",
                    "Correct “born” or “died”.",
                    {"name": person.name},
                )
            other = self.people[seen.setdefault(person.name, i)]
            if other is not person and not (person.listed_as or other.listed_as):
                yield Mistake(
                    place("people", i, "name"),
                    "{name} stands in the list twice",
                    "Where they are two people, tell them apart by “listed_as”; else join the two.",
                    {"name": person.name},
                )

    def facts(self) -> Iterator[Fact]:
        names = {office.id: office.name for office in self.offices}
        for i, person in enumerate(self.people):
            if person.born:
                yield Fact(person.id, "born", person.born, ("people", i, "born"))
            if person.died:
                yield Fact(person.id, "died", person.died, ("people", i, "died"))
            for j, term in enumerate(person.terms):
                if term.office in names:
                    path = ("people", i, "terms", j)
                    span = (term.first, term.last)
                    yield Fact(person.id, "office", names[term.office], path, span)

    def terms(self) -> Iterator[tuple[str, Spanned]]:
        for stretch in self.stretches:
            yield stretch.name, stretch

    def portraits(self) -> Iterator[Portrait]:
        for person in self.people:
            if person.portrait:
                yield Portrait(person.id, person.portrait, person.focus)

    def timeline(self) -> Iterator[tuple[str, list[Bar]]]:
        for office in self.offices:
            bars = [
                Bar(person.name, term, person.id)
                for person in self.people
                for term in person.terms
                if term.office == office.id
            ]
            if bars:
                yield office.name, bars

    def view(self, words: Words) -> View:
        held = self._held(words)
        self._check_lines(words)
        offices = [office for office in self.offices if held[office.id]]
        anchor = f"section-{self.id}"
        return {
            "offices": [
                {
                    "anchor": f"{anchor}-{office.id}",
                    "name": office.plural or office.name,
                    "single": office.name,
                    "line": [self._in_line(words, i, term) for term, i, _ in held[office.id]]
                    if office.id in self.lines
                    else [],
                    "held": [
                        {
                            "person": words.person(self.people[i].id, "people", i),
                            "span": words.span(term),
                            "note": words.line(term.note, "people", i, "terms", j, "note"),
                        }
                        for term, i, j in held[office.id]
                    ],
                }
                for office in offices
            ],
            "stretches": [
                {
                    "name": words.set(stretch.name),
                    "holders": [
                        [
                            words.person(self.people[i].id, "stretches", n)
                            for i in dict.fromkeys(
                                i for term, i, _ in held[office.id] if term.in_time_of(stretch)
                            )
                        ]
                        for office in offices
                    ],
                }
                for n, stretch in enumerate(self.stretches if offices else ())
            ],
            "stretches_anchor": f"{anchor}-terms",
            "columns": self.columns,
            "large": self.large_portraits,
            "cards_anchor": f"{anchor}-cards",
            "cards": [
                self._card(words, i) for i, person in enumerate(self.people) if person.has_card
            ],
        }

    def _held(self, words: Words) -> dict[str, list[tuple[Term, int, int]]]:
        """The terms of each office in order of time, with the holder's and the term's index."""
        held: dict[str, list[tuple[Term, int, int]]] = {office.id: [] for office in self.offices}
        for i, person in enumerate(self.people):
            for j, term in enumerate(person.terms):
                if term.office in held:
                    held[term.office].append((term, i, j))
                    continue
                words.mistakes.add(
                    words.at("people", i, "terms", j, "office"),
                    "there is no office “{office}”",
                    "Use one of: {known}; or add it to “offices”.",
                    office=term.office,
                    known=", ".join(held) or "–",
                )
        for terms in held.values():
            terms.sort(key=lambda item: item[0].order)
        return held

    def _check_lines(self, words: Words) -> None:
        known = [office.id for office in self.offices]
        for n, wanted in enumerate(self.lines):
            if wanted not in known:
                words.mistakes.add(
                    words.at("lines", n),
                    "there is no office “{office}”",
                    "Use one of: {known}; or add it to “offices”.",
                    office=wanted,
                    known=", ".join(known) or "–",
                )

    def _in_line(self, words: Words, i: int, term: Term) -> View:
        """A holder of an office as a medallion with name and time."""
        person = self.people[i]
        return {
            "name": words.person(person.id, "people", i),
            "monogram": person.monogram,
            "portrait": self._portrait(words, i, _SQUARE),
            "portrait_alt": words.say("Portrait of {name}", name=person.name),
            "span": words.span(term),
        }

    def _portrait(self, words: Words, i: int, crop: str) -> str:
        path, person = ("people", i, "portrait"), self.people[i]
        return words.picture(person.portrait, *path, crop=crop, focus=person.focus)

    def _card(self, words: Words, i: int) -> View:
        person = self.people[i]
        names = {office.id: office.name for office in self.offices}
        return {
            **words.own(person.id),
            "monogram": person.monogram,
            "portrait": self._portrait(words, i, _PORTRAIT),
            "portrait_alt": words.say("Portrait of {name}", name=person.name),
            "years": _years(words, person),
            "known_as": words.line(person.known_as, "people", i, "known_as"),
            "terms": [
                {"office": names[term.office], "span": words.span(term)}
                for term in person.terms
                if term.office in names
            ],
            "more": more(words, person.more, "people", i),
            "note": words.line(person.note, "people", i, "note"),
        }


def _years(words: Words, person: Person) -> str:
    """The years of a life as far as they are known: `1930–1999`, `born 1930`."""
    born, died = (
        words.date(date.to_the_year) if date and date.date else ""
        for date in (person.born, person.died)
    )
    if born and died:
        plain = born.isdigit() and died.isdigit()
        return f"{born}\N{EN DASH}{died}" if plain else f"{born} \N{EN DASH} {died}"
    if born:
        return words.say("born {year}" if born.isdigit() else "born {date}", year=born, date=born)
    if died:
        return words.say("died {year}" if died.isdigit() else "died {date}", year=died, date=died)
    return ""
