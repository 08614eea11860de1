"""Turning pictures upright, and frames of the upright picture in the rows of a file."""

from __future__ import annotations

from collections.abc import Callable

import pyvips

Step = Callable[[pyvips.Image], pyvips.Image]


def _quarter(image: pyvips.Image) -> pyvips.Image:
    return image.rot("d90")


def _half(image: pyvips.Image) -> pyvips.Image:
    return image.rot("d180")


def _three_quarters(image: pyvips.Image) -> pyvips.Image:
    return image.rot("d270")


def _mirrored(image: pyvips.Image) -> pyvips.Image:
    return image.flip("horizontal")


#: What makes a picture upright, for each of EXIF's orientations (Exif 2.32, 4.6.4).
_UPRIGHT: dict[int, tuple[Step, ...]] = {
    1: (),
    2: (_mirrored,),
    3: (_half,),
    4: (_half, _mirrored),
    5: (_quarter, _mirrored),
    6: (_quarter,),
    7: (_three_quarters, _mirrored),
    8: (_three_quarters,),
}
_TURN: dict[int, tuple[Step, ...]] = {
    0: (),
    90: (_quarter,),
    180: (_half,),
    270: (_three_quarters,),
}


def steps(orientation: int, turn: int) -> tuple[Step, ...]:
    """What is done to rows of a file for EXIF's orientation, and then a turn (in degrees)."""
    return (*_UPRIGHT[orientation], *_TURN[turn])


def lies(turns: tuple[Step, ...]) -> bool:
    """Whether the turns change width for height."""
    return sum(step in (_quarter, _three_quarters) for step in turns) % 2 == 1


def raw_frame(
    frame: tuple[int, int, int, int],
    upright: tuple[int, int],
    turns: tuple[Step, ...],
    raw: tuple[int, int],
) -> tuple[int, int, int, int]:
    """A frame of the upright picture as a frame of the file's rows, which may be fewer."""
    left, top, wide, high = frame
    width, height = upright
    for step in reversed(turns):
        if step is _mirrored:
            left = width - left - wide
        elif step is _half:
            left, top = width - left - wide, height - top - high
        elif step is _quarter:
            left, top, wide, high = top, width - left - wide, high, wide
            width, height = height, width
        else:
            left, top, wide, high = height - top - high, left, high, wide
            width, height = height, width
    across, down = raw[0] / width, raw[1] / height
    left, top = int(left * across), int(top * down)
    return (
        left,
        top,
        max(1, min(round(wide * across), raw[0] - left)),
        max(1, min(round(high * down), raw[1] - top)),
    )
