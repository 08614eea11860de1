"""What pages are made of, told to the page breaker, and pages, told by it. All lengths are in lines
of the page's grid."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """What is not broken: a line, a heading, a row of a table.

    `gap` is the space above it, which falls away at the head of a page, `height` its own. What
    follows a unit that is `whole` stands on the grid again. `may_break` says whether a page may
    begin with it, `penalty` what that costs, `head` what is repeated above it then. `notes` is the
    height of the footnotes that are called in it; `row` its number as a row of a table,
    from 1.
    """

    gap: float
    height: float
    whole: bool = False
    may_break: bool = True
    penalty: float = 0.0
    head: float = 0.0
    notes: float = 0.0
    row: int = 0


class Float(NamedTuple):
    """Units from `first` up to `end` that may move: at the head or foot of a page they are
    `height` lines high, with the space that keeps them from the text; where they stood `gap` is
    left above the next unit."""

    first: int
    end: int
    height: float
    gap: float
    #: What moving it costs besides, for instance past a heading.
    cost: float = 0.0


class Whole(NamedTuple):
    """Pages that stand behind the page on which the unit before `at` is; a spread (`faces`) waits
    for a right-hand page to end."""

    at: int
    pages: int = 1
    faces: bool = False


class Page(NamedTuple):
    """One page, a left one or not: its units from `first` up to `end`, without those that wait; the
    floats (by number) at its head or foot; how many lines its flow takes, floats and footnotes not
    counted; the units above which a line is added, once for each; by how many lines its foot is
    lower than it should be; how many lines its footnotes take, and what is added to each row of the
    table at its foot."""

    first: int
    end: int
    floats: tuple[int, ...] = ()
    flow: float = 0.0
    given: tuple[int, ...] = ()
    foot: float = 0.0
    notes: float = 0.0
    added_to_rows: float = 0.0
    is_left: bool = False
