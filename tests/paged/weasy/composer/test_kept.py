"""What a paragraph came to is kept for the next galley: an edit costs a paragraph, not a chapter."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.paged.weasy.composer import planning
from book.paged.weasy.galley import Typesetter
from book.themes.styles import PageGeometry, style_of

WORDS = "Đảng bộ họp, nghe báo cáo, bàn bạc rồi ra nghị quyết để mọi người cùng làm theo. "


def page(*texts: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in texts)
    return f"<html lang=vi><head></head><body>{body}</body></html>"


def test_an_edit_composes_the_paragraph_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typesetter = Typesetter(style_of(tmp_path, PageGeometry.of((148, 210))))
    fitted: list[int] = []
    total_fit = planning.total_fit

    def counted(*arguments: object) -> list[int]:
        fitted.append(1)
        return total_fit(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "total_fit", counted)
    texts = [f"{n}. " + WORDS * (3 + n % 4) for n in range(30)]
    first = typesetter.galley(page(*texts), "")
    assert len(fitted) == 30
    fitted.clear()
    assert typesetter.galley(page(*texts), "").pdf == first.pdf
    assert fitted == []
    texts[7] += "Thêm một câu."
    edited = typesetter.galley(page(*texts), "")
    assert len(fitted) == 1
    # Nothing is different for being kept.
    fresh = Typesetter(style_of(tmp_path, PageGeometry.of((148, 210))))
    assert fresh.galley(page(*texts), "").page_map == edited.page_map


def test_the_same_words_are_set_anew_in_another_face_or_width(tmp_path: Path) -> None:
    typesetter = Typesetter(style_of(tmp_path, PageGeometry.of((148, 210))))

    def lines(css: str) -> float:
        html = page(WORDS * 12).replace("<p>", f'<p style="{css}">')
        return typesetter.galley(html, "").page_map.pages[0].depth

    plain = lines("")
    assert lines("font-size: 130%; line-height: 1rlh") > plain
    assert lines("margin-right: 40%") > plain
    assert lines("") == plain
