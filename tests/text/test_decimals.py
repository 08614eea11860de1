"""Numbers in columns end below one another, whatever their decimals."""

from __future__ import annotations

import re

import pytest
from lxml import html

from book.text.decimals import align_numbers

TABLE = """<table class="in-figures"><tbody>
<tr><th>a</th><td>1.200</td><td>12,5%</td></tr>
<tr><th>b</th><td>12,75</td><td>8%</td></tr>
<tr><th>c</th><td>hơn 3</td><td>100%</td></tr>
</tbody></table>"""


def pads(table: str) -> list[list[float]]:
    tree = html.fromstring(f"<div>{table}</div>")
    align_numbers(tree, ",", ".", width=len)
    found = []
    for row in tree.iter("tr"):
        cells = [html.tostring(cell, encoding="unicode") for cell in row.iter("td")]
        found.append(
            [float(m[1]) if (m := re.search(r"padding-right: ([\d.]+)em", c)) else 0 for c in cells]
        )
    return found


def test_each_number_is_padded_to_the_longest_tail() -> None:
    # Widths are counted in characters: ",75" is three, ",5%" three and "%" one.
    assert pads(TABLE) == [[3, 0], [0, 2], [0, 2]]


@pytest.mark.parametrize("table", [TABLE.replace(' class="in-figures"', ""), "<table></table>"])
def test_other_columns_are_left_alone(table: str) -> None:
    assert not [pad for row in pads(table) for pad in row if pad]
