"""What is said of figures: the statistics, how many there were of something, and what records of
declared kinds tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from book.facts.items import Number
from book.facts.known import Known, dates_of, plain, same_time
from book.facts.reading import Reading
from book.facts.statement import Statement
from book.sources import CONFIG


def measures(reading: Reading) -> Iterator[Statement]:
    """`Đầu năm 1997, Đảng bộ quản lý 58 tổ chức cơ sở đảng`."""
    if reading.unsaid or not reading.facts.of("measure"):
        return
    for number in reading.numbers:
        name, sure = _measure(reading, number)
        if (
            not name
            or reading.body_at(number.start) != reading.facts.own
            or reading.is_part(number)
        ):
            continue
        against = tuple(k for k in reading.facts.of("measure", "", name) if _of_time(reading, k))
        if not number.plain:
            number = replace(number, value=_figure(reading, number))
        if against:
            yield Statement(
                "statistic-in-prose",
                reading,
                number.start,
                number.end,
                number,
                against=against,
                sure=sure,
                key=name,
            )


def _figure(reading: Reading, number: Number) -> float:
    """A number as it is written, without the word that multiplies it: tables have that in their
    unit."""
    written = reading.text[number.start : number.end].split()[0]
    return reading.grammar.value(written) or number.value


def _measure(reading: Reading, number: Number) -> tuple[str, bool]:
    """The row of statistics that a number is of, the one with most words, and whether nothing else
    is counted."""
    noun = plain(number.noun).split()
    before = plain(re.split(r"[,.;:]", reading.text[: number.start])[-1]).split()[-8:]
    best, sure = "", True
    measures = reading.facts.measures
    amounts = _amounts(measures, before, reading)
    named = reading.facts.measures_by_word.get((noun or [""])[0], [])
    named = [*measures] if number.share else [*named, *amounts]
    for name in named:
        words = measures[name]
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
    rest = " ".join(words[shared:])
    ends = len(noun) == shared or reading.grammar.any("after_noun").fullmatch(noun[shared])
    return bool(ends) and rest in " ".join(before[-5:])


def _of_time(reading: Reading, known: Known) -> bool:
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
    term = reading.context.term or reading.context.moment
    return term is not None and same_time(term, known.when)


def celebrated(reading: Reading) -> Iterator[Statement]:
    """`Sáu mươi năm …` as the title of a book whose occasion lasts as long."""
    known = tuple(reading.facts.of("count", "", "occasion"))
    if not known or reading.sentence.line.path[:1] not in (("title",), ("short_title",)):
        return
    if reading.sentence.line.place.file != CONFIG or reading.whens:
        return
    for number in reading.numbers:
        if reading.grammar.any("year_unit").match(number.noun):
            yield Statement(
                "record-in-prose",
                reading,
                number.start,
                number.end,
                number,
                against=known,
                key="occasion",
            )


def counts(reading: Reading) -> Iterator[Statement]:
    """`Đảng bộ đã trải qua sáu kỳ đại hội`."""
    if reading.unsaid or not reading.says("in_all"):
        return
    whens = [w for w in reading.plain_whens if not w.is_span]
    if whens or reading.context.congress or reading.foreign:
        return
    for number in reading.numbers:
        if number.about or number.share:
            continue
        for known in reading.facts.of("count"):
            if _counts(reading, number, known):
                yield Statement(
                    "record-in-prose",
                    reading,
                    number.start,
                    number.end,
                    number,
                    against=(known,),
                    key=(known.about, known.of),
                )
        yield from _named_alike(reading, number)


def _counts(reading: Reading, number: Number, known: Known) -> bool:
    if known.about == "office":
        holders = reading.grammar.text("counted.holders")
        return (
            re.match(rf"(?:{holders})?{re.escape(known.of)}s?(?!\w)", number.noun, re.IGNORECASE)
            is not None
        )
    pattern = reading.grammar.text(f"counted.{known.about}")
    return re.match(rf"(?:{pattern})(?!\w)", number.noun, re.IGNORECASE) is not None


def _named_alike(reading: Reading, number: Number) -> Iterator[Statement]:
    """`hai Huân chương Lao động`, where records of a declared kind are called so."""
    words = number.noun.split()
    for length in (4, 3, 2):
        head = " ".join(words[:length]).casefold()
        alike = [k for k in reading.facts.of("record") if k.about.casefold().startswith(head)]
        if len(words) >= length and len(alike) > 1:
            known = Known("count", "", (float(len(alike)),), alike[0].place, head)
            yield Statement(
                "record-in-prose",
                reading,
                number.start,
                number.end,
                number,
                against=(known,),
                key=("alike", head),
            )
            return


def records(reading: Reading) -> Iterator[Statement]:
    """`Năm 2000, trường đón nhận Huân chương Lao động hạng Nhì`."""
    if reading.unsaid:
        return
    folded = reading.text.casefold()
    whens = reading.plain_whens
    named: dict[str, list[Known]] = {}
    for known in reading.facts.of("record") if whens else ():
        name = known.about.casefold()
        if len(name.split()) > 1 and name in folded:
            named.setdefault(name, []).append(known)
    for name, against in named.items():
        if any(name != other and name in other for other in named):
            continue
        at = folded.index(name)
        for when in sorted(whens, key=lambda w: abs(w.start - at)):
            yield Statement(
                "record-in-prose",
                reading,
                when.start,
                when.end,
                when,
                against=tuple(against),
                mode="within",
                key=name,
                sure=len(whens) == 1,
            )
    if not named and whens:
        yield from _misnamed(reading, folded)


def events(reading: Reading) -> Iterator[Statement]:
    """`Chiếc máy bơm đầu tiên xuất xưởng ngày 18/02/1977`, as a chronology has it."""
    whens = [when for when in reading.plain_whens if not when.is_span]
    if len(whens) != 1 or reading.context.moment or reading.unsaid:
        return
    said = f" {plain(reading.text)} "
    for known in reading.facts.of("happened"):
        words = plain(str(known.value)).split()
        run = -(-len(words) * 4 // 5)
        heads = range(len(words) - run + 1) if len(words) > 4 else ()
        if known.when and any(f" {' '.join(words[n : n + run])} " in said for n in heads):
            yield Statement(
                "record-in-prose",
                reading,
                whens[0].start,
                whens[0].end,
                whens[0],
                against=(known,),
                mode="touches",
                sure=False,
                key=known.value,
            )


def _misnamed(reading: Reading, folded: str) -> Iterator[Statement]:
    """A name that differs from a record's in its last word, at the record's date."""
    for known in reading.facts.of("record"):
        words = known.about.casefold().split()
        head = " ".join(words[:-1])
        at = folded.find(head + " ") if len(words) > 3 else -1
        if at < 0 or known.when is None:
            continue
        tail = re.match(r"\s+(\w+)", reading.text[at + len(head) :])
        dated = any(same_time(w, known.when) for w in reading.plain_whens)
        if tail and dated:
            end = at + len(head) + tail.end()
            said = reading.text[at:end]
            against = tuple(
                Known(k.property, k.subject, k.about, k.place, k.about, when=k.when)
                for k in reading.facts.of("record")
                if k.about.casefold().startswith(head)
                and k.when
                and any(same_time(w, k.when) for w in reading.plain_whens)
            )
            yield Statement(
                "record-in-prose",
                reading,
                end - len(tail[1]),
                end,
                said,
                against=against,
                key=("name", head),
            )
            return
