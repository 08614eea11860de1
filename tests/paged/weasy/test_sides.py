"""Figures beside the text leave no page short."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.paged.weasy import galley
from book.paged.weasy.galley import Typesetter
from book.pagemap import PageMap
from book.themes.styles import PageGeometry, style_of

WORDS = "The committee met, heard the report, weighed it and wrote its answer. "
SVG = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='200' height='320'%3E"
    "%3Crect width='200' height='320'/%3E%3C/svg%3E"
)
FIGURE = (
    '<figure class="figure beside right" style="width: 45%"><div class="whole">'
    f'<img src="{SVG}" alt="A"></div></figure>'
)


def typeset(folder: Path, before: int) -> PageMap:
    """So many paragraphs, the figure, and more paragraphs."""
    text = "".join(f"<p>{n} {WORDS * (2 + n % 3)}</p>" for n in range(before))
    rest = "".join(f"<p>Then {n} {WORDS * 3}</p>" for n in range(12))
    html = f'<html lang="en"><body><section>{text}{FIGURE}{rest}</section></body></html>'
    return Typesetter(style_of(folder, PageGeometry.of((148, 210)))).galley(html, "").page_map


def test_a_paragraph_goes_before_a_figure_that_does_not_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(galley, "ROUNDS", 0)
    short = next(n for n in range(7, 14) if typeset(tmp_path, n).pages[0].filled < 0.88)
    monkeypatch.setattr(galley, "ROUNDS", 3)
    pages = typeset(tmp_path, short).pages
    assert all(page.filled > 0.92 for page in pages[:-1])
    assert pages[0].words.startswith("0 The committee")
