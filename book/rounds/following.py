"""Remarks followed through edits: where their words stand now, and which have been mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from book.rounds.remarks import Remark
from book.rounds.units import Unit
from book.rounds.words import found_in, letters_of, likeness, same

#: A sentence that shares fewer of its words is another one.
_LEAST_LIKE = 0.4
_CANDIDATES = 8
#: A word that stands in more pieces tells nothing of one.
_COMMON = 2000


class Follower:
    """Finds passages of earlier states among the pieces of the book as it is."""

    def __init__(self, now: Sequence[Unit]) -> None:
        self._now = now
        self._texts: dict[str, list[Unit]] = defaultdict(list)
        self._values: dict[tuple[tuple[str, ...], str], list[Unit]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        for number, unit in enumerate(now):
            self._texts[same(unit.text)].append(unit)
            self._values[unit.record, unit.field].append(unit)
            for word in set(unit.text.split()):
                self._words[word].append(number)

    def find(self, remark: Remark) -> Unit | None:
        """The piece that a remark's passage is now; None where it is gone."""
        passage = same(remark.passage)
        if remark.record:
            values = self._values.get((remark.record, remark.field), [])
            return max(values, key=lambda u: likeness(u.text, passage), default=None)
        exact = [u for u in self._texts.get(passage, []) if not u.record]
        if exact:
            return min(exact, key=lambda u: _away(u, remark))
        shared: dict[int, int] = defaultdict(int)
        for word in set(passage.split()):
            holding = self._words.get(word, ())
            for number in holding if len(holding) <= _COMMON else ():
                shared[number] += 1
        best = sorted(shared, key=lambda n: -shared[n])[:_CANDIDATES]
        scored = [
            (likeness(passage, same(unit.text)) + 0.1 * (unit.place.file == remark.file), n)
            for n in best
            if not (unit := self._now[n]).record
        ]
        like, number = max(scored, default=(0.0, -1))
        return self._now[number] if like >= _LEAST_LIKE else None


def _away(unit: Unit, remark: Remark) -> tuple[int, int]:
    return int(unit.place.file != remark.file), abs(unit.place.line - remark.line)


def followed(remarks: Iterable[Remark], now: Sequence[Unit]) -> tuple[list[Remark], list[Remark]]:
    """All remarks with their places in the book as it is, and those of them that were open and have
    been mended since: they are done now."""
    follower = Follower(now)
    found, mended = [], []
    for remark in remarks:
        unit = follower.find(remark)
        remark = _placed(remark, unit)
        if remark.state == "open" and (how := _mended(remark, unit)) is not None:
            remark = replace(remark, state="done", how=how)
            mended.append(remark)
        found.append(remark)
    return found, mended


def _placed(remark: Remark, unit: Unit | None) -> Remark:
    if unit is None:
        return remark
    line = unit.place.line
    if unit.last > line and not unit.place.cell:
        # A sentence may go on over lines; the words stand on one of them.
        inside = found_in(unit.text, remark.words)
        if inside:
            line = unit.line_of(inside[0])
    return replace(remark, file=unit.place.file, line=line)


def _mended(remark: Remark, unit: Unit | None) -> str | None:
    """What the passage reads now where that is what was asked for, or the words that were remarked
    on are no longer there; empty where the passage is gone, None where nothing was done."""
    if not remark.passage:
        return None
    if unit is None:
        return ""
    now = same(unit.text)
    if now == same(remark.passage):
        return None
    letters = letters_of(now)
    if remark.wanted and remark.kind in ("insert", "replace"):
        wanted = letters_of(remark.wanted)
        if wanted in letters and wanted not in letters_of(remark.passage):
            return now
    if remark.kind == "insert":
        return None
    words = letters_of(remark.words)
    if remark.kind == "note" or not words or words not in letters_of(remark.passage):
        return now
    return now if words not in letters else None


def reopened(
    remarks: Iterable[Remark], numbers: Iterable[int], now: Sequence[Unit]
) -> list[Remark]:
    """The remarks, those of these numbers open again: they count from the text as it is now."""
    follower, wanted, found = Follower(now), set(numbers), []
    for remark in remarks:
        if remark.number in wanted:
            unit = follower.find(remark)
            passage = same(unit.text) if unit else remark.passage
            remark = replace(remark, state="open", reason="", how="", passage=passage)
        found.append(remark)
    return found
