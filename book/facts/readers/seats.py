"""What is said of names and seats: what a body was called, and where it sat, over time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.facts.items import When
from book.facts.known import Known, plain, touches
from book.facts.reading import Reading
from book.facts.statement import Mode, Statement
from book.languages.rules import CAPITALS


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
            yield Statement.of("seat-in-prose", reading, when, against=same, mode=mode, key="name")
    elif renamed and (_turns(reading) or any(reading.is_from(when) for when in whens)):
        at = cue.start() + renamed.end()
        ends = reading.grammar.text("name_ends")
        shown = re.match(rf"(?:(?!\s(?:{ends})\s)[^,.;:(]){{4,80}}", reading.text[at:])
        there = [w for w in whens if any(_starts(k, w) for k in known)]
        alike = shown and any(_is_form_of(shown[0], str(k.value)) for k in known)
        if shown and shown[0][0].isupper() and there and (_turns(reading) or not alike):
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


def _is_form_of(shown: str, name: str) -> bool:
    """Whether a name has nearly all words of another: a shorter or an older form of it."""
    one, other = set(plain(shown).split()), set(plain(name).split())
    return len(one & other) >= 0.75 * len(one)


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
        if reading.is_until(when):
            mode = "ends"
        yield Statement.of(
            "seat-in-prose",
            reading,
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
