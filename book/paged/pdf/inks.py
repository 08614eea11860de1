"""Inks: what the press prints a screen colour with, and the press's colour profile.

A style says the inks of its palette itself: beside `--accent: #9e1b1e` stands
`--press-accent: device-cmyk(0.2 1 0.9 0.2)`. Greys are black alone; all else is converted.
"""

from __future__ import annotations

import io
import re
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageCms

from book.errors import BookError, Mistake, Place, Said

#: How far the three parts of a grey may lie apart, of 255.
_NEUTRAL = 3
_COLOUR = re.compile(r"--(press-)?([\w-]+):\s*([^;]+);")
_HEX = re.compile(r"#([0-9a-fA-F]{6})\b")
_RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION


class Cmyk(NamedTuple):
    """Parts of cyan, magenta, yellow and black, from 0 to 1."""

    c: float
    m: float
    y: float
    k: float


#: Black in large areas, where black alone looks grey; 260 % of ink at most.
RICH_BLACK = Cmyk(0.6, 0.5, 0.5, 1.0)
BLACK = Cmyk(0.0, 0.0, 0.0, 1.0)


class Inks:
    """Turns colours and pictures into CMYK for one press."""

    def __init__(self, profile: bytes, palette: str, spot: str = "") -> None:
        """`profile` is an ICC output profile for CMYK, `palette` the style sheet of colours, `spot`
        the name of an ink of its own for the palette's accent."""
        self.profile = profile
        self._press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        self._stated = _stated(palette)
        #: The ink that the accent has of its own, by name, and what it is made of without it.
        self.spot = (spot, _stated_by_name(palette).get("accent")) if spot else None
        self._known: dict[tuple[int, int, int], Cmyk] = {}

    @property
    def description(self) -> str:
        """What the profile calls itself."""
        return str(self._press.profile.profile_description or "CMYK").strip()

    def of_rgb(self, red: float, green: float, blue: float) -> Cmyk:
        """The inks of an sRGB colour, its parts from 0 to 1."""
        rgb = (round(red * 255), round(green * 255), round(blue * 255))
        if rgb not in self._known:
            self._known[rgb] = self._stated.get(rgb) or self._found(rgb)
        return self._known[rgb]

    def of_lab(self, lightness: float, a: float, b: float) -> Cmyk:
        """The inks of a CIE Lab colour, lightness from 0 to 100."""
        spot = Image.new("LAB", (1, 1), (round(lightness * 2.55), round(a) % 256, round(b) % 256))
        return _one(_transform(ImageCms.createProfile("LAB"), self._press, "LAB", "CMYK"), spot)

    def of_grey(self, white: float) -> Cmyk:
        """Black alone for a grey, as light on this paper as the grey is on a screen."""
        if white <= 0 or white >= 1:
            return Cmyk(0.0, 0.0, 0.0, 0.0 if white >= 1 else 1.0)
        wanted = _lightness(white)
        near = min(range(len(self._tints)), key=lambda n: abs(self._tints[n] - wanted))
        return Cmyk(0.0, 0.0, 0.0, near / 100)

    def of_picture(self, picture: Image.Image) -> Image.Image:
        """A picture (L, RGB) in CMYK; one in grey is black alone."""
        if picture.mode in ("1", "L", "I;16"):
            return picture.convert("L")
        return self._from_screen.apply(picture.convert("RGB"))  # type: ignore[no-any-return]

    def _found(self, rgb: tuple[int, int, int]) -> Cmyk:
        if max(rgb) - min(rgb) <= _NEUTRAL:
            return self.of_grey(sum(rgb) / 765)
        return _one(self._from_screen, Image.new("RGB", (1, 1), rgb))

    @cached_property
    def _from_screen(self) -> Any:
        return _transform(ImageCms.createProfile("sRGB"), self._press, "RGB", "CMYK")

    @cached_property
    def _tints(self) -> list[float]:
        """The lightness (0 to 100, paper white) of black in tints of 0 to 100 %."""
        wedge = Image.new("CMYK", (101, 1))
        wedge.putdata([(0, 0, 0, round(n * 2.55)) for n in range(101)])
        to_screen = _transform(self._press, ImageCms.createProfile("sRGB"), "CMYK", "RGB")
        greys = to_screen.apply(wedge).convert("L").tobytes()
        darkest = greys[-1] / 255
        return [_lightness(max(0.0, (g / 255 - darkest) / (1 - darkest))) for g in greys]


def _transform(source: Any, target: Any, mode: str, wanted: str) -> Any:
    return ImageCms.buildTransform(source, target, mode, wanted, _RELATIVE, _BLACK_POINT)


def _one(transform: Any, spot: Image.Image) -> Cmyk:
    return Cmyk(*(round(part / 255, 3) for part in transform.apply(spot).tobytes()))


def _lightness(grey: float) -> float:
    """CIE L* of an sRGB grey from 0 to 1."""
    linear = grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4
    return float(116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear)


def _stated(palette: str) -> dict[tuple[int, int, int], Cmyk]:
    """The colours for which the palette says the inks."""
    press = _stated_by_name(palette)
    stated = {}
    for of_press, name, value in _COLOUR.findall(palette):
        found = _HEX.fullmatch(value.strip())
        if not of_press and found and name in press:
            red, green, blue = bytes.fromhex(found[1])
            stated[red, green, blue] = press[name]
    return stated


def _stated_by_name(palette: str) -> dict[str, Cmyk]:
    """The inks that the palette says, by the names of its colours."""
    press = {}
    for of_press, name, value in _COLOUR.findall(palette):
        parts = [float(n) for n in re.findall(r"\d*\.?\d+", value)]
        if of_press and value.strip().startswith("device-cmyk(") and len(parts) == 4:
            press[name] = Cmyk(*parts)
    return press


def own_profile() -> bytes:
    """A CMYK profile for coated paper that may be passed on freely (public domain)."""
    import pyvips

    return bytes(pyvips.Operation.call("profile_load", "cmyk"))


def read_profile(folder: Path, name: str, place: Place) -> bytes:
    """The press's profile from a book folder. Raises BookError where it is none for CMYK."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        reason = Said("it lies outside the book folder")
    else:
        try:
            data = path.read_bytes()
            profile = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
            if profile.xcolor_space.strip() == "CMYK" and profile.device_class == "prtr":
                return data
            reason = Said("it is no output profile for CMYK")
        except OSError:
            reason = Said("there is no such file, or it is no profile")
    raise BookError(
        Mistake(
            place,
            "the press's colour profile “{name}” can't be used: {reason}",
            "Ask the printing house for the ICC profile of its press and paper, and put it into "
            "the book folder.",
            {"name": name, "reason": reason},
        )
    )
