"""The rule on the numbers of maps."""

from __future__ import annotations

from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake, Mistakes, Place
from book.files import image_file
from book.manuscript.kinds.maps import Mapped
from book.manuscript.kinds.record import picture_of
from book.text.maps import covering, is_inside, width_of_map
from book.text.photographs import fit_attributes, shape_of, treatment_of
from book.themes.styles import geometry_of


@rule("map-marks")
def map_marks(context: CheckContext) -> Iterator[Mistake]:
    """A number on a map of places or seats lies outside the picture, or two numbers stand so near
    to each other on the printed page that one hides the other."""
    manuscript = context.manuscript
    for appendix in manuscript.appendices:
        if not isinstance(appendix, Mapped) or appendix.map is None:
            continue
        sites = dict(appendix.sites())
        numbers = appendix.numbers()
        inside = []
        for path, number in numbers.items():
            if is_inside(sites[path].spot):
                inside.append(path)
                continue
            yield Mistake(
                manuscript.place(appendix.id, *path, "at"),
                "number {number} lies outside the map",
                "Write how far it is from the left and from the top, from 0% to 100%.",
                {"number": number},
            )
        spots = [sites[path].spot for path in inside]
        width, shape = _size(context, appendix.map.picture)
        for i, j in covering(spots, width, shape):
            yield Mistake(
                manuscript.place(appendix.id, *inside[j], "at"),
                "the numbers {number} and {other} of the map hide each other",
                "Move one of them a little aside; where both are one spot, write the same “at”.",
                {"number": numbers[inside[i]], "other": numbers[inside[j]]},
            )


def _size(context: CheckContext, written: str) -> tuple[float, float]:
    """The width of a map on the page in mm, and its width by its height."""
    manuscript = context.manuscript
    name, asked = picture_of(written)
    file = image_file(manuscript.folder, name)
    geometry = geometry_of(manuscript.look, manuscript.config.trim)
    shape = 1.5
    if file is not None:
        fit = fit_attributes(asked, Place(name), Mistakes())
        shape = shape_of(file, treatment_of(fit, ""))
    share, _ = width_of_map(shape, geometry.text_shape)
    return share * geometry.measure, shape
