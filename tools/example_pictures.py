"""Draws the pictures of the books in examples/, by hand: `python tools/example_pictures.py`.

Each is a drawing in the few colours of its book's theme, written as a PNG of at most 32 colours; the
same run writes the same pictures. Lengths are units of a drawing 300 wide.
"""

# Paths of drawings are long lines, and the dice only place leaves and people.
# ruff: noqa: E501, S311
from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyvips
from PIL import Image

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
Scene = Callable[["Inks"], str]


@dataclass(frozen=True)
class Inks:
    """The colours of a book: CSS colours."""

    paper: str
    pale: str
    mid: str
    deep: str
    strong: str
    light: str
    dark: str


SCHOOL = Inks("#fdf6e8", "#f3dfb4", "#8fa37e", "#5d7553", "#c0432b", "#eeb03a", "#3a302a")
CLUB = Inks("#eef3f3", "#c5d6d8", "#7fa3ad", "#2f6272", "#e2582e", "#f3c9a5", "#12394a")
NIGHT = replace(SCHOOL, paper="#c0432b", mid="#49603f", strong="#8e2c1b", pale="#f6e6c4")
SKINS = ("#e8bd96", "#d9a57c", "#c98f66", "#f0cdaa")


def rect(x: float, y: float, w: float, h: float, fill: str, more: str = "") -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="{fill}" {more}/>'


def disc(x: float, y: float, r: float, fill: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}"/>'


def path(d: str, fill: str) -> str:
    return f'<path d="{d}" fill="{fill}"/>'


def line(x: float, y: float, x2: float, y2: float, ink: str, width: float = 1) -> str:
    return f'<path d="M{x:g} {y:g}L{x2:g} {y2:g}" stroke="{ink}" stroke-width="{width:g}" stroke-linecap="round"/>'


def at(x: float, y: float, what: str, scale: float = 1) -> str:
    return f'<g transform="translate({x:g} {y:g}) scale({scale:g})">{what}</g>'


def hills(y: float, high: float, fill: str, seed: int) -> str:
    """Hills over the whole width; what is below them is filled."""
    dice = random.Random(seed)
    d, x = f"M-10 {y:g}", -10.0
    while x < 310:
        step = dice.uniform(50, 90)
        d += f" q{step / 2:.1f} {-dice.uniform(0.5, 1) * high:.1f} {step:.1f} 0"
        x += step
    return path(d + " V500 H-10 Z", fill)


def water(y: float, to: float, fill: str, glints: str, seed: int) -> str:
    dice = random.Random(seed)
    drawn = rect(-10, y, 320, to - y, fill)
    for _ in range(34):
        at_y = y + (to - y) * dice.random() ** 0.8
        x, w = dice.uniform(-10, 290), dice.uniform(8, 34) * (0.4 + (at_y - y) / (to - y))
        drawn += line(x, at_y, x + w, at_y, glints, 0.9)
    return drawn


def flame_tree(inks: Inks, seed: int) -> str:
    """A flame tree about 90 wide, its foot at 0, 0."""
    dice = random.Random(seed)
    drawn = path(
        "M-4 0 Q-3 -30 -14 -48 L-10 -50 Q-1 -36 0 -28 Q2 -40 14 -52 L18 -49 Q5 -34 5 0Z", inks.dark
    )
    for ink, n, size in ((inks.deep, 16, 13), (inks.strong, 30, 8), (inks.light, 16, 2.4)):
        for _ in range(n):
            x = max(-36.0, min(36.0, dice.gauss(0, 19)))
            drawn += disc(
                x, -60 - dice.uniform(0, 20) * (1 - abs(x) / 60), size * dice.uniform(0.7, 1.1), ink
            )
    return drawn


def poplar(inks: Inks) -> str:
    return rect(-1, -8, 2, 8, inks.dark) + path(
        "M0 -60 Q13 -26 5 -6 H-5 Q-13 -26 0 -60Z", inks.deep
    )


def figure(coat: str, hair: str, skin: str, legs: str) -> str:
    """Somebody who stands, 30 high, the feet at 0, 0."""
    return (
        rect(-3.4, -12, 2.8, 12, legs)
        + rect(0.6, -12, 2.8, 12, legs)
        + path("M-5 -10 Q-6 -22 0 -22 Q6 -22 5 -10Z", coat)
        + disc(0, -25.5, 3.6, skin)
        + path("M-3.8 -25.6 A3.8 3.8 0 0 1 3.8 -25.6 Q0 -28 -3.8 -25.6Z", hair)
    )


