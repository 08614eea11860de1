"""The dots of a leader are one box, drawn where WeasyPrint would draw each."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.layout import inline

from book.paged.weasy import galley  # noqa: F401 - it mends WeasyPrint
from book.paged.weasy.patches import leaders

CONTENTS = """<style>
@page { size: 90mm 60mm; margin: 5mm } body { font: 10pt/14pt serif; color: #345; direction: %s }
li { list-style: none } a { text-decoration: %s } a::after { content: leader("%s") "12" }
</style><title>c</title><ul>
<li><a href="#a" id="a">Chapter one</a></li>
<li>before <a href="#a">a rather longer title</a></li>
<li><a href="#a">A title that runs over more than a single line of the contents page</a></li>
</ul>"""


def shown(html: str) -> tuple[list[str], int]:
    """What the page draws, in operators; how many boxes its leaders have."""
    document = HTML(string=html).render()
    boxes = [box for box in document.pages[0]._page_box.descendants() if box.is_leader]
    with pikepdf.open(io.BytesIO(document.write_pdf(pdf_tags=True))) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    return content.splitlines(), sum(len(box.children) for box in boxes)


@pytest.mark.parametrize("sign", [".", " · ", "–"])
@pytest.mark.parametrize("line", ["none", "underline"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_leader_is_drawn_as_weasyprint_draws_it(
    sign: str, line: str, direction: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = CONTENTS % (direction, line, sign)
    drawn, boxes = shown(html)
    assert 2 <= boxes <= 4
    monkeypatch.setattr(inline, "handle_leader", leaders._handle_leader)
    plain, boxes = shown(html)
    assert boxes > 8
    assert drawn == plain


def test_dots_stand_in_one_text_object() -> None:
    drawn, _ = shown(CONTENTS % ("ltr", "none", "."))
    assert len([line for line in drawn if line.endswith("] TJ")]) > 20
    assert len(re.findall(r"\bBT\b", "\n".join(drawn))) < 12
