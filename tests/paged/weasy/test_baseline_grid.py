"""What is not made of lines of text takes whole lines of the page's grid."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint.layout import block

from book.paged.weasy.galley import Typesetter
from book.paged.weasy.patches import baseline_grid, continued, endless_blocks, late_fonts
from book.themes.styles import PageGeometry, style_of
from tools.pdf_lines import read

PARAGRAPH = "<p>Đảng bộ họp, nghe báo cáo, bàn bạc và ra nghị quyết; mọi người làm theo.</p>" * 2
BLOCKS = (
    "<aside class=sidebar><p class=title>Một hộp</p><p>Vài dòng trong hộp.</p></aside>",
    "<h2>Tiêu đề</h2>",
    "<table><tr><td>Một<td>Hai<tr><td>Ba<td>Bốn</table>",
    "<figure><figcaption>Hình</figcaption></figure>",
    "<ul><li>Một<li>Hai</ul>",
    "<blockquote><p>Lời trích.</p></blockquote>",
    "<div class=pullquote><p>Lời nói.</p></div>",
)


@pytest.fixture(autouse=True)
def whole_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Galleys that can be read before they are bound."""
    monkeypatch.setattr(late_fonts, "can_wait", lambda _font: False)


def typeset(folder: Path, body: str, css: str = "") -> list[float]:
    """The baselines of the paragraphs of running text on the first page, from the first one on."""
    geometry = PageGeometry.of((148, 210))
    typesetter = Typesetter(style_of(folder, geometry))
    html = f"<html lang=vi><head><style>{css}</style></head><body>{body}</body></html>"
    path = folder / "galley.pdf"
    path.write_bytes(typesetter.galley(html, "").pdf)
    _, _, paragraphs = read(path)
    lines = [n for p in paragraphs for n in p.lines if n.page == 0 and "họp" in n.text]
    return [(lines[0].y - line.y) / geometry.leading for line in lines]


@pytest.mark.parametrize("content", BLOCKS)
def test_the_text_behind_a_block_stands_on_the_grid(tmp_path: Path, content: str) -> None:
    steps = typeset(tmp_path, PARAGRAPH + content + PARAGRAPH)
    assert len(steps) == 4
    assert all(abs(step - round(step)) < 0.02 for step in steps), steps


def test_the_text_behind_a_heading_at_the_head_of_a_page_stands_on_the_grid(tmp_path: Path) -> None:
    steps = typeset(tmp_path, "<h2>Tiêu đề</h2>" + PARAGRAPH + BLOCKS[0] + PARAGRAPH)
    assert all(abs(step - round(step)) < 0.02 for step in steps), steps


def test_without_the_property_a_block_has_its_own_height(tmp_path: Path) -> None:
    """The canary: the patched step is asked, and what it does shows."""
    assert block.block_level_layout_switch is endless_blocks._known
    assert endless_blocks._layout is continued._with_its_head
    assert continued._layout is baseline_grid._on_the_grid
    steps = typeset(
        tmp_path, PARAGRAPH + BLOCKS[2] + PARAGRAPH, "table { --grid: none !important }"
    )
    assert any(abs(step - round(step)) > 0.02 for step in steps)