def crowd(inks: Inks, n: int, width: float, seed: int, coats: tuple[str, ...]) -> str:
    dice = random.Random(seed)
    step = width / n
    return "".join(
        at(
            step * (k + 0.5),
            dice.uniform(-0.6, 0.6),
            figure(dice.choice(coats), inks.dark, dice.choice(SKINS), inks.dark),
            dice.uniform(0.92, 1.05),
        )
        for k in range(n)
    )


def schoolhouse(inks: Inks) -> str:
    """Two storeys with a tiled roof, 160 wide, its foot at 0, 0."""
    drawn = rect(0, -62, 160, 62, inks.pale) + path("M-6 -62 L14 -84 H146 L166 -62Z", inks.strong)
    drawn += rect(0, -33, 160, 3, inks.light) + rect(68, -92, 24, 12, inks.light)
    for k in range(8):
        for y in (-55, -25):
            door = rect(6 + 19.5 * k, y, 11, 19 if y < -40 else 25, inks.deep)
            drawn += door + rect(11 + 19.5 * k, y, 1, 19 if y < -40 else 25, inks.pale)
    return drawn + rect(-4, -2, 168, 3, inks.dark)


def cottage(inks: Inks) -> str:
    drawn = rect(0, -30, 96, 30, inks.pale) + path("M-12 -28 L12 -58 H84 L108 -28Z", inks.light)
    drawn += "".join(line(12 + 9 * k, -57, 4 + 10.5 * k, -29, inks.dark, 0.5) for k in range(9))
    drawn += rect(40, -22, 14, 22, inks.dark)
    return drawn + rect(12, -20, 16, 10, inks.deep) + rect(68, -20, 16, 10, inks.deep)


def flag(inks: Inks, height: float) -> str:
    return line(0, 0, 0, -height, inks.dark, 1.2) + path(
        f"M0 {-height} q8 -4 14 0 t12 0 v15 q-6 4 -12 0 t-14 0Z", inks.strong
    )


def shell(inks: Inks, crew: int, blade: str) -> str:
    """A rowing boat with its crew, seen from the side, its keel's middle at 0, 0."""
    half = 12 + crew * 9.0
    drawn = path(f"M{-half} -3 Q0 3.4 {half} -3 Q0 -1 {-half} -3Z", inks.paper)
    for k in range(crew):
        x = (k - (crew - 1) / 2) * 16
        drawn += path(f"M{x - 5} -2 L{x - 1} -13 Q{x + 3} -15 {x + 4} -11 L{x + 5} -2Z", inks.paper)
        drawn += disc(x + 2, -16.5, 3, SKINS[k % 3]) + path(
            f"M{x - 1} -17 a3 3 0 0 1 6 -0.4 q-3 -1.4 -6 .4Z", inks.dark
        )
        drawn += line(x + 3, -9, x - 9, 2.5, inks.light, 0.9) + line(
            x - 8, 1.6, x - 11, 4.4, blade, 2.4
        )
    x = half - 9
    return (
        drawn
        + path(f"M{x - 4} -2 V-8 Q{x} -11 {x + 3} -7 V-2Z", blade)
        + disc(x, -12, 2.6, SKINS[3])
        if crew > 1
        else drawn
    )


def boathouse(inks: Inks) -> str:
    drawn = rect(0, -48, 120, 48, inks.paper) + path("M-6 -48 L60 -82 L126 -48Z", inks.strong)
    drawn += "".join(rect(8 + 37 * k, -28, 30, 28, inks.deep) for k in range(3))
    drawn += "".join(
        line(8 + 37 * k, y, 38 + 37 * k, y, inks.mid, 0.6) for k in range(3) for y in (-21, -14, -7)
    )
    drawn += disc(60, -60, 6, inks.paper) + rect(0, -36, 120, 3, inks.dark)
    return (
        drawn + line(60, -82, 60, -104, inks.dark, 1) + path("M60 -104 l18 4 l-18 5Z", inks.strong)
    )


