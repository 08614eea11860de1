"""Where the pages of a section end: the cheapest way through all of it.

What Knuth and Plass do for lines, for pages and spreads (Plass, Optimal pagination techniques for
automatic typesetting systems, 1981). A section is a row of units, each a line or something that is
not broken; some of them can move to the next page as floats. Knows nothing of boxes; all lengths
are in lines of the page's grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, inf
from typing import Any, NamedTuple

from book.paged.weasy.paging.costs import (
    EPSILON,
    FEWEST,
    GIVEN,
    GRID,
    HOPELESS,
    LONGER,
    MOVED,
    OFF_BY_ONE,
    PAGE,
    ROW_GIVES,
    RUNT,
    SHALLOW,
    STRETCHED,
    WAITED,
    facing,
    off,
)
from book.paged.weasy.paging.parts import Float, Page, Unit, Whole

#: With so many places on each page a way is found that costs little more than the cheapest.
BEAM = 6


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
        self._at_least = self._pages_at_least()

    def pages(self, is_left: bool) -> list[Page]:
        """The pages that cost least; `is_left` says on which side of a spread the first one is."""
        # What a good way costs keeps most of the others from being looked at to their ends.
        enough, _ = self._cheapest(is_left, inf, BEAM)
        _, chosen = self._cheapest(is_left, enough + EPSILON)
        return chosen

    def _cheapest(
        self, is_left: bool, enough: float, beam: int | None = None
    ) -> tuple[float, list[Page]]:
        """What the cheapest way through all units costs, and its pages. What must cost more than
        `enough` is left out; with a `beam` only so many places go on from each page."""
        count, at_least = len(self._units), self._at_least
        places: dict[_Place, tuple[float, Any]] = {_Place(0, (), is_left): (0.0, None)}
        best: tuple[float, Any] = (inf, None)
        while places:
            following: dict[_Place, tuple[float, Any]] = {}
            for place, (before, pages) in places.items():
                least = before + PAGE * ceil(at_least[place.start])
                if least >= best[0] or least > enough:
                    continue
                for page, waiting, own in self._fillings(place.start, place.waiting):
                    cost = before + own + PAGE
                    made = page, place.is_left, pages
                    if page.end == count and not waiting:
                        if cost < best[0]:
                            best = cost, made
                        continue
                    if place.faced is not None:
                        cost += facing(abs(place.faced - page.foot))
                    after = self._after(place, page, waiting)
                    if after not in following or cost < following[after][0]:
                        following[after] = cost, made
            if beam and len(following) > beam:
                following = dict(sorted(following.items(), key=self._so_far)[:beam])
            places = following
        found = []
        left = best[1]
        while left is not None:
            page, side, left = left
            found.append(page._replace(is_left=side))
        return best[0], found[::-1]

    def _so_far(self, found: tuple[_Place, tuple[float, Any]]) -> float:
        """What the pages up to a place cost, and at least those behind it."""
        place, (cost, _) = found
        return cost + PAGE * self._at_least[place.start]

    def _pages_at_least(self) -> list[float]:
        """How many pages at least are filled from each unit on, floats not counted."""
        floating = {unit for found in self._floats for unit in range(found.first, found.end)}
        left, height = [0.0], 0.0
        for number in range(len(self._units) - 1, -1, -1):
            height += 0.0 if number in floating else min(self._units[number].height, self._lines)
            left.append(max(0.0, height - EPSILON) / (self._lines + LONGER + EPSILON))
        return left[::-1]

    def _after(self, place: _Place, page: Page, waiting: tuple[int, ...]) -> _Place:
        """Where the next page begins, behind the whole pages that stand between."""
        if not self._wholes:
            faced = round(page.foot, 1) if place.is_left else None
            return _Place(page.end, waiting, not place.is_left, faced)
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
        # What is much shorter than the others is not worth looking at.
        shorter, least = self._lines / 6, self._lines * 0.7
        first = _Way(start, above, above, late)
        ways = list(self._ways(start, start, first, least))
        deepest = max((way.ink for way in ways), default=0.0)
        if deepest - shorter < least:
            ways = list(self._ways(start, start, first, 0.0))
            deepest = max((way.ink for way in ways), default=0.0)
        if not ways:
            # Nothing fits below the floats, or what comes first is higher than a page.
            end = start if floats or start == len(self._units) else start + 1
            foot = min(0.0, above - self._lines)
            page = Page(start, end, floats, self._lines - above, foot=foot)
            is_end = end == len(self._units) and not late
            yield _Filling(page, late, late_cost + (0.0 if is_end else SHALLOW))
            return
        for way in ways:
            is_end = way.end == len(self._units) and not way.waiting
            if is_end or way.ink > deepest - shorter:
                for page, cost in self._set(start, floats, above, way, is_end):
                    yield _Filling(page, way.waiting, cost + late_cost)

    def _ways(self, start: int, at: int, way: _Way, least: float) -> Iterator[_Way]:
        """The ends of a page that begins with a unit and is filled so far up to another one; of
        those with ink no further down than `least` only that behind the last unit."""
        units, count = self._units, len(self._units)
        _, ink, height, waiting, cost, notes, givers, above, rows = way
        while at < count:
            number = self._met.get(at)
            if number is not None and at > start:
                moved = self._floats[number]
                later = _Way(
                    end=moved.end,
                    ink=ink,
                    height=height,
                    waiting=(*waiting, number),
                    cost=cost + MOVED + moved.cost,
                    notes=notes,
                    givers=givers,
                    # Where the one before it has moved too, what it stood behind is gone.
                    gap=moved.gap if above is None else above,
                    rows=rows,
                )
                if moved.end == count:
                    yield later
                yield from self._ways(start, moved.end, later, least)
                if waiting:
                    return  # floats keep their order
            unit = units[at]
            gap = unit.gap if above is None else above
            above = None
            ink = height + (unit.head if at == start else gap) + unit.height
            notes += unit.notes
            room = self._lines - notes - self._rule if notes else self._lines + LONGER
            if ink > room + EPSILON:
                return
            height = float(ceil(ink - GRID)) if unit.whole else ink
            if at > start and gap >= 1 / 3 and (gives := _most_given(gap, unit.may_break)):
                givers += (at,) * gives
            if unit.row:
                rows = min(unit.row, rows + 1 + (at == start and unit.head > 0))
            elif at == start or units[at - 1].whole:
                rows = 0  # what stood on the grid goes on standing there
            at += 1
            if at == count or (ink > least and units[at].may_break):
                yield _Way._make((at, ink, height, waiting, cost, notes, givers, None, rows))

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
                own_foot = off(foot + stretched, self._lines)
                yield page, cost + own + STRETCHED * stretched + own_foot


def _most_given(gap: float, may_break: bool) -> int:
    """How many lines may be added to a space. What is less than a third of a line is none; where
    no page may end, only what is wide."""
    return min(2, int(gap) + 1) if gap >= (1 / 3 if may_break else 2) else 0


def _widest_first(givers: Sequence[int], units: Sequence[Unit]) -> tuple[int, ...]:
    """In which order spaces get another line: each has one before any has two."""
    turns = [(givers[:n].count(unit), -units[unit].gap, unit) for n, unit in enumerate(givers)]
    return tuple(unit for *_, unit in sorted(turns))
