"""Clauses as they are read: dates, numbers, documents, the congress that is spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from book.facts.items import Number, When, numbers_in, whens_in
from book.facts.mentions import Mentions
from book.languages.rules import CAPITALS
from book.text.typography import DOCUMENT_NUMBER


@dataclass(frozen=True)
class Reading(Mentions):
    """A clause as it is read. Places in it are those of `text`, quotations blanked out."""

    @cached_property
    def unsaid(self) -> bool:
        """Whether it is told as thought, planned or hoped."""
        return self.says("unsaid") is not None

    @cached_property
    def documents(self) -> list[re.Match[str]]:
        return list(DOCUMENT_NUMBER.finditer(self.text))

    @cached_property
    def whens(self) -> list[When]:
        return whens_in(self._without(self.documents), self.grammar)

    def _without(self, matches: list[re.Match[str]]) -> str:
        text = self.text
        for m in matches:
            text = text[: m.start()] + "\N{MIDDLE DOT}" * (m.end() - m.start()) + text[m.end() :]
        return text

    @cached_property
    def numbers(self) -> list[Number]:
        taken = [(w.start, w.end) for w in self.whens]
        taken += [m.span() for m in self.documents]
        taken += [(n.start, n.end) for n in self.named]
        return numbers_in(self.text, taken, self.grammar)

    def is_part(self, number: Number) -> bool:
        """Whether a number counts a part of something: `trong 27 đồng chí`, `6 đồng chí nữ`."""
        behind = r"(?:\w+\s+){0,4}?"
        part = rf"{behind}(?:{self.grammar.text('part_of')})(?!\w)"
        return re.match(part, number.noun, re.IGNORECASE) is not None

    @property
    def starts_with_pronoun(self) -> bool:
        """Whether it begins with a word for the person last spoken of."""
        they = self.grammar.text("they")
        begins = re.match(rf"\W*(?:{they})(?!\w)(?!\s+[{CAPITALS}])", self.text)
        return begins is not None or re.search(rf", (?i:{they}) [a-z]", self.text) is not None

    @cached_property
    def life_dates(self) -> set[tuple[int, int]]:
        """The dates of births and deaths."""
        return {
            (w.start, w.end)
            for w in self.plain_whens
            for key in ("born", "died")
            for cue in self.all(key)
            if 0 <= w.start - cue.end() < 24
        } | {
            (w.start, w.end)
            for w in self.plain_whens
            if any(p.end + 2 == w.start and self.text[p.end : w.start] == " (" for p in self.people)
        }

    def is_finer(self, when: When, key: str) -> bool:
        """Whether a word stands right before a date that makes it that of something else."""
        before = self.text[max(0, when.start - 30) : when.start]
        return self.grammar.any(key).search(before) is not None

    def is_from(self, when: When) -> bool:
        """Whether `from` stands right before a date."""
        before = self.text[max(0, when.start - 14) : when.start]
        return re.search(rf"(?<!\w)(?:{self.grammar.text('from')})\s+$", before, re.I) is not None

    def is_until(self, when: When) -> bool:
        """Whether `until` stands right before a date."""
        before = self.text[max(0, when.start - 12) : when.start]
        return re.search(rf"(?<!\w)(?:{self.grammar.text('until')})\s+$", before, re.I) is not None

    def is_had(self, number: Number) -> bool:
        """Whether a number is told as what something has: `có 45 tổ chức`, not `của 29 đơn vị`."""
        before = self.text[max(0, number.start - 36) : number.start]
        spots = [m.end() for m in self.grammar.any("has").finditer(before)]
        of = self.grammar.any("not_all").search(before[spots[-1] :]) if spots else None
        return bool(spots) and of is None

    @cached_property
    def tells(self) -> bool:
        """Whether it has anything that may be wrong: a number, a date, an office, a document."""
        return bool(
            self.numbers
            or self.whens
            or self.context.moment
            or self.offices
            or self.documents
            or any(named.kind == "documents" for named in self.named)
            or (self.facts.of("seat") and self.says("seat"))
        )

    @property
    def street_words(self) -> frozenset[str]:
        """The words of an address that tell no street from another."""
        return frozenset(self.grammar.text("street").split("|"))

    def near(self, at: int, whens: list[When] | None = None) -> When | None:
        """The date that stands nearest to a place, those of documents left out."""
        found = [w for w in (self.plain_whens if whens is None else whens) if not w.wrong]
        return min(found, key=lambda w: min(abs(w.start - at), abs(at - w.end)), default=None)

    @cached_property
    def plain_whens(self) -> list[When]:
        """The dates that are not those of a document named right before them."""
        return [w for w in self.whens if not w.wrong and not self.is_of_document(w)]

    def is_of_document(self, when: When) -> bool:
        between = [self.text[m.end() : when.start] for m in self.documents if m.end() <= when.start]
        return bool(between) and len(between[-1]) < 40 and not re.search(r"[.,;:]", between[-1])

    @cached_property
    def congress(self) -> str:
        """The id of the congress that the clause speaks of; empty for none, or several."""
        named = {n.ids[0] for n in self.of_kind("congresses")}
        if len(named) == 1:
            return named.pop()
        if named:
            return ""
        return self._numbered_term() or self.context.congress

    def _numbered_term(self) -> str:
        """The congress of `khóa III`, `nhiệm kỳ thứ tư`, where congresses are numbered."""
        for m in self.all("term"):
            if any(0 <= m.start() - office.end < 2 for office in self.offices):
                continue  # it tells when somebody had the office
            number = self.lexicon.numbered(self.text, m.end())
            if congress := self.lexicon.congresses.get(number):
                return congress
        return ""