def sky(inks: Inks, sun: tuple[float, float, float], ground: str = "") -> str:
    x, y, r = sun
    return (
        rect(-10, -10, 320, 520, ground or inks.paper)
        + disc(x, y, r * 1.45, inks.pale)
        + disc(x, y, r, inks.light)
    )


def portrait(inks: Inks, seed: int, ground: str, woman: bool, old: bool) -> str:
    """A head and shoulders, 90 by 120."""
    dice = random.Random(seed)
    skin, hair = dice.choice(SKINS), "#b9b4ac" if old else inks.dark
    coat = dice.choice((inks.deep, inks.dark, inks.strong, inks.paper))
    drawn = rect(0, 0, 90, 120, ground)
    if woman:
        low = 62 if old else dice.choice((66, 78, 92))
        drawn += path(
            f"M21 50 Q20 20 45 20 Q70 20 69 50 L{70 + low / 20:.0f} {low} Q45 {low + 8} {20 - low / 20:.0f} {low}Z",
            hair,
        )
    drawn += rect(38, 60, 14, 26, skin) + path(
        "M4 120 Q6 88 38 82 L45 90 L52 82 Q84 88 86 120Z", coat
    )
    drawn += path("M38 82 L45 104 L52 82 L45 90Z", inks.paper if coat != inks.paper else inks.pale)
    drawn += f'<ellipse cx="45" cy="51" rx="18.5" ry="23" fill="{skin}"/>'
    top, glasses = dice.choice((34, 38, 41)), old or dice.random() < 0.25
    drawn += path(
        f"M25.5 50 Q22 24 45 23 Q68 24 64.5 50 Q62 {top} {dice.choice((36, 52))} {top - 2} Q29 {top} 25.5 50Z",
        hair,
    )
    for x in (37.5, 52.5):
        drawn += disc(x, 52, 1.5, inks.dark) + line(x - 3.4, 46.5, x + 3.4, 46.3, hair, 1.1)
        if glasses:
            drawn += f'<circle cx="{x}" cy="52" r="5.4" fill="none" stroke="{inks.dark}" stroke-width=".9"/>'
    smile = dice.uniform(2, 4.5)
    return (
        drawn
        + f'<path d="M39 63 q6 {smile:.1f} 12 0" stroke="{inks.dark}" stroke-width="1.2" fill="none"/>'
    )


def shell_of_ferry(inks: Inks) -> str:
    """A ferry with five pupils, 112 wide."""
    pupils = at(14, 4, crowd(inks, 5, 80, 5, (inks.paper, "#ffffff")), 0.95)
    return (
        pupils
        + path("M0 0 Q50 14 112 -2 L104 12 Q56 22 10 12Z", inks.dark)
        + line(104, -34, 118, 26, inks.light, 1.6)
    )


