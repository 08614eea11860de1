"""A photograph on the cover: where its title can be read best, and on which scrim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from book.errors import UnfitError
from book.photos.scrim import Band, measured, scrim_for
from book.photos.treatment import Treatment

TitlePlace = Literal["top", "bottom", ""]

#: Where the words of a cover stand: above its title, the title by its place, the place and year.
_ABOVE, _FOOT = Band(10, 7, 90, 17), Band(20, 91, 80, 97)
_TITLE: dict[str, Band] = {
    "": Band(11, 55, 89, 84),
    "top": Band(11, 20, 89, 48),
    "bottom": Band(11, 60, 89, 88),
}


@dataclass(frozen=True)
class CoverColours:
    """The colour of the words on a cover, and those that a scrim may have, `#rrggbb`."""

    words: str
    inks: tuple[str, ...]


@dataclass(frozen=True)
class CoverPhoto:
    """A photograph on the cover: its treatment, the place of the title, and the least contrast of
    the words on it; 0 where it could not be measured."""

    treatment: Treatment
    title: TitlePlace
    contrast: float = 0.0


def cover_photo(
    file: Path,
    treatment: Treatment,
    colours: CoverColours,
    *,
    title: TitlePlace = "",
    with_scrim: bool = True,
) -> CoverPhoto:
    """A photograph with its title where it hides least: at the top or the bottom, away from the
    focus, where the lighter scrim does. A `title` that is given stays there."""
    places: tuple[TitlePlace, ...] = (title,) if title else ("bottom", "top")
    try:
        about = file.stat()
        found = [
            _at(file, about.st_mtime_ns, treatment, colours, _Wish(place, with_scrim))
            for place in places
        ]
    except (UnfitError, OSError):
        return CoverPhoto(treatment, places[0])  # Told where it is typeset.
    return min(found, key=lambda item: item[0])[1]


def contrast_of(
    file: Path, treatment: Treatment, colours: CoverColours, title: TitlePlace
) -> float:
    """The least contrast of a cover's words on a photograph; 0 where it can't be measured."""
    try:
        return measured(file, treatment, _bands(title), colours.words)
    except (UnfitError, OSError):
        return 0.0


def _bands(title: TitlePlace) -> Sequence[Band]:
    return _ABOVE, _TITLE[title], _FOOT


@dataclass(frozen=True)
class _Wish:
    """Where the title shall stand, and whether a scrim may lie under it."""

    title: TitlePlace
    with_scrim: bool


@lru_cache(maxsize=32)
def _at(
    file: Path, _time: int, treatment: Treatment, colours: CoverColours, wish: _Wish
) -> tuple[float, CoverPhoto]:
    """A cover with the title at a place, and what it costs; kept while the file is as it was, for
    the next build of a watched book."""
    title, bands = wish.title, _bands(wish.title)
    cost = 0.5 if _TITLE[title].holds(_spot(treatment)) else 0.0
    if not wish.with_scrim:
        least = measured(file, treatment, bands, colours.words)
        return cost - least / 21, CoverPhoto(treatment, title, least)
    scrim = scrim_for(file, treatment, bands, colours.words, colours.inks)
    shaded = replace(treatment, scrim=scrim)
    least = measured(file, shaded, bands, colours.words)
    hidden = sum(
        (one + other) / 2 * (below - above) / 100
        for (above, one), (below, other) in pairwise(scrim.stops)
    )
    return cost + hidden, CoverPhoto(shaded, title, least)


def _spot(treatment: Treatment) -> tuple[float, float]:
    """Where the focus lies on the cover; nowhere that matters where none is given."""
    return treatment.focus if treatment.focus != (50.0, 50.0) else (-1.0, -1.0)
