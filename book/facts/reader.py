"""All statements of a manuscript's prose, and what came of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from book.errors import Place
from book.facts.context import Walk
from book.facts.lexicon import Lexicon
from book.facts.lookup import Facts
from book.facts.prose import Prose
from book.facts.readers import (
    bodies,
    congresses,
    figures,
    lives,
    papers,
    people,
    records,
    seats,
    successions,
    tables,
)
from book.facts.reading import Reading
from book.facts.statement import Statement, settled
from book.facts.sums import Oddity, oddities

#: What looks for statements in a clause.
READERS: tuple[Callable[[Reading], Iterator[Statement]], ...] = (
    bodies.founding,
    bodies.anniversaries,
    bodies.sizes,
    seats.names,
    seats.seats,
    people.offices,
    successions.replaced,
    successions.leaders,
    lives.lives,
    congresses.congresses,
    congresses.of_bodies,
    papers.documents,
    figures.measures,
    tables.rows,
    records.celebrated,
    records.counts,
    records.records,
    records.events,
)


@dataclass(frozen=True)
class Told:
    """What a manuscript's records and its prose say."""

    prose: Prose

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.prose.manuscript)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The clauses that may say something, in order; none in a language without a grammar."""
        if not self.facts.grammar:
            return ()
        return tuple(Walk(self.prose, Lexicon(self.facts)).readings())

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the prose, in order."""
        return tuple(
            statement
            for reading in self.readings
            if reading.tells
            for statement in settled(s for reader in READERS for s in reader(reading))
        )

    @property
    def sentences(self) -> frozenset[Place]:
        """The places of the clauses that may be wrong: they have a number, a date, an office or a
        document."""
        return frozenset(reading.sentence.at(0) for reading in self.readings if reading.tells)

    @property
    def held(self) -> frozenset[Place]:
        """The places of the clauses of which a record says the same."""
        verified = (s for s in self.statements if s.verdict == "verified")
        return frozenset(s.reading.sentence.at(0) for s in verified)

    @cached_property
    def oddities(self) -> tuple[Oddity, ...]:
        """What sentences say that cannot be, in order."""
        return tuple(oddity for reading in self.readings for oddity in oddities(reading))
