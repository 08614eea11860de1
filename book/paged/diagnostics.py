"""What the typesetter could not do, told as mistakes of the book folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from book.errors import Mistakes, Place
from book.manuscript.reading import Manuscript
from book.paged.store import StoredGalley
from book.sections.section import Section

_IMAGE = re.compile(r"Failed to load image at '([^']*)': (?:\w+Error: )?(.*)", re.DOTALL)
_STYLE = re.compile(r"(styles/[^:]*): (.*)", re.DOTALL)
_AT = re.compile(r"(\d+):(\d+)")


def complaints_of(
    sections: Iterable[Section], galleys: dict[str, StoredGalley], manuscript: Manuscript
) -> Mistakes:
    """The pictures that could not be shown, and the lines of styles that were not understood."""
    mistakes = Mistakes()
    told: set[str] = set()
    for section in sections:
        for complaint in galleys[section.id].diagnostics:
            if found := _IMAGE.match(complaint):
                name = unquote(found[1])
                place = manuscript.place_of_picture(section.id, name)
                if place is None and name in told:
                    continue
                told.add(name)
                mistakes.add(
                    place or Place("styles"),
                    "the image {name} can't be shown: {reason}",
                    "Save the image again; JPEG, PNG, GIF, WebP and SVG files can be shown.",
                    name=name,
                    reason=found[2] or "it is broken",
                )
            elif found := _STYLE.match(complaint):
                at = _AT.search(found[2])
                mistakes.add(
                    Place(found[1], int(at[1]), int(at[2])) if at else Place(found[1]),
                    "this style is not understood: {reason}",
                    "Correct it, or take it out; what WeasyPrint knows of CSS can be used.",
                    reason=found[2],
                )
    return mistakes
