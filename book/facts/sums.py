"""What a sentence says that cannot be, whatever the records say: days that no month has, stretches
that run backwards or last otherwise, sums and shares that do not come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from book.errors import worded
from book.facts.items import Number, When
from book.facts.reading import Reading

#: How far a share may be from what it is of, in percent, for rounding.
_ROUNDED = 0.6


@dataclass(frozen=True)
class Oddity:
    """What is odd at text[start:end]; `problem` is a message with `values`. One that is a matter of
    `dates` is told as such."""

    reading: Reading
    start: int
    end: int
    problem: str
    values: Mapping[str, object]
    dates: bool = False
    sure: bool = True


def oddities(reading: Reading) -> Iterator[Oddity]:
    """All that is odd in a clause."""
    yield from _days(reading)
    yield from _backwards(reading)
    if reading.numbers:
        yield from _durations(reading)
        yield from _parts(reading)
        yield from _shares(reading)
        yield from _changes(reading)


def _days(reading: Reading) -> Iterator[Oddity]:
    for when in reading.whens:
        if when.wrong:
            message = worded("there is no such day: {written}")
            yield _odd(reading, when, message, {"written": when.wrong})
        elif when.last.day and not when.is_span and (named := _weekday(reading, when)):
            day, written = named
            day_of_week = date(when.last.year, when.last.month or 1, when.last.day).weekday()
            if day != day_of_week:
                right = reading.grammar.weekdays[day_of_week]
                message = worded("{written} is a {right}, not a {weekday}")
                values = {
                    "written": reading.text[when.start : when.end],
                    "right": right,
                    "weekday": written,
                }
                yield _odd(reading, when, message, values)


def _odd(reading: Reading, when: When, problem: str, values: Mapping[str, object]) -> Oddity:
    return Oddity(reading, when.start, when.end, problem, values, dates=True)


def _weekday(reading: Reading, when: When) -> tuple[int, str] | None:
    """The day of the week that is told of a date, 0 for Monday, and its words."""
    for m in reading.all("weekday"):
        between = reading.text[m.end() : when.start] if m.end() <= when.start else None
        behind = reading.text[when.end : m.start()] if m.start() >= when.end else None
        of, is_a = (reading.grammar.text(key) for key in ("of_date", "is_a"))
        beside = between is not None and re.fullmatch(rf"[\s,(]*(?:{of})?\s*", between)
        after = behind is not None and re.fullmatch(rf"\s*[,(]?\s*(?:(?:{is_a})\s+)?", behind)
        if beside or after:
            written = " ".join(m[0].casefold().split())
            written = re.sub(
                reading.grammar.text("weekday_number"),
                lambda number: reading.grammar.weekdays[int(number[1]) - 2],
                written,
            )
            if written in reading.grammar.weekdays:
                return reading.grammar.weekdays.index(written), m[0]
    return None


def _backwards(reading: Reading) -> Iterator[Oddity]:
    message = worded("{written} ends before it begins")
    for when in reading.whens:
        if when.last.surely_before(when.first):
            yield _odd(reading, when, message, {"written": reading.text[when.start : when.end]})
    begins, finishes = reading.says("begins"), reading.says("finishes")
    whens = [w for w in reading.plain_whens if not w.is_span]
    if not begins or not finishes or begins.start() > finishes.start() or len(whens) != 2:
        return
    first, last = whens
    if begins.start() < first.start < finishes.start() < last.start and last.first.surely_before(
        first.first
    ):
        written = reading.text[begins.start() : last.end]
        yield _odd(reading, last, message, {"written": written})


def _durations(reading: Reading) -> Iterator[Oddity]:
    """`từ năm 1965 đến năm 1976, tròn mười một năm`."""
    spans = [w for w in reading.whens if w.is_span and w.first < w.last]
    told = [
        n
        for n in reading.numbers
        if not n.share
        and n.plain
        and reading.grammar.any("year_unit").match(n.noun)
        and not reading.grammar.any("every").match(n.noun)
    ]
    if len(spans) != 1 or len(told) != 1:
        return
    span, number = spans[0], told[0]
    between = reading.text[min(span.end, number.end) : max(span.start, number.start)]
    if len(between) > 60 or re.search(r"[.;:]", between):
        return
    years = span.last.year - span.first.year
    months = None
    if span.first.month and span.last.month:
        months = years * 12 + span.last.month - span.first.month
    allowed = {years, years + 1}
    if months is not None:
        allowed = {months // 12, round(months / 12), -(-months // 12)}
    if number.about:
        allowed |= {years - 1, *(n for n in range(years + 3) if abs(n - years) <= 0.15 * years)}
    if number.value not in allowed and number.value < 2000:
        yield Oddity(
            reading,
            number.start,
            number.end,
            worded("{written} lasts {right} years, not {said}"),
            {
                "written": reading.text[span.start : span.end],
                "right": years,
                "said": reading.text[number.start : number.end].strip(),
            },
        )


def _parts(reading: Reading) -> Iterator[Oddity]:
    """`58 giáo viên, gồm 35 nữ và 23 nam`."""
    for key in ("all_parts", "only_some"):
        for cue in reading.all(key):
            before = [n for n in reading.numbers if n.end <= cue.start()]
            behind = re.split(r"[;:.](?!\d)", reading.text[cue.end() :], maxsplit=1)[0]
            stop = cue.end() + len(behind)
            parts = [n for n in reading.numbers if cue.end() <= n.start < stop]
            if not before or len(parts) < 2 or cue.start() - before[-1].end > 60:
                continue
            whole = before[-1]
            if any(n.about or n.share or not n.plain for n in (whole, *parts)):
                continue
            if re.search(r"[.;:]", reading.text[whole.end : cue.start()]) or not _alike(
                parts, reading
            ):
                continue
            added = sum(n.value for n in parts)
            if any(n.value == added for n in before):
                continue
            wrong = added != whole.value if key == "all_parts" else added > whole.value
            if wrong:
                yield _unequal(reading, whole, added)
            break


def _alike(parts: list[Number], reading: Reading) -> bool:
    """Whether parts are told one after the other, and not one of another."""
    for one, other in pairwise(parts):
        between = reading.text[one.end : other.start]
        if len(between) > 50 or reading.grammar.any("only_some").search(between):
            return False
        if reading.grammar.any("year_unit").match(one.noun) or reading.grammar.any("with").search(
            between
        ):
            return False
    return not reading.grammar.any("year_unit").match(parts[-1].noun)


def _unequal(reading: Reading, number: Number, added: float) -> Oddity:
    return Oddity(
        reading,
        number.start,
        number.end,
        worded("{written} is not the sum of its parts, {added}"),
        {"written": reading.text[number.start : number.end], "added": f"{added:.12g}"},
    )


def _shares(reading: Reading) -> Iterator[Oddity]:
    """`Trong 40 học sinh, 10 em đạt giải, bằng 25 %`; shares of one thing that make 100 %."""
    shares = [n for n in reading.numbers if n.share]
    if len(shares) == 1:
        share = shares[0]
        before = [n for n in reading.numbers if n.end <= share.start and not n.about]
        cue = reading.grammar.any("equals").search(
            reading.text[max(0, share.start - 24) : share.start]
        )
        behind = reading.grammar.any("out_of").search(reading.text) or before[:1]
        if cue and behind and len(before) == 2 and not share.about:
            whole, part = max(before, key=lambda n: n.value), min(before, key=lambda n: n.value)
            right = 100 * part.value / whole.value if whole.value else 0
            close = (
                0.06 if re.search(r"\d[.,]\d", reading.text[share.start : share.end]) else _ROUNDED
            )
            if abs(right - share.value) > close:
                yield Oddity(
                    reading,
                    share.start,
                    share.end,
                    worded("{part} of {whole} is {right} %, not {said}"),
                    {
                        "part": f"{part.value:.12g}",
                        "whole": f"{whole.value:.12g}",
                        "right": f"{right:.1f}",
                        "said": reading.text[share.start : share.end].strip(),
                    },
                )
    elif len(shares) > 2 and not any(n.about for n in shares):
        added = sum(n.value for n in shares)
        if 90 < added < 130 and abs(added - 100) > len(shares) / 2:
            yield Oddity(
                reading,
                shares[-1].start,
                shares[-1].end,
                worded("these shares make {added} %, not 100"),
                {"added": f"{added:.12g}"},
                sure=added > 100,
            )


def _changes(reading: Reading) -> Iterator[Oddity]:
    """`tăng từ 24 lên 36, tăng 12`; `thu 120, chi 85, còn lại 35`."""
    numbers = [n for n in reading.numbers if not n.share and not n.about]
    if len(numbers) < 3 or len(numbers) != len(reading.numbers):
        return
    rest = reading.says("rest")
    last = numbers[-1]
    if rest and rest.end() <= last.start < rest.end() + 12 and reading.says("spent"):
        left = numbers[0].value - sum(n.value for n in numbers[1:-1])
        if left != last.value and left > 0:
            yield _change(reading, last, left)
    elif len(numbers) == 3 and len(reading.all("rises")) > 1:
        first, second, third = numbers
        cue = reading.text[second.end : third.start]
        if reading.grammar.any("rises").search(cue) and second.value - first.value != third.value:
            yield _change(reading, third, second.value - first.value)


def _change(reading: Reading, number: Number, right: float) -> Oddity:
    factor = 1.0
    words = reading.text[number.start : number.end]
    if more := re.search(r"[^\W\d_]+$", words):
        factor = reading.grammar.more.get(more[0].casefold(), 1)
    return Oddity(
        reading,
        number.start,
        number.end,
        worded("{written} does not come out: {right}"),
        {"written": words, "right": f"{right / factor:.12g}"},
    )