def school_scenes() -> dict[str, tuple[Scene, int, int, int]]:
    """Each scene with its width and height in units and its width in pixels."""
    white = (SCHOOL.paper, SCHOOL.paper, "#ffffff")

    def gate(i: Inks) -> str:
        posts = (
            rect(84, 330, 16, 100, i.strong)
            + rect(200, 330, 16, 100, i.strong)
            + rect(76, 312, 148, 22, i.strong)
        )
        trees = at(40, 420, flame_tree(i, 2), 2.1) + at(276, 428, flame_tree(i, 5), 1.9)
        near = (
            at(38, 392, schoolhouse(i), 1.42)
            + hills(398, 8, i.deep, 8)
            + trees
            + posts
            + rect(82, 318, 136, 10, i.light)
        )
        ground = rect(-10, 420, 320, 90, NIGHT.mid) + at(96, 432, crowd(i, 7, 108, 6, white))
        return sky(NIGHT, (214, 264, 36)) + hills(290, 90, NIGHT.mid, 4) + at(0, -28, near + ground)

    def branch(i: Inks) -> str:
        return (
            sky(i, (96, 104, 50))
            + hills(214, 46, i.mid, 21)
            + water(214, 330, i.deep, i.mid, 6)
            + at(70, 268, shell_of_ferry(i), 0.8)
            + path("M-10 330 Q150 306 310 338 V460 H-10Z", i.pale)
            + at(196, 372, flame_tree(i, 11), 3.2)
            + at(92, 396, crowd(i, 3, 44, 12, white), 1.5)
        )

    def first(i: Inks) -> str:
        bamboo = "".join(
            line(20 + 9 * k, 152, 8 + 12 * k, 30 + 9 * (k % 3), i.deep, 2.4) for k in range(4)
        )
        return (
            sky(i, (246, 48, 20))
            + hills(112, 46, i.mid, 3)
            + bamboo
            + at(100, 154, cottage(i), 1.25)
            + hills(156, 5, i.deep, 7)
            + at(150, 178, crowd(i, 7, 110, 3, white), 1)
        )

    def ferry(i: Inks) -> str:
        return (
            sky(i, (70, 52, 24))
            + hills(92, 40, i.mid, 12)
            + water(92, 210, i.deep, i.mid, 3)
            + at(96, 138, shell_of_ferry(i), 1.25)
        )

    def house(i: Inks) -> str:
        return (
            sky(i, (58, 44, 20))
            + hills(108, 34, i.mid, 2)
            + at(76, 158, schoolhouse(i))
            + hills(158, 4, i.deep, 6)
            + at(44, 172, flame_tree(i, 3), 1.1)
            + at(266, 170, flame_tree(i, 8), 1)
            + at(160, 178, flag(i, 80))
            + at(90, 190, crowd(i, 9, 130, 2, white), 0.8)
        )

    def yard(i: Inks) -> str:
        rows = "".join(
            at(
                6 - 2 * k,
                172 + 13 * k,
                crowd(i, 26 - 2 * k, 288 + 4 * k, 20 + k, white),
                0.78 + 0.12 * k,
            )
            for k in range(5)
        )
        return (
            sky(i, (236, 48, 26))
            + hills(120, 50, i.mid, 9)
            + at(66, 160, schoolhouse(i), 1.05)
            + hills(152, 4, i.deep, 16)
            + at(30, 168, flame_tree(i, 4), 1.3)
            + at(276, 166, flame_tree(i, 6), 1.2)
            + rect(-10, 164, 320, 80, i.pale)
            + at(112, 168, flag(i, 100))
            + rows
        )

    def lesson(i: Inks) -> str:
        board = rect(40, 28, 190, 84, i.dark) + rect(44, 32, 182, 76, i.deep)
        chalk = (
            "".join(
                line(60, 48 + 14 * k, 140 - 17 * (k % 2), 48 + 14 * k, i.paper, 1.4)
                for k in range(4)
            )
            + f'<circle cx="184" cy="68" r="20" fill="none" stroke="{i.paper}" stroke-width="1.3"/>'
        )
        desks = "".join(
            at(
                24 + 62 * k,
                186,
                rect(0, -10, 52, 6, i.strong)
                + at(26, -8, figure(i.paper, i.dark, SKINS[k % 3], i.dark), 1.5)
                + rect(-2, -12, 56, 30, i.light),
            )
            for k in range(4)
        )
        return (
            rect(0, 0, 300, 200, i.pale)
            + board
            + chalk
            + at(250, 150, figure(i.strong, i.dark, SKINS[0], i.dark), 3)
            + desks
        )

    def bikes(i: Inks) -> str:
        def bike(ink: str) -> str:
            rings = "".join(
                f'<circle cx="{x}" cy="0" r="13" fill="none" stroke="{i.dark}" stroke-width="1.6"/>'
                for x in (0, 38)
            )
            return (
                rings
                + f'<path d="M0 0 L12 -18 H30 L38 0 M12 -18 L19 0 L30 -18 M30 -18 L28 -26 H34 M12 -18 L10 -23 H16" stroke="{ink}" stroke-width="2" fill="none"/>'
            )

        drawn = "".join(
            at(20 + 58 * k, 172, bike((i.strong, i.deep, i.light)[k % 3]), 1.25) for k in range(5)
        )
        return (
            rect(0, 0, 300, 200, i.paper)
            + rect(0, 70, 300, 120, i.pale)
            + rect(0, 56, 300, 16, i.strong)
            + rect(0, 186, 300, 14, i.mid)
            + drawn
        )

    def library(i: Inks) -> str:
        dice = random.Random(5)
        drawn = rect(0, 0, 300, 200, i.deep)
        for y in (60, 122, 184):
            x = 6.0
            while x < 286:
                w, h = dice.uniform(6, 13), dice.uniform(34, 48)
                drawn += rect(
                    x, y - h, w, h, dice.choice((i.strong, i.light, i.paper, i.mid, i.pale))
                ) + rect(x, y - h * 0.8, w, 2, i.dark)
                x += w + 1
            drawn += rect(0, y, 300, 5, i.dark)
        return drawn + at(226, 200, figure(i.paper, i.dark, SKINS[1], i.dark), 4.6)

    def fire(i: Inks) -> str:
        flames = path("M-22 0 Q-26 -32 0 -66 Q26 -32 22 0Z", i.strong) + path(
            "M-12 0 Q-14 -22 0 -42 Q14 -22 12 0Z", i.light
        )
        return (
            rect(0, 0, 300, 200, i.dark)
            + disc(150, 132, 78, "#5b3a2b")
            + at(20, 150, crowd(i, 12, 236, 4, (i.paper, i.light)), 1.1)
            + at(
                150, 172, flames + line(-26, 2, 26, -4, i.pale, 4) + line(-26, -4, 26, 2, i.mid, 4)
            )
            + at(4, 196, crowd(i, 11, 208, 8, (i.deep, i.mid)), 1.4)
        )

    def match(i: Inks) -> str:
        return (
            sky(i, (236, 40, 18))
            + hills(92, 36, i.mid, 6)
            + rect(0, 92, 300, 110, i.deep)
            + rect(0, 128, 300, 2, i.paper)
            + rect(196, 66, 74, 2.4, i.paper)
            + rect(196, 66, 2.4, 52, i.paper)
            + rect(268, 66, 2.4, 52, i.paper)
            + at(90, 176, figure(i.strong, i.dark, SKINS[1], i.dark), 2.6)
            + at(160, 168, figure(i.light, i.dark, SKINS[2], i.dark), 2.3)
            + at(226, 122, figure(i.paper, i.dark, SKINS[0], i.dark), 1.6)
            + disc(122, 172, 6, i.paper)
        )

    def staff(i: Inks) -> str:
        steps = "".join(
            rect(20 - 8 * k, 112 + 26 * k, 260 + 16 * k, 60, (i.pale, i.paper, i.pale)[k])
            for k in range(3)
        )
        coats = (i.strong, i.deep, i.paper, i.light)
        return (
            rect(0, 0, 300, 200, i.light)
            + rect(30, 0, 240, 112, i.strong)
            + rect(60, 20, 50, 92, i.deep)
            + rect(190, 20, 50, 92, i.deep)
            + steps
            + at(44, 138, crowd(i, 7, 125, 11, coats), 1.7)
            + at(38, 168, crowd(i, 6, 118, 14, coats), 1.9)
        )

    def drum(i: Inks) -> str:
        return (
            rect(0, 0, 300, 200, i.strong)
            + disc(150, 100, 82, i.dark)
            + disc(150, 100, 74, i.pale)
            + disc(150, 100, 20, i.strong)
            + "".join(
                disc(150 + 78 * c, 100 + 78 * s, 2.4, i.light)
                for c, s in (
                    (0, 1),
                    (1, 0),
                    (0, -1),
                    (-1, 0),
                    (0.707, 0.707),
                    (-0.707, 0.707),
                    (0.707, -0.707),
                    (-0.707, -0.707),
                )
            )
            + line(196, 20, 250, 160, i.light, 7)
        )

    return {
        "ben-phuong": (branch, 300, 430, 1500), "cong-truong": (gate, 300, 450, 1980), "truong-tranh": (first, 300, 200, 1500), "do-sang-song": (ferry, 300, 200, 1500),
        "nha-hai-tang": (house, 300, 200, 1500), "san-truong": (yard, 300, 225, 3000), "gio-hoc": (lesson, 300, 200, 1500),
        "xe-dap": (bikes, 300, 200, 900), "thu-vien": (library, 300, 200, 900), "lua-trai": (fire, 300, 200, 900), "bong-da": (match, 300, 200, 900),
        "hoi-dong": (staff, 300, 200, 1500), "trong-truong": (drum, 300, 200, 900),
    }  # fmt: skip


