"""What it costs that a page is not as it should be. All lengths are in lines of the page's grid."""

from __future__ import annotations

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


def off(foot: float, lines: int) -> float:
    """What it costs that the foot of a page is lower or higher than it should be."""
    off = abs(foot)
    cost = OFF_BY_ONE * min(1.0, off) + SHORT * max(0.0, off - 1 - EPSILON) ** 2
    return cost + (SHALLOW if lines + foot < DEPTH * lines + EPSILON else 0.0)


def facing(difference: float) -> float:
    """What it costs that the feet of facing pages differ."""
    return UNLIKE * min(1.0, difference) + UNEVEN * max(0.0, difference - ALIKE) ** 2
