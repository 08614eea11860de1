"""What a clause names: people, offices, the book's own body and others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from book.facts.items import When
from book.facts.lexicon import Lexicon
from book.facts.lookup import Facts
from book.facts.prose import Sentence
from book.languages.grammar import Grammar


@dataclass(frozen=True)
class Named:
    """A record of the register named at text[start:end]."""

    start: int
    end: int
    ids: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class OfficeNamed:
    """An office at text[start:end]; `ours` where it is one that facts know, of the book's own body;
    `former` where it is told of another time than the sentence's."""

    start: int
    end: int
    name: str
    ours: bool
    former: bool


@dataclass(frozen=True)
class Context:
    """What a sentence is said under: the stretch of its heading or chapter, the congress and person
    last spoken of, the body that its paragraph is about and those last named, the date of the
    record that it is in, the words of its heading, and the heads of a table's columns."""

    term: When | None = None
    congress: str = ""
    body: str = ""
    bodies: tuple[str, ...] = ()
    person: str = ""
    moment: When | None = None
    #: The last date of the paragraph.
    spoken: When | None = None
    heading: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mentions:
    """A clause with what it names. Places in it are those of `text`, quotations blanked out."""

    sentence: Sentence
    lexicon: Lexicon
    context: Context
    named: tuple[Named, ...]
    text: str = field(repr=False)

    @property
    def facts(self) -> Facts:
        return self.lexicon.facts

    @property
    def grammar(self) -> Grammar:
        return self.lexicon.grammar

    def says(self, key: str) -> re.Match[str] | None:
        """The first of the words under a key of the grammar."""
        return self.grammar.any(key).search(self.text)

    def all(self, key: str) -> list[re.Match[str]]:
        return list(self.grammar.any(key).finditer(self.text))

    def of_kind(self, kind: str) -> list[Named]:
        return [n for n in self.named if n.kind == kind and len(n.ids) == 1]

    @cached_property
    def people(self) -> list[Named]:
        """The people named, and those whom a title and a given name mean."""
        found = self.of_kind("people")
        found += [n for n in self._by_given_name() if not any(_meet(n, f) for f in self.named)]
        return sorted(found, key=lambda n: n.start)

    def _by_given_name(self) -> Iterator[Named]:
        for m in self.lexicon.by_given_name.finditer(self.text):
            bearers = self.lexicon.given_names.get(m["name"], ())
            if len(bearers) == 1:
                yield Named(m.start("name"), m.end("name"), (bearers[0],), "people")

    @cached_property
    def foreign(self) -> list[tuple[int, int]]:
        """Where bodies are named that are not the book's own."""
        found = [
            (n.start, n.end) for n in self.of_kind("organisations") if n.ids[0] != self.facts.own
        ]
        for m in self.lexicon.foreign.finditer(self.text):
            own = any(n.start <= m.start() < n.end for n in self.named)
            if not (
                own
                or self._is_short_own_name(m.start())
                or self._is_own_name(m.start())
                or self._is_no_name(m)
            ):
                found.append(m.span())
        found += [m.span() for m in self.all("others")]
        return sorted(found)

    def _is_short_own_name(self, start: int) -> bool:
        """Whether the first words of the book's own name stand here, and no other name goes on."""
        words = self.text[start : start + 120].split()
        for name in self.lexicon.own_names:
            pairs = list(zip(words, name.split(), strict=False))
            shared = next((n for n, (a, b) in enumerate(pairs) if a.casefold() != b), len(pairs))
            behind = words[shared] if shared < len(words) else ""
            if shared > 1 and not behind[:1].isupper():
                return True
        return False

    def _is_no_name(self, m: re.Match[str]) -> bool:
        """Whether it only looks like the name of a body: `Ủy ban Kiểm tra`, `The Club`."""
        if self.grammar.any("own").fullmatch(m[0]):
            return True
        if any(m[0].casefold() in name for name in self.lexicon.own_names):
            return not self.text[m.end() : m.end() + 2].strip()[:1].islower()
        parts = ("inspection", "standing_committee", "committee")
        return any(
            p.start() <= m.start() < p.end()
            for part in parts
            for p in self.part_pattern(part).finditer(self.text)
        )

    def _is_own_name(self, start: int) -> bool:
        """Whether the book's own name of some time stands here."""
        here = self.text[start:].casefold()
        names = (str(known.value).casefold() for known in self.facts.of("name"))
        return any(here.startswith(name) for name in names)

    @cached_property
    def _bodies(self) -> list[tuple[int, int, str | None]]:
        """Where bodies are named, each with its id; None for one that no record is of."""
        own = [(n.start, n.end, n.ids[0]) for n in self.of_kind("organisations")]
        starts = {start for start, _, _ in own}
        marks: list[tuple[int, int, str | None]] = [*own]
        marks += [(s, e, None) for s, e in self.foreign if s not in starts]
        for m in self.all("own"):
            if not any(s <= m.start() < e for s, e, _ in marks):
                marks.append((*m.span(), self._meant(m[0])))
        marks += [
            (m.start(), m.end(), self.facts.own)
            for name in self.facts.of("name")
            for m in re.finditer(re.escape(str(name.value)), self.text, re.IGNORECASE)
            if m.start() not in starts
        ]
        return sorted(marks, key=lambda mark: mark[:2])

    def _meant(self, noun: str) -> str | None:
        """The body that is called by its sort alone: the one last spoken of, or the book's own."""
        word = noun.casefold().split()[-1]
        if self._is_called(self.context.body, word):
            return self.context.body
        if any(word in name.split()[:3] for name in self.lexicon.own_names):
            return self.facts.own
        for body in self.context.bodies:
            if self._is_called(body, word):
                return body
        own = self.grammar.any("own_always").fullmatch(noun)
        return self.facts.own if own or not self.facts.own else None

    def _is_called(self, body: str, word: str) -> bool:
        """Whether a word is among the first ones of a body's names."""
        entry = self.facts.manuscript.register.entries.get(body)
        names = (*entry.names, *entry.aliases) if entry else ()
        return any(word in name.casefold().split()[:5] for name in names)

    def body_at(self, at: int, *, either_side: bool = False, here: bool = False) -> str | None:
        """The id of the body that something at a place is said of: the one named last before it (or
        on `either_side`), else the one spoken of, or where only what is `here` counts the book's
        own; None where the register does not know it."""
        before = [mark for mark in self._bodies if mark[0] <= at]
        if before:
            return before[-1][2]
        if either_side and self._bodies:
            return self._bodies[0][2]
        return self.facts.own if here else self.context.body or self.facts.own

    def bodies_just_behind(self, at: int) -> list[str | None]:
        """The body named right behind a place, as `body_at` has it; none where there is none."""
        found = ((start, body) for start, _, body in self._bodies if start >= at)
        return [body for start, body in found if not self.text[at:start].strip()][:1]

    @cached_property
    def offices(self) -> list[OfficeNamed]:
        found = []
        if self.is_row:
            found = [
                OfficeNamed(0, 0, name, ours=True, former=False)
                for m in self.lexicon.offices.finditer(self.context.heading)
                if (name := self.facts.office_names[" ".join(m[0].casefold().split())])
                in self.facts.own_offices
            ]
        for m in self.lexicon.offices.finditer(self.text):
            name = self.facts.office_names.get(" ".join(m[0].casefold().split()), m[0])
            before = self.text[: m.start()]
            former = re.search(
                rf"(?<!\w)(?:{self.grammar.text('former')})\s+$", before, re.IGNORECASE
            )
            vice = re.search(
                rf"(?<!\w)(?:{self.grammar.text('vice')})[\s-]+$", before, re.IGNORECASE
            )
            ours = (
                not vice and name.casefold() in self.facts.office_names and self._is_ours(m.end())
            )
            found.append(OfficeNamed(m.start(), m.end(), name, ours, former is not None))
        return found

    def is_held(self, office: OfficeNamed) -> bool:
        """Whether a word for holding stands right before an office, or right behind it."""
        before = self.text[max(0, office.start - 16) : office.start]
        behind = self.text[office.end :].lstrip()
        holds = self.grammar.any("holds")
        found = [m.end() for m in holds.finditer(before)]
        return bool(holds.match(behind) or (found and not before[found[-1] :].strip()))

    def _is_ours(self, end: int) -> bool:
        """Whether an office that ends here is one of the book's own body."""
        rest = self.text[end:]
        own = re.match(
            rf"\s+(?:(?:{self.grammar.text('office_of')})\s+)?(?:{self.grammar.text('own_office')})(?!\w)",
            rest,
            re.IGNORECASE,
        )
        behind = end + len(rest) - len(rest.lstrip())
        if any(self.grammar.any(key).match(self.text, behind) for key in ("others", "not_ours")):
            return False
        at = end + (own.end() if own else 0)
        of = re.match(
            rf"\s+(?:(?:{self.grammar.text('office_of')})\s+)?", self.text[at:], re.IGNORECASE
        )
        at += of.end() if of else 0
        if not of or at >= len(self.text):
            return True
        for n in self.named:
            if n.start == at and n.kind == "organisations":
                return n.ids[0] == self.facts.own
            if n.start <= at < n.end:
                return True
        if any(start == at for start, _ in self.foreign):
            return False
        if any(p.start == at for p in self.people):
            return True
        word = self.text[at : at + 1]
        if word.isupper() and not own:
            first = self.text[at:].split()[0].strip(",.)")
            return first in self.lexicon.families or first in self.lexicon.own_words
        return True

    def name_of(self, record: str) -> str:
        """The name of a record as the register writes it."""
        entry = self.facts.manuscript.register.entries.get(record)
        return entry.printed if entry else record

    def part_text(self, part: str) -> str:
        """A pattern for a part of a congress's choice, as the language or the book calls it."""
        return self.lexicon.part_text(part)

    def part_pattern(self, part: str) -> re.Pattern[str]:
        return self.lexicon.part(part)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, whose heading is the words of its head."""
        return self.sentence.line.text.lstrip().startswith("|")


def _meet(one: Named, other: Named) -> bool:
    return one.start < other.end and other.start < one.end
