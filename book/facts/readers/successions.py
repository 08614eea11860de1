"""What is said of who followed whom, and of those who led other bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from book.dates import PartialDate
from book.facts.known import Known
from book.facts.readers.people import by_another, holder
from book.facts.reading import Reading
from book.facts.statement import Statement


def replaced(reading: Reading) -> Iterator[Statement]:
    """`B thay A làm Hiệu trưởng`: A left when B came."""
    people = reading.people
    ours = [o for o in reading.offices if o.ours]
    if len(people) != 2 or len(ours) != 1:
        return
    left = next(
        (
            people[1] if m.start() >= people[0].end else people[0]
            for m in reading.all("replaces")
            if m.start() < people[1].start and ours[0].start > people[0].start
        ),
        None,
    )
    if left is None:
        return
    held = tuple(
        replace(known, when=(known.when[1], known.when[1]))
        for known in reading.facts.of("office", left.ids[0], ours[0].name)
        if known.when
    )
    if not held and left is people[0]:
        yield from by_another(reading, ours[0], left, reading.plain_whens[:1], left=True)
    for when in reading.plain_whens[:1] if held else ():
        # Who left on the last day of a month was followed in the next.
        month = when.first.month or 1
        year = when.first.year - (month == 1)
        when = replace(when, first=PartialDate(year, month - 1 or 12))
        yield Statement(
            "office-in-prose",
            reading,
            left.start,
            left.end,
            when,
            against=held,
            mode="touches",
            key=("replaced", ours[0].name),
        )


def leaders(reading: Reading) -> Iterator[Statement]:
    """`Hội được thành lập … Đồng chí Nguyễn Chanh giữ chức vụ Chủ tịch`: of bodies' own records."""
    if reading.unsaid or not reading.facts.of("leader"):
        return
    for office in reading.offices:
        known: tuple[Known, ...] = ()
        for body in (reading.body_at(office.start), reading.context.body):
            known = known or tuple(reading.facts.of("leader", body or "", office.name))
        person = holder(reading, office) if known and not office.former else None
        behind = reading.text[office.end :].lstrip()[:1]
        if behind.isupper() and not any(0 <= p.start - office.end < 2 for p in reading.people):
            continue  # it is an office of what follows
        if person and not reading.facts.of("office", person.ids[0], office.name):
            yield Statement.of_person(
                "office-in-prose",
                reading,
                person,
                against=known,
                sure=False,
                key=("leader", office.start),
            )
