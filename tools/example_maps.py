"""Draws the maps of the books in examples/, by hand: `python tools/example_maps.py`.

They are drawings as those of `example_pictures.py`, with whose pen they are drawn; the books put
numbers on them.
"""

# Paths of drawings are long lines, and the dice only place trees.
# ruff: noqa: E501, S311
from __future__ import annotations

import random
from collections.abc import Iterable

from example_pictures import (
    CLUB,
    EXAMPLES,
    SCHOOL,
    Inks,
    at,
    boathouse,
    cottage,
    disc,
    flame_tree,
    line,
    path,
    poplar,
    rect,
    schoolhouse,
    shell,
    shell_of_ferry,
    write,
)

Spots = Iterable[tuple[float, float]]


def way(d: str, ink: str, width: float, more: str = "") -> str:
    """A road, a bank or a river along a path."""
    return f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round" {more}/>'


def field(x: float, y: float, w: float, h: float, lean: float, fill: str, furrow: str) -> str:
    """A field, its furrows along it."""
    drawn = path(f"M{x} {y} h{w} l{lean} {h} h{-w}Z", fill)
    for k in range(1, int(h / 3)):
        drawn += line(
            x + lean * 3 * k / h + 1,
            y + 3 * k,
            x + w + lean * 3 * k / h - 1,
            y + 3 * k,
            furrow,
            0.5,
        )
    return drawn


def wood(spots: Spots, fill: str, shade: str) -> str:
    """Trees as they stand on a drawn map."""
    drawn = ""
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        drawn += (
            rect(x - 0.4, y - 1, 0.8, 2.4, shade)
            + disc(x, y - 3, 2.7, fill)
            + disc(x - 0.8, y - 3.6, 1, shade)
        )
    return drawn


def scattered(
    seed: int, n: int, x: float, y: float, wide: float, high: float
) -> list[tuple[float, float]]:
    dice = random.Random(seed)
    return [(x + wide * dice.uniform(-1, 1), y + high * dice.uniform(-1, 1)) for _ in range(n)]


def house(x: float, y: float, wall: str, roof: str, size: float = 1) -> str:
    return at(x, y, rect(-3, -4, 6, 4, wall) + path("M-3.8 -4 L0 -7.4 L3.8 -4Z", roof), size)


def town(spots: Spots, walls: str, roofs: tuple[str, ...], size: float = 1) -> str:
    ordered = sorted(spots, key=lambda spot: spot[1])
    return "".join(
        house(x, y, walls, roofs[k % len(roofs)], size) for k, (x, y) in enumerate(ordered)
    )


def church(inks: Inks) -> str:
    nave = rect(-2, -6, 11, 6, inks.paper) + path("M-2 -6 L0 -9.4 H7 L9 -6Z", inks.deep)
    return (
        nave + rect(-6, -11, 5, 11, inks.paper) + path("M-6.6 -11 L-3.5 -20 L-0.4 -11Z", inks.deep)
    )


def castle(inks: Inks) -> str:
    drawn = rect(-10, -9, 20, 9, inks.paper)
    for x in (-12, 7):
        drawn += rect(x, -15, 5, 15, inks.paper) + "".join(
            rect(x + 2 * k, -17, 1, 2, inks.paper) for k in range(3)
        )
    return (
        drawn
        + "".join(rect(-6.5 + 3 * k, -11, 1.5, 2, inks.paper) for k in range(5))
        + path("M-2 0 V-4 A2 2 0 0 1 2 -4 V0Z", inks.dark)
    )


def compass(inks: Inks) -> str:
    """A rose of the winds, its needle up."""
    ring = f'<circle r="9" fill="none" stroke="{inks.deep}" stroke-width=".6"/>'
    points = path("M0 -13 L2.6 0 H-2.6Z", inks.strong) + path("M0 13 L2.6 0 H-2.6Z", inks.deep)
    return ring + line(-9, 0, 9, 0, inks.deep, 0.6) + points + disc(0, 0, 1.2, inks.paper)


