"""A book's typefaces: pinned packages or files of its folder, never what happens to be installed
on the system."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import fontpkg
import uharfbuzz as hb
from fontTools.ttLib import TTFont, TTLibError

from book.errors import UnfitError

TEXT_FACE = "Source Serif 4"
SANS_FACE = "Be Vietnam Pro"
#: The weights that style sheets may ask for, where each is a file of its own.
WEIGHTS = (300, 400, 500, 600, 700)
_GENERIC = {"text": "serif", "heads": "serif", "labels": "sans-serif"}


@dataclass(frozen=True)
class FontFile:
    """A font file: `weight` is None for one that takes any."""

    path: Path
    style: str
    weight: int | None


@dataclass(frozen=True)
class Face:
    """A family with its files; `version` tells it from another of the same name."""

    name: str
    files: tuple[FontFile, ...]
    version: str

    @property
    def plain(self) -> FontFile:
        upright = [file for file in self.files if file.style == "normal"] or list(self.files)
        return next((file for file in upright if file.weight in (400, None)), upright[0])

    @property
    def cap_height(self) -> float:
        """The height of capitals in ems."""
        return _metrics_of(self.plain.path)[0]

    @property
    def drop(self) -> float:
        """How far ascent is longer than descent, in ems: where letters lie in a line's height."""
        return _metrics_of(self.plain.path)[1]

    @property
    def coverage(self) -> frozenset[int]:
        """The code points that the plain font can show."""
        return _metrics_of(self.plain.path)[2]

    def width(
        self, text: str, size: float, weight: int = 400, *, in_columns: bool = False
    ) -> float:
        """How wide words are, in pt, as HarfBuzz sets them with a font of this weight; figures
        `in_columns` are all of one width where the font has such."""
        upright = [f for f in self.files if f.style == "normal" and f.weight is not None]
        near = min(upright, key=lambda f: abs((f.weight or 400) - weight), default=self.plain)
        font = _font(near.path, weight if near.weight is None else None)
        words = hb.Buffer()
        words.add_str(text)
        words.guess_segment_properties()
        hb.shape(font, words, {"lnum": True, "tnum": in_columns})
        advances = sum(position.x_advance for position in words.glyph_positions or ())
        return float(size * advances / font.face.upem)


@dataclass(frozen=True)
class Faces:
    """The faces of one book by what they are for; `more` are for what those have no glyph for."""

    text: Face
    heads: Face
    labels: Face
    more: tuple[Face, ...] = ()

    @property
    def all(self) -> tuple[Face, ...]:
        """The families, each name once; those of the builder last fill in what others lack."""
        last = (face_of_family(TEXT_FACE), face_of_family(SANS_FACE))
        found: dict[str, Face] = {}
        for face in (self.text, self.heads, self.labels, *self.more, *last):
            found.setdefault(face.name, face)
        return tuple(found.values())

    def chain(self, role: str) -> str:
        """The families of a role as CSS names them."""
        first: Face = getattr(self, role)
        names = dict.fromkeys(face.name for face in (first, *self.all))
        return ", ".join([*(f"'{name}'" for name in names), _GENERIC[role]])

    def rules(self) -> str:
        """The @font-face rules of all families, and the roles as custom properties."""
        rules = [_rule(face, file) for face in self.all for file in face.files]
        roles = " ".join(f"--{role}: {self.chain(role)};" for role in _GENERIC)
        return "\n".join([*rules, f":root {{ {roles} }}"])

    @property
    def versions(self) -> str:
        """The families with their versions: what a galley's look depends on."""
        return ", ".join(f"{face.name} {face.version}" for face in self.all)

    @property
    def folders(self) -> frozenset[Path]:
        """The folders that hold the font files."""
        return frozenset(file.path.parent for face in self.all for file in face.files)

    @property
    def coverage(self) -> frozenset[int]:
        """The code points that at least one upright font can show."""
        return frozenset(chain.from_iterable(face.coverage for face in self.all))

    def make_known(self) -> None:
        """Let `source_file` find the files of these faces in this process."""
        for file in chain.from_iterable(face.files for face in self.all):
            _known.setdefault(_fingerprint_of(file.path), {})[file.path] = None


#: The fonts that books of this process use, by what tells each from any other. Several books may
#: bring the same one: each of its files will do, as long as it is there.
_known: dict[str, dict[Path, None]] = {}


