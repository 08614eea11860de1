"""Pages of galleys: full, even across the spread, and what does not fit moves."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from book.paged.weasy.galley import Typesetter
from book.paged.weasy.paging.planning import Planner
from book.paged.weasy.patches import endless_lines, late_fonts
from book.themes.styles import PageGeometry, style_of
from tools.pdf_lines import Line, read

GEOMETRY = PageGeometry.of((148, 210))
DEPTH = round((GEOMETRY.height - GEOMETRY.top - GEOMETRY.bottom) * 72 / 25.4 / GEOMETRY.leading)
FIGURE = (
    '<figure id="figure-{0}"><div style="height: {1}rlh"></div><figcaption>Hình {0}</figcaption>'
    "</figure>"
)
BROAD = (
    "figure { margin: 1rlh 0 } figcaption { line-height: 1rlh; margin: 0; padding: 0; border: 0 }"
)


@pytest.fixture(autouse=True)
def whole_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Galleys that can be read before they are bound."""
    monkeypatch.setattr(late_fonts, "can_wait", lambda _font: False)


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    return Typesetter(style_of(tmp_path_factory.mktemp("style"), GEOMETRY))


def lines_of(typesetter: Typesetter, path: Path, body: str, css: str = "") -> list[list[str]]:
    """The text of the lines of each page, from its head to its foot."""
    return [[line.text for line in page] for page in set_lines(typesetter, path, body, css)]


def set_lines(typesetter: Typesetter, path: Path, body: str, css: str = "") -> list[list[Line]]:
    head = f"<head><style>{BROAD} {css}</style></head>"
    html = f'<html lang="vi" class="verso">{head}<body><section>{body}</section></body></html>'
    file = path / "galley.pdf"
    file.write_bytes(typesetter.galley(html, "").pdf)
    _, pages, paragraphs = read(file)
    found: list[list[Line]] = [[] for _ in pages]
    for paragraph in paragraphs:
        for line in paragraph.lines:
            found[line.page].append(line)
    return [sorted(page, key=lambda line: -line.y) for page in found]


def text(*numbers: int) -> str:
    """A paragraph of so many lines, each with its number."""
    return "<p>" + "<br>".join(f"dòng {n}" for n in numbers) + "</p>"


def lines(first: int, last: int) -> str:
    return "".join(text(n) for n in range(first, last + 1))


