"""What is said of figures: the rows of statistics at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from book.facts.items import Number
from book.facts.known import Known, dates_of, plain, same_time
from book.facts.reading import Reading
from book.facts.statement import Statement, agrees


def measures(reading: Reading) -> Iterator[Statement]:
    """`Đầu năm 1997, Đảng bộ quản lý 58 tổ chức cơ sở đảng`."""
    if reading.unsaid or not reading.facts.of("measure"):
        return
    for number in reading.numbers:
        if reading.body_at(number.start, here=True) != reading.facts.own or reading.is_part(number):
            continue
        nearly = list(_nearly(reading, number))
        name, sure = _measure(reading, number)
        if not name or not _dated(reading) or any(s.verdict == "verified" for s in nearly):
            yield from nearly
            continue
        against = tuple(k for k in reading.facts.of("measure", "", name) if of_time(reading, k))
        if not number.plain:
            number = replace(number, value=_figure(reading, number))
        against = tuple(k for k in against if comparable(number, k))
        if against:
            yield Statement.of(
                "statistic-in-prose", reading, number, against=against, sure=sure, key=name
            )
        else:
            yield from nearly


def _dated(reading: Reading) -> bool:
    """Whether the clause itself, its heading or its record tells the time."""
    context = reading.context
    return bool(reading.whens or context.term or context.moment or reading.says("at_founding"))


def _counted(reading: Reading, number: Number) -> list[str]:
    """The words of what a number counts, without one that only says how it is counted."""
    noun = plain(number.noun).split()
    return noun[1:] if noun and reading.grammar.any("classifiers").fullmatch(noun[0]) else noun


def _nearly(reading: Reading, number: Number) -> Iterator[Statement]:
    """A number of what a row nearly names, with its value or one that looks like it mistyped."""
    noun = _counted(reading, number)
    around = reading.text[max(0, number.start - 100) : number.end + 100]
    said = {*plain(around).split()}
    if number.share:
        names = reading.facts.measures
    else:
        names = {
            name: reading.facts.measures[name]
            for name in reading.facts.measures_by_word.get((noun or [""])[0], ())
            if reading.facts.measures[name][: len(noun)][:3] == noun[:3]
        }
    close = [n for n, words in names.items() if sum(w in said for w in words) >= 0.6 * len(words)]
    whole = f" {plain(around)} "
    measures = reading.facts.measures.items()
    close += [n for n, words in measures if len(words) > 2 and f" {' '.join(words)} " in whole]
    against = tuple(
        k
        for name in close
        if (name in reading.facts.shares) == number.share
        for k in reading.facts.of("measure", "", name)
        if of_time(reading, k) and (agrees(number, "is", k) or resembles(number, k))
    )
    if against:
        yield Statement.of(
            "statistic-in-prose",
            reading,
            number,
            against=against,
            sure=False,
            key=next((k for k in against if agrees(number, "is", k)), against[0]).about,
        )


def comparable(number: Number, known: Known) -> bool:
    """Whether a number may be meant for a fact's: it is not half of it nor twice as much, or looks
    like it mistyped. What differs more counts something else."""
    values = known.value if isinstance(known.value, tuple) else ()
    near = (isinstance(v, float) and v / 2 <= number.value <= v * 2 for v in values)
    return any(near) or resembles(number, known)


def resembles(number: Number, known: Known) -> bool:
    """Whether a number looks like a fact's mistyped: its digits in another order, one of them
    another, or one more or less."""
    said = f"{number.value:.12g}"
    for value in known.value if isinstance(known.value, tuple) else ():
        right = f"{value:.12g}" if isinstance(value, float) else ""
        if len(right) < 2 or said == right:
            continue
        if sorted(said) == sorted(right):
            return True
        if len(said) == len(right) and sum(a != b for a, b in zip(said, right, strict=True)) == 1:
            return True
        longer, shorter = sorted((said, right), key=len, reverse=True)
        cut = (longer[:n] + longer[n + 1 :] for n in range(len(longer)))
        if len(longer) == len(shorter) + 1 and shorter in cut:
            return True
    return False


def _figure(reading: Reading, number: Number) -> float:
    """A number as it is written, without the word that multiplies it: tables have that in their
    unit."""
    written = reading.text[number.start : number.end].split()[0]
    return reading.grammar.value(written) or number.value


def _measure(reading: Reading, number: Number) -> tuple[str, bool]:
    """The row of statistics that a number is of, the one with most words, and whether nothing else
    is counted."""
    noun = _counted(reading, number)
    before = plain(re.split(r"[,.;:]", reading.text[: number.start])[-1]).split()[-8:]
    best, sure = "", True
    measures = reading.facts.measures
    amounts = _amounts(measures, before, reading)
    named = reading.facts.measures_by_word.get((noun or [""])[0], [])
    named = [*measures] if number.share else [*named, *amounts]
    for name in named:
        words = measures[name]
        if (name in reading.facts.shares) != number.share:
            continue
        if number.share:
            rate = reading.grammar.any("rate")
            fits = len(words) > 1 and all(w in before for w in words if not rate.fullmatch(w))
        else:
            fits = _names(words, noun, before, reading) or name in amounts
        if fits and len(words) > len(reading.facts.measures.get(best, ())):
            best = name
            rest = noun[len(words) :] if noun[: len(words)] == words else []
            sure = (
                not rest
                or number.share
                or bool(reading.grammar.any("after_noun").fullmatch(rest[0]))
            )
    return best, sure


def _amounts(measures: dict[str, list[str]], before: list[str], reading: Reading) -> list[str]:
    """The rows named before a number that says how much: `doanh thu năm 2023 đạt 487`."""
    if not before or not reading.grammar.any("amounts").search(" ".join(before[-2:])):
        return []
    said = f" {' '.join(before)} "
    return [name for name, words in measures.items() if f" {' '.join(words)} " in said]


def _names(words: list[str], noun: list[str], before: list[str], reading: Reading) -> bool:
    """Whether a number with these words behind and before it is of a row called so: `3 đảng viên
    kết nạp`, `kết nạp 3 đảng viên`."""
    shared = next((n for n, (a, b) in enumerate(zip(words, noun, strict=False)) if a != b), None)
    if shared is None:
        shared = min(len(words), len(noun))
    if shared == len(words):
        return True
    if not shared or (shared < 2 and reading.grammar.year_word):
        return False
    ends = len(noun) == shared or reading.grammar.any("after_noun").fullmatch(noun[shared])
    return bool(ends) and all(word in before for word in words[shared:])


def of_time(reading: Reading, known: Known) -> bool:
    """Whether a value is of the time that the clause speaks of."""
    if known.of and plain(known.of) in plain(reading.text) and any(c.isdigit() for c in known.of):
        return True
    if known.when is None:
        return False
    if reading.whens:
        return any(same_time(w, known.when) for w in reading.plain_whens)
    if reading.says("at_founding"):
        founded = reading.facts.of("founded", reading.facts.own)
        return any(span and known.when[0].year == span[0].year for span in map(dates_of, founded))
    context = reading.context
    times = (context.term, context.moment, context.spoken)
    return any(when is not None and same_time(when, known.when) for when in times)
