"""The book's typefaces: pinned packages, never what happens to be installed."""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import chain
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont

TEXT_FACE = "Source Serif 4"
SANS_FACE = "Be Vietnam Pro"
#: The weights of the sans that style sheets may ask for; each is a file of its own.
SANS_WEIGHTS = (400, 500, 600, 700)


def face_rules() -> str:
    """The @font-face rules of both families, their files as file: addresses."""
    rules = []
    for name in (TEXT_FACE, SANS_FACE):
        for file in fontpkg.family(name).files:
            if not file.variable and file.weight not in SANS_WEIGHTS:
                continue
            # A variable font takes any weight; WeasyPrint knows no range to say so.
            weight = "" if file.variable else f"font-weight: {file.weight}; "
            rules.append(
                f"@font-face {{ font-family: '{name}'; font-style: {file.style}; "
                f"{weight}src: url('{file.path.as_uri()}'); }}"
            )
    return "\n".join(rules)


def versions() -> str:
    """The families with their versions: what a galley's look depends on."""
    return ", ".join(f"{n} {fontpkg.family(n).version}" for n in (TEXT_FACE, SANS_FACE))


def folders() -> frozenset[Path]:
    """The folders that hold the font files."""
    return frozenset(
        file.path.parent for name in (TEXT_FACE, SANS_FACE) for file in fontpkg.family(name).files
    )


def fingerprint(font: bytes) -> str:
    """What tells a font file from any other: the hash of its directory of tables, in which each
    has a checksum, and of its length."""
    tables = int.from_bytes(font[4:6], "big")
    directory = font[: 12 + 16 * tables]
    return hashlib.sha256(directory + len(font).to_bytes(8, "big")).hexdigest()


def source_file(wanted: str) -> Path | None:
    """The file of the book's typefaces that has this fingerprint; None where none has."""
    return _files().get(wanted)


@cache
def _files() -> dict[str, Path]:
    files = chain.from_iterable(fontpkg.family(n).files for n in (TEXT_FACE, SANS_FACE))
    return {fingerprint(file.path.read_bytes()): file.path for file in files}


@cache
def _regular(face: str) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    """Glyph names by code point, widths by glyph name, and units an em, of a face's plain font."""
    files = [f for f in fontpkg.family(face).files if f.style == "normal"]
    plain = next((f for f in files if f.weight in (400, None)), files[0])
    with TTFont(plain.path, lazy=True) as font:
        return font.getBestCmap(), dict(font["hmtx"].metrics), font["head"].unitsPerEm


def advance(face: str, char: str) -> float:
    """How wide a character is in the plain font of a face, in em; half an em where it has none."""
    glyphs, widths, units = _regular(face)
    glyph = glyphs.get(ord(char))
    return widths[glyph][0] / units if glyph else 0.5


@cache
def coverage() -> frozenset[int]:
    """The code points that at least one upright book font can show."""
    points: set[int] = set()
    for name in (TEXT_FACE, SANS_FACE):
        files = [f for f in fontpkg.family(name).files if f.style == "normal"]
        plain = next((f for f in files if f.weight in (400, None)), files[0])
        with TTFont(plain.path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)
