"""Drop caps and plain images, measured in the PDF."""

from __future__ import annotations

import io

import pypdfium2
from conftest import Build, chapter, paragraphs
from PIL import Image

from book.themes.styles import PageGeometry

MM = 72 / 25.4
GEOMETRY = PageGeometry.of((148, 210))
CONFIG = "title: A book\nlanguage: en\ntrim: A5\n"


def test_a_drop_cap_stands_on_the_second_line_and_moves_two_lines(build: Build) -> None:
    body = "Thirty members met in one room hex. " * 12
    pdf = build({"chapters/a.md": chapter("One", body)}, CONFIG)
    page = pdf.shown[pdf.opening("One")]
    text = page.get_textpage()
    all_text = text.get_text_range()
    letters = [(text.get_charbox(n), all_text[n]) for n in range(len(all_text))]
    start = all_text.index("hirty") - 1
    while all_text[start] != "T":
        start -= 1
    cap = text.get_charbox(start)
    body_letters = [(box, c) for box, c in letters[start + 1 :] if c == "h"]
    lines = sorted({round(box[1], 1) for box, _ in body_letters}, reverse=True)
    assert abs(lines[0] - lines[1] - GEOMETRY.leading) < 0.2
    # Its foot is on the second line, its head as high as the capitals of the first one.
    assert abs(cap[1] - lines[1]) < 0.5
    assert abs(cap[3] - (lines[0] + 0.67 * GEOMETRY.size)) < 0.7
    # Two lines stand beside it, the third at the margin.
    for number, baseline in enumerate(lines[:4]):
        on_line = [
            box[0]
            for box, c in letters[start + 1 :]
            if c.isalpha() and abs(box[1] - baseline) < 0.5
        ]
        indented = min(on_line) > cap[2] - 0.5
        assert indented == (number < 2), (number, min(on_line), cap)


def test_an_image_alone_in_a_paragraph_fills_the_measure_and_no_more(build: Build) -> None:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((3000, 900)).convert("RGB").save(stream, "PNG")
    body = f"{paragraphs(1)}\n\n![A view](assets/v.png)\n\n![A view](assets/v.png) and words\n"
    files = {"chapters/a.md": chapter("One", body), "assets/v.png": stream.getvalue()}
    pdf = build(files, CONFIG)
    page = pdf.shown[pdf.opening("One")]
    boxes = [
        o.get_bounds() for o in page.get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]
    left, right = GEOMETRY.inner * MM, (148 - GEOMETRY.outer) * MM
    assert len(boxes) == 2
    for box in boxes:
        assert left - 0.5 <= box[0] and box[2] <= right + 0.5
    assert abs(boxes[0][0] - left) < 0.5
    assert abs(boxes[0][2] - right) < 0.5