def test_what_does_not_fit_stands_at_the_head_of_the_next_page(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    before, after = lines(1, DEPTH - 5), lines(DEPTH - 4, 2 * DEPTH)
    pages = lines_of(typesetter, tmp_path, before + FIGURE.format(1, 8) + after)
    assert pages[0] == [f"dòng {n}" for n in range(1, DEPTH + 1)]
    assert pages[1][:2] == ["Hình 1", f"dòng {DEPTH + 1}"]


def test_the_theme_may_say_that_it_stands_at_the_foot(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    before, after = lines(1, DEPTH - 5), lines(DEPTH - 4, 3 * DEPTH)
    body = before + FIGURE.format(1, 8) + after
    pages = lines_of(typesetter, tmp_path, body, "figure { --place: foot }")
    assert pages[0][-1] == f"dòng {DEPTH}"
    assert pages[1][0] == f"dòng {DEPTH + 1}" and pages[1][-1] == "Hình 1"
    assert pages[2][0] == f"dòng {DEPTH + len(pages[1])}"


def test_where_the_theme_says_so_it_stays_with_its_text(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    before, after = lines(1, DEPTH - 5), lines(DEPTH - 4, 2 * DEPTH)
    body = before + FIGURE.format(1, 8) + after
    pages = lines_of(typesetter, tmp_path, body, "figure { --place: here }")
    assert pages[0][-1] == f"dòng {DEPTH - 5}" and pages[1][0] == "Hình 1"


def test_what_moves_keeps_its_order_and_stays_near(typesetter: Typesetter, tmp_path: Path) -> None:
    body = (
        lines(1, DEPTH - 5)
        + FIGURE.format(1, 8)
        + lines(DEPTH - 4, DEPTH - 3)
        + FIGURE.format(2, 2)
        + lines(DEPTH - 2, 3 * DEPTH)
    )
    pages = lines_of(typesetter, tmp_path, body)
    assert [line for page in pages for line in page if "Hình" in line] == ["Hình 1", "Hình 2"]
    assert "Hình 1" in pages[1] and "Hình 2" in pages[1]
    words = [line for page in pages for line in page if "dòng" in line]
    assert words == [f"dòng {n}" for n in range(1, 3 * DEPTH + 1)]


def test_what_words_with_a_colon_announce_stays_behind_them(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    body = (
        lines(1, DEPTH - 6) + "<p>như sau:</p>" + FIGURE.format(1, 8) + lines(DEPTH - 4, 2 * DEPTH)
    )
    page = next(p for p in lines_of(typesetter, tmp_path, body) if "Hình 1" in p)
    assert page[page.index("Hình 1") - 1] == "như sau:" or page[0] == "Hình 1"
    assert page[-1] != "Hình 1"


def test_facing_pages_end_on_one_line_and_no_page_is_short(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    rand = random.Random(3)
    parts, at = [], 0
    for number in range(60):
        if number % 4 == 1:
            parts.append(f"<h{2 + number % 2}>Mục {number}</h{2 + number % 2}>")
        if number % 9 == 5:
            parts.append(FIGURE.format(number, rand.randint(3, 9)))
        length = rand.randint(2, 9)
        parts.append(text(*range(at, at + length)))
        at += length
    pages = set_lines(typesetter, tmp_path, "".join(parts))
    feet = [page[-1].y / GEOMETRY.leading for page in pages[:-1]]
    full = min(feet) + 1
    assert all(foot < full + 0.1 * DEPTH for foot in feet)
    spreads = list(zip(feet[::2], feet[1::2], strict=False))
    assert len(spreads) > 4
    assert all(abs(left - right) < 1.05 for left, right in spreads), spreads


def test_rows_of_a_table_are_higher_where_their_page_would_be_short(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    row = "<tr><td>Một<br>Hai<br>Ba<br>Bốn<br>Năm<br>Sáu</tr>"
    table = f"<table><thead><tr><th>Đầu bảng</tr></thead><tbody>{row * 17}</tbody></table>"
    pages = set_lines(typesetter, tmp_path, table + lines(1, 9))
    feet = [page[-1].y for page in pages[:-1]]
    assert max(feet) - min(feet) < GEOMETRY.leading, feet


def test_the_last_page_holds_five_lines(typesetter: Typesetter, tmp_path: Path) -> None:
    for more in range(1, 7):
        pages = lines_of(typesetter, tmp_path, lines(1, 3 * DEPTH + more))
        assert len(pages[-1]) >= 5, more
        assert max(len(one) - len(other) for one, other in pairwise(pages[:-1])) <= 1


def test_nor_does_a_section_in_columns_end_in_a_few_lines(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    for more in range(1, 10, 2):
        columns = f'<div style="columns: 2">{lines(1, 4 * DEPTH + more)}</div>'
        pages = lines_of(typesetter, tmp_path, columns)
        assert len(pages) == 2 or len(pages[-1]) >= 9, more


def test_a_page_leaves_room_for_its_footnotes(typesetter: Typesetter, tmp_path: Path) -> None:
    note = '<p>dòng có chú thích<span class="footnote">Chú thích.</span></p>'
    body = lines(1, 4) + note + FIGURE.format(1, 4) + lines(5, 2 * DEPTH)
    pages = lines_of(typesetter, tmp_path, body)
    words = [line for page in pages for line in page if line.startswith("dòng")]
    assert len(words) == 2 * DEPTH + 1
    # The figure takes seven lines, the footnote with its rule two.
    assert DEPTH - 3 <= sum(line.startswith("dòng") for line in pages[0]) + 7 <= DEPTH - 2


def test_what_does_not_come_out_as_planned_is_laid_out_without_a_plan(
    typesetter: Typesetter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = lines(1, DEPTH - 5), lines(DEPTH - 4, 2 * DEPTH)
    monkeypatch.setattr(Planner, "came_out", lambda *_: False)
    pages = lines_of(typesetter, tmp_path, before + FIGURE.format(1, 8) + after)
    assert pages[1][0] == "Hình 1"
    assert sum(page.count("Hình 1") for page in pages) == 1


def test_lines_that_are_counted_come_out_as_those_that_are_set(
    typesetter: Typesetter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Đảng bộ họp, nghe báo cáo, bàn bạc rồi ra <b>nghị quyết</b> để mọi người làm theo. "
    body = (
        '<p class="first"><span class="dropcap">Đ</span>'
        + words * 9
        + "</p>"
        + f"<p>{words * 40}<sup>2</sup> {words * 3}</p><ul><li>{words * 2}<li>{words}</ul>"
        + FIGURE.format(1, 6)
        + "".join(f"<p>{words * n}</p>" for n in range(1, 14))
    )
    counted = lines_of(typesetter, tmp_path, body)
    monkeypatch.setattr(endless_lines, "_is_even", lambda _box: False)
    assert lines_of(typesetter, tmp_path, body) == counted


@pytest.mark.parametrize("heights", [(20, 25), (28, 28, 6), (12, 30)])
def test_nothing_is_lost_where_figures_fill_pages_alone(
    typesetter: Typesetter, tmp_path: Path, heights: tuple[int, ...]
) -> None:
    figures = "".join(FIGURE.format(n, high) for n, high in enumerate(heights, start=1))
    for before in (4, DEPTH - 6, DEPTH - 2):
        body = lines(1, before) + figures + lines(before + 1, before + 3)
        found = [line for page in lines_of(typesetter, tmp_path, body) for line in page]
        assert [line for line in found if "Hình" in line] == [
            f"Hình {n}" for n in range(1, len(heights) + 1)
        ]
        assert [line for line in found if "dòng" in line] == [
            f"dòng {n}" for n in range(1, before + 4)
        ]


def test_what_stands_out_of_the_flow_alone_is_kept(typesetter: Typesetter, tmp_path: Path) -> None:
    body = '<div style="position: absolute; top: 3rlh">' + text(1, 2) + "</div>"
    assert lines_of(typesetter, tmp_path, body) == [["dòng 1", "dòng 2"]]


def test_what_moves_passes_by_a_spread(typesetter: Typesetter, tmp_path: Path) -> None:
    spread = '<figure class="spread" data-pages="two"><p>trái</p><p class="recto">phải</p></figure>'
    # The text ends on the page that the figures leave.
    figures = spread + FIGURE.format(1, 8) + FIGURE.format(2, 8)
    body = lines(1, DEPTH - 8) + figures + lines(DEPTH - 7, DEPTH)
    pages = lines_of(typesetter, tmp_path, body)
    left = next(n for n, page in enumerate(pages) if "trái" in page)
    assert pages[left : left + 2] == [["trái"], ["phải"]]
    found = next(page for page in pages if "Hình 1" in page)
    assert "Hình 2" in found and f"dòng {DEPTH}" in found
