"""Renditions: copies of photographs made ready for one use, at the size they are printed."""

from __future__ import annotations

from typing import Any

import pyvips

from book.errors import UnfitError
from book.photos.coding import Rendition, bare_jpeg, coded
from book.photos.colours import Colours, PressProfile, Use, coloured, is_standard, parted
from book.photos.originals import Original, opened
from book.photos.treatment import Treatment
from book.photos.turning import lies, raw_frame, steps

#: The most pixels an inch that each use has of: more is not seen, and makes files large.
PPI: dict[Use, float] = {"screen": 220, "press": 350, "web": 160, "thumbnail": 110}
#: Bilevel pictures (stamps, old line blocks) show their steps: the resolution of line art.
BILEVEL_PPI: dict[Use, float] = {"screen": 600, "press": 1200, "web": 320, "thumbnail": 110}
#: A JPEG this much finer than wanted is left as it is rather than written a second time.
_NEAR_ENOUGH = 1.15
_PT_PER_INCH = 72


def rendition(
    source: Original,
    treatment: Treatment,
    size: tuple[float, float],
    use: Use,
    press: PressProfile | None,
) -> Rendition:
    """A photograph at its printed size in pt, for one use; the original stays untouched.

    `press` is the profile to separate with, needed where the use is `press`. Raises UnfitError
    where the file is broken, cut off, or changed while it was read.
    """
    try:
        width, height = pixels_wanted(source, treatment, size, use)
        if _may_stay(source, treatment, (width, height), use, press):
            return _as_it_is(source)
        image = _shown(source, treatment, width, height)
        image, alpha = parted(image, use)
        image, colours = coloured(image, source, treatment, use, press)
        return coded(image, alpha, colours, source, use)
    except (pyvips.Error, OSError, RuntimeError, EOFError) as error:
        raise UnfitError("it is broken or cut off") from error


def pixels_wanted(
    source: Original, treatment: Treatment, size: tuple[float, float], use: Use
) -> tuple[int, int]:
    """The size in px of a rendition: never more than the original has."""
    width, height = _turned(source.width, source.height, treatment.turn)
    _, _, wide, high = treatment.frame(width, height)
    ppi = (BILEVEL_PPI if source.colours == "bilevel" else PPI)[use]
    most = ppi / _PT_PER_INCH
    share = min(1.0, max(size[0] * most / wide, size[1] * most / high))
    return max(1, round(wide * share)), max(1, round(high * share))


def _may_stay(
    source: Original,
    treatment: Treatment,
    wanted: tuple[int, int],
    use: Use,
    press: PressProfile | None,
) -> bool:
    """Whether a JPEG's own bytes serve: nothing has to change but what is beside the picture."""
    if source.format != "JPEG" or source.orientation != 1:
        return False
    if treatment.turn or treatment.tone or treatment.scrim.stops:
        return False
    whole = treatment.frame(source.width, source.height) == (0, 0, source.width, source.height)
    if not whole or source.width > wanted[0] * _NEAR_ENOUGH:
        return False
    if source.colours == "grey":
        return not source.icc
    if use == "press":
        same = press is not None and source.icc in (b"", press.profile)
        return source.colours == "cmyk" and same
    return source.colours == "rgb" and is_standard(source.icc)


def _as_it_is(source: Original) -> Rendition:
    data, inverted = bare_jpeg(source.path.read_bytes())
    colours: Colours = source.colours  # type: ignore[assignment]
    return Rendition(
        width=source.width,
        height=source.height,
        colours=colours,
        coding="jpeg",
        data=data,
        alpha=b"",
        inverted=inverted and colours == "cmyk",
    )


def _turned(width: int, height: int, turn: int) -> tuple[int, int]:
    return (height, width) if turn in (90, 270) else (width, height)


def _shown(source: Original, treatment: Treatment, width: int, height: int) -> pyvips.Image:
    """The part of a photograph that is shown, in this size, upright; read in stripes where the
    format has them, so that a large scan takes little memory."""
    upright = _turned(source.width, source.height, treatment.turn)
    left, top, wide, high = treatment.frame(*upright)
    smaller = 1
    options: dict[str, Any] = {}
    if source.format == "JPEG":
        # The decoder itself makes smaller pictures; twice as large as wanted is enough to go on.
        smaller = next((n for n in (8, 4, 2) if wide >= 2 * width * n), 1)
        options = {"shrink": smaller} if smaller > 1 else {}
    elif source.format in ("WEBP", "GIF", "TIFF", "AVIF"):
        options = {"page": 0} if source.pages > 1 else {}
    image = opened(source.path, **options)
    # EXIF's turn and the editor's are both undone for the frame, and done for the result.
    turns = steps(source.orientation, treatment.turn)
    raw = (image.width, image.height)
    box = raw_frame((left, top, wide, high), upright, turns, raw)
    if box != (0, 0, *raw):
        image = image.crop(*box)
    out = (height, width) if lies(turns) else (width, height)
    linear = image.resize(out[0] / image.width, vscale=out[1] / image.height, kernel="lanczos3")
    if (linear.width, linear.height) != out:
        linear = linear.crop(0, 0, min(out[0], linear.width), min(out[1], linear.height))
    image = linear.copy_memory()
    for step in turns:
        image = step(image)
    return image
