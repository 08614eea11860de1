"""What changed between two states of a book, sentence by sentence and record by record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from book.errors import Place
from book.rounds.units import Key, Unit
from book.rounds.words import likeness, same

ChangeKind = Literal["changed", "added", "removed", "picture"]
#: Two sentences that share fewer of their words are another one each.
_LEAST_LIKE = 0.4
#: So many of the sentences that share most words are looked at.
_CANDIDATES = 6


@dataclass(frozen=True)
class Change:
    """One piece of the book that is not as it was. `old` and `new` are its words then and now,
    empty where there are none; `was` and `place` are where they stood then and stand now, for what
    was removed the place of what is there instead. `called` is the record's name, `field` the key
    of its value, empty for a whole record."""

    kind: ChangeKind
    place: Place
    was: Place
    old: str
    new: str
    called: str = ""
    field: str = ""


def changes_between(before: Sequence[Unit], now: Sequence[Unit]) -> list[Change]:
    """All changes from one state to another, in the order of the book as it is now; what only
    moved is none of them."""
    old, new = _unmatched(before, now)
    old, new, whole = _whole_records(before, now, old, new)
    pairs = _paired(old, new)
    beside = _Beside(before, now)
    found = [*whole]
    for one, other in pairs:
        found.append(_changed(one, other))
    taken = {id(unit) for pair in pairs for unit in pair}
    for unit in new:
        if id(unit) not in taken:
            found.append(_added(unit, beside))
    for unit in old:
        if id(unit) not in taken:
            found.append(_removed(unit, beside))
    files = {unit.place.file: number for number, unit in reversed(list(enumerate(now)))}
    order = len(files) + len(now)
    return sorted(
        found, key=lambda c: (files.get(c.place.file, order), c.place.line, c.place.column)
    )


def _unmatched(before: Sequence[Unit], now: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The pieces that are on one side alone: first those that can't be aligned in their order,
    then of these the ones that are nowhere else either."""
    old, new = list(before), list(now)
    matcher = SequenceMatcher(None, [u.key for u in old], [u.key for u in new], autojunk=False)
    left: list[Unit] = []
    right: list[Unit] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            left += old[i:j]
            right += new[k:m]
    moved = Counter(u.key for u in left) & Counter(u.key for u in right)
    return _without(left, moved), _without(right, moved)


def _without(units: Iterable[Unit], keys: Mapping[Key, int]) -> list[Unit]:
    left = Counter[Key](dict(keys))
    found = []
    for unit in units:
        if left[unit.key]:
            left[unit.key] -= 1
        else:
            found.append(unit)
    return found


def _whole_records(
    before: Sequence[Unit], now: Sequence[Unit], old: list[Unit], new: list[Unit]
) -> tuple[list[Unit], list[Unit], list[Change]]:
    """The pieces that are left when records that came or went are told as a whole."""
    known = ({u.record for u in before}, {u.record for u in now})
    found: dict[tuple[str, ...], Change] = {}

    def rest(units: list[Unit], other: set[tuple[str, ...]], kind: ChangeKind) -> list[Unit]:
        kept = []
        for unit in units:
            if len(unit.record) < 2 or unit.record in other:
                kept.append(unit)
            elif unit.record not in found:
                words = ("", unit.called) if kind == "added" else (unit.called, "")
                found[unit.record] = Change(kind, unit.place, unit.place, *words, unit.called)
        return kept

    left = rest(old, known[1], "removed"), rest(new, known[0], "added")
    return *left, list(found.values())


def _paired(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """The pieces that are another wording of one another: values of the same key of the same
    record, sentences that share most of their words."""
    pairs: list[tuple[Unit, Unit]] = []
    values: dict[object, list[Unit]] = defaultdict(list)
    for unit in old:
        if unit.record:
            values[unit.record, unit.field].append(unit)
    for unit in new:
        if unit.record and (there := values[unit.record, unit.field]):
            pairs.append((there.pop(0), unit))
    prose = [unit for unit in old if not unit.record]
    where: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(prose):
        for word in set(unit.text.split()):
            where[word].append(number)
    scored = []
    for at, unit in enumerate(new):
        if unit.record:
            continue
        shared = Counter(n for word in set(unit.text.split()) for n in where.get(word, ()))
        for number, _ in shared.most_common(_CANDIDATES):
            like = likeness(prose[number].text, unit.text)
            near = prose[number].place.file == unit.place.file
            if like >= _LEAST_LIKE:
                scored.append((-like - 0.1 * near, at, number))
    taken: set[tuple[str, int]] = set()
    for _, at, number in sorted(scored):
        if ("new", at) not in taken and ("old", number) not in taken:
            taken |= {("new", at), ("old", number)}
            pairs.append((prose[number], new[at]))
    return pairs


class _Beside:
    """Where something that is on one side alone would stand on the other: behind the piece before
    it, in its file."""

    def __init__(self, before: Sequence[Unit], now: Sequence[Unit]) -> None:
        self._places: tuple[dict[Key, Place], dict[Key, Place]] = ({}, {})
        for side, units in enumerate((before, now)):
            for unit in units:
                self._places[side].setdefault(unit.key, unit.place)
        self._before: dict[int, Sequence[Unit]] = {}
        for units in (before, now):
            for number, unit in enumerate(units):
                self._before[id(unit)] = units[max(0, number - 8) : number][::-1]

    def place(self, unit: Unit, side: int) -> Place:
        """The place on the side of the old (0) or the new (1) book."""
        for other in self._before[id(unit)]:
            if other.place.file == unit.place.file and other.key in self._places[side]:
                return self._places[side][other.key]
        return Place(unit.place.file, 1)


def _changed(old: Unit, new: Unit) -> Change:
    return Change(
        kind="changed",
        place=new.place,
        was=old.place,
        old=same(old.text),
        new=same(new.text),
        called=new.called,
        field=new.field,
    )


def _added(unit: Unit, beside: _Beside) -> Change:
    return Change(
        kind="added",
        place=unit.place,
        was=beside.place(unit, 0),
        old="",
        new=same(unit.text),
        called=unit.called,
        field=unit.field,
    )


def _removed(unit: Unit, beside: _Beside) -> Change:
    return Change(
        kind="removed",
        place=beside.place(unit, 1),
        was=unit.place,
        old=same(unit.text),
        new="",
        called=unit.called,
        field=unit.field,
    )
