"""What is said of bodies: when they were founded, how big they were, what they were called and
where they sat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from book.dates import PartialDate
from book.facts.items import When
from book.facts.known import Known, dates_of, plain, touches
from book.facts.reading import Reading
from book.facts.statement import Mode, Statement, agrees
from book.languages.rules import CAPITALS

#: How far from the word that says it a date may stand, in characters.
_NEAR = 90


def founding(reading: Reading) -> Iterator[Statement]:
    """`Hội được thành lập ngày 01/10/2003`."""
    if reading.unsaid or not reading.facts.of("founded"):
        return
    text, grammar = reading.text, reading.grammar
    for cue in reading.all("founded"):
        before = text[: cue.start()]
        if re.search(
            rf"(?:{grammar.text('founded_not')})\s+(?:\w+\s+){{0,4}}$", before, re.IGNORECASE
        ):
            continue
        if grammar.any("before_it").search(before[-30:]):
            continue
        if any(0 <= cue.start() - m.end() < 30 for m in reading.all("anniversary")):
            continue
        if any(m.start() <= cue.start() < m.end() for m in reading.all("at_founding")):
            continue
        behind = text[cue.end() :].lstrip()
        founded = reading.bodies_just_behind(cue.end())
        if not founded:
            if behind[:1].isalpha() and not grammar.any("founded_then").match(behind):
                continue  # it founded something
            founded = [reading.body_at(cue.start(), either_side=True)]
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
            yield Statement(
                "founding-in-prose",
                reading,
                date.start,
                date.end,
                date,
                against=against,
                key=subject,
            )


def _gap(when: When, cue: re.Match[str]) -> int:
    return max(when.start - cue.end(), cue.start() - when.end, 0)


def anniversaries(reading: Reading) -> Iterator[Statement]:
    """`kỷ niệm 30 năm thành lập` in a year that is told says when it was founded."""
    for cue in reading.all("anniversary"):
        of = reading.grammar.any("anniversary_of").search(reading.text[cue.end() : cue.end() + 30])
        number = next((n for n in reading.numbers if cue.start() <= n.start < cue.end()), None)
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


def sizes(reading: Reading) -> Iterator[Statement]:
    """`Đến năm 2006, Hội có 45 tổ chức cơ sở và 1.680 hội viên`."""
    if reading.unsaid or not reading.facts.of("size"):
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
            k for k in reading.facts.of("size", subject, about) if _at(reading, k, subject)
        )
        if against and (reading.is_had(number) or any(agrees(number, "is", k) for k in against)):
            yield Statement(
                "size-in-prose",
                reading,
                number.start,
                number.end,
                number,
                against=against,
                sure=bool(reading.whens),
                key=(subject, about),
            )


def _at(reading: Reading, known: Known, subject: str) -> bool:
    """Whether a size is told of the time that the clause speaks of."""
    if known.when is None:
        return False
    whens = reading.plain_whens
    if not whens and reading.context.moment:
        whens = [reading.context.moment]
    if whens:
        return any(not w.is_span and known.when[0].may_be(w.first) for w in whens)
    if reading.says("at_founding"):
        founded = reading.facts.of("founded", subject)
        return any(
            span and known.when[0].to_the_year.may_be(span[0].to_the_year)
            for span in map(dates_of, founded)
        )
    return False


def names(reading: Reading) -> Iterator[Statement]:
    """`Tháng 8/1993, trường đổi tên thành …`."""
    known = reading.facts.of("name")
    if not known or reading.unsaid or not (cue := reading.says("renamed")):
        return
    folded = reading.text.casefold()
    found = [(folded.rfind(str(k.value).casefold()), k) for k in known]
    found = [(at, k) for at, k in found if at >= cue.start()]
    whens = reading.plain_whens
    if reading.body_at(cue.start()) != reading.facts.own:
        return
    renamed = re.match(
        rf"(?:{reading.grammar.text('renamed')})(?:\s+(?:{reading.grammar.text('renamed_to')}))*\s+",
        reading.text[cue.start() :],
        re.IGNORECASE,
    )
    if found:
        # Of names that begin alike the longest is meant.
        at, meant = max(found, key=lambda pair: (pair[0] * -1, len(str(pair[1].value))))
        same = tuple(k for k in known if k.value == meant.value)
        for when in whens:
            mode: Mode = (
                "lasts"
                if when.is_span
                else "starts"
                if at > cue.end() - 1 and _turns(reading)
                else "within"
            )
            yield Statement(
                "seat-in-prose",
                reading,
                when.start,
                when.end,
                when,
                against=same,
                mode=mode,
                key="name",
            )
    elif renamed and _turns(reading):
        at = cue.start() + renamed.end()
        shown = re.match(r"[^,.;:(]{4,80}", reading.text[at:])
        there = [w for w in whens if any(_starts(k, w) for k in known)]
        if shown and shown[0][0].isupper() and there:
            against = tuple(k for k in known if any(_starts(k, w) for w in there))
            yield Statement(
                "seat-in-prose",
                reading,
                at,
                at + len(shown[0].rstrip()),
                shown[0].strip(),
                against=against,
                key="name",
            )


def _turns(reading: Reading) -> bool:
    """Whether a name begins here, rather than being borne."""
    return reading.says("turns") is not None


def _starts(known: Known, when: When) -> bool:
    return known.when is not None and touches(when, (known.when[0], known.when[0]))


def seats(reading: Reading) -> Iterator[Statement]:
    """`Trụ sở đặt tại số 18 Hồ Xuân Hương`."""
    known = reading.facts.of("seat")
    if not known or reading.unsaid or not (reading.says("seat") or reading.says("moves")):
        return
    cue = min((m.start() for k in ("seat", "moves") for m in reading.all(k)), default=0)
    if reading.body_at(cue) != reading.facts.own:
        return
    window = plain(reading.text)
    words = set(window.split())
    whole, partly, other = [], [], []
    for seat in known:
        parts = [plain(part) for part in str(seat.value).split(",")]
        street = {w for w in parts[0].split() if w not in reading.street_words}
        street = street if len(street) > 1 else set(parts[0].split())
        missing = street - words
        if not missing:
            whole.append(seat)
        elif len(missing) * 2 <= len(street) and _conflicts(street, missing, words):
            other.append(seat)
        elif any(f" {part} " in f" {window} " for part in parts[1:]):
            partly.append(seat)
    moves = reading.says("moves") is not None
    meant = whole or ([] if other else partly)
    for when in reading.plain_whens if meant else ():
        mode: Mode = "lasts" if when.is_span else "starts" if moves else "within"
        yield Statement(
            "seat-in-prose",
            reading,
            when.start,
            when.end,
            when,
            against=tuple(meant),
            mode=mode,
            sure=bool(whole or moves),
            key="seat",
        )
    if whole and reading.says("at_first") and not reading.plain_whens and not moves:
        first = _earliest(known)
        if first:
            yield Statement(
                "seat-in-prose",
                reading,
                cue,
                len(reading.text.rstrip()),
                str(whole[0].value),
                against=(first,),
                key="seat",
            )
    if not whole and (other or (partly and _names_a_place(reading))):
        start = next((m.end() for m in reading.all("at") if m.end() > cue), cue)
        shown = re.match(r"\s*[^.;(]{3,80}", reading.text[start:])
        if shown:
            begin = start + len(shown[0]) - len(shown[0].lstrip())
            yield Statement(
                "seat-in-prose",
                reading,
                begin,
                start + len(shown[0].rstrip()),
                shown[0].strip(),
                against=tuple(other or partly),
                sure=bool(other),
                key="seat",
            )


def _earliest(known: list[Known]) -> Known | None:
    dated = [(k.when[0], n) for n, k in enumerate(known) if k.when and k.when[0].date]
    return known[min(dated)[1]] if dated else None


def _conflicts(street: set[str], missing: set[str], words: set[str]) -> bool:
    """Whether something else stands where an address has what is missing: another number, or
    another word of a name."""
    numbers = {w for w in missing if w.isdigit()}
    return not numbers or any(w.isdigit() and len(w) < 4 for w in words - street)


def _names_a_place(reading: Reading) -> bool:
    """Whether a name stands right behind what says where."""
    return (
        re.search(
            rf"(?i:{reading.grammar.text('at')})\s+(?:\w+\s+)?[{CAPITALS}]\w+ [{CAPITALS}]\w+,",
            reading.text,
        )
        is not None
    )
