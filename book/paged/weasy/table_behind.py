"""The table that a chart is drawn from, tagged behind its figure: who hears a book goes through
it by rows and cells; nothing of it is seen.

Each cell marks a place behind the chart at which nothing is painted, and says its words as what
stands there (`ActualText`: ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Self

import pydyf


@dataclass(frozen=True)
class TableBehind:
    """The rows of a chart whose box is `box`, the first of them its headings."""

    box: Any
    rows: list[list[str]]

    @classmethod
    def of(cls, box: Any) -> Self | None:
        """That of a box; None where it has none."""
        rows = None if box.element is None else box.element.get("data-rows")
        return cls(box, json.loads(rows)) if rows else None

    def mark(self, stream: Any) -> None:
        """Mark the places of the cells, behind the chart that was painted."""
        for place in self._places():
            number = len(stream._tags)
            stream._tags[place] = {"tag": "Span", "mcid": number}
            stream.begin_marked_content("Span", pydyf.Dictionary({"MCID": number}))
            stream.end_marked_content()

    def tagged(
        self, figure: Any, pdf: pydyf.PDF, numbers: Any, _annotations: Any, tags: Any
    ) -> Any:
        """The table's element, on the page and in the parent of the chart's figure."""

        def made(tag: str, parent: Any, **more: Any) -> Any:
            about = {"Type": "/StructElem", "S": f"/{tag}", "K": pydyf.Array(), "Pg": figure["Pg"]}
            child = pydyf.Dictionary({**about, **more})
            pdf.add_object(child)
            child["P"] = figure["P"] if parent is None else parent.reference
            if parent is not None:
                parent["K"].append(child.reference)
            return child

        table = made("Table", None)
        parts = made("THead", table), made("TBody", table)
        places = iter(self._places())
        for n, cells in enumerate(self.rows):
            row = made("TR", parts[n > 0])
            for words in cells:
                cell = made("TD" if n else "TH", row, A=pydyf.Dictionary({"O": "/Table"}))
                said = made("Span", cell, ActualText=pydyf.String(words))
                marked = tags.pop(next(places))["mcid"]
                said["K"].append(marked)
                numbers[marked] = said.reference
        return table

    def _places(self) -> list[tuple[Any, int, int]]:
        return [(self.box, n, k) for n, row in enumerate(self.rows) for k in range(len(row))]
