"""Pages of the layout before are taken where nothing of them has changed, and only there: what comes
out is what a new typesetter makes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from book.paged.page_reference import ATTRIBUTE as PAGE
from book.paged.weasy import pages_before
from book.paged.weasy.galley import Typesetter
from book.text.stretches import ATTRIBUTE as MARK
from book.themes.styles import PageGeometry, Style, style_of

GEOMETRY = PageGeometry.of((148, 210))
WORDS = "the committee met heard its report and weighed what had been said in all the years".split()


@pytest.fixture(scope="module")
def style(tmp_path_factory: pytest.TempPathFactory) -> Style:
    return style_of(tmp_path_factory.mktemp("style"), GEOMETRY)


def sentence(rand: random.Random, words: int) -> str:
    return " ".join(rand.choice(WORDS) for _ in range(words)).capitalize() + "."


def paragraph(rand: random.Random) -> str:
    return f"<p>{sentence(rand, rand.randint(5, 120))}</p>"


def noted(rand: random.Random) -> str:
    note = f'<span class="footnote" data-tag="Note">{sentence(rand, rand.randint(3, 40))}</span>'
    return f"<p>{sentence(rand, 30)}{note} {sentence(rand, 20)}</p>"


def referring(rand: random.Random) -> str:
    to = f"h{rand.randint(1, 9)}"
    page = f'<a href="book:{to}">page <span {PAGE}="{to}">00</span></a>'
    return f"<p>{sentence(rand, 20)} (see {page}) {sentence(rand, 30)}</p>"


def boxed(rand: random.Random) -> str:
    inside = "".join(paragraph(rand) for _ in range(rand.randint(1, 3)))
    return f'<aside class="sidebar">{inside}</aside>'


def tall(rand: random.Random) -> str:
    inside = "".join(paragraph(rand) for _ in range(8))
    return f'<aside class="sidebar"><p class="title">{sentence(rand, 4)}</p>{inside}</aside>'


def table(rand: random.Random) -> str:
    rows = "".join(
        f"<tr><td>{sentence(rand, 3)}</td><td>{sentence(rand, 4)}</td></tr>"
        for _ in range(rand.randint(2, 30))
    )
    head = "<thead><tr><th>A</th><th>B</th></tr></thead>"
    again = '<p class="again" aria-hidden="true">Table (continued)</p>'
    return f'<div class="table">{again}<table>{head}<tbody>{rows}</tbody></table></div>'


def heading(rand: random.Random) -> str:
    return f'<h2 id="h{rand.randint(0, 10**9)}">{sentence(rand, rand.randint(2, 14))}</h2>'


def listed(rand: random.Random) -> str:
    items = "".join(f"<li>{sentence(rand, rand.randint(3, 20))}</li>" for _ in range(4))
    return f"<ol>{items}</ol>"


def beside(rand: random.Random) -> str:
    return (
        f'<figure class="figure beside left" style="width: 30%"><div class="whole">'
        f"<figcaption>{sentence(rand, rand.randint(5, 20))}</figcaption></div></figure>"
    )


def plate(rand: random.Random) -> str:
    return f'<figure class="turned" data-pages="one"><p>{sentence(rand, 9)}</p></figure>'


KINDS = (
    *[paragraph] * 8,
    noted,
    noted,
    referring,
    boxed,
    tall,
    table,
    heading,
    listed,
    beside,
    plate,
)


def blocks_of(rand: random.Random, count: int = 40) -> list[str]:
    return [rand.choice(KINDS)(rand) for _ in range(count)]


def html_of(blocks: list[str]) -> str:
    """A chapter, each of its blocks marked with its number."""
    marked = (b.replace(">", f' {MARK}="{n}">', 1) for n, b in enumerate(blocks))
    opener = '<header class="opener"><h1 id="s">A chapter</h1></header>'
    return (
        '<!DOCTYPE html><html lang="en" dir="ltr"><head><title>x</title></head>'
        f'<body class="chapter"><section>{opener}{"".join(marked)}</section></body></html>'
    )


def edited(rand: random.Random, blocks: list[str]) -> list[str]:
    """The blocks after one of the edits that people make."""
    made, at = list(blocks), rand.randrange(len(blocks))
    match rand.randrange(4):
        case 0:
            made[at] = made[at].replace("the", "their", 1)
        case 1:
            made.insert(at, rand.choice(KINDS)(rand))
        case 2:
            del made[at]
        case 3:
            made[at] = rand.choice(KINDS)(rand)
        case 4:
            other = rand.randrange(len(blocks))
            made[at], made[other] = made[other], made[at]
        case _:
            made.append(paragraph(rand))
    return made


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The indexes of the pages that are laid out, and not taken."""
    found: list[int] = []
    keep: Callable[..., None] = pages_before.Layout.keep

    def noted_down(self: pages_before.Layout, index: int, *more: object) -> None:
        found.append(index)
        keep(self, index, *more)

    monkeypatch.setattr(pages_before.Layout, "keep", noted_down)
    yield found


@pytest.mark.parametrize("seed", range(6))
def test_what_comes_out_is_what_a_new_one_makes(style: Style, seed: int) -> None:
    rand = random.Random(seed)
    typesetter, fresh = Typesetter(style), Typesetter(style)
    blocks = blocks_of(rand)
    for _ in range(6):
        made = typesetter.galley(html_of(blocks), "file:///", name="one")
        new = fresh.galley(html_of(blocks), "file:///")
        assert made.page_map == new.page_map
        assert made.pdf == new.pdf
        blocks = edited(rand, blocks)


def test_only_pages_near_an_edit_are_laid_out(style: Style, laid_out: list[int]) -> None:
    rand = random.Random(3)
    blocks = [paragraph(rand) for _ in range(150)]
    typesetter = Typesetter(style)
    pages = len(typesetter.galley(html_of(blocks), "file:///", name="one").page_map.pages)
    assert pages > 15
    assert laid_out == list(range(pages))
    laid_out.clear()
    blocks[70] = blocks[70].replace("the", "his", 1)
    typesetter.galley(html_of(blocks), "file:///", name="one")
    assert 1 <= len(laid_out) <= 3
    laid_out.clear()
    typesetter.galley(html_of(blocks), "file:///", name="one")
    assert laid_out == []


@pytest.mark.parametrize("css", ["p:nth-child(3) { color: red }", "h2 ~ p { color: red }"])
def test_styles_that_look_far_are_laid_out_anew(
    css: str, laid_out: list[int], tmp_path: Path
) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/own.css").write_text(css)
    rand = random.Random(4)
    typesetter = Typesetter(style_of(tmp_path, GEOMETRY))
    for _ in range(2):
        typesetter.galley(html_of(blocks_of(rand)), "file:///", name="one")
    assert laid_out == []
