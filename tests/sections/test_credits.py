"""The list of picture credits."""

from __future__ import annotations

import io

from conftest import Build, chapter, paragraphs
from PIL import Image

BOX = "::: {} {{credit={}}}\n![A](assets/a.jpg)\n\nWords.\n:::\n\n"
TABLE = '::: table {credit="Yearbook"}\n| A | B |\n|---|---|\n| 1 | 2 |\n\nNumbers.\n:::\n'
CONFIG = (
    "title: A book\nlanguage: en\ncover: {photo: assets/a.jpg, alt: A, credit: Zoe Lee}\n"
    "indexes: []\n"
)


def files() -> dict[str, str | bytes]:
    stream = io.BytesIO()
    Image.new("RGB", (600, 400), "navy").save(stream, "JPEG")
    body = (
        BOX.format("figure", '"The archive."')
        + BOX.format("plate", "Bo")
        + paragraphs(24)
        + "\n\n"
        + BOX.format("gallery", '"The archive"')
        + TABLE
    )
    return {
        "chapters/a.md": chapter(
            "One", body, picture="{file: assets/a.jpg, alt: A, credit: Zoe Lee}"
        ),
        "assets/a.jpg": stream.getvalue(),
    }


def test_credits_are_listed_with_their_pages(build: Build) -> None:
    pdf = build(files(), CONFIG)
    page = pdf.page_with("Picture credits", pdf.page_with("Contents") + 1)
    last = next(n for n in range(page - 1, 0, -1) if "The archive" in pdf.text[n])
    text = pdf.text[page]
    assert f"Bo: 3 The archive: 2, {pdf.labels[last]} Zoe Lee: on the cover, 1" in text
    assert "Yearbook" not in text
    assert "Picture credits" in pdf.text[pdf.page_with("Contents")]
    assert last in {link.target for link in pdf.links if link.page == page}


def test_a_book_may_have_no_list_of_credits(build: Build) -> None:
    pdf = build(files(), CONFIG + "credits: false\n")
    assert "Picture credits" not in " ".join(pdf.text)
