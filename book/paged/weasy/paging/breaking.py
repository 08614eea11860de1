"""Where the pages of a section end: the cheapest way through all of it.

What Knuth and Plass do for lines, for pages and spreads (Plass, Optimal pagination techniques for
automatic typesetting systems, 1981). A section is a row of units, each a line or something that is
not broken; some of them can move to the next page as floats. Knows nothing of boxes; all lengths
are in lines of the page's grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, inf
from typing import Any, NamedTuple

from book.paged.weasy.paging.parts import Float, Page, Unit, Whole

#: Rounding is no line more; and what the grid forgives.
EPSILON, GRID = 0.02, 0.003
#: A page whose foot is a line higher or lower than others, and facing pages that differ by a line.
OFF_BY_ONE, UNLIKE = 15.0, 60.0
#: Each line by which a page is short beyond that, squared; and by which facing pages differ beyond
#: what is alike.
SHORT, UNEVEN = 150.0, 500.0
#: So much of a line facing pages may differ by: less than one, for below its words a row of a table
#: has room that a line of text has not.
ALIKE = 0.75
#: A page that is less full than this share, and no section's last.
SHALLOW, DEPTH = 3000.0, 0.92
#: A line that is given to a space; the second on a page costs twice as much.
GIVEN = 10.0
#: The rows of a table at the foot of a page may each be so much of a line higher; what a line of
#: that costs.
ROW_GIVES, STRETCHED = 0.75, 6.0
#: What moves to the next page, and each page more that it waits.
MOVED, WAITED = 40.0, 400.0
#: A section's last page holds at least so many lines; what each missing one costs.
FEWEST, RUNT = 5, 800.0
#: Of two ways the one with fewer pages.
PAGE = 5.0
#: What costs so much more than another way to set a page is not looked at.
HOPELESS = 700.0
#: No page is longer than it should be by more.
LONGER = 1


class _Way(NamedTuple):
    """A page that is filled up to a unit: how high it is, up to the last ink and up to the grid,
    the floats that wait, what that costs, the height of its footnotes, where lines may be added,
    the gap above the next unit where a float was taken out, and the rows of a table at its end."""

    end: int
    ink: float
    height: float
    waiting: tuple[int, ...]
    cost: float = 0.0
    notes: float = 0.0
    givers: tuple[int, ...] = ()
    gap: float | None = None
    rows: int = 0


class _Filling(NamedTuple):
    """One way to set a page: the page, what waits behind it, and what it costs by itself."""

    page: Page
    waiting: tuple[int, ...]
    cost: float


class _Place(NamedTuple):
    """Where a page begins: the unit, what waits, on which side of a spread it is, the foot of the
    page that faces it on the left, and how many whole pages wait for a right-hand page."""

    start: int
    waiting: tuple[int, ...]
    is_left: bool
    faced: float | None = None
    held: int = 0


class PageBreaker:
    """Breaks a row of units into pages of so many lines; `rule` is the height of what stands
    between the text of a page and its footnotes, `wholes` are pages that stand between."""

    def __init__(
        self,
        units: Sequence[Unit],
        floats: Sequence[Float],
        lines: int,
        rule: float = 0.0,
        wholes: Sequence[Whole] = (),
    ) -> None:
        self._units, self._floats, self._lines, self._rule = units, floats, lines, rule
        self._wholes = wholes
        self._met = {found.first: number for number, found in enumerate(floats)}
        self._known: dict[tuple[int, tuple[int, ...]], list[_Filling]] = {}

    def pages(self, is_left: bool) -> list[Page]:
        """The pages that cost least; `is_left` says on which side of a spread the first one is."""
        count = len(self._units)
        places: dict[_Place, tuple[float, Any]] = {_Place(0, (), is_left): (0.0, None)}
        best: tuple[float, Any] = (inf, None)
        while places:
            following: dict[_Place, tuple[float, Any]] = {}
            for place, (before, pages) in places.items():
                if before >= best[0]:
                    continue
                for page, waiting, own in self._fillings(place.start, place.waiting):
                    cost = before + own + PAGE
                    made = page, place.is_left, pages
                    if page.end == count and not waiting:
                        if cost < best[0]:
                            best = cost, made
                        continue
                    if place.faced is not None:
                        cost += _facing(abs(place.faced - page.foot))
                    after = self._after(place, page, waiting)
                    if after not in following or cost < following[after][0]:
                        following[after] = cost, made
            places = following
        found = []
        left = best[1]
        while left is not None:
            page, side, left = left
            found.append(replace(page, is_left=side))
        return found[::-1]

    def _after(self, place: _Place, page: Page, waiting: tuple[int, ...]) -> _Place:
        """Where the next page begins, behind the whole pages that stand between."""
        ended = [whole for whole in self._wholes if place.start < whole.at <= page.end]
        queue = [Whole(0, 2, faces=True)] * place.held + ended
        is_left, between = not place.is_left, False
        while queue and (is_left or not queue[0].faces):
            is_left ^= queue.pop(0).pages % 2 == 1
            between = True
        faced = round(page.foot, 1) if place.is_left and not is_left and not between else None
        return _Place(page.end, waiting, is_left, faced, len(queue))

    def _fillings(self, start: int, waiting: tuple[int, ...]) -> list[_Filling]:
        """The ways to set a page that begins with a unit while floats wait."""
        key = start, waiting
        if key not in self._known:
            best: dict[Any, _Filling] = {}
            for filling in self._filled(start, waiting):
                alike = filling.page.end, filling.waiting, round(filling.page.foot, 1)
                if alike not in best or filling.cost < best[alike].cost:
                    best[alike] = filling
            least = min(filling.cost for filling in best.values())
            self._known[key] = [f for f in best.values() if f.cost <= least + HOPELESS]
        return self._known[key]

    def _filled(self, start: int, waiting: tuple[int, ...]) -> Iterator[_Filling]:
        placed, above = 0, 0.0
        for number in waiting:
            height = self._floats[number].height
            if placed and above + height > self._lines:
                break
            placed, above = placed + 1, above + height
        floats, late = waiting[:placed], waiting[placed:]
        late_cost = WAITED * len(late)
        ways = list(self._ways(start, start, _Way(start, above, above, late)))
        if not ways:
            # Nothing fits below the floats, or what comes first is higher than a page.
            end = start if floats or start == len(self._units) else start + 1
            foot = min(0.0, above - self._lines)
            page = Page(start, end, floats, self._lines - above, foot=foot)
            is_end = end == len(self._units) and not late
            yield _Filling(page, late, late_cost + (0.0 if is_end else SHALLOW))
            return
        deepest = max(way.ink for way in ways)
        for way in ways:
            is_end = way.end == len(self._units) and not way.waiting
            # What is much shorter than the others is not worth looking at.
            if is_end or way.ink > deepest - self._lines / 6:
                for page, cost in self._set(start, floats, above, way, is_end):
                    yield _Filling(page, way.waiting, cost + late_cost)

    def _ways(self, start: int, at: int, way: _Way) -> Iterator[_Way]:
        """All ends of a page that begins with a unit and is filled so far up to another one."""
        units, count = self._units, len(self._units)
        while at < count:
            number = self._met.get(at)
            if number is not None and at > start:
                moved = self._floats[number]
                cost = way.cost + MOVED + moved.cost
                waiting = (*way.waiting, number)
                later = way._replace(end=moved.end, waiting=waiting, cost=cost, gap=moved.gap)
                if moved.end == count:
                    yield later
                yield from self._ways(start, moved.end, later)
                if way.waiting:
                    return  # floats keep their order
            unit = units[at]
            gap = unit.gap if way.gap is None else way.gap
            ink = way.height + (unit.head if at == start else gap) + unit.height
            notes = way.notes + unit.notes
            room = self._lines - notes - self._rule if notes else self._lines + LONGER
            if ink > room + EPSILON:
                return
            height = float(ceil(ink - GRID)) if unit.whole else ink
            gives = _most_given(gap, unit.may_break) if at > start else 0
            givers = way.givers + (at,) * gives
            rows = way.rows
            if unit.row:
                rows = min(unit.row, way.rows + 1 + (at == start and unit.head > 0))
            elif at == start or units[at - 1].whole:
                rows = 0  # what stood on the grid goes on standing there
            at += 1
            way = _Way(
                end=at,
                ink=ink,
                height=height,
                waiting=way.waiting,
                cost=way.cost,
                notes=notes,
                givers=givers,
                rows=rows,
            )
            if at == count or units[at].may_break:
                yield way

    def _set(
        self, start: int, floats: tuple[int, ...], above: float, way: _Way, is_end: bool
    ) -> Iterator[tuple[Page, float]]:
        """A page that is filled in one way, with more lines or fewer given to its spaces."""
        units = self._units
        cost = way.cost + (units[way.end].penalty if way.end < len(units) else 0.0)
        below = way.notes + self._rule if way.notes else 0.0
        flow = way.ink - above
        if is_end:
            missing = max(0.0, FEWEST - way.ink) if start else 0.0
            longer = OFF_BY_ONE if way.ink > self._lines + EPSILON else 0.0
            yield Page(start, way.end, floats, flow, notes=below), cost + RUNT * missing + longer
            return
        wide = _widest_first(way.givers, units) if way.givers else ()
        for given in range(len(way.givers) + 1):
            foot = way.ink + below + given - self._lines
            if foot > (0 if below else LONGER) + EPSILON:
                return
            own = GIVEN * given * (given + 1) / 2
            most = min(max(0.0, -foot), way.rows * ROW_GIVES)
            # Less of it where the facing page can't be as long.
            for stretched in (most - n / 2 for n in range(max(1, ceil(2 * most)))):
                # Footnotes stand at the foot of the page whatever the text above them.
                page = Page(
                    start,
                    way.end,
                    floats,
                    flow + given + stretched,
                    given=wide[:given],
                    foot=0.0 if below else foot + stretched,
                    notes=below,
                    added_to_rows=stretched / way.rows if way.rows else 0.0,
                )
                off = _off(foot + stretched, self._lines)
                yield page, cost + own + STRETCHED * stretched + off


def _most_given(gap: float, may_break: bool) -> int:
    """How many lines may be added to a space. What is less than a third of a line is none; where
    no page may end, only what is wide."""
    return min(2, int(gap) + 1) if gap >= (1 / 3 if may_break else 2) else 0


def _widest_first(givers: Sequence[int], units: Sequence[Unit]) -> tuple[int, ...]:
    """In which order spaces get another line: each has one before any has two."""
    turns = [(givers[:n].count(unit), -units[unit].gap, unit) for n, unit in enumerate(givers)]
    return tuple(unit for *_, unit in sorted(turns))


def _off(foot: float, lines: int) -> float:
    """What it costs that the foot of a page is lower or higher than it should be."""
    off = abs(foot)
    cost = OFF_BY_ONE * min(1.0, off) + SHORT * max(0.0, off - 1 - EPSILON) ** 2
    return cost + (SHALLOW if lines + foot < DEPTH * lines + EPSILON else 0.0)


def _facing(difference: float) -> float:
    """What it costs that the feet of facing pages differ."""
    return UNLIKE * min(1.0, difference) + UNEVEN * max(0.0, difference - ALIKE) ** 2
