"""What is said of congresses: when they met, for which term, how many they elected, and whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from book.facts.items import Number
from book.facts.reading import Reading
from book.facts.statement import Statement

_PARTS = ("inspection", "standing_committee", "committee")


def congresses(reading: Reading) -> Iterator[Statement]:
    """`Đại hội lần thứ II họp ngày 12/12/2000, bầu Ban Chấp hành gồm 21 đồng chí`."""
    congress = reading.congress
    if not congress or reading.unsaid:
        return
    named = next((n for n in reading.named if n.ids == (congress,)), None)
    stranger = [
        s for s, e in reading.foreign if named is None or s < named.start or s - named.end < 12
    ]
    if stranger:
        return
    yield from _met(reading, congress, named is not None)
    yield from _term(reading, congress, named.end if named else 0)
    yield from _counts(reading, congress)
    yield from _elected(reading, congress)


def _met(reading: Reading, congress: str, named: bool) -> Iterator[Statement]:
    met = tuple(reading.facts.of("met", congress))
    if not met or not reading.says("met"):
        return
    heads = reading.name_of(congress).split()
    if not named and not all(h.casefold() in reading.text.casefold() for h in heads[:2]):
        return
    for when in reading.plain_whens:
        if when.first.month and not reading.is_finer(when, "implements"):
            yield Statement.of(
                "congress-in-prose", reading, when, against=met, key=("met", congress)
            )


def _term(reading: Reading, congress: str, end: int) -> Iterator[Statement]:
    known = tuple(k for k in reading.facts.of("term", congress))
    spans = [reading.facts.period(str(k.value)) for k in known]
    for when in reading.plain_whens if any(spans) else ():
        if not when.is_span or when.first.month:
            continue
        before = reading.text[max(0, when.start - 40) : when.start]
        cue = list(reading.grammar.any("term").finditer(before))
        beside = end and re.fullmatch(r"\W*", reading.text[end : when.start])
        if beside or (cue and not re.search(r"\d", before[cue[-1].end() :])):
            against = tuple(
                replace(k, value=span) for k, span in zip(known, spans, strict=True) if span
            )
            yield Statement.of(
                "congress-in-prose",
                reading,
                when,
                against=against,
                key=("term", congress),
                sure=bool(beside) or _numbered(reading),
            )


def _numbered(reading: Reading) -> bool:
    return bool(reading.of_kind("congresses")) or reading.congress != reading.context.congress


def of_bodies(reading: Reading) -> Iterator[Statement]:
    """`Đại hội Hội Cựu chiến binh Khối lần thứ IV, nhiệm kỳ 2022–2027`, of a body's own record."""
    for body in reading.of_kind("organisations"):
        known = [k for k in reading.facts.of("term", body.ids[0]) if k.about]
        spots = [m.end() for m in reading.all("naming") if m.start() >= body.start]
        numbers = filter(None, (reading.lexicon.numbered(reading.text, at) for at in spots))
        number = next(numbers, 0)
        against = tuple(k for k in known if reading.lexicon.number_of(k.about) == number)
        for when in reading.plain_whens if against and reading.says("term") else ():
            if when.is_span and not when.first.month:
                yield Statement.of(
                    "congress-in-prose", reading, when, against=against, key=("term", body.ids)
                )


def _counts(reading: Reading, congress: str) -> Iterator[Statement]:
    grew = reading.says("grows")
    for number in reading.numbers:
        part = _part(reading, number)
        if not part or number.share or reading.is_part(number) or (grew and part != "delegates"):
            continue
        before = reading.text[max(0, number.start - 14) : number.start]
        if re.search(rf"(?<!\w)(?:{reading.grammar.text('out_of')})\s+$", before, re.IGNORECASE):
            continue
        against = tuple(reading.facts.of("elects", congress, part))
        if against:
            yield Statement.of(
                "congress-in-prose", reading, number, against=against, key=(part, congress)
            )


def _part(reading: Reading, number: Number) -> str:
    """What a number counts the members of; empty where it counts something else."""
    noun = number.noun
    into, by = (reading.grammar.text(key) for key in ("into", "elected_by"))
    delegates = reading.part_text("delegates")
    if re.match(rf"(?:\w+\s+){{0,2}}(?:{delegates})(?!\w)", noun, re.IGNORECASE):
        return "delegates"
    after = next(
        (
            p
            for p in _PARTS
            if re.match(
                rf"(?:\w+\s+){{0,4}}(?:(?:{into})\s+)?(?:{reading.part_text(p)})",
                noun,
                re.IGNORECASE,
            )
        ),
        "",
    )
    members = reading.grammar.any("elected_members").match(noun)
    if members and not after:
        rest = reading.text[number.end :].lstrip()[members.end() :]
        if behind := re.match(r",\s+", rest):
            after = next(
                (p for p in _PARTS if reading.part_pattern(p).match(rest, behind.end())), ""
            )
    if not members and noun and not after and not reading.grammar.any("and").match(noun):
        return ""
    before = reading.text[: number.start]
    spots = [
        (m.end(), p)
        for p in _PARTS
        for m in reading.part_pattern(p).finditer(before)
        if not re.search(rf"(?<!\w)(?:{by})\s+$", before[: m.start()])  # it is who elects
    ]
    spots += [(m.end(), "delegates") for m in reading.part_pattern("delegates").finditer(before)]
    others = [n.end for n in reading.numbers if n.end <= number.start]
    last = max(spots, default=(0, ""))
    between = before[last[0] :]
    near = last[1] and len(between) < 44 and not re.search(r"[.;:]", between)
    if after and not (near and not re.search(r",", between) and len(between) < 16):
        return after
    if near and (not others or max(others) <= last[0] or not after):
        if others and max(others) > last[0]:
            return ""
        return last[1]
    elects = [m.end() for m in reading.grammar.any("elects").finditer(before)]
    if members and elects and not before[elects[-1] :].strip():
        return "committee"
    return ""


def _elected(reading: Reading, congress: str) -> Iterator[Statement]:
    elects = reading.says("elects") is not None
    ours = [o for o in reading.offices if not o.former]
    people = reading.people
    if len(ours) != 1 or len(people) != 1:
        return
    against = tuple(reading.facts.of("elected", congress, ours[0].name))
    if not elects and (reading.whens or not reading.is_held(ours[0])):
        return
    if against:
        yield Statement.of_person(
            "elected-in-prose",
            reading,
            people[0],
            against=against,
            sure=elects,
            key=(congress, ours[0].name),
        )
