"""What is said of people: which office they took, held and left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from book.facts.items import When
from book.facts.known import Known, dates_of, touches
from book.facts.mentions import Named, OfficeNamed
from book.facts.reading import Reading
from book.facts.statement import Mode, Statement

#: How far from an office the words may stand that say it was taken or left.
_NEAR = 60


def offices(reading: Reading) -> Iterator[Statement]:
    """`Tháng 7/1999, đồng chí Đặng Văn Mấm kiêm chức vụ Bí thư`."""
    if reading.unsaid:
        return
    for office in reading.offices:
        if not office.ours or office.former:
            continue
        for person in _holders(reading, office):
            held = tuple(reading.facts.of("office", person.ids[0], office.name))
            yield from _first_holder(reading, office, person)
            yield from _said(reading, office, person, held)


def _holders(reading: Reading, office: OfficeNamed) -> list[Named]:
    """Those of whom an office is said: one, or the whole list that it stands beside, where several
    may hold it: `các đồng chí A, B và C giữ chức vụ Phó Bí thư`."""
    first = holder(reading, office)
    if first is None or office.name in reading.facts.singles or first not in reading.people:
        return [first] if first else []
    people, text = reading.people, reading.text
    joined, titles = (reading.grammar.text(key) for key in ("and", "titles"))
    listed = re.compile(rf"\s*(?:,|,?\s*(?:{joined}))\s*(?:(?:{titles})\s+)?", re.IGNORECASE)
    found = [first]
    at = people.index(first)
    for near, step in ((at - 1, -1), (at + 1, 1)):
        while 0 <= near < len(people):
            one, other = sorted((people[near], people[near - step]), key=lambda n: n.start)
            if not listed.fullmatch(text[one.end : other.start]):
                break
            found.append(people[near])
            near += step
    return found


def holder(reading: Reading, office: OfficeNamed) -> Named | None:
    """The person that an office is said of: the only one, or the one beside it."""
    people = reading.people
    if not people and reading.context.person and reading.starts_with_pronoun:
        return Named(0, 0, (reading.context.person,), "people")
    if len(people) < 2:
        return people[0] if people else None
    text = reading.text
    replaces, titles = (reading.grammar.text(key) for key in ("replaces", "titles"))
    left = re.compile(rf"(?<!\w)(?:{replaces})\s+(?:(?:{titles})\s+)?$", re.IGNORECASE)
    people = [person for person in people if not left.search(text[: person.start])] or people

    def distance(person: Named) -> int:
        between = (
            text[person.end : office.start]
            if person.end <= office.start
            else text[office.end : person.start]
        )
        verb = person.end <= office.start and any(
            reading.grammar.any(key).search(between) for key in ("takes", "holds", "again")
        )
        return len(between) + (30 if re.search(r"[,.]", between) else 0) - (40 if verb else 0)

    return min(people, key=distance)


def _first_holder(reading: Reading, office: OfficeNamed, person: Named) -> Iterator[Statement]:
    """`là Hiệu trưởng đầu tiên`."""
    behind = reading.text[office.end : office.end + 24]
    before = reading.text[max(0, office.start - 14) : office.start]
    if not (
        reading.grammar.any("first").match(behind.lstrip())
        or re.search(rf"(?<!\w)(?:{reading.grammar.text('first')})\s+$", before, re.IGNORECASE)
    ):
        return
    held = reading.facts.of("office", None, office.name)
    begun = [(k.when[0], n) for n, k in enumerate(held) if k.when and k.when[0].date]
    if begun:
        yield _of_person(reading, person, (held[min(begun)[1]],), office)


def _of_person(
    reading: Reading,
    person: Named,
    against: tuple[Known, ...],
    office: OfficeNamed,
    sure: bool = True,
) -> Statement:
    """That a person, and nobody else, is the one whom facts name."""
    return Statement.of_person(
        "office-in-prose",
        reading,
        replace(person, end=person.end or office.end),
        against=tuple(replace(k, value=k.subject) for k in against),
        sure=sure,
        key=("holder", office.start),
    )


def _said(
    reading: Reading, office: OfficeNamed, person: Named, held: tuple[Known, ...]
) -> Iterator[Statement]:
    whens = _whens(reading, office)
    mode = _mode(reading, office, person)
    if not held:
        yield from by_another(reading, office, person, whens)
        return
    if mode == "starts":
        held += _at_congresses(reading, office, person)
    for when in whens:
        how: Mode = mode
        if when.is_span and not reading.whens:
            how = "touches"
        elif when.is_span:
            how = "lasts" if _lasts(reading, office, when) else "touches"
        yield Statement.of(
            "office-in-prose", reading, when, against=held, mode=how, key=(person.ids, office.name)
        )
    if not whens and (term := reading.context.term) and mode != "ends" and not reading.whens:
        said = replace(term, start=office.start, end=office.end)
        yield Statement(
            "office-in-prose",
            reading,
            office.start,
            office.end,
            said,
            against=held,
            mode="touches",
            sure=False,
            key=(person.ids, office.name),
        )
    if mode == "ends" and not whens and (term := reading.context.term):
        yield from by_another(reading, office, person, [term], left=True)


def _at_congresses(reading: Reading, office: OfficeNamed, person: Named) -> tuple[Known, ...]:
    """The days when congresses elected a person to an office, again or for the first time."""
    return tuple(
        replace(elected, property="office", when=dates_of(met))
        for elected in reading.facts.of("elected", None, office.name)
        if elected.value == person.ids[0]
        for met in reading.facts.of("met", elected.subject)
        if dates_of(met)
    )


def by_another(
    reading: Reading, office: OfficeNamed, person: Named, whens: list[When], left: bool = False
) -> Iterator[Statement]:
    """An office that a person never had by the records: held against who had it then."""
    known = reading.facts.of("office", None, office.name)
    dated = [k for k in known if k.when]
    for when in whens[:1]:
        then = [k for k in dated if k.when and touches(when, k.when)]
        if left:
            then = [k for k in then if k.when and touches(when, (k.when[1], k.when[1]))]
        if then:
            single = office.name in reading.facts.singles
            yield _of_person(reading, person, tuple(then), office, sure=single)
    told = _mode(reading, office, person) != "within" or _has_cue(reading, office, "holds")
    if told and not whens and dated and not left:
        yield _of_person(reading, person, tuple(dated), office, sure=False)


def _whens(reading: Reading, office: OfficeNamed) -> list[When]:
    """The dates that may be those of an office: the nearest, or the event's."""
    found = sorted(
        reading.plain_whens,
        key=lambda w: min(abs(w.start - office.end), abs(office.start - w.end)),
    )
    lives = reading.life_dates
    found = [w for w in found if (w.start, w.end) not in lives]
    if not found and reading.context.moment and not reading.whens:
        return [replace(reading.context.moment, start=office.start, end=office.end)]
    return found