def river_of_the_club(i: Inks) -> str:
    """The Wend from Harle to the sea, 300 by 190."""
    land, meadow, shade = "#dfe6dc", "#c9d8c6", "#a9c2b0"
    drawn = rect(0, 0, 300, 190, land)
    for x, y, r in (
        (30, 8, 46),
        (96, 0, 40),
        (182, 14, 56),
        (262, 20, 48),
        (44, 178, 54),
        (150, 190, 60),
    ):
        drawn += disc(x, y, r, meadow)
    drawn += (
        field(14, 118, 26, 18, 6, "#e9dcc0", i.light)
        + field(46, 124, 24, 15, 5, meadow, shade)
        + field(120, 148, 30, 18, 5, "#e9dcc0", i.light)
    )
    drawn += field(226, 44, 26, 15, -5, "#e9dcc0", i.light) + field(
        196, 30, 22, 14, -4, meadow, shade
    )
    # The river with its banks, the sea, and the light on the water.
    wend = "M-8 46 C24 30 44 46 52 66 S74 104 104 104 C140 104 150 70 184 72 S222 132 272 142"
    brook = "M215 93 C198 116 186 150 190 196"
    drawn += way(brook, i.paper, 6.6) + way(wend, i.paper, 15)
    drawn += path("M306 104 Q272 112 262 130 Q252 152 272 172 Q284 184 306 184Z", i.deep)
    drawn += way(brook, i.deep, 4.4) + way(wend, i.deep, 11)
    drawn += way(wend, i.mid, 0.7, 'stroke-dasharray="9 7"')
    # The railway crosses above the bridge; the road runs over the bridge itself.
    drawn += way("M-6 84 Q60 132 126 128 T306 66", i.dark, 1) + way(
        "M-6 84 Q60 132 126 128 T306 66", i.paper, 0.5, 'stroke-dasharray="3 3"'
    )
    drawn += way("M88 -6 Q84 60 90 104 T70 196", i.paper, 2.6)
    drawn += at(
        90,
        104,
        rect(-3.4, -9, 6.8, 18, i.paper)
        + rect(-3.4, -9, 1, 18, i.dark)
        + rect(2.4, -9, 1, 18, i.dark),
    )
    drawn += wood(
        scattered(3, 16, 28, 20, 22, 9)
        + scattered(5, 20, 146, 28, 24, 12)
        + scattered(8, 12, 270, 62, 18, 7),
        i.mid,
        i.deep,
    )
    drawn += wood(
        scattered(11, 14, 30, 160, 20, 12) + scattered(13, 16, 240, 170, 18, 10), i.mid, i.deep
    )
    roofs = (i.strong, i.deep, i.strong)
    bridge = [(70, 66), (78, 70), (82, 79), (74, 77), (97, 84), (104, 78), (107, 88), (98, 72)]
    harle = [(18, 64), (27, 68), (36, 70), (31, 76), (40, 78)]
    wendmouth = [(250, 118), (257, 112), (264, 118), (258, 123), (271, 112), (252, 106)]
    for spots in (bridge, harle, wendmouth):
        drawn += town(spots, i.paper, roofs)
    drawn += at(116, 84, church(i), 0.8) + at(16, 78, church(i), 0.6)
    # Barn, mill, boathouse, castle.
    drawn += at(
        108,
        122,
        rect(-8, -6, 16, 6, i.light)
        + path("M-9.4 -6 L-6 -11 H6 L9.4 -6Z", i.dark)
        + rect(-2.4, -5, 4.8, 5, i.deep),
    )
    drawn += at(146, 74, boathouse(i), 0.2) + "".join(
        at(138 + 4.6 * k, 76, poplar(i), 0.18) for k in (-2, -1)
    )
    drawn += at(236, 86, castle(i), 0.9) + at(
        174,
        58,
        rect(-3, -7, 6, 7, i.paper)
        + path("M-4 -7 L0 -11 L4 -7Z", i.strong)
        + line(-6, -13, 6, -3, i.dark, 0.8)
        + line(-6, -3, 6, -13, i.dark, 0.8),
    )
    drawn += at(132, 96, shell(i, 4, i.strong), 0.2) + at(180, 74, shell(i, 8, i.strong), 0.16)
    for x, y in ((288, 130), (280, 158)):
        drawn += at(
            x,
            y,
            path("M-5 0 H5 L3.4 2.6 H-3.4Z", i.paper)
            + path("M0 -1 V-9 L5 -1Z", i.paper)
            + path("M-1 -1 V-7 L-4 -1Z", i.light),
        )
    return drawn + at(278, 28, compass(i))


