"""Congresses: when they met, whom they elected, what they resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from markupsafe import Markup
from pydantic import Field

from book.errors import Mistake, Place, Said
from book.manuscript.config import Id, Occasion, Record, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import Appendix, Fact, Spanned, View, Words, more
from book.manuscript.kinds.sense import figures_in
from book.manuscript.register import Entry

#: The fields that are printed in a word or two, and those that are sentences.
_FACTS = ("term", "delegates", "committee", "standing_committee", "inspection")
_TEXTS = ("direction", "theme", "goal")


class Elected(Record):
    """Those elected to one office, or named as its holders, by their ids."""

    office: Text
    people: tuple[Text, ...]


class Congress(Spanned):
    """A congress: when it met, whom it elected and what it resolved.

    `named` are those who took an office then without being told to have been elected to it.
    """

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    term: Text = ""
    delegates: Text = ""
    committee: Text = ""
    standing_committee: Text = ""
    inspection: Text = ""
    elected: tuple[Elected, ...] = ()
    named: tuple[Elected, ...] = ()
    direction: Text = ""
    theme: Text = ""
    goal: Text = ""
    breakthroughs: tuple[Text, ...] = ()
    note: Text = ""
    more: dict[Text, Text] = Field(default_factory=dict)


@kind("congresses")
class Congresses(Appendix):
    groups: ClassVar[dict[str, Said]] = {"congresses": Said("Index of congresses")}
    words: ClassVar[dict[str, Said]] = {
        "date": Said("Date"),
        "term": Said("Term"),
        "delegates": Said("Delegates"),
        "committee": Said("Committee"),
        "standing_committee": Said("Standing committee"),
        "inspection": Said("Inspection committee"),
        "office": Said("Office"),
        "elected": Said("Elected"),
        "named": Said("Holder"),
        "direction": Said("Direction"),
        "theme": Said("Theme"),
        "goal": Said("Goal"),
        "breakthroughs": Said("Breakthroughs"),
    }

    congresses: tuple[Congress, ...] = ()

    def entries(self, place: Callable[..., Place]) -> Iterator[Entry]:
        for i, congress in enumerate(self.congresses):
            yield self.entry("congresses", congress, place("congresses", i))

    def faults(self, place: Callable[..., Place], occasion: Occasion) -> Iterator[Mistake]:  # noqa: ARG002
        for i, congress in enumerate(self.congresses):
            whole, part = figures_in(congress.committee), figures_in(congress.standing_committee)
            if whole and part and part[0] > whole[0]:
                yield Mistake(
                    place("congresses", i, "standing_committee"),
                    "{part} are chosen from {whole}",
                    "Correct one of the two numbers.",
                    {"part": part[0], "whole": whole[0]},
                )

    def facts(self) -> Iterator[Fact]:
        for i, congress in enumerate(self.congresses):
            path = ("congresses", i)
            span = (congress.first, congress.last or congress.first)
            yield Fact(congress.id, "met", congress.name, (*path, "from"), span)
            for key in (*_FACTS, *_TEXTS):
                if value := getattr(congress, key):
                    yield Fact(congress.id, key, value, (*path, key))
            for key in ("elected", "named"):
                for j, held in enumerate(getattr(congress, key)):
                    for k, person in enumerate(held.people):
                        at = (*path, key, j, "people", k)
                        yield Fact(person, key, held.office, at, span)

    def resolved(self, person: Callable[[str], str]) -> Congresses:
        def by_id(held: tuple[Elected, ...]) -> tuple[Elected, ...]:
            return tuple(
                h.model_copy(update={"people": tuple(map(person, h.people))}) for h in held
            )

        found = tuple(
            c.model_copy(update={"elected": by_id(c.elected), "named": by_id(c.named)})
            for c in self.congresses
        )
        return self.model_copy(update={"congresses": found})

    def view(self, words: Words) -> View:
        return {"congresses": [self._article(words, i) for i in range(len(self.congresses))]}

    def _article(self, words: Words, i: int) -> View:
        congress, where = self.congresses[i], ("congresses", i)

        def lines(keys: tuple[str, ...]) -> list[tuple[str, Markup]]:
            return [
                (words.labels[key], words.line(getattr(congress, key), *where, key))
                for key in keys
                if getattr(congress, key)
            ]

        def holders(key: str, held: tuple[Elected, ...]) -> list[tuple[str, list[Markup]]]:
            return [
                (h.office, [words.person(p, *where, key, j) for p in h.people])
                for j, h in enumerate(held)
            ]

        met = words.span(congress) if congress.last else words.date(congress.first)
        return {
            **words.own(congress.id),
            "facts": [
                (words.labels["date"], met),
                *lines(_FACTS),
                *more(words, congress.more, *where),
            ],
            "elected": holders("elected", congress.elected),
            "named": holders("named", congress.named),
            "texts": lines(_TEXTS),
            "breakthroughs": [
                words.line(text, *where, "breakthroughs", j)
                for j, text in enumerate(congress.breakthroughs)
            ],
            "note": words.line(congress.note, *where, "note"),
        }
