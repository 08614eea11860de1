"""Page numbers that are left open in a galley, and written when it is bound."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from conftest import MakeFolder, build_book, chapter, paragraphs
from pdf import ReadPdf

from book.paged.page_reference import PAGE, PageReference, marked, written
from book.paged.session import Session
from book.text.tree import html_of

DIGITS = list(range(0x100, 0x10A))
CONFIG = "title: A book\nlanguage: en\ntrim: A5\n"


def test_a_label_is_written_over_its_noughts() -> None:
    content = b"BT\n" + marked("section-x", DIGITS, b"[<01000100>] TJ") + b"\nET"
    assert written(content, {"section-x": "57"}.get) == b"BT\n[<01050107>] TJ\nET"
    moved = marked("section-x", DIGITS, b"[<0100>0<0100>-1] TJ")
    assert written(moved, {"section-x": "19"}.get) == b"[<0101>0<0109>-1] TJ"
    assert written(b"BT ET", {}.get) == b"BT ET"


@pytest.mark.parametrize("label", ["7", "123", "iv", None])
def test_a_label_that_does_not_fit_is_never_printed_as_noughts(label: str | None) -> None:
    content = marked("x", DIGITS, b"[<01000100>] TJ")
    with pytest.raises(ValueError, match="does not fit"):
        written(content, lambda _: label)


def test_the_words_around_a_number_are_escaped() -> None:
    reference = PageReference('a"b', "57", f"page <{PAGE}>")
    html = html_of(reference.nodes())
    assert html.startswith("page &lt;<span")
    assert ">00</span>&gt;" in html
    assert "data-page-of='a\"b'" in html
    assert html_of(reference.nodes(is_fixed=True)) == "page &lt;57&gt;"
    assert html_of(PageReference("a", "iv").nodes()) == "iv"


def printed(pdf: ReadPdf) -> list[str]:
    return re.findall(r"\(page (\w+)\)", " ".join(pdf.text))


def folder_with(make_folder: MakeFolder, first: int, boxed: bool = False) -> Path:
    """Chapter two refers to chapter three; chapter one has so many paragraphs."""
    reference = "See [[three]]."
    body = f"::: sidebar Look\n{reference}\n:::\n" if boxed else reference
    return make_folder(
        {
            "chapters/1.md": chapter("One", paragraphs(first), id="one"),
            "chapters/2.md": chapter("Two", body, id="two"),
            "chapters/3.md": chapter("Three", f"Text, and [[two]].\n\n{paragraphs(4)}", id="three"),
        },
        CONFIG,
    )


def test_a_moved_page_is_printed_without_typesetting_what_refers_to_it(
    make_folder: MakeFolder, own: Session
) -> None:
    folder = folder_with(make_folder, 70)
    path, _ = build_book(folder, None, own)
    before = printed(ReadPdf(path))
    own.typeset.clear()
    folder_with(make_folder, 90)
    build_book(folder, None, own)
    pdf = ReadPdf(path)
    after = printed(pdf)
    assert own.typeset == ["one"]
    assert before != after
    assert {len(label) for label in before + after} == {2}
    assert after == [pdf.labels[pdf.opening("Three")], pdf.labels[pdf.opening("Two")]]


def test_contents_and_indexes_follow_moved_pages_without_being_typeset(
    make_folder: MakeFolder, own: Session
) -> None:
    people = "kind: people\ntitle: P\nprinted: false\npeople:\n  - {id: b, name: Ann Brown}\n"
    told = []
    for count in (70, 90):
        own.typeset.clear()
        folder = make_folder(
            {
                "chapters/1.md": chapter("One", paragraphs(count)),
                "chapters/2.md": chapter("Two", f"Ann Brown.\n\n{paragraphs(20)}\n\nAnn Brown."),
                "chapters/appendices/p.yaml": people,
            },
            CONFIG,
        )
        pdf = ReadPdf(build_book(folder, None, own)[0])
        first = pdf.labels[pdf.opening("Two")]
        last = pdf.labels[pdf.page_with("wrote its answer. Ann Brown.")]
        assert re.search(rf"Two[ .]*{first}\b", pdf.text[pdf.opening("Contents")])
        assert f"Brown, Ann, {first}, {last}" in pdf.text[pdf.opening("Index of people")]
        told.append(first)
    assert told[0] != told[1]
    assert own.typeset == ["1"]


@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize("count", [1, 30, 400])
def test_printed_pages_are_right_whatever_their_length_and_face(
    count: int, boxed: bool, make_folder: MakeFolder, own: Session
) -> None:
    path, _ = build_book(folder_with(make_folder, count, boxed), None, own)
    pdf = ReadPdf(path)
    assert printed(pdf) == [pdf.labels[pdf.opening("Three")], pdf.labels[pdf.opening("Two")]]
    streams = [o for o in pdf.pdf.objects if isinstance(o, pikepdf.Stream)]
    assert not any(b"%page-of" in stream.read_bytes() for stream in streams)


def test_a_face_whose_digits_differ_in_width_has_its_numbers_typeset(
    make_folder: MakeFolder, own: Session
) -> None:
    folder = folder_with(make_folder, 30)
    (folder / "styles").mkdir()
    (folder / "styles/own.css").write_text('p { font-family: "Be Vietnam Pro" }')
    path, _ = build_book(folder, None, own)
    pdf = ReadPdf(path)
    assert printed(pdf) == [pdf.labels[pdf.opening("Three")], pdf.labels[pdf.opening("Two")]]