def _lasts(reading: Reading, office: OfficeNamed, when: When) -> bool:
    """Whether a stretch is told as that of the office."""
    if reading.is_row and not office.end:
        return True
    if when.start >= office.end:
        between = reading.text[office.end : when.start]
        begins = reading.grammar.text("from")
        words = rf"(?:[\s,(:|]*|\s+(?:\w+\s+){{1,2}})(?:{begins})?\s*(?:\w+\s+)?"
        return re.fullmatch(words, between, re.IGNORECASE) is not None
    between = reading.text[when.end : office.start]
    behind = reading.grammar.any("holds").match(reading.text[office.end :].lstrip())
    if behind and not between.strip(" ,"):
        return True
    return len(between) < 60 and reading.grammar.any("holds").search(between) is not None


def _has_cue(reading: Reading, office: OfficeNamed, key: str) -> bool:
    before = reading.text[max(0, office.start - _NEAR) : office.start]
    return reading.grammar.any(key).search(before) is not None


def _mode(reading: Reading, office: OfficeNamed, person: Named) -> Mode:
    """What is said of an office, by the verb between it and the person, or before both."""
    begin = max(0, office.start - _NEAR)
    if begin <= person.end <= office.start and not reading.is_held(office):
        begin = person.end  # the office is told beside the name
    elif person.end <= office.start:
        begin = max(0, person.start - _NEAR)
    before = reading.text[begin : office.start]
    found: list[tuple[int, Mode]] = []
    cues = (("leaves", "ends"), ("again", "within"), ("appoints", "starts"), ("elects", "starts"))
    for key, mode in cues:
        spots = [m.start() for m in reading.grammar.any(key).finditer(before)]
        if spots:
            found.append((spots[-1], mode))  # type: ignore[arg-type]
    if found:
        return max(found)[1]
    if reading.grammar.any("from").match(reading.text[office.end :].lstrip()):
        return "starts" if not any(w.is_span for w in reading.plain_whens) else "within"
    if 0 <= person.start - office.end < 12 and re.match(
        rf"\s*\(\s*(?:{reading.grammar.text('from')})\s", reading.text[person.end :], re.IGNORECASE
    ):
        return "starts"
    return "within"
