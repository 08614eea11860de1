"""Organisations: how they began, who led them, how they grew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from pydantic import Field

from book.errors import Mistake, Place, Said
from book.manuscript.config import Date, Occasion, Record, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import Appendix, Fact, Listed, View, Words, more
from book.manuscript.kinds.sense import differs, unlike
from book.manuscript.register import Entry


class Size(Record):
    """How big an organisation was at a date: its member organisations and its members."""

    when: Date
    units: int | None = None
    units_text: Text = ""
    members: int | None = None
    members_text: Text = ""


class OrganisationCongress(Record):
    name: Text
    term: Text


class OrganisationLeader(Record):
    office: Text
    person: Text


class Organisation(Listed):
    """A body; with anything but names it has its own entry, otherwise the register knows just
    these."""

    founded: Date | None = None
    founding: Text = ""
    leaders: tuple[OrganisationLeader, ...] = ()
    sizes: tuple[Size, ...] = ()
    congresses: tuple[OrganisationCongress, ...] = ()
    text: Text = ""
    more: dict[Text, Text] = Field(default_factory=dict)

    @property
    def has_entry(self) -> bool:
        told = (self.founding, self.leaders, self.sizes, self.congresses, self.text, self.more)
        return self.founded is not None or any(told)


@kind("organisations")
class Organisations(Appendix):
    groups: ClassVar[dict[str, Said]] = {"organisations": Said("Index of organisations")}
    words: ClassVar[dict[str, Said]] = {
        "founded": Said("Founded"),
        "founding": Said("How it began"),
        "office": Said("Office"),
        "person": Said("Full name"),
        "when": Said("Date"),
        "units": Said("Member organisations"),
        "members": Said("Members"),
        "congress": Said("Congress"),
        "term": Said("Term"),
    }

    organisations: tuple[Organisation, ...] = ()

    def entries(self, place: Callable[..., Place]) -> Iterator[Entry]:
        for i, body in enumerate(self.organisations):
            at = place("organisations", i)
            yield self.entry("organisations", body, at, own=body.has_entry)

    def faults(self, place: Callable[..., Place], occasion: Occasion) -> Iterator[Mistake]:  # noqa: ARG002
        for i, body in enumerate(self.organisations):
            for j, size in enumerate(body.sizes):
                at = ("organisations", i, "sizes", j)
                if body.founded and size.when.surely_before(body.founded):
                    yield Mistake(
                        place(*at, "when"),
                        "{name} was not founded then",
                        "Correct this date, or “founded”.",
                        {"name": body.name},
                    )
                for key, number, text in (
                    ("units", size.units, size.units_text),
                    ("members", size.members, size.members_text),
                ):
                    if number is not None and unlike(number, text):
                        yield differs(place(*at, f"{key}_text"), number, text)

    def facts(self) -> Iterator[Fact]:
        for i, body in enumerate(self.organisations):
            path = ("organisations", i)
            if body.founded:
                yield Fact(body.id, "founded", body.founded, (*path, "founded"))
            for j, leader in enumerate(body.leaders):
                yield Fact(leader.person, "office", leader.office, (*path, "leaders", j))
            for j, congress in enumerate(body.congresses):
                at = (*path, "congresses", j, "term")
                yield Fact(body.id, congress.name, congress.term, at)
            for j, size in enumerate(body.sizes):
                for key, value in (("units", size.units), ("members", size.members)):
                    if value is not None:
                        at = (*path, "sizes", j, key)
                        yield Fact(body.id, key, value, at, (size.when, size.when))

    def resolved(self, person: Callable[[str], str]) -> Organisations:
        found = tuple(
            body.model_copy(
                update={
                    "leaders": tuple(
                        held.model_copy(update={"person": person(held.person)})
                        for held in body.leaders
                    )
                }
            )
            for body in self.organisations
        )
        return self.model_copy(update={"organisations": found})

    def view(self, words: Words) -> View:
        return {
            "organisations": [
                self._article(words, i)
                for i, body in enumerate(self.organisations)
                if body.has_entry
            ]
        }

    def _article(self, words: Words, i: int) -> View:
        body, where = self.organisations[i], ("organisations", i)
        return {
            **words.own(body.id),
            "founded": words.date(body.founded) if body.founded else "",
            "founding": words.line(body.founding, *where, "founding"),
            "leaders": [
                (held.office, words.person(held.person, *where, "leaders", j))
                for j, held in enumerate(body.leaders)
            ],
            "sizes": [
                {
                    "when": words.date(size.when),
                    "units": size.units_text or words.value(size.units),
                    "members": size.members_text or words.value(size.members),
                }
                for size in body.sizes
            ],
            "congresses": [(words.set(c.name), words.set(c.term)) for c in body.congresses],
            "more": more(words, body.more, *where),
            "text": words.blocks(body.text, *where, "text"),
        }