def club_scenes() -> dict[str, tuple[Scene, int, int, int]]:
    """Each scene with its width and height in units and its width in pixels."""

    def eight(i: Inks) -> str:
        crews = at(128, 226, shell(i, 8, i.pale), 0.7) + at(150, 259, shell(i, 8, i.strong), 1.5)
        far = sky(i, (214, 146, 42), i.dark) + hills(206, 46, i.mid, 4)
        return far + water(206, 460, i.deep, i.mid, 5) + crews

    def house(i: Inks) -> str:
        return (
            sky(i, (250, 44, 20))
            + hills(120, 38, i.mid, 3)
            + at(30, 150, poplar(i), 1.4)
            + at(56, 150, poplar(i), 1.2)
            + at(104, 150, boathouse(i), 1.05)
            + rect(-10, 148, 320, 8, i.dark)
            + water(156, 210, i.deep, i.mid, 2)
        )

    def shed(i: Inks) -> str:
        barn = (
            rect(0, -34, 96, 34, i.pale)
            + path("M-6 -34 L20 -52 H104 L102 -34Z", i.dark)
            + "".join(line(8 * k, -34, 8 * k, 0, i.mid, 0.6) for k in range(1, 12))
            + rect(34, -26, 30, 26, i.deep)
        )
        return (
            sky(i, (62, 46, 22))
            + hills(116, 30, i.mid, 8)
            + at(120, 146, barn, 1.2)
            + rect(-10, 144, 320, 6, i.deep)
            + water(150, 210, i.deep, i.mid, 9)
            + at(140, 188, shell(i, 4, i.light), 1.1)
        )

    def dawn(i: Inks) -> str:
        return (
            sky(i, (204, 96, 40), i.light)
            + hills(112, 34, i.mid, 14)
            + "".join(at(12 + 11 * k, 114, poplar(i), 0.5 + 0.1 * (k % 3)) for k in range(9))
            + water(112, 240, i.deep, i.mid, 7)
            + at(206, 164, shell(i, 1, i.strong), 1.9)
        )

    def sculler(i: Inks) -> str:
        far = "".join(at(14 + 17 * k, 218, poplar(i), 0.9 + 0.2 * (k % 3)) for k in range(11))
        drawn = (
            sky(i, (190, 120, 56))
            + hills(214, 40, i.mid, 18)
            + far
            + rect(-10, 216, 320, 4, i.dark)
        )
        return drawn + water(220, 440, i.deep, i.mid, 15) + at(150, 330, shell(i, 1, i.strong), 3.2)

    def finish(i: Inks) -> str:
        stand = "".join(
            at(4, 112 + 9 * k, crowd(i, 24, 292, 30 + k, (i.strong, i.paper, i.light, i.mid)), 0.8)
            for k in range(2)
        )
        post = line(232, 200, 232, 70, i.dark, 2) + path("M232 70 h26 l-6 8 l6 8 h-26Z", i.strong)
        return (
            sky(i, (46, 40, 18))
            + hills(92, 28, i.mid, 5)
            + rect(-10, 90, 320, 36, i.pale)
            + stand
            + water(124, 210, i.deep, i.mid, 6)
            + at(140, 152, shell(i, 4, i.strong), 1.2)
            + at(88, 186, shell(i, 4, i.light), 1.35)
            + post
        )

    def four(i: Inks) -> str:
        return (
            sky(i, (150, 60, 26))
            + hills(96, 30, i.mid, 10)
            + water(96, 210, i.deep, i.mid, 4)
            + at(150, 154, shell(i, 4, i.strong), 2.1)
        )

    def oars(i: Inks) -> str:
        drawn = rect(0, 0, 300, 200, i.pale)
        for k in range(8):
            x = 26 + 35.0 * k
            drawn += (
                rect(x, 44, 3.4, 160, i.light)
                + path(
                    f"M{x - 7} 8 h17 v34 q-2 8 -6.8 10 h-3.4 q-6 -3 -6.8 -10Z",
                    (i.strong, i.dark)[k % 2],
                )
                + rect(x - 7, 20, 17, 6, i.paper)
            )
        return drawn + rect(0, 118, 300, 8, i.dark)

    def cup(i: Inks) -> str:
        body = path(
            "M-34 -70 H34 Q34 -16 6 -8 V10 H22 V22 H-22 V10 H-6 V-8 Q-34 -16 -34 -70Z", i.light
        )
        ears = (
            '<path d="M-34 -60 q-26 0 -14 28 q6 10 20 10 M34 -60 q26 0 14 28 q-6 10 -20 10" fill="none" stroke="'
            + i.light
            + '" stroke-width="5"/>'
        )
        return (
            rect(0, 0, 300, 200, i.dark)
            + disc(150, 92, 84, i.deep)
            + at(150, 128, ears + body + rect(-30, 22, 60, 18, i.strong), 1.1)
        )

    def workshop(i: Inks) -> str:
        planks = "".join(
            f'<path d="M{16 + 9 * k} {92 + 3 * k} Q150 {98 + 8 * k} {284 - 9 * k} {92 + 3 * k}" fill="none" stroke="{i.dark}" stroke-width="1"/>'
            for k in range(4)
        )
        return (
            rect(0, 0, 300, 200, i.light)
            + rect(20, 20, 80, 50, i.pale)
            + rect(200, 20, 80, 50, i.pale)
            + path("M16 92 H284 Q250 122 150 122 Q50 122 16 92Z", i.strong)
            + planks
            + rect(60, 116, 8, 84, i.dark)
            + rect(232, 116, 8, 84, i.dark)
            + at(120, 200, figure(i.deep, i.dark, SKINS[0], i.dark), 4)
        )

    def coach(i: Inks) -> str:
        launch = (
            path("M-70 0 H70 L54 22 H-56Z", i.strong)
            + at(-10, 2, figure(i.dark, i.light, SKINS[3], i.dark), 2.2)
            + path("M4 -52 l22 -8 v16Z", i.paper)
        )
        return (
            sky(i, (240, 46, 22))
            + hills(100, 26, i.mid, 11)
            + water(100, 210, i.deep, i.mid, 8)
            + at(96, 150, launch)
            + at(226, 140, shell(i, 4, i.strong), 0.9)
        )

    def crew(i: Inks) -> str:
        return (
            sky(i, (150, 62, 44))
            + hills(112, 20, i.mid, 13)
            + rect(-10, 110, 320, 100, i.pale)
            + at(20, 178, crowd(i, 8, 104, 17, (i.strong, i.strong, i.dark)), 2.5)
            + rect(-10, 176, 320, 30, i.deep)
        )

    return {
        "eight": (eight, 300, 450, 1980), "sculler": (sculler, 300, 430, 1500), "boathouse": (house, 300, 200, 1500), "tithe-shed": (shed, 300, 200, 1500), "dawn": (dawn, 300, 225, 3000),
        "finish": (finish, 300, 200, 1500), "four": (four, 300, 200, 1500), "oars": (oars, 300, 200, 900), "cup": (cup, 300, 200, 900),
        "workshop": (workshop, 300, 200, 900), "coach": (coach, 300, 200, 900), "crew": (crew, 300, 200, 1500),
    }  # fmt: skip


