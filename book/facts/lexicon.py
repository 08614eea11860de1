"""The words of one book that its prose is read by: offices, people's names, other bodies."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from book.facts.lookup import Facts
from book.languages import language
from book.languages.grammar import Grammar
from book.languages.numerals import of_roman
from book.languages.rules import CAPITALS

_NUMBERED = re.compile(r"(?:(?P<roman>[IVXL]+)|(?P<figure>\d{1,2})|(?P<word>[^\W\d]+))(?!\w)")


@dataclass(frozen=True)
class Lexicon:
    """Patterns and tables, made once for a book."""

    facts: Facts

    @cached_property
    def grammar(self) -> Grammar:
        return self.facts.grammar

    @cached_property
    def given_names(self) -> dict[str, list[str]]:
        """The ids of those who bear a given name."""
        made: dict[str, list[str]] = defaultdict(list)
        for entry in self.facts.manuscript.register:
            if entry.kind == "people":
                for name in {entry.given, entry.printed.split()[-1]} - {""}:
                    made[name].append(entry.id)
        return dict(made)

    @cached_property
    def by_given_name(self) -> re.Pattern[str]:
        """A title and a single name."""
        titles = self.grammar.text("titles")
        return re.compile(
            rf"(?<!\w)(?i:{titles})\s+(?P<name>[{CAPITALS}][^\W\d_]*)(?!\s+[{CAPITALS}]|\w)"
        )

    @cached_property
    def families(self) -> frozenset[str]:
        """What people's names begin with."""
        config = self.facts.manuscript.config
        words = language(config.language, self.facts.manuscript.folder).words
        own = (e.printed.split()[0] for e in self.facts.manuscript.register if e.kind == "people")
        return frozenset({*words.lists["families"], *own})

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """The names of the book's own body at all times, in small letters."""
        entry = self.facts.manuscript.register.entries.get(self.facts.own)
        names = (*entry.names, *entry.aliases) if entry else ()
        names += tuple(str(known.value) for known in self.facts.of("name"))
        return tuple(name.casefold() for name in names)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words of the names of the book's own body."""
        entry = self.facts.manuscript.register.entries.get(self.facts.own)
        names = (*entry.names, *entry.aliases) if entry else ()
        return frozenset(word for name in names for word in name.split() if word[0].isupper())

    @cached_property
    def offices(self) -> re.Pattern[str]:
        """The names of offices that facts know."""
        names = sorted(self.facts.office_names, key=len, reverse=True)
        text = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{text})(?!\w)", re.IGNORECASE)

    @cached_property
    def foreign(self) -> re.Pattern[str]:
        """The names of bodies, told by their first words."""
        kinds = ("inspection", "standing_committee", "committee")
        elected = "|".join(self.grammar.text(f"elected.{kind}") for kind in kinds)
        return re.compile(
            rf"(?<!\w)(?!(?i:{elected})(?!\w))(?i:{self.grammar.text('bodies')})"
            rf"(?:\s+(?i:{self.grammar.text('body_words')})(?!\w))*"
            rf"(?:\s+(?:[{CAPITALS}][\w-]*|\d{{1,2}}(?!\w)))+"
            rf"|(?<!\w)(?:[{CAPITALS}][\w-]*\s+)+(?i:{self.grammar.text('bodies_after')})(?!\w)"
        )

    def part_text(self, part: str) -> str:
        """What the language, or an appendix of the book, calls a part of what a congress elects."""
        own = self.grammar.text(f"elected.{part}")
        label = self.facts.labels.get(part)
        return f"{own}|{re.escape(label)}" if label else own

    @cached_property
    def _parts(self) -> dict[str, re.Pattern[str]]:
        parts = ("inspection", "standing_committee", "committee", "delegates")
        return {
            part: re.compile(rf"(?<!\w)(?:{self.part_text(part)})(?!\w)", re.IGNORECASE)
            for part in parts
        }

    def part(self, part: str) -> re.Pattern[str]:
        return self._parts[part]

    @cached_property
    def congresses(self) -> dict[int, str]:
        """The ids of congresses by their numbers."""
        made = {}
        for known in self.facts.of("met"):
            entry = self.facts.manuscript.register.entries.get(known.subject)
            if entry and (number := self.number_of(entry.printed)):
                made[number] = known.subject
        return made

    def number_of(self, name: str) -> int:
        """The number in the name of a congress; 0 where it has none."""
        numbers = [n for m in _NUMBERED.finditer(name) if (n := self._ordinal(m))]
        return numbers[-1] if numbers else 0

    @cached_property
    def _spaces(self) -> re.Pattern[str]:
        return re.compile(rf"\s+(?:(?:{self.grammar.text('the')})\s+)?", re.IGNORECASE)

    def numbered(self, text: str, at: int) -> int:
        """The number that stands at a place as a word, a figure or a roman numeral; 0 for none."""
        rest = self._spaces.match(text, at)
        found = _NUMBERED.match(text, rest.end()) if rest else None
        return self._ordinal(found) if found else 0

    def _ordinal(self, found: re.Match[str]) -> int:
        if found["roman"]:
            return of_roman(found["roman"])
        if found["figure"]:
            return int(found["figure"])
        return self.grammar.ordinals.get(found["word"].casefold(), 0)
