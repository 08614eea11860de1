"""Sizes of paper, and how two pages lie on one side of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from book.errors import RequestError

#: Width and height in mm, upright (ISO 216; SRA3 of ISO 217; US sizes).
PAPERS = {
    "A6": (105.0, 148.0),
    "A5": (148.0, 210.0),
    "B5": (176.0, 250.0),
    "A4": (210.0, 297.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "B4": (250.0, 353.0),
    "Tabloid": (279.4, 431.8),
    "A3": (297.0, 420.0),
    "SRA3": (320.0, 450.0),
    "B3": (353.0, 500.0),
    "A2": (420.0, 594.0),
}
#: Those that an office or a copy shop has, smallest first.
_USUAL = ("A4", "A3", "SRA3", "A2")
_SLACK = 0.5


@dataclass(frozen=True)
class Spread:
    """Two pages on a side of paper: sizes in mm, pages scaled; the fold is the upright middle."""

    paper: str
    width: float
    height: float
    page_width: float
    page_height: float
    scale: float = 1.0

    @property
    def foot(self) -> float:
        """The height of the pages' lower edge on the paper, in mm."""
        return (self.height - self.page_height) / 2

    @property
    def side(self) -> float:
        """The strip of paper left of the left page, in mm."""
        return self.width / 2 - self.page_width


def paper_size(name: str) -> tuple[str, float, float]:
    """A paper by name, or `WxH` in mm: its name, short and long side in mm."""
    for known, size in PAPERS.items():
        if known.casefold() == name.casefold():
            return known, *size
    found = re.fullmatch(r"(\d+(?:\.\d+)?)[x×](\d+(?:\.\d+)?)(?:\s*mm)?", name)
    if not found or not all(50 <= float(side) <= 2000 for side in found.groups()):
        raise RequestError(
            "“{paper}” is not a paper; write one of {known}, or its size such as 320x450",
            paper=name,
            known=", ".join(PAPERS),
        )
    short, long = sorted(float(side) for side in found.groups())
    return f"{short:g}x{long:g} mm", short, long


def spread_on(page: tuple[float, float], paper: str | None, fit: bool) -> Spread:
    """Two pages of this size (mm) on a paper; on the smallest that holds them where none is named.

    Raises RequestError where the paper is too small, unless the pages may be scaled to fit.
    """
    width, height = page
    if paper is None:
        for name in _USUAL:
            found = _laid(page, *paper_size(name))
            if found:
                return found
        raise RequestError(
            "no paper of the list holds two pages of {width} × {height} mm; name one: --paper WxH",
            width=f"{width:g}",
            height=f"{height:g}",
        )
    known, short, long = paper_size(paper)
    found = _laid(page, known, short, long)
    if found:
        return found
    if not fit:
        raise RequestError(
            "{paper} is too small for two pages of {width} × {height} mm; take a larger paper, or "
            "let the pages be made smaller: --fit",
            paper=known,
            width=f"{width:g}",
            height=f"{height:g}",
        )
    options = ((long, short), (short, long))
    scale, wide, high = max((min(w / 2 / width, h / height), w, h) for w, h in options)
    return Spread(
        paper=known,
        width=wide,
        height=high,
        page_width=width * scale,
        page_height=height * scale,
        scale=scale,
    )


def _laid(page: tuple[float, float], name: str, short: float, long: float) -> Spread | None:
    """The pages on the paper lying or upright, whichever way holds them."""
    for wide, high in ((long, short), (short, long)):
        if 2 * page[0] <= wide + _SLACK and page[1] <= high + _SLACK:
            return Spread(name, wide, high, *page)
    return None