def write(drawing: str, width: float, height: float, pixels: int, to: Path) -> None:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    drawn = pyvips.Image.svgload_buffer(f"{head}{drawing}</svg>".encode(), scale=pixels / width)
    picture = Image.open(io.BytesIO(drawn.pngsave_buffer())).convert("RGB")
    to.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(32, dither=Image.Dither.NONE).save(to, optimize=True, dpi=(300, 300))


def draw(
    folder: Path, inks: Inks, scenes: Mapping[str, tuple[Scene, int, int, int]], faces: str
) -> None:
    """All pictures of a book; `faces` has a letter for each portrait: m, w, and capitals for the old."""
    for name, (scene, width, height, pixels) in scenes.items():
        write(scene(inks), width, height, pixels, folder / f"{name}.png")
    for number, sort in enumerate(faces, 1):
        ground = (inks.pale, inks.mid, inks.light)[number % 3]
        drawn = portrait(inks, number * 7, ground, sort in "wW", sort.isupper())
        write(drawn, 90, 120, 450, folder / f"portrait-{number:02}.png")
    print(folder.parent.name, sum(p.stat().st_size for p in folder.iterdir()) // 1000, "kB")


if __name__ == "__main__":
    draw(EXAMPLES / "school/assets", SCHOOL, school_scenes(), "MWMWmwmwmwMWmmmwWwmwwmwwWMWm")
    draw(EXAMPLES / "rowing-club/assets", CLUB, club_scenes(), "MMMWmwmwmwmw")
