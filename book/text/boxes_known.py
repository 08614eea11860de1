"""The boxes of the dialect."""

from __future__ import annotations

from book.text.photographs import FLAGS, PHOTOGRAPH_ATTRIBUTES
from book.text.whole_pages import TURNED, UNNUMBERED

#: What boxes take as a word alone.
BOX_FLAGS = FLAGS | {TURNED, UNNUMBERED}

#: The words that may follow `:::`, each with the attributes that it takes.
BOXES: dict[str, frozenset[str]] = {
    "figure": frozenset({"credit", "people", "side", "turned", "unnumbered", "width"})
    | PHOTOGRAPH_ATTRIBUTES,
    "gallery": frozenset({"credit", "fill", "people", "unnumbered"}) | PHOTOGRAPH_ATTRIBUTES,
    "group": frozenset({"credit", "numbers", "people", "unnumbered", "width"})
    | PHOTOGRAPH_ATTRIBUTES,
    "roll": frozenset({"columns", "credit", "people", "unnumbered"}) | PHOTOGRAPH_ATTRIBUTES,
    "chart": frozenset({"at", "kind", "of", "row", "series", "turned"}),
    "table": frozenset({"credit", "turned"}),
    "plate": frozenset({"caption", "credit", "people", "unnumbered"}) | PHOTOGRAPH_ATTRIBUTES,
    "spread": frozenset({"caption", "credit", "gutter", "people", "unnumbered"})
    | PHOTOGRAPH_ATTRIBUTES,
    "sidebar": frozenset(),
    "note": frozenset(),
    "pullquote": frozenset({"by"}),
}
