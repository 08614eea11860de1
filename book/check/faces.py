"""The rule on faces that the trim or the gutter cuts off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from book.check.context import CheckContext
from book.check.findings import rule
from book.check.shown import shown
from book.errors import Mistake, Mistakes, Place, UnfitError
from book.files import image_file
from book.photos.formats import is_photograph
from book.photos.originals import original
from book.text.photographs import TREATMENTS, fit_attributes, treatment_of
from book.text.whole_pages import GUTTER, WHOLE, gutter_of

#: So near to the trim or the gutter, in mm, a face is cut: half a face, and what a knife strays.
_NEAR = 8.0
#: The share of the page's height that the picture of an opening takes.
_OPENING = 0.45


@dataclass(frozen=True)
class _Shown:
    """A photograph that reaches the trim: its file, what is asked of it, its size in mm, and how
    much of it the fold hides in its middle (None where none runs through it)."""

    name: str
    place: Place
    asked: dict[str, str]
    width: float
    height: float
    gutter: float | None = None
    has_foot: bool = True


@rule("face-cut")
def face_cut(context: CheckContext) -> Iterator[Mistake]:
    """The spot that must stay in sight, the `focus` of a photograph, lies within 8 mm of where the
    page is cut, or of the fold between two pages: a part of a face there is gone in the bound book.
    Told of plates, spreads, the cover and openings, where a focus is given."""
    for found in (*_whole_pages(context), *_others(context)):
        near = _nearest(context, found)
        if near is None:
            continue
        where, distance = near
        yield Mistake(
            found.place,
            "the focus of {file} lies {distance} mm from the fold: a face there is cut off"
            if where == "fold"
            else "the focus of {file} lies {distance} mm from the trim: a face there is cut off",
            "Take another crop or another photograph, or show it in a figure.",
            {"file": found.name, "distance": f"{max(distance, 0):.0f}"},
        )


def _whole_pages(context: CheckContext) -> Iterator[_Shown]:
    width, height = context.manuscript.config.trim
    for use in shown(context)[0]:
        if use.box in WHOLE and is_photograph(use.name) and use.asked.get("focus"):
            asked = {key: use.asked[key] for key in TREATMENTS if key in use.asked}
            if use.box == "plate":
                yield _Shown(use.name, use.place, asked, width, height)
                continue
            hidden = gutter_of(use.asked.get("gutter", ""))
            hidden = GUTTER if hidden is None else hidden
            yield _Shown(use.name, use.place, asked, 2 * (width - hidden), height, gutter=hidden)


def _others(context: CheckContext) -> Iterator[_Shown]:
    """The cover and the pictures with which sections open."""
    manuscript = context.manuscript
    config, cover = manuscript.config, manuscript.config.cover
    width, height = config.trim
    if cover and cover.picture and cover.focus:
        place = manuscript.place("book.yaml", "cover", "focus")
        yield _Shown(cover.picture, place, {"focus": cover.focus}, width, height)
    openings = [
        (config.appendices_picture, manuscript.place("book.yaml", "appendices_picture")),
        *((c.matter.picture, c.tree.place(("picture",))) for c in manuscript.chapters),
    ]
    for opening, place in openings:
        if opening and opening.focus:
            asked = {"focus": opening.focus}
            yield _Shown(opening.file, place, asked, width, height * _OPENING, has_foot=False)


def _nearest(context: CheckContext, found: _Shown) -> tuple[str, float] | None:
    """What is too near to the focus of a photograph, and how far it is in mm; None where nothing
    is, or the file can't be read, which is told elsewhere."""
    file = image_file(context.manuscript.folder, found.name)
    if file is None or not is_photograph(file):
        return None
    treatment = treatment_of(fit_attributes(found.asked, found.place, Mistakes()), "")
    if not treatment.crop[0]:
        treatment = replace(treatment, crop=(found.width, found.height))
    try:
        source = original(file)
    except (UnfitError, OSError):
        return None
    size = (source.width, source.height)
    size = size[::-1] if treatment.turn in (90, 270) else size
    left, top, wide, high = treatment.frame(*size)
    x = (size[0] * treatment.focus[0] / 100 - left) / wide * found.width
    y = (size[1] * treatment.focus[1] / 100 - top) / high * found.height
    edges = [x, found.width - x, y, *([found.height - y] if found.has_foot else [])]
    if found.gutter is not None and abs(x - found.width / 2) - found.gutter < _NEAR:
        return "fold", abs(x - found.width / 2)
    return ("trim", min(edges)) if min(edges) < _NEAR else None
