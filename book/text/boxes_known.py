"""The boxes of the dialect."""

from __future__ import annotations

#: The words that may follow `:::`, each with the attributes that it takes.
BOXES: dict[str, frozenset[str]] = {
    "figure": frozenset({"credit", "width"}),
    "chart": frozenset({"kind", "of", "row", "series"}),
    "table": frozenset({"credit"}),
    "plate": frozenset({"credit"}),
    "sidebar": frozenset(),
    "note": frozenset(),
    "pullquote": frozenset({"by"}),
}
