"""Files named as people name them: with spaces, accents in either form, capitals."""

from __future__ import annotations

import unicodedata

import pikepdf
import pytest
from conftest import MakeFolder, build_book, chapter, typeset_book

from book.errors import BookError
from book.paged.session import Session

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_links_and_pictures_of_such_files(
    form: str, make_folder: MakeFolder, session: Session
) -> None:
    picture, name = (unicodedata.normalize(form, n) for n in ("Ảnh một.svg", "Chương 1.md"))
    folder = make_folder(
        {
            f"chapters/{name}": chapter("One", "See [[two]].\n\n![A](<assets/Ảnh một.svg>)"),
            "chapters/two.md": chapter("Two", "See [[Chuong-1]].", id="two"),
            f"assets/{picture}": SVG,
        }
    )
    path, _ = build_book(folder, None, session)
    with pikepdf.open(path) as pdf:
        names = pdf.Root.Names.Dests
        known = {str(name) for name, _ in pikepdf.NameTree(names).items()}
        led = {str(a.A.D) for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a}
    assert {"section-two", "section-Chuong-1"} <= led <= known


def test_a_paragraph_without_an_end_is_told(make_folder: MakeFolder, session: Session) -> None:
    folder = make_folder({"chapters/a.md": chapter("One", "Short.\n\n" + "long " * 10_000)})
    with pytest.raises(BookError, match="paragraph has more than") as told:
        typeset_book(folder, session)
    assert str(told.value.mistakes[0].place).startswith("chapters/a.md:6")
