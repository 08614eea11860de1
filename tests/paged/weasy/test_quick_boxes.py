"""What boxes are asked most is answered as WeasyPrint answers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import Box, PageBox

from book.paged.weasy.patches import quick_boxes

PAGE = """
<style>
  @page { size: 100mm 140mm; margin: 5% 10mm; @top-left { content: element(head) } }
  .aside { float: left; width: 30%; margin: 1em auto }
  .placed { position: absolute; top: 10%; left: 5mm; min-height: 20% }
  .head { position: running(head) }
  .called { float: footnote }
  .boxed { box-sizing: border-box; width: 50%; padding: 3mm; border: 1pt solid; max-width: 40mm }
  .high { height: 50%; min-width: auto; max-height: calc(10% + 2mm) }
  .grid { display: grid; grid-template-columns: 1fr 1fr }
  .flex { display: flex } .flex p { flex: 1; width: 20%; min-width: 3mm }
  table { border-collapse: collapse; width: 100% } td { border: 1pt solid; padding: 2% }
  .apart { border-collapse: separate }
  .columns { columns: 2 }
</style>
<p class="head">Head</p><h1>Title</h1>
<p class="aside">Aside</p><p>Text <b>bold</b><span class="called">A note</span> <i>more</i>.</p>
<div class="placed"><p>Placed</p></div><p class="boxed">Boxed</p><p class="high">High</p>
<div class="grid"><p>One</p><p>Two</p></div><div class="flex"><p>One</p><p>Two</p></div>
<table><tr><td>a</td><td>b</td></tr></table><table class="apart"><tr><td>a</td></tr></table>
<ul><li>One</li><li>Two</li></ul><div class="columns"><p>One</p><p>Two</p></div>
<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E">
"""


@pytest.fixture(scope="module")
def pages() -> list[Any]:
    return [page._page_box for page in HTML(string=PAGE).render().pages]


def boxes_of(pages: list[Any]) -> Iterator[Any]:
    for page in pages:
        yield from quick_boxes._descendants(page)


@pytest.mark.parametrize("placeholders", [False, True])
def test_all_boxes_are_walked_through_in_their_order(pages: list[Any], placeholders: bool) -> None:
    for page in pages:
        ours = list(page.descendants(placeholders))
        theirs = list(quick_boxes._descendants(page, placeholders))
        assert len(ours) > 10
        assert [id(box) for box in ours] == [id(box) for box in theirs]


def test_what_stands_in_the_flow(pages: list[Any]) -> None:
    told = []
    for box in boxes_of(pages):
        if isinstance(box, Box):
            told.append(box.is_in_normal_flow())
            assert told[-1] is quick_boxes._is_in_normal_flow(box)
    assert {True, False} == set(told)


@pytest.mark.parametrize("within", [(300.0, 400.0), (120.5, "auto")])
def test_used_values(pages: list[Any], within: tuple[float, float | str]) -> None:
    at_once = 0
    for box in boxes_of(pages):
        if not isinstance(box, Box) or isinstance(box, PageBox):
            continue
        ours, theirs = box.copy(), box.copy()
        quick_boxes._resolved(ours, within)
        quick_boxes._resolve_percentages(theirs, within)
        assert ours.__dict__ == theirs.__dict__, (box, box.style["width"])
        at_once += box.style.used_values[1] is not None
    assert at_once > 20


def test_a_style_that_is_changed_is_read_anew(pages: list[Any]) -> None:
    from weasyprint.css.properties import Dimension

    box = next(b for b in boxes_of(pages) if isinstance(b, Box) and b.element_tag == "h1").copy()
    box.style = box.style.copy()
    quick_boxes._resolved(box, (300.0, 400.0))
    assert box.width == "auto"
    box.style["width"] = Dimension(12, "px")
    quick_boxes._resolved(box, (300.0, 400.0))
    assert box.width == 12
