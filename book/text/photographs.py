"""How the text asks for its photographs: attributes of images and of the boxes that hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from book.errors import Mistakes, Place, UnfitError
from book.manuscript.kinds.record import Portrait
from book.photos.covers import CoverColours
from book.photos.formats import is_photograph
from book.photos.treatment import Treatment

#: The attributes that change how a photograph is shown.
TREATMENTS = ("crop", "focus", "tone", "rotate")
#: Attributes that are a word alone.
FLAGS = frozenset({"frame"})
#: What an image and a box with images take of a photograph's treatment.
PHOTOGRAPH_ATTRIBUTES = frozenset({*TREATMENTS, *FLAGS})
#: The shape of a picture whose file does not tell it, width by height.
_UNKNOWN_SHAPE = 1.5
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?\s*")


@dataclass(frozen=True)
class PictureSetting:
    """What a book gives its pictures: the ink of duotones (`#rrggbb`), the shape of its text block,
    height by width, its trim in mm, and the portraits that its records name, by the id of whom
    they show, and the colours of words on the cover and of what is laid under them."""

    ink: str = ""
    page_shape: float = 1.45
    trim: tuple[float, float] = (160.0, 240.0)
    portraits: Mapping[str, Portrait] = field(default_factory=dict)
    cover: CoverColours = CoverColours("#ffffff", ("#000000",))


def ink_of(colour: str) -> str:
    """A colour of a palette as the ink of a duotone, `#rrggbb`; empty for one in other notations,
    which leaves a duotone its brown."""
    found = re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", colour.strip())
    if not found:
        return ""
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return f"#{digits.lower()}"


def cover_colours(palette: Mapping[str, str]) -> CoverColours:
    """The colours of a palette that a cover's words and scrim have; those in other notations than
    `#rrggbb` count as white and black."""
    inks = [ink for name in ("ink", "accent") if (ink := ink_of(palette.get(name, "")))]
    return CoverColours(ink_of(palette.get("on-accent", "")) or "#ffffff", (*inks, "#000000"))


def fit_attributes(
    attributes: Mapping[str, str], place: Place, mistakes: Mistakes
) -> dict[str, str]:
    """Those of a photograph's attributes that can be read; the others are told."""
    fit: dict[str, str] = {}
    for name in (*TREATMENTS, *FLAGS):
        if name not in attributes:
            continue
        value = attributes[name]
        try:
            if name in FLAGS:
                if value not in ("", name):
                    raise UnfitError("“{attribute}” takes no value", attribute=name)
            elif not value:
                raise UnfitError("“{attribute}=” says nothing", attribute=name)
            else:
                Treatment.of(**{name: value})
            fit[name] = value
        except UnfitError as error:
            mistakes.add(
                place,
                "{attribute}: {reason}",
                "Correct “{attribute}” here, or take it out.",
                attribute=name,
                reason=error.said,
            )
    return fit


def treatment_of(attributes: Mapping[str, str], ink: str) -> Treatment:
    """The treatment of attributes that can be read."""
    asked = {name: attributes[name] for name in TREATMENTS if name in attributes}
    return Treatment.of(**asked, ink=ink if asked.get("tone") == "duotone" else "")


def shape_of(file: Path, treatment: Treatment) -> float:
    """The width by the height of a picture as it is shown. A file that can't be read has some
    shape too: what is wrong with it is told where it is typeset."""
    if not is_photograph(file):
        return _shape_of_drawing(file)
    from book.photos.originals import original  # where there is a photograph

    try:
        source = original(file)
    except (UnfitError, OSError):
        return _UNKNOWN_SHAPE
    width, height = source.width, source.height
    if treatment.turn in (90, 270):
        width, height = height, width
    _, _, width, height = treatment.frame(width, height)
    return width / height


def _shape_of_drawing(file: Path) -> float:
    try:
        root = etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False))
    except (OSError, etree.XMLSyntaxError):
        return _UNKNOWN_SHAPE
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if sides[0] and sides[1]:
        width, height = float(sides[0][1]), float(sides[1][1])
    else:
        box = root.get("viewBox", "").replace(",", " ").split()
        numbers = [_LENGTH.fullmatch(part) for part in box[2:]]
        if len(numbers) != 2 or not numbers[0] or not numbers[1]:
            return _UNKNOWN_SHAPE
        width, height = float(numbers[0][1]), float(numbers[1][1])
    return width / height if width and height else _UNKNOWN_SHAPE