def villages_of_the_school(i: Inks) -> str:
    """The school's villages on both banks of the river, 300 by 190."""
    land, paddy, furrow = "#fbeecf", "#dfe0b4", "#b9c391"
    drawn = rect(0, 0, 300, 190, land)
    for x, y, w, h, lean in (
        (18, 20, 42, 21, 5),
        (64, 24, 38, 18, 5),
        (20, 46, 44, 18, 6),
        (120, 22, 40, 20, -5),
        (166, 30, 34, 18, -4),
        (22, 148, 44, 24, 5),
        (72, 150, 36, 21, 5),
        (190, 140, 46, 24, -6),
        (240, 146, 36, 21, -5),
    ):
        drawn += field(x, y, w, h, lean, paddy, furrow)
    river = "M-8 96 C40 86 66 122 112 118 S188 78 226 88 S270 112 310 92"
    drawn += (
        way(river, "#f6e2b4", 27)
        + way(river, "#7fa9a6", 22)
        + way(river, "#cfe0d2", 0.8, 'stroke-dasharray="12 9"')
    )
    drawn += way(river, "#cfe0d2", 0.8, 'stroke-dasharray="7 15" transform="translate(3 5)"')
    road = (
        "M-6 70 C30 64 70 66 104 80 S146 76 162 60 S226 8 250 -8 M136 128 Q190 128 214 116 T306 130"
    )
    drawn += way(road, "#e8c98c", 3.6) + way(road, land, 2)
    roofs = (i.strong, i.light, i.strong)
    for spots in (
        [(42, 78), (50, 84), (34, 84), (58, 78), (28, 76)],
        [(202, 62), (212, 56), (222, 62), (210, 68), (232, 58), (240, 66)],
        [(250, 126), (262, 122), (272, 128), (258, 134), (282, 122)],
        [(90, 136), (100, 142), (82, 142), (110, 136)],
    ):
        drawn += town(spots, "#fdf6e8", roofs, 1.05)
    bamboo = (
        scattered(4, 12, 24, 70, 14, 4)
        + scattered(6, 12, 246, 52, 16, 6)
        + scattered(9, 12, 278, 138, 16, 5)
        + scattered(15, 10, 70, 138, 9, 5)
    )
    drawn += wood(bamboo + scattered(21, 14, 142, 52, 18, 8), i.mid, i.deep)
    # The communal house, the thatched classes before it, the school by the ferry.
    hall = (
        rect(-11, -7, 22, 7, "#fdf6e8")
        + "".join(rect(-10 + 4.6 * k, -7, 1.2, 7, i.dark) for k in range(5))
        + path("M-16 -6 Q-12 -8 -9 -14 H9 Q12 -8 16 -6Z", i.strong)
    )
    drawn += at(112, 66, hall) + at(118, 82, cottage(i), 0.14)
    drawn += (
        at(140, 142, schoolhouse(i), 0.2)
        + at(136, 146, flame_tree(i, 3), 0.22)
        + at(178, 146, flame_tree(i, 8), 0.2)
    )
    drawn += at(146, 112, shell_of_ferry(i), 0.2)
    drawn += line(124, 126, 120, 116, i.dark, 1.6) + line(128, 125, 124, 115, i.dark, 0.6)
    return drawn + at(278, 24, compass(i))


if __name__ == "__main__":
    write(river_of_the_club(CLUB), 300, 190, 1500, EXAMPLES / "rowing-club/assets/map.png")
    write(villages_of_the_school(SCHOOL), 300, 190, 1500, EXAMPLES / "school/assets/ban-do.png")
