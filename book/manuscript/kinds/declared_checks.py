"""The checks of declared kinds: unique, sum, within; and no span ends before it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from book.dates import RecordDate
from book.errors import Mistake, Place
from book.languages.written_dates import read_date
from book.manuscript.kinds.declaration import CheckDeclaration, Declaration, label_in

if TYPE_CHECKING:
    from book.manuscript.config import Occasion
    from book.manuscript.kinds.declared import DeclaredRecord

At = Callable[..., Place]


def faults_in(
    declaration: Declaration,
    records: Sequence[DeclaredRecord],
    place: At,
    occasion: Occasion,
    tag: str,
) -> Iterator[Mistake]:
    """What the records of an appendix do not hold to; `place` gives the place of a path."""

    def at(*path: str | int) -> Place:
        return place(declaration.records, *path)

    for key in declaration.of_type("span"):
        for i, record in enumerate(records):
            for first, last in _spans(record[key]):
                if last.as_stated.surely_before(first.as_stated):
                    yield Mistake(
                        at(i, key), "this ends before it begins", "Correct one of the two dates."
                    )
    for check in declaration.checks:
        if check.unique:
            yield from _twice(check, records, at)
        elif check.sum:
            yield from _sums(check, records, at)
        else:
            label = label_in(declaration.label_of(check.field), tag)
            yield from _outside(check, label, records, at, occasion)


def _spans(value: Any) -> Iterator[tuple[RecordDate, RecordDate]]:
    if value and isinstance(value[0], tuple):
        for one in value:
            yield one[0], one[-1]
    elif value:
        yield value[0], value[-1]


def _twice(check: CheckDeclaration, records: Sequence[DeclaredRecord], at: At) -> Iterator[Mistake]:
    seen: dict[tuple[str, ...], int] = {}
    for i, record in enumerate(records):
        values = tuple(str(record[key]).casefold() for key in check.unique)
        if any(record[key] in (None, "", ()) for key in check.unique):
            continue
        if values in seen:
            yield Mistake(
                at(i, check.unique[0]),
                "“{value}” stands twice, at {other} too",
                "Correct one of the two, or take it out.",
                {
                    "value": ", ".join(str(record[key]) for key in check.unique),
                    "other": at(seen[values], check.unique[0]),
                },
            )
        seen.setdefault(values, i)


def _sums(check: CheckDeclaration, records: Sequence[DeclaredRecord], at: At) -> Iterator[Mistake]:
    for i, record in enumerate(records):
        parts = [record[key] for key in check.of]
        if record[check.sum] is None or any(part is None for part in parts):
            continue
        if abs(sum(parts) - record[check.sum]) > 1e-6:
            yield Mistake(
                at(i, check.sum),
                "{written} is not the sum of its parts, {added}",
                "Correct the sum or one of its parts.",
                {"written": f"{record[check.sum]:g}", "added": f"{sum(parts):g}"},
            )


def _outside(
    check: CheckDeclaration,
    label: str,
    records: Sequence[DeclaredRecord],
    at: At,
    occasion: Occasion,
) -> Iterator[Mistake]:
    low, high = (occasion.first, occasion.last) if isinstance(check.within, str) else check.within
    for i, record in enumerate(records):
        value = record[check.field]
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        if any(_is_outside(one, low, high) for one in values):
            yield Mistake(
                at(i, check.field),
                "“{field}” does not lie between {low} and {high}",
                "Correct the value, or what the kind allows.",
                {"field": label, "low": str(low or "–"), "high": str(high or "–")},
            )


def _is_outside(value: Any, low: Any, high: Any) -> bool:
    if isinstance(value, RecordDate):
        first, last = _date(low), _date(high)
        before = first is not None and value.surely_before(first)
        return before or (last is not None and not value.is_open and last.surely_before(value))
    return (low is not None and value < float(low)) or (high is not None and value > float(high))


def _date(bound: RecordDate | str | None) -> RecordDate | None:
    return read_date(bound) if isinstance(bound, str) else bound
