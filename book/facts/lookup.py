"""All facts of a manuscript, to be asked for by what they are of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from book.facts.gathering import gathered, period
from book.facts.known import Known, Span, plain
from book.languages import language
from book.languages.grammar import Grammar
from book.manuscript.kinds.congresses import Congresses
from book.manuscript.kinds.people import People
from book.manuscript.kinds.statistics import Statistics
from book.manuscript.reading import Manuscript


@dataclass(frozen=True)
class Facts:
    """All facts of a manuscript."""

    manuscript: Manuscript

    @cached_property
    def grammar(self) -> Grammar:
        return language(self.manuscript.config.language, self.manuscript.folder).grammar

    @cached_property
    def own(self) -> str:
        """The id of the body that the book is about; empty where no record is of it."""
        named = self.manuscript.config.organisation or self.manuscript.config.title
        register = self.manuscript.register
        whole = register.named("organisations", named)
        if whole:
            return whole.id
        inside = [e for e in register if e.kind == "organisations" and named in e.names]
        inside += [
            e
            for e in register
            if e.kind == "organisations" and any(n in named for n in (*e.names, *e.aliases))
        ]
        return inside[0].id if inside else ""

    @cached_property
    def _by_property(self) -> dict[tuple[str, str], list[Known]]:
        made: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for known in self.all:
            made[known.property, known.subject].append(known)
        return made

    @cached_property
    def _of_property(self) -> dict[str, list[Known]]:
        made: dict[str, list[Known]] = defaultdict(list)
        for known in self.all:
            made[known.property].append(known)
        return made

    def of(self, prop: str, subject: str | None = None, about: str | None = None) -> list[Known]:
        """The facts of a property, of one subject and about one thing where these are given."""
        found = (
            self._of_property.get(prop, [])
            if subject is None
            else self._by_property.get((prop, subject), [])
        )
        return [k for k in found if about is None or k.about == about]

    @cached_property
    def all(self) -> tuple[Known, ...]:
        """Every fact, in the order of the files."""
        return gathered(self.manuscript, self.grammar, self.own)

    @cached_property
    def singles(self) -> frozenset[str]:
        """The names of offices that one person at a time holds."""
        return frozenset(
            office.name
            for appendix in self.manuscript.appendices
            if isinstance(appendix, People)
            for office in appendix.offices
            if office.single
        )

    @cached_property
    def own_offices(self) -> frozenset[str]:
        """The offices of the book's own body."""
        return frozenset(k.about for p in ("office", "elected") for k in self.of(p))

    @cached_property
    def office_names(self) -> dict[str, str]:
        """All names of offices in small letters, each with the one that facts have."""
        names = {
            k.about.casefold(): k.about for p in ("leader", "elected", "office") for k in self.of(p)
        }
        for appendix in self.manuscript.appendices:
            if isinstance(appendix, People):
                for office in appendix.offices:
                    names.setdefault(
                        office.plural.casefold() or office.name.casefold(), office.name
                    )
                    names[office.name.casefold()] = office.name
        for name in {*names.values()}:
            # `Chủ nhiệm` for `Chủ nhiệm Ủy ban Kiểm tra`, where no other is called so.
            short = " ".join(takewhile(lambda word: word[0].islower(), name.split()[1:]))
            first = f"{name.split()[0]} {short}".strip().casefold()
            alike = [other for other in names.values() if other.casefold().startswith(first)]
            if len({*alike}) == 1:
                names.setdefault(first, name)
        return names

    @cached_property
    def measures(self) -> dict[str, list[str]]:
        """The rows of statistics, each with the words of its name."""
        return {k.about: plain(k.about).split() for k in self.of("measure")}

    @cached_property
    def shares(self) -> frozenset[str]:
        """The rows of statistics that are shares of a hundred."""
        return frozenset(
            measure.name
            for appendix in self.manuscript.appendices
            if isinstance(appendix, Statistics)
            for table in appendix.tables
            for measure in table.measures
            if "%" in measure.unit or any("%" in str(v) for v in measure.values.values())
        )

    @cached_property
    def measures_by_word(self) -> dict[str, list[str]]:
        """The rows of statistics by the first words of their names."""
        made: dict[str, list[str]] = defaultdict(list)
        for name, words in self.measures.items():
            made[words[0]].append(name)
        return made

    @cached_property
    def labels(self) -> dict[str, str]:
        """What appendices of congresses call the parts of what they elect."""
        made: dict[str, str] = {}
        for appendix in self.manuscript.appendices:
            if isinstance(appendix, Congresses):
                made.update(appendix.labels)
        return made

    def period(self, name: str) -> Span | None:
        """The time that the name of a period tells."""
        return period(name, self.grammar)
