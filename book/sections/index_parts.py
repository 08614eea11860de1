"""What the parts of a long entry of an index are called: by chapter, and by office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from book.manuscript.kinds.record import Fact
from book.manuscript.reading import Manuscript
from book.sections.chapters import years_of_period
from book.sections.section import Section


@dataclass(frozen=True)
class IndexParts:
    """Says what a part of an entry is called: `numbers` are the numbers (or titles) of sections,
    `periods` the years that chapters tell of, `offices` what people held, with the first and the
    last year."""

    numbers: Mapping[str, str]
    periods: Mapping[str, tuple[int, int]]
    offices: Mapping[str, list[tuple[str, int, float]]]

    @classmethod
    def of(cls, manuscript: Manuscript, sections: Iterable[Section]) -> IndexParts:
        """The parts of a book's sections."""
        offices: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
        for appendix in manuscript.appendices:
            for fact in appendix.facts():
                if fact.property == "office" and (years := _years(fact)):
                    offices[fact.subject].append((str(fact.value), *years))
        periods = {c.id: years_of_period(c.matter.period) for c in manuscript.chapters}
        return cls(
            {s.id: s.number or s.head or s.title for s in sections},
            {chapter: years for chapter, years in periods.items() if years},
            offices,
        )

    def called(self, entry: str, section: str) -> str:
        """The chapter; and behind it the office that a person held in its years, where it is one
        alone."""
        name = self.numbers.get(section, section)
        if section not in self.periods:
            return name
        first, last = self.periods[section]
        held = {
            office
            for office, since, until in self.offices.get(entry, ())
            if since <= last and until >= first
        }
        return f"{name} ({held.pop()})" if len(held) == 1 else name


def _years(fact: Fact) -> tuple[int, float] | None:
    """The first and the last year of a term, no end where it goes on; None where its beginning is
    not known."""
    since, until = fact.when or (None, None)
    if since is None or since.earliest is None:
        return None
    end = float("inf") if until is None or until.latest is None else until.latest.year
    return since.earliest.year, end
