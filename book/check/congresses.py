"""Rules on congresses: their numbers, dates and terms, and what the prose says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from book.check.context import CheckContext, Sentence
from book.check.findings import rule
from book.check.words import NUMBER, any_of
from book.dates import PartialDate, RecordDate
from book.errors import Mistake
from book.languages.numerals import of_roman
from book.manuscript.kinds.congresses import Congress, Congresses

_NUMBER = re.compile(r"(?<!\w)(?:([IVXLC]+)|(\d{1,3}))(?!\w)")
_YEARS = re.compile(r"([12]\d{3})\s*[-–]\s*([12]\d{3})")


def _congresses(context: CheckContext) -> Iterator[tuple[str, int, Congress]]:
    for appendix in context.manuscript.appendices:
        if isinstance(appendix, Congresses):
            for index, congress in enumerate(appendix.congresses):
                yield appendix.id, index, congress


def number_of(name: str) -> int | None:
    """The number in a congress's name, roman or arabic; None where it has none."""
    numbers = list(_NUMBER.finditer(name))
    if not numbers:
        return None
    roman, arabic = numbers[-1].groups()
    if arabic:
        return int(arabic)
    return of_roman(roman)


@rule("congress-number")
def congress_number(context: CheckContext) -> Iterator[Mistake]:
    """The congresses of an appendix are not numbered one after the other: a number is missing,
    stands twice or out of order."""
    before: tuple[str, int] | None = None
    for appendix, index, congress in _congresses(context):
        number = number_of(congress.name)
        if number is None:
            continue
        if before and before[0] == appendix and number != before[1] + 1:
            yield Mistake(
                context.manuscript.place(appendix, "congresses", index, "name"),
                "the congress before this one is number {before}; number {number} does not follow",
                "Correct the number, or enter the congress that is missing.",
                {"before": before[1], "number": number},
            )
        before = (appendix, number)


@rule("congress-dates")
def congress_dates(context: CheckContext) -> Iterator[Mistake]:
    """A congress does not meet in the first year of its term, or before the congress that it
    follows; or its term does not begin where the last one ended."""
    before: tuple[str, Congress] | None = None
    for appendix, index, congress in _congresses(context):
        years = _YEARS.search(congress.term)
        earlier = before[1] if before and before[0] == appendix else None
        before = (appendix, congress)
        met = congress.first
        if years and not met.may_be(PartialDate(int(years[1]))):
            yield Mistake(
                context.manuscript.place(appendix, "congresses", index, "from"),
                "the congress meets in {year}, its term is {term}",
                "Correct the date or the term.",
                {"year": met.year, "term": congress.term},
            )
        elif earlier and met.surely_before(earlier.first):
            yield Mistake(
                context.manuscript.place(appendix, "congresses", index, "from"),
                "{name} meets before {other}",
                "Correct one of the two dates.",
                {"name": congress.name, "other": earlier.name},
            )
        last = _YEARS.search(earlier.term) if earlier else None
        if years and last and last[2] != years[1]:
            yield Mistake(
                context.manuscript.place(appendix, "congresses", index, "term"),
                "the term {term} does not follow the one before, {other}",
                "Correct one of the two terms.",
                {"term": congress.term, "other": earlier.term if earlier else ""},
            )


def _spoken_of(context: CheckContext) -> Iterator[tuple[Sentence, Congress, int]]:
    """The sentences that speak of one congress, and from which character on.

    A sentence speaks of the congress that it names, or of the one that the sentence before it in
    its paragraph speaks of.
    """
    congresses = {c.id: c for _, _, c in _congresses(context)}
    current, line = None, None
    for sentence in context.sentences:
        if sentence.line is not line:
            current, line = None, sentence.line
        found = [
            (congresses[b], f.end)
            for f in context.named(sentence.text)
            for b in f.bearers
            if b in congresses
        ]
        if len({c.id for c, _ in found}) > 1:
            current = None
        elif found:
            current = found[0][0]
        if current:
            yield sentence, current, found[0][1] if found else 0


