"""What is said of records: how many there are of a sort, and when those of declared kinds and the
events of a chronology were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.facts.items import Number
from book.facts.known import Known, plain, same_time
from book.facts.readers.figures import comparable
from book.facts.reading import Reading
from book.facts.statement import Statement
from book.sources import CONFIG


def celebrated(reading: Reading) -> Iterator[Statement]:
    """`Sáu mươi năm …` as the title of a book whose occasion lasts as long; `sau 60 năm xây dựng và
    phát triển` in its text."""
    known = tuple(reading.facts.of("count", "", "occasion"))
    if not known or reading.whens or reading.context.moment:
        return
    line = reading.sentence.line
    in_title = line.place.file == CONFIG and line.path[:1] in (("title",), ("short_title",))
    for number in reading.numbers:
        unit = reading.grammar.any("year_unit").match(number.noun)
        if unit is None:
            continue
        of = reading.grammar.any("anniversary_of").match(number.noun[unit.end() :].strip())
        ours = of and reading.body_at(number.start, either_side=True) == reading.facts.own
        if in_title or (ours and comparable(number, known[0])):
            yield Statement.of(
                "record-in-prose", reading, number, against=known, sure=in_title, key="occasion"
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
                yield Statement.of(
                    "record-in-prose",
                    reading,
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
            yield Statement.of(
                "record-in-prose", reading, number, against=(known,), key=("alike", head)
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
            yield Statement.of(
                "record-in-prose",
                reading,
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
        run = max(5, -(-len(words) * 4 // 5))
        heads = range(len(words) - run + 1) if len(words) >= run else ()
        if known.when and any(f" {' '.join(words[n : n + run])} " in said for n in heads):
            yield Statement.of(
                "record-in-prose",
                reading,
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
