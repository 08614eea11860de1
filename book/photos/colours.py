"""Colours of photographs: profiles to sRGB or to a press's inks, greys, tones, transparency."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pyvips

from book.photos.originals import Original, profile_name
from book.photos.treatment import Scrim, Treatment

Use = Literal["screen", "press", "web", "thumbnail"]
Colours = Literal["bilevel", "grey", "rgb", "cmyk"]

#: The colours of sepia: shadows of umber ink, as toned silver prints have them.
_SEPIA = "#3c2614"
_STANDARD = ("srgb", "iec61966-2.1", "iec 61966-2-1")


@dataclass(frozen=True)
class PressProfile:
    """The press that pictures are made for: its CMYK profile (ICC)."""

    profile: bytes


def is_standard(icc: bytes) -> bool:
    """Whether a profile is sRGB, or none is given, which means the same."""
    return not icc or any(word in profile_name(icc).lower() for word in _STANDARD)


def parted(image: pyvips.Image, use: Use) -> tuple[pyvips.Image, pyvips.Image | None]:
    """A picture and its mask; on the press, and where nothing shines through, laid on white."""
    if not image.hasalpha():
        return image, None
    alpha = image[image.bands - 1]
    most = 65535 if image.format == "ushort" else 255
    if use == "press" or alpha.min() >= most:
        return image.flatten(background=[most] * (image.bands - 1)), None
    return image[0 : image.bands - 1], _in_bytes(alpha)


def _in_bytes(image: pyvips.Image) -> pyvips.Image:
    """Samples of 8 bits, whatever they were."""
    if image.format == "uchar":
        return image
    if image.format == "ushort":
        return (image / 257).rint().cast("uchar")
    return image.cast("uchar")


def coloured(
    image: pyvips.Image,
    source: Original,
    treatment: Treatment,
    use: Use,
    press: PressProfile | None,
) -> tuple[pyvips.Image, Colours]:
    """A picture in the colours of its use: sRGB or the press's, grey where it is grey. Under a
    scrim it is in colours."""
    if treatment.scrim.stops:
        bare = replace(treatment, scrim=Scrim())
        image, colours = coloured(image, source, bare, "screen", None)
        image = _shaded(image if colours == "rgb" else _in_rgb(image), treatment.scrim)
        return _separated(image, press) if use == "press" and press else (image, "rgb")
    if source.colours in ("grey", "bilevel") or treatment.tone:
        grey = _grey(image, source, press)
        if not treatment.tone or treatment.tone == "mono":
            is_bilevel = source.colours == "bilevel" and not treatment.tone
            return (_in_bytes(grey), "bilevel" if is_bilevel else "grey")
        image = _toned(grey, treatment.ink or _SEPIA)
        return _separated(image, press) if use == "press" and press else (image, "rgb")
    if use == "press" and press:
        if source.colours == "cmyk" and source.icc in (b"", press.profile):
            return _in_bytes(image), "cmyk"
        if source.colours != "cmyk" and is_standard(source.icc):
            return _separated(_in_bytes(image), press)
        return _transformed(image, source, "cmyk", press), "cmyk"
    if source.colours == "cmyk" or not is_standard(source.icc):
        return _transformed(image, source, "srgb", press), "rgb"
    return _in_bytes(image)[0:3], "rgb"


def _in_rgb(grey: pyvips.Image) -> pyvips.Image:
    return grey[0].bandjoin([grey[0], grey[0]]).copy(interpretation="srgb")


def _shaded(image: pyvips.Image, scrim: Scrim) -> pyvips.Image:
    """A picture with a scrim over it; its shares go over evenly from stop to stop."""
    parts = [int(scrim.ink[n : n + 2], 16) for n in (1, 3, 5)]
    rows = [_share(scrim, (row + 0.5) / image.height * 100) for row in range(image.height)]
    column = pyvips.Image.new_from_array([[share] for share in rows])
    shares = column.embed(0, 0, image.width, image.height, extend="copy")
    mixed = image * (1 - shares) + shares * parts
    return mixed.rint().cast("uchar").copy(interpretation="srgb")


def _share(scrim: Scrim, height: float) -> float:
    """The share of a scrim at a height, in percent from the top."""
    before, after = scrim.stops[0], scrim.stops[-1]
    for stop in scrim.stops:
        if stop[0] >= height:
            after = stop
            break
        before = stop
    if after[0] <= before[0] or height <= before[0]:
        return before[1]
    if height >= after[0]:
        return after[1]
    return before[1] + (after[1] - before[1]) * (height - before[0]) / (after[0] - before[0])


def _separated(image: pyvips.Image, press: PressProfile) -> tuple[pyvips.Image, Colours]:
    """An sRGB picture in the inks of a press, as near as they come, black kept open."""
    return _into(image.copy(interpretation="srgb"), "srgb", press), "cmyk"


def _transformed(
    image: pyvips.Image, source: Original, to: Literal["srgb", "cmyk"], press: PressProfile | None
) -> pyvips.Image:
    """A picture with a profile of its own (or CMYK without one) in sRGB or the press's inks."""
    own = source.icc or (press.profile if press and source.colours == "cmyk" else b"")
    image = image.copy()
    if own:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", own)
    fallback = "cmyk" if source.colours == "cmyk" else "srgb"
    return _into(image, fallback, press if to == "cmyk" else None)


def _into(image: pyvips.Image, fallback: str, press: PressProfile | None) -> pyvips.Image:
    """A picture in the inks of a press, or in sRGB without one; `fallback` names the profile
    of a picture that carries none."""

    def made(target: str) -> pyvips.Image:
        return image.icc_transform(
            target,
            embedded=True,
            input_profile=fallback,
            intent="relative",
            black_point_compensation=True,
            depth=8,
        ).copy_memory()

    if press is None:
        return made("srgb")
    with _as_file(press.profile) as name:
        return made(name)


@contextmanager
def _as_file(icc: bytes) -> Iterator[str]:
    """A profile's bytes as a file, for libvips takes a profile to convert to by its name."""
    handle, name = tempfile.mkstemp(suffix=".icc")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(icc)
        yield name
    finally:
        Path(name).unlink(missing_ok=True)


def _grey(image: pyvips.Image, source: Original, press: PressProfile | None) -> pyvips.Image:
    if source.colours in ("grey", "bilevel"):
        return image[0]
    if source.colours == "cmyk" or not is_standard(source.icc):
        image = _transformed(image, source, "srgb", press)
    return _in_bytes(image)[0:3].copy(interpretation="srgb").colourspace("b-w")[0]


def _toned(grey: pyvips.Image, ink: str) -> pyvips.Image:
    """A grey picture printed in one ink on white: its shadows are the ink."""
    grey = _in_bytes(grey)
    parts = [int(ink[n : n + 2], 16) for n in (1, 3, 5)]
    bands = [(grey / 255 * (255 - part) + part).rint().cast("uchar") for part in parts]
    return bands[0].bandjoin(bands[1:]).copy(interpretation="srgb")
