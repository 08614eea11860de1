"""A book's own margin boxes are set, though the builder's styles have none."""

from __future__ import annotations

from conftest import Build, chapter


def test_a_margin_box_of_a_book_s_own_style_is_printed(build: Build) -> None:
    files: dict[str, str | bytes] = {"chapters/1.md": chapter("One", "Text.")}
    own = "@page :right { @bottom-left-corner { content: 'draft' } @top-center { content: none } }"
    pdf = build({**files, "styles/own.css": own})
    opening = pdf.opening("One")
    assert "draft" in pdf.text[opening]
    assert "draft" not in build(files, name="other").text[opening]
