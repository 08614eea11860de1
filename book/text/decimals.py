"""Numbers in the columns of tables, aligned on their decimal signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from book.text.tree import Element, element, text_of

#: A number as tables have it: its whole part, its decimals and its sign for per cent.
_NUMBER = r"[+−–-]?\d[\d{group}]*(?P<tail>(?:{decimal}\d+)?[ \N{{NO-BREAK SPACE}}]?%?)"


def align_numbers(tree: Element, decimal: str, group: str, width: Callable[[str], float]) -> None:
    """Pad the numbers of columns that stand to the right, so that their whole parts end below one
    another; `width` tells how wide words are, in ems."""
    pattern = re.compile(_NUMBER.format(decimal=re.escape(decimal), group=re.escape(group)))
    for table in tree.iter("table"):
        for cells in _columns(table):
            found = [(cell, pattern.fullmatch(text_of([cell]).strip())) for cell in cells]
            tails = {cell: match["tail"] for cell, match in found if match}
            widest = max((width(tail) for tail in tails.values()), default=0.0)
            for cell, tail in tails.items():
                if (missing := widest - width(tail)) > 0.01:
                    _pad(cell, missing)


def _columns(table: Element) -> Iterator[list[Element]]:
    """The cells of each column that stand to the right and span no other column."""
    rows = [list(row) for body in table.iter("tbody") for row in body.iter("tr")]
    for number in range(max(map(len, rows), default=0)):
        cells = [row[number] for row in rows if number < len(row)]
        yield [cell for cell in cells if cell.tag == "td" and _stands_right(cell, table)]


def _stands_right(cell: Element, table: Element) -> bool:
    named = f"{cell.get('class', '')} {table.get('class', '')}".split()
    return "to-end" in named or "number" in named or "in-figures" in named


def _pad(cell: Element, missing: float) -> None:
    whole = element("span", {"style": f"padding-right: {missing:.3f}em"})
    whole.text, cell.text = cell.text, None
    for child in list(cell):
        whole.append(child)
    cell.append(whole)
