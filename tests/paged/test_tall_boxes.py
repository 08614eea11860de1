"""What is higher than a page goes on on the next one; none of its words is lost."""

from __future__ import annotations

from conftest import MakeFolder, build_book, chapter
from pdf import ReadPdf

from book.paged.session import Session


def test_a_sidebar_higher_than_a_page_keeps_its_words(
    make_folder: MakeFolder, own: Session
) -> None:
    words = [f"w{number:04}x" for number in range(1100)]

    def paragraphs(first: int, last: int, size: int) -> str:
        return "\n\n".join(
            " ".join(words[n : min(n + size, last)]) for n in range(first, last, size)
        )

    inside = paragraphs(150, 750, 120)
    body = f"{paragraphs(0, 150, 150)}\n\n::: sidebar\n{inside}\n:::\n\n{paragraphs(750, 1100, 60)}"
    folder = make_folder({"chapters/1.md": chapter("One", body)})
    path, _ = build_book(folder, None, own)
    shown = " ".join(ReadPdf(path).text)
    assert [word for word in words[1:] if word not in shown] == []  # a drop cap parts the first
