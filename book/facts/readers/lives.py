"""What is said of lives: when people were born and died, and how old they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from book.dates import PartialDate
from book.facts.items import When
from book.facts.known import Known, dates_of
from book.facts.mentions import Named
from book.facts.reading import Reading
from book.facts.statement import Statement


def lives(reading: Reading) -> Iterator[Statement]:
    """`sinh năm 1928`, `(1928–1999)`, `qua đời …, hưởng thọ 71 tuổi`."""
    person = _alone(reading)
    if person is None:
        return
    born, died = (tuple(reading.facts.of(p, person.ids[0])) for p in ("born", "died"))
    for key, against in (("born", born), ("died", died)):
        if not against:
            continue
        for cue in reading.all(key):
            when = next(
                (w for w in reading.plain_whens if not w.is_span and 0 <= w.start - cue.end() < 24),
                None,
            )
            if when:
                yield _life(reading, when, against, key)
    for when in reading.plain_whens:
        bracketed = reading.text[: when.start].rstrip().endswith("(") and reading.text[
            when.end :
        ].lstrip().startswith(")")
        if when.is_span and bracketed and 0 <= when.start - person.end < 4:
            if born:
                yield _life(reading, replace(when, last=when.first), born, "born")
            if died:
                yield _life(reading, replace(when, first=when.last), died, "died")
    yield from _ages(reading, born, died)


def _alone(reading: Reading) -> Named | None:
    if len(reading.people) == 1:
        return reading.people[0]
    if not reading.people and reading.context.person and reading.starts_with_pronoun:
        return Named(0, 0, (reading.context.person,), "people")
    return None


def _life(reading: Reading, when: When, against: tuple[Known, ...], key: str) -> Statement:
    return Statement.of("life-in-prose", reading, when, against=against, key=key)


def _ages(
    reading: Reading, born: tuple[Known, ...], died: tuple[Known, ...]
) -> Iterator[Statement]:
    for cue in reading.all("age") if born else ():
        number = next((n for n in reading.numbers if cue.start() <= n.start < cue.end()), None)
        if number is None or not 5 < number.value < 120:
            continue
        whens = [w for w in reading.plain_whens if (w.start, w.end) not in reading.life_dates]
        year = whens[0].last.year if whens else None
        if reading.says("died") and died and (ended := dates_of(died[0])):
            year = ended[0].year or year
        elif len(whens) > 1:
            year = None
        if year is None:
            continue
        # An age may be told by birthdays or by years begun.
        first, last = (PartialDate(year - int(number.value) + n) for n in (-1, 1))
        said = When(number.start, number.end, first, last)
        yield Statement(
            "life-in-prose",
            reading,
            number.start,
            cue.end(),
            said,
            against=tuple(replace(k, when=dates_of(k)) for k in born),
            mode="touches",
            key="age",
        )
