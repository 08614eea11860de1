"""The last page of a section holds five lines at least, where pages a line longer or shorter help."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.paged.weasy import runts
from book.paged.weasy.galley import Typesetter
from book.themes.styles import PageGeometry, style_of


def test_few_sections_end_in_a_page_of_a_few_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    geometry = PageGeometry.of((148, 210))
    typesetter = Typesetter(style_of(tmp_path, geometry))
    depth = (geometry.height - geometry.top - geometry.bottom) * 72 / 25.4 / geometry.leading

    def last_lines(lines: int) -> float:
        body = "".join(f"<p>Dòng {n}</p>" for n in range(lines))
        page_map = typesetter.galley(f"<html lang=vi><body>{body}</body></html>", "").page_map
        return page_map.pages[-1].filled * depth if len(page_map.pages) > 1 else runts.FEWEST

    whole = round(depth)
    lengths = [3 * whole + more for more in range(1, 7)]
    assert all(last_lines(length) > runts.FEWEST - 0.5 for length in lengths)
    monkeypatch.setattr(runts, "_is_runt", lambda *_: False)
    plain = [last_lines(length) for length in lengths]
    assert min(plain) < runts.FEWEST - 0.5