@rule("congress-in-prose")
def congress_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """What a paragraph says of a congress differs from its record: how many it elected to a body,
    when it met, or its term.

    Numbers are compared with those in the record's `committee`, `standing_committee`, `inspection`
    and `delegates`, dates with `from` and `to`.
    """
    words = context.words
    if not words.bodies:
        return
    labels = {
        congress.id: appendix.labels
        for appendix in context.manuscript.appendices
        if isinstance(appendix, Congresses)
        for congress in appendix.congresses
    }
    for sentence, congress, start in _spoken_of(context):
        yield from _counts(context, sentence, congress, labels[congress.id])
        here = sentence.text[start:]
        term = re.match(rf"[\s,(]*(?:{words.term})\s+([12]\d{{3}}\s*[-–]\s*[12]\d{{3}})", here)
        if start and term and congress.term and _plain(term[1]) != _plain(congress.term):
            yield _differs(sentence, start + term.start(1), congress, term[1], congress.term)
        if start and re.search(words.met, sentence.text):
            for found in context.dates(sentence.text):
                last, said = congress.last or congress.first, RecordDate(found.date)
                if said.surely_before(congress.first) or last.surely_before(said):
                    written = sentence.text[found.start : found.end]
                    yield _differs(sentence, found.start, congress, written, str(congress.first))


def _counts(
    context: CheckContext, sentence: Sentence, congress: Congress, labels: Mapping[str, str]
) -> Iterator[Mistake]:
    """The numbers of those elected that the record does not have; `labels` say what its file calls
    the bodies."""
    words = context.words
    taken: list[range] = []
    for body in ("inspection", "standing_committee", "committee", "delegates"):
        recorded = getattr(congress, body)
        if not recorded:
            continue
        pattern = words.bodies[body]
        if label := labels.get(body):
            pattern = re.escape(label)
        number = rf"(?P<count>{NUMBER})\s+(?:{words.members})"
        ways = [rf"(?:{pattern})[^.;:\d]{{0,40}}?{number}"]
        ways.append(rf"{number}\s+(?:vào|to the|in the)?\s*(?:{pattern})")
        if body == "committee":
            ways.append(rf"(?:{words.elects})\s+{number}")
        if body == "delegates":
            ways = [rf"(?P<count>{NUMBER})\s+(?:{pattern})"]
        numbers = {words.number(n) for n in re.findall(NUMBER, recorded)}
        for way in ways:
            for found in re.finditer(way, sentence.text):
                spot = range(*found.span("count"))
                if any(spot.start in other for other in taken):
                    continue
                taken.append(spot)
                if words.number(found["count"]) not in numbers:
                    yield _differs(sentence, spot.start, congress, found["count"], recorded)


def _plain(years: str) -> str:
    return re.sub(r"\s*[-–]\s*", "–", years)


def _differs(
    sentence: Sentence, column: int, congress: Congress, here: str, recorded: str
) -> Mistake:
    return Mistake(
        sentence.at(column),
        "“{here}” is not what the record of {name} says: {recorded}",
        "Correct this sentence or the record.",
        {"here": here, "name": congress.name, "recorded": recorded},
    )


@rule("elected-in-prose")
def elected_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """A sentence says that a congress elected somebody to an office, and the record of the
    congress names another one.

    The sentence must name one congress, one office and one person.
    """
    words = context.words
    offices = {e.office for _, _, c in _congresses(context) for e in (*c.elected, *c.named)}
    if not offices or not words.elects:
        return
    pattern = any_of(offices)
    register = context.manuscript.register
    for sentence, congress, start in _spoken_of(context):
        held = {m[0] for m in pattern.finditer(sentence.text)}
        people = (
            [f for f in context.named(sentence.text) if register[f.bearers[0]].kind == "people"]
            if start
            else []
        )
        if len(held) != 1 or len(people) != 1 or not re.search(words.elects, sentence.text):
            continue
        office = held.pop()
        taken = (*congress.elected, *congress.named)
        elected = [p for e in taken if e.office == office for p in e.people]
        if elected and not set(people[0].bearers) & set(elected):
            yield Mistake(
                sentence.at(people[0].start),
                "{name} elected another one as {office}: {other}",
                "Correct this sentence or the record.",
                {
                    "name": congress.name,
                    "office": office,
                    "other": ", ".join(register[p].printed for p in elected if p in register),
                },
            )
