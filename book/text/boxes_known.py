"""The boxes of the dialect."""

from __future__ import annotations

from book.text.photographs import PHOTOGRAPH_ATTRIBUTES

#: The words that may follow `:::`, each with the attributes that it takes.
BOXES: dict[str, frozenset[str]] = {
    "figure": frozenset({"credit", "people", "side", "width"}) | PHOTOGRAPH_ATTRIBUTES,
    "gallery": frozenset({"credit", "fill", "people"}) | PHOTOGRAPH_ATTRIBUTES,
    "group": frozenset({"credit", "people", "width"}) | PHOTOGRAPH_ATTRIBUTES,
    "chart": frozenset({"kind", "of", "row", "series"}),
    "table": frozenset({"credit"}),
    "plate": frozenset({"credit", "people"}) | PHOTOGRAPH_ATTRIBUTES,
    "sidebar": frozenset(),
    "note": frozenset(),
    "pullquote": frozenset({"by"}),
}
