"""Questions that boxes are asked most, answered without detours.

Written for WeasyPrint 70. A page's boxes are walked through some fifteen times, and the used values
of each are worked out whenever it is laid out; most of them are lengths that refer to nothing. What
is told is the same. Where the patched names are gone, WeasyPrint's own answers are waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import absolute, block, column, flex, grid, inline, page, percent, table
from weasyprint.layout import float as floating

_resolve_percentages = percent.resolve_percentages
_descendants = Box.descendants
_is_in_normal_flow = Box.is_in_normal_flow

_EDGES = tuple(
    f"{edge}_{side}"
    for edge in ("margin", "padding")
    for side in ("left", "right", "top", "bottom")
)
#: The values that are changed in styles while boxes of grids and flexible ones are laid out.
_CHANGED = ("width", "min_width", "max_width", "height")
_SIZES = (*_CHANGED, "min_height", "max_height")
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_OUTSIDE = frozenset(
    ("left", "right", "inline-start", "inline-end", "footnote", "absolute", "fixed")
)
_TAKEN_OUT = frozenset(("running()", "note()"))


def _walked(self: Any, placeholders: bool = False) -> Iterator[Any]:
    """A box, its children and theirs, in the order of the text."""
    waiting = [self]
    while waiting:
        box = waiting.pop()
        if not isinstance(box, Box):
            if not placeholders:
                yield box
                continue
            box = box._box
        yield box
        if box.children:
            waiting.extend(reversed(box.children))


def _flows(self: Any) -> bool:
    style = self.style
    position = style["position"]
    if style["float"] in _OUTSIDE or position in _OUTSIDE:
        return False
    return position[0] not in _TAKEN_OUT


def _resolved(box: Any, containing_block: Any) -> None:
    """Set the used values of a box: at once, where none of them refers to its containing block."""
    style = box.style
    known = style.__dict__.get("used_values")
    if known is None or any(style[name] is not value for name, value in known[0]):
        read = tuple((name, style[name]) for name in _CHANGED)
        known = style.used_values = read, _constants(style)
    if known[1] is None:
        _resolve_percentages(box, containing_block)
    else:
        box.__dict__.update(known[1])


def _constants(style: Any) -> dict[str, Any] | None:
    """The used values of a style that are the same in every containing block; None where one of
    them is not, or depends on others."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None
    found: dict[str, Any] = {}
    for name in (*_EDGES, *_SIZES):
        value = style[name]
        if value is None or value == "auto":
            found[name] = 0 if value == "auto" and name.startswith("min_") else value
        elif getattr(value, "unit", None) == "px":
            found[name] = value.value
        else:
            return None
    return {**found, **{name: style[name] for name in _BORDERS}}


Box.descendants = _walked
Box.is_in_normal_flow = _flows
for _module in (absolute, block, column, flex, floating, grid, inline, page, percent, table):
    if getattr(_module, "resolve_percentages", None) is _resolve_percentages:
        _module.resolve_percentages = _resolved
