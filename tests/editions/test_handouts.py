"""Handouts, read from their PDFs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, MakeFolder, chapter, paragraphs, run, typeset_book
from pdf import ReadPdf
from pypdfium2 import raw

from book.editions.handouts import HandoutMaker, handout_ids
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.project import Project

FILES = {
    "chapters/00-fore.md": chapter("Foreword", "Dear reader.", kind="foreword"),
    "chapters/1-one.md": chapter("One", paragraphs(30)),
    "chapters/2-two.md": chapter(
        "Two",
        "Look at [[one]], at [[later]] and at [[ann|her]]. Ann Brown came.[^1]\n\n"
        + paragraphs(60)
        + "\n\n## Later {#later}\n\nAnn Brown left.\n\n[^1]: The note.",
    ),
    "chapters/appendices/p.yaml": """\
        kind: people
        title: People
        people:
          - {id: ann, name: Ann Brown, note: A singer.}
        """,
}
CONFIG = "title: A whole book\nlanguage: en\norganisation: The choir\ntrim: A5\nplace: Hull\nimprint: {year: 2024}\n"

Handout = Callable[..., ReadPdf]


@pytest.fixture
def handout(make_folder: MakeFolder, session: Session) -> Handout:
    folder = make_folder(FILES, CONFIG)

    def made(chapter_id: str, paper: str | None = None, cover: bool = False) -> ReadPdf:
        handouts = Project(folder, session=session).edition("handouts")
        return ReadPdf(handouts.make(chapters=(chapter_id,), paper=paper, cover=cover).path)

    return made


def write(maker: HandoutMaker, chapter_id: str, path: Path, session: Session) -> None:
    with path.open("w+b") as stream:
        maker.bindings([chapter_id], session)[chapter_id].save(stream)


def test_a_masthead_with_contents_comes_first(handout: Handout) -> None:
    pdf = handout("two")
    assert pdf.text[0].startswith("THE CHOIR A whole book Hull, 2024 CHAPTER II Two")
    later = pdf.labels[pdf.opening("Later")]
    assert re.search(rf"Later [. ]*{later}\b", pdf.text[0])
    assert (pdf.labels[0], pdf.labels[2]) == ("1", "3")
    for link in pdf.links:
        if link.page == 0:
            assert link.words.endswith(pdf.labels[link.target])


def test_references_outside_are_words_and_those_inside_are_links(handout: Handout) -> None:
    pdf = handout("two")
    text = " ".join(pdf.text)
    assert "Look at Chapter I (see the book, page 1)" in text
    inside = next(link for link in pdf.links if link.words.startswith("“Later”"))
    assert inside.target == pdf.opening("Later")
    assert f"“Later” (page {pdf.labels[inside.target]})" in text
    assert not any("Chapter I" in link.words for link in pdf.links)
    assert all(link.target is not None for link in pdf.links)


def test_the_page_of_the_book_stands_beside_the_folio(
    handout: Handout, make_folder: MakeFolder, session: Session
) -> None:
    pdf = handout("two")
    book = typeset_book(make_folder(FILES, CONFIG), session).book_map
    first = next(n for n, leaf in enumerate(book.leaves) if leaf.section == "two")
    for n in range(5):
        assert f"book: page {book.leaves[first + n].label}" in pdf.text[2 + n]
        assert re.search(rf"\b{3 + n}\b", pdf.text[2 + n].replace("book: page", "")[-60:])


def test_its_own_index_when_it_is_long(handout: Handout) -> None:
    pdf = handout("two")
    index = pdf.text[pdf.opening("Index of people and documents")]
    last = pdf.labels[pdf.opening("Later")]
    assert f"Brown, Ann, 3, {last}" in index
    assert not any("Index" in words for _, words, _ in handout("fore").outline)


def test_a_chapter_without_references_comes_from_the_book_s_galley(
    handout: Handout, session: Session
) -> None:
    handout("two")
    session.typeset.clear()
    handout("one")
    assert "one" not in session.typeset


def test_nothing_of_a_handout_is_typeset_twice(make_folder: MakeFolder, tmp_path: Path) -> None:
    with TypesetPool(1) as pool:
        own = Session(GalleyStore(tmp_path / "store"), pool)
        # A handout begins on the right: so shall its section in the book, to be the same galley.
        project = Project(make_folder(FILES, f"{CONFIG}starts: recto\n"), session=own)
        assert project.pages
        own.typeset.clear()
        project.edition("handouts").make()
        sections = [name for name in own.typeset if name != "furniture"]
        assert len(sections) == len(set(sections))
        assert {name for name in sections if name.split("/")[0] == name.split("/")[1]} == {
            "two/two"
        }
        assert own.typeset.count("furniture") <= 2
        own.typeset.clear()
        project.edition("handouts").make()
        assert own.typeset == []


def test_pages_of_the_book_may_move_without_typesetting_handouts(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    config = CONFIG.replace("trim: A5", "trim: A5\nchapters: [a, b, c, d]")
    files = {
        "chapters/a.md": chapter("One", paragraphs(60), id="one"),
        "chapters/b.md": chapter("Two", paragraphs(3), id="two"),
        "chapters/c.md": chapter("Three", "See [[four]].", id="three"),
        "chapters/d.md": chapter("Four", paragraphs(2), id="four"),
    }
    printed = []
    with TypesetPool(1) as pool:
        own = Session(GalleyStore(tmp_path / "store"), pool)
        for more in (0, 40):
            files["chapters/b.md"] = chapter("Two", paragraphs(3 + more), id="two")
            project = Project(make_folder(files, config), session=own)
            book = project.pages
            own.typeset.clear()
            path = project.edition("handouts").make(chapters=("three",)).path
            text = " ".join(ReadPdf(path).text)
            assert f"(see the book, page {book.label_of('four')})" in text
            printed.append(book.label_of("four"))
    assert printed[0] != printed[1]
    assert len(str(printed[0])) == len(str(printed[1]))
    assert own.typeset == []


def test_title_outline_and_a_cover(handout: Handout) -> None:
    pdf = handout("two", cover=True)
    assert str(pdf.pdf.docinfo.Title) == "Two – A whole book"
    assert pdf.labels[:3] == ["Cover", "Cover 2", "1"]
    assert [words for level, words, _ in pdf.outline if level == 0] == [
        "In this handout",
        "Chapter II. Two",
        "Index of people and documents",
    ]


def sizes(pdf: ReadPdf) -> dict[float, str]:
    """Each size of type in pt on the page, and some of the words in it."""
    found: dict[float, str] = {}
    for page in pdf.shown:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if char.isspace() or char in "\0\ufffe":
                continue
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(text, index, matrix)
            scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            size = round(raw.FPDFText_GetFontSize(text, index) * scale, 1)
            found[size] = (found.get(size, "") + char)[:40]
    return found


def test_large_print_is_nowhere_smaller_than_14_pt(session: Session, tmp_path: Path) -> None:
    """All of the real book: tables, charts, notes, heads and folios too."""
    book = typeset_book(ROOT, session)
    maker = HandoutMaker.of(book, "A4", with_cover=True)
    for chapter_id in handout_ids(book):
        path = tmp_path / f"{chapter_id}.pdf"
        write(maker, chapter_id, path, session)
        pdf = ReadPdf(path)
        assert min(sizes(pdf)) >= 14, (chapter_id, sizes(pdf))
        page = pdf.pdf.pages[0].trimbox
        assert (round(float(page[2])), round(float(page[3]))) == (595, 842)


def test_an_independent_checker_finds_no_error(session: Session, tmp_path: Path) -> None:
    book = typeset_book(ROOT, session)
    maker = HandoutMaker.of(book, None, with_cover=True)
    write(maker, "cung-co", tmp_path / "h.pdf", session)
    done = subprocess.run(
        [ROOT / ".venv-outloud/bin/outloud", tmp_path / "h.pdf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_real_book_s_chapter_has_the_book_s_words(session: Session, tmp_path: Path) -> None:
    book = typeset_book(ROOT, session)
    maker = HandoutMaker.of(book, None, with_cover=False)
    write(maker, "cung-co", tmp_path / "h.pdf", session)
    pdf = ReadPdf(tmp_path / "h.pdf")
    label = book.label_of("dai-hoi-1")
    assert f"(xem sách, trang {label})" in " ".join(pdf.text)
    assert any(re.search(r"Bảng \d+\. ", text) for text in pdf.text)
    first = book.book_map.label("section-cung-co")
    assert any(re.search(rf"sách: trang {first}\b", text) for text in pdf.text)


def test_commands_and_wrong_names(make_folder: MakeFolder) -> None:
    folder = make_folder(FILES, CONFIG)
    done = run("handouts", "-C", str(folder), "tow")
    assert done.returncode == 2
    assert "“two”" in done.stderr
    assert not (folder / "dist").exists()
    assert run("handouts", "-C", str(folder), "--paper", "X9").returncode == 2
    done = run("handouts", "-C", str(folder))
    assert done.returncode == 0, done.stderr
    names = sorted(p.name for p in (folder / "dist/handouts").iterdir())
    assert names == ["fore.pdf", "one.pdf", "p.pdf", "two.pdf"]