@cache
def face_of_family(name: str) -> Face:
    """A family that is installed as a package. Raises UnfitError for one that is not."""
    try:
        family = fontpkg.family(name)
    except fontpkg.FontpkgError:
        package = "fontpkg-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        raise UnfitError(
            "the typeface “{name}” is not installed; its package would be {package}",
            name=name,
            package=package,
        ) from None
    files = (
        FontFile(file.path, file.style, None if file.variable else file.weight)
        for file in family.files
        if file.variable or file.weight in WEIGHTS
    )
    return Face(name, tuple(files), family.version)


def face_of_files(folder: Path, names: Iterable[str]) -> Face:
    """A family made of files in a folder, named as the first of them names itself. Raises
    UnfitError where one is missing or is no font."""
    files, family, told = [], "", []
    for name in names:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            raise UnfitError("the font file {file} is not in the folder", file=name)
        try:
            own, style, weight = _of_font(path, path.stat().st_mtime_ns)
        except (TTLibError, OSError, KeyError, ValueError, AssertionError):
            raise UnfitError("the file {file} is no font that can be used", file=name) from None
        family = family or own
        files.append(FontFile(path, style, weight))
        told.append(_fingerprint_of(path))
    return Face(family, tuple(files), " ".join(told))


@lru_cache(maxsize=64)
def _of_font(path: Path, _changed: int) -> tuple[str, str, int | None]:
    """The family, the style and the weight of a font file."""
    with TTFont(path, lazy=True) as font:
        names = font["name"]
        family = names.getBestFamilyName() or path.stem
        style = "italic" if font["OS/2"].fsSelection & 1 else "normal"
        varies = "fvar" in font and any(a.axisTag == "wght" for a in font["fvar"].axes)
        font.getBestCmap()
        return re.sub(r"['\"\\]", "", family), style, None if varies else font["OS/2"].usWeightClass


def _rule(face: Face, file: FontFile) -> str:
    # A variable font takes any weight; WeasyPrint knows no range to say so.
    weight = "" if file.weight is None else f"font-weight: {file.weight}; "
    return (
        f"@font-face {{ font-family: '{face.name}'; font-style: {file.style}; "
        f"{weight}src: url('{file.path.as_uri()}'); }}"
    )


def _metrics_of(path: Path) -> tuple[float, float, frozenset[int]]:
    return _metrics(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _metrics(path: Path, _changed: int) -> tuple[float, float, frozenset[int]]:
    """The height of capitals, by how much ascent is longer than descent, and the code points."""
    with TTFont(path, lazy=True) as font:
        units, lines = font["head"].unitsPerEm, font["hhea"]
        capitals = getattr(font["OS/2"], "sCapHeight", 0) or 0.67 * units
        drop = (lines.ascent + lines.descent) / units
    # HarfBuzz reads which letters there are in a fifth of the time.
    return capitals / units, drop, frozenset(hb.Face(hb.Blob.from_file_path(str(path))).unicodes)


@lru_cache(maxsize=32)
def _font(path: Path, weight: int | None) -> hb.Font:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    if weight is not None:
        font.set_variations({"wght": weight})
    return font


def subset_tag(subset: bytes) -> str:
    """Six capitals that tell an embedded part of a font from others (ISO 32000-1, 9.6.4)."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(subset).digest()[:6])


def fingerprint(font: bytes) -> str:
    """What tells a font file from any other: the hash of its directory of tables, in which each
    has a checksum, and of its length."""
    return _told_apart(font[: 12 + 16 * int.from_bytes(font[4:6], "big")], len(font))


def _fingerprint_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(12)
        return _told_apart(
            head + file.read(16 * int.from_bytes(head[4:6], "big")), path.stat().st_size
        )


def _told_apart(directory: bytes, length: int) -> str:
    return hashlib.sha256(directory + length.to_bytes(8, "big")).hexdigest()


def source_file(wanted: str) -> Path | None:
    """The file of a book's typefaces that has this fingerprint; None where none has."""
    if wanted not in _known:
        default_faces().make_known()
    for path in tuple(_known.get(wanted, ())):
        with contextlib.suppress(OSError):
            if _fingerprint_of(path) == wanted:
                return path
    return None


@cache
def default_faces() -> Faces:
    """The faces of a book that names none."""
    text, labels = face_of_family(TEXT_FACE), face_of_family(SANS_FACE)
    return Faces(text, labels, labels)
