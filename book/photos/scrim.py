"""Words over a photograph: how well they can be read, and a scrim under them where they can't.

A scrim is a colour laid over the picture, more or less of it by height. It is part of the
rendition, so that what is measured is what is printed.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pyvips

from book.photos.originals import original
from book.photos.renditions import rendition
from book.photos.treatment import Scrim, Treatment

#: The least contrast of words and what is behind them (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 4.5
#: No scrim hides more of a picture than this.
_MOST = 0.85
_STEP = 0.05
#: What a scrim aims at: a little more than the least, for paper is not a screen.
_AIM = LEAST_CONTRAST * 1.1
#: In percent of the height: how far a scrim goes on around words, where words are near one
#: another, and how far it must have room to fade.
_AROUND, _NEAR, _FAR = 3.0, 8.0, 22.0
#: How much of a band may be lighter (or darker) than what is taken for its lightest, in percent.
_STRAY = 3
#: A photograph is measured at this width, in pt.
_WIDTH = 150.0


@dataclass(frozen=True)
class Band:
    """Where words stand on a picture, in percent of its width and height from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, spot: tuple[float, float]) -> bool:
        return self.left <= spot[0] <= self.right and self.top <= spot[1] <= self.bottom


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    """The contrast of two relative luminances, 1 to 21 (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def measured(file: Path, treatment: Treatment, bands: Sequence[Band], words: str) -> float:
    """The least contrast that words of a colour have on a photograph. Raises UnfitError, OSError
    where it can't be read."""
    image = _small(file, file.stat().st_mtime_ns, treatment)
    return min(_contrast(image, band, words) for band in bands)


def scrim_for(
    file: Path, treatment: Treatment, bands: Sequence[Band], words: str, inks: Sequence[str]
) -> Scrim:
    """The scrim that words of a colour need, of that ink which lets them be read best; none where
    none is needed. Raises UnfitError, OSError."""
    image = _small(file, file.stat().st_mtime_ns, treatment)
    light = luminance(words)
    ink = max(inks, key=lambda colour: contrast(luminance(colour), light))
    needed = [(band, _share(image, band, words, ink)) for band in bands]
    if not any(share for _, share in needed):
        return Scrim()
    needed.sort(key=lambda item: item[0].top)
    for (above, one), (below, other) in pairwise(list(needed)):
        # One ground for words that stand near each other: no edge runs between them.
        if below.top - above.bottom < _NEAR:
            needed = [
                (band, max(one, other) if band in (above, below) else share)
                for band, share in needed
            ]
    stops: list[tuple[float, float]] = []
    for band, share in needed:
        top = max(0.0, band.top - _AROUND)
        if stops and top - stops[-1][0] > _FAR:
            # Between words that stand far apart the picture is seen as it is.
            faint = min(share, stops[-1][1]) * 0.2
            stops += [(stops[-1][0] + _FAR / 2, faint), (top - _FAR / 2, faint)]
        top = max(stops[-1][0] if stops else 0.0, top)
        stops += [(top, share), (max(top, min(100.0, band.bottom + _AROUND)), share)]
    return Scrim(ink, tuple((round(y, 1), round(share, 2)) for y, share in stops))


def _share(image: pyvips.Image, band: Band, words: str, ink: str) -> float:
    """How much of an ink a band needs, at most as much as it may have."""
    share = 0.0
    while share < _MOST and _contrast(_inked(image, ink, share), band, words) < _AIM:
        share += _STEP
    return min(share, _MOST)


def _inked(image: pyvips.Image, ink: str, share: float) -> pyvips.Image:
    parts = [int(ink[n : n + 2], 16) for n in (1, 3, 5)]
    return (image * (1 - share) + [part * share for part in parts]).copy(interpretation="srgb")


def _contrast(image: pyvips.Image, band: Band, words: str) -> float:
    """The contrast of words with that of a band which is nearest to them."""
    left, top = int(image.width * band.left / 100), int(image.height * band.top / 100)
    width = max(1, min(image.width - left, round(image.width * (band.right - band.left) / 100)))
    height = max(1, min(image.height - top, round(image.height * (band.bottom - band.top) / 100)))
    shown = image.crop(left, top, width, height).colourspace("xyz")[1]
    levels = (shown * 600).cast("ushort")
    light = luminance(words)
    found = (levels.percent(share) / 60_000 for share in (_STRAY, 100 - _STRAY))
    return min(contrast(level, light) for level in found)


@lru_cache(maxsize=16)
def _small(file: Path, _time: int, treatment: Treatment) -> pyvips.Image:
    """A photograph as it is shown, small, in sRGB."""
    width, height = treatment.crop
    size = (_WIDTH, _WIDTH * height / width if width else _WIDTH * 1.5)
    made = rendition(original(file), treatment, size, "thumbnail", None)
    if made.coding == "jpeg":
        image = pyvips.Image.new_from_buffer(made.data, "")
    elif made.colours == "bilevel":
        return pyvips.Image.black(1, 1, bands=3) + 255
    else:
        bands = 1 if made.colours == "grey" else 3
        image = pyvips.Image.new_from_memory(
            zlib.decompress(made.data), made.width, made.height, bands, "uchar"
        )
    grey = image.bands < 3
    image = image[0].bandjoin([image[0], image[0]]) if grey else image[0:3]
    return image.copy(interpretation="srgb").copy_memory()
