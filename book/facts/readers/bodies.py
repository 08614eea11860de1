"""What is said of bodies: when they were founded, and how big they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from book.dates import PartialDate
from book.facts.items import Number, When
from book.facts.known import Known, dates_of
from book.facts.readers.figures import comparable, resembles
from book.facts.reading import Reading
from book.facts.statement import Statement, agrees

#: How far from the word that says it a date may stand, in characters.
_NEAR = 90


def founding(reading: Reading) -> Iterator[Statement]:
    """`Hội được thành lập ngày 01/10/2003`."""
    if reading.unsaid or not reading.facts.of("founded"):
        return
    for cue in reading.all("founded"):
        if not _tells_when(reading, cue):
            continue
        founded = reading.bodies_just_behind(cue.end())
        founded = founded or [reading.body_at(cue.start(), either_side=True)]
        subject = founded[0]
        if subject is None:
            continue
        against = tuple(reading.facts.of("founded", subject))
        dates = [
            w
            for w in reading.plain_whens
            if not w.is_span and _gap(w, cue) < _NEAR and not reading.is_until(w)
        ]
        if not dates and reading.context.moment and not reading.whens:
            dates = [replace(reading.context.moment, start=cue.start(), end=cue.end())]
        for date in sorted(dates, key=lambda w: _gap(w, cue)):
            yield Statement.of("founding-in-prose", reading, date, against=against, key=subject)


def _tells_when(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether a word for founding tells when it was: not `trước khi thành lập`, not what a body
    founded, not the day that is remembered."""
    text, grammar = reading.text, reading.grammar
    before, behind = text[: cue.start()], text[cue.end() :]
    of_another = rf"(?:{grammar.text('founded_not')})\s+(?:\w+\s+){{0,4}}$"
    if re.search(of_another, before, re.IGNORECASE):
        return False
    if grammar.any("before_it").search(before[-30:]):
        return False
    if any(0 <= cue.start() - m.end() < 30 for m in reading.all("anniversary")):
        return False
    close = any(0 <= when.start - cue.end() < 8 for when in reading.plain_whens)
    first = any(m.start() <= cue.start() < m.end() for m in reading.all("at_founding"))
    if first and not close:
        return False
    if of_day := re.search(rf"(?<!\w)(?:{grammar.text('day_of')})\s+$", before):
        # `27/01/1994 là ngày thành lập`, `ngày thành lập 5/9/1965`
        is_day = rf"\d\s+(?:{grammar.text('is_a')})\s+$"
        if not re.search(is_day, before[: of_day.start()]) and not re.match(r"\s*\d", behind):
            return False
    goes_on = behind.lstrip()
    if reading.bodies_just_behind(cue.end()) or not goes_on[:1].isalpha():
        return True
    return grammar.any("founded_then").match(goes_on) is not None


def _gap(when: When, cue: re.Match[str]) -> int:
    return max(when.start - cue.end(), cue.start() - when.end, 0)


def anniversaries(reading: Reading) -> Iterator[Statement]:
    """`kỷ niệm 30 năm thành lập` in a year that is told says when it was founded."""
    for cue in reading.all("anniversary"):
        of = reading.grammar.any("anniversary_of").search(reading.text[cue.end() : cue.end() + 30])
        number = next((n for n in reading.numbers if cue.start() <= n.start < cue.end()), None)
        number = number or _ordinal(cue)
        when = reading.near(cue.end()) or (None if reading.whens else reading.context.moment)
        if not of or number is None or when is None or reading.documents:
            continue
        behind = reading.bodies_just_behind(cue.end() + of.end())
        subject = behind[0] if behind else reading.body_at(cue.start())
        if subject is None:
            continue
        year = PartialDate(when.last.year - int(number.value))
        said = When(number.start, number.end, year, year)
        yield Statement(
            "founding-in-prose",
            reading,
            number.start,
            number.end,
            said,
            against=tuple(reading.facts.of("founded", subject)),
            key=("anniversary", subject),
        )


def _ordinal(cue: re.Match[str]) -> Number | None:
    """The number of `50th`."""
    found = re.search(r"\d{1,3}(?=[a-z])", cue[0])
    if found is None:
        return None
    start = cue.start() + found.start()
    return Number(start, start + len(found[0]), float(found[0]), about=False, share=False, noun="")


def sizes(reading: Reading) -> Iterator[Statement]:
    """`Đến năm 2006, Hội có 45 tổ chức cơ sở và 1.680 hội viên`."""
    if reading.unsaid or reading.says("before_it") or not reading.facts.of("size"):
        return
    for number in reading.numbers:
        about = next(
            (key for key in ("units", "members") if reading.grammar.any(key).match(number.noun)), ""
        )
        if not about or number.share or reading.is_part(number):
            continue
        subject = reading.body_at(number.start)
        if subject is None:
            continue
        against = tuple(
            k for k in reading.facts.of("size", subject, about) if _at(reading, k, number)
        )
        if not against and reading.is_had(number):
            yield from _at_another_time(reading, number, reading.facts.of("size", subject, about))
        against = tuple(k for k in against if comparable(number, k))
        same = any(agrees(number, "is", k) for k in against)
        dated = reading.whens or reading.context.moment or reading.says("at_founding")
        if same or (
            reading.is_had(number) and (dated or any(resembles(number, k) for k in against))
        ):
            yield Statement.of(
                "size-in-prose",
                reading,
                number,
                against=against,
                sure=bool(reading.whens),
                key=(subject, about, against[:1]),
            )


def _at_another_time(reading: Reading, number: Number, known: list[Known]) -> Iterator[Statement]:
    """A number that records have at one other time alone: the date may be wrong."""
    same = tuple(k for k in known if k.when and number.value >= 50 and agrees(number, "is", k))
    whens = [when for when in reading.plain_whens if not when.is_span]
    if len(same) == 1 and len(whens) == 1 and not number.about:
        yield Statement.of(
            "size-in-prose",
            reading,
            whens[0],
            against=same,
            mode="touches",
            sure=False,
            key=("time", same[0].subject),
        )


def _at(reading: Reading, known: Known, number: Number) -> bool:
    """Whether a size is told of the time that the clause speaks of: that nearest to the number, of
    a date and of the founding."""
    if known.when is None:
        return False
    cue = reading.says("at_founding")
    when = reading.near(number.start) if reading.plain_whens else None
    context = reading.context
    if cue and (when is None or abs(cue.start() - number.start) < abs(when.start - number.start)):
        founded = reading.facts.of("founded", known.subject)
        begun = known.when[0].to_the_year
        return any(span and begun.may_be(span[0].to_the_year) for span in map(dates_of, founded))
    whens = reading.plain_whens if when and not cue else [when or context.moment or context.spoken]
    return any(w and not w.is_span and known.when[0].may_be(w.first) for w in whens)
