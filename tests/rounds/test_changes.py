"""Proofs that are kept under a name, and what has changed since."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from conftest import MakeFolder, chapter, paragraphs, run
from pdf import ReadPdf
from PIL import Image
from readers import CONFIG, DAY, PEOPLE, edit, line_of

from book.errors import Place
from book.manuscript.reading import read_manuscript
from book.rounds.changes import changes_between
from book.rounds.kept import read_round
from book.rounds.units import units_of
from book.rounds.words import differing, found_in

LONG = " ".join(f"Sentence number {n} of this paragraph tells nothing at all." for n in range(90))
BODY = f"""\
# Beginnings

The office opened on 2 May 1994. It had 12 rooms in Long Street. All were glad.

{paragraphs(9)}

The second house was built later. It had three floors.

- one thing
- another thing

{LONG}

These words will go. Nobody will miss them.

At last we thank Ann Brown[^1].

[^1]: A note of the editors.
"""


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose first proof was handed out."""
    folder = tmp_path_factory.mktemp("rounds")
    (folder / "chapters/appendices").mkdir(parents=True)
    (folder / "book.yaml").write_text(CONFIG)
    (folder / "chapters/a.md").write_text(chapter("One", BODY))
    (folder / "chapters/appendices/who.yaml").write_text(PEOPLE)
    done = run("build", "--edition", "proof", "--revision", "first", cwd=folder, **DAY)
    assert done.returncode == 0, done.stderr
    assert "kept as “first”" in done.stdout
    return folder


@pytest.fixture
def folder(handed_out: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed_out, tmp_path / "book"))


def edited(folder: Path) -> None:
    """Changes of each sort, and text that only moves: a paragraph, a record, lines broken anew."""
    edit(
        folder,
        "chapters/a.md",
        ("It had 12 rooms in Long Street", "It had 15 fine rooms in Long Street"),
        ("The second house was built later. It had three floors.\n\n", ""),
        (
            "- another thing\n",
            "- another thing\n\nThe second house\nwas built later. It had three floors. It burnt.\n",
        ),
        ("Sentence number 80 of this paragraph", "Sentence number 80 of that paragraph"),
        ("These words will go. Nobody will miss them.\n\n", ""),
        ("[^1].\n", "[^2].\n"),
        ("[^1]: A", "[^2]: A"),
    )
    ann = PEOPLE[PEOPLE.index("- id: ann") : PEOPLE.index("- id: bob")]
    edit(
        folder,
        "chapters/appendices/who.yaml",
        (ann, ""),
        ("  born: 1950\n", f"  born: 1951\n- id: cy\n  name: Cy White\n{ann}"),
    )


def test_changes_are_told_with_their_pages_and_what_moved_is_not(folder: Path) -> None:
    assert "Nothing has changed." in run("changes", cwd=folder).stdout
    edited(folder)
    done = run("changes", "--since", "first", cwd=folder)
    assert done.returncode == 0, done.stderr
    head, *told = done.stdout.rstrip().split("\n")
    assert head == "Since “first” (January 2, 1970):"
    text, who = "chapters/a.md", "chapters/appendices/who.yaml"
    expected = [
        (
            text,
            "15 fine",
            "“It had 12 rooms in Long Street.” → “It had 15 fine rooms in Long Street.”",
        ),
        (text, "It burnt", "new: “It burnt.”"),
        (text, "number 80", "“Sentence number 80 of this paragraph tells nothing at …” → "),
        (text, "number 80", "taken out: “These words will go.”"),
        (text, "number 80", "taken out: “Nobody will miss them.”"),
        (who, "born: 1951", "Bob Gray, born: “1950” → “1951”"),
        (who, "- id: cy", "Cy White: new: “Cy White”"),
    ]
    assert len(told) == len(expected), told
    for line, (file, words, said) in zip(told, expected, strict=True):
        assert line.startswith(f"{file}:{line_of(folder, file, words)} "), line
        assert said in line
    # The long paragraph goes on over pages; its eightieth sentence is told on its own.
    run("build", cwd=folder)
    pdf = ReadPdf(folder / "dist/a-book.pdf")
    page = pdf.labels[pdf.page_with("number 80 of that")]
    first = pdf.labels[pdf.page_with("number 1 of this")]
    assert page != first
    assert f"(page {page}" in told[2]


def test_the_list_is_a_pdf_and_a_page(folder: Path) -> None:
    edited(folder)
    for form in ("pdf", "html"):
        done = run("changes", "--to", form, cwd=folder)
        assert done.stdout.strip() == f"dist/a-book-changes-first.{form}", done.stderr
    text = " ".join(ReadPdf(folder / "dist/a-book-changes-first.pdf").text)
    assert "Changes since “first”" in text
    assert "7 places are not as they were in the proof of January 2, 1970." in text
    assert "It had 12 15 fine rooms in Long Street." in text
    html = (folder / "dist/a-book-changes-first.html").read_text()
    assert "<del>12</del> <ins>15 fine</ins>" in html
    assert re.search(r"<title>Changes since “first”</title>", html)


def test_a_proof_marks_what_changed(folder: Path) -> None:
    edited(folder)
    done = run(
        *("build", "--edition", "proof", "--revision", "second", "--since", "first"), cwd=folder
    )
    assert done.returncode == 0, done.stderr
    with pikepdf.open(folder / "dist/a-book-proof-second.pdf") as pdf:
        assert str(pdf.docinfo["/KyyeuProof"]) == "second"
    shown = ReadPdf(folder / "dist/a-book-proof-second.pdf")
    page = shown.page_with("15 fine rooms")
    scale = 2.0
    picture = shown.picture(page, scale)
    text = shown.shown[page].get_textpage()
    height = shown.shown[page].get_height()
    where = text.get_text_range().index("15 fine")

    def colour(number: int, dx: float = 0.0) -> tuple[int, int, int]:
        left, _, _, top = text.get_charbox(number)
        found: tuple[int, int, int] = picture.getpixel(  # type: ignore[attr-defined]
            (round((left + dx) * scale), round((height - top - 0.6) * scale))
        )
        return found

    red, green, blue = colour(where, -0.3)
    assert red > 200 and green > 180 and blue < 150, "the new words are yellow"
    assert min(colour(where - len("It had "), -0.3)) > 240, "the others are not"
    with pikepdf.open(folder / "dist/a-book-proof-second.pdf") as pdf:
        assert b"/Over" in pdf.pages[page].Contents[-1].read_bytes()


def test_a_name_is_not_given_twice_to_different_books(folder: Path) -> None:
    again = ("build", "--edition", "proof", "--revision", "First")
    kept = folder / ".kyyeu/proofs/first.zip"
    assert run(*again, cwd=folder).returncode == 0, "nothing has changed yet"
    assert read_round(kept).day == "1970-01-02"
    before = kept.read_bytes()
    edited(folder)
    done = run(*again, cwd=folder)
    assert done.returncode == 2
    assert "there is a proof “First” already" in done.stderr
    assert kept.read_bytes() == before
    assert run(*again, "--again", cwd=folder).returncode == 0
    assert b"15 fine rooms" in read_round(kept).texts["chapters/a.md"]
    assert (
        "no proof “third” is kept; there are: First"
        in run("changes", "--since", "third", cwd=folder).stderr
    )
    kept.write_bytes(b"no zip")
    done = run("changes", cwd=folder)
    assert done.returncode == 1
    assert ".kyyeu/proofs/first.zip: what was kept of a proof can't be read" in done.stderr
    kept.unlink()
    assert "no proof of this book is kept" in run("changes", cwd=folder).stderr


def test_a_sentence_in_another_file_has_only_moved(folder: Path) -> None:
    before = units_of(read_manuscript(folder))
    edit(folder, "chapters/a.md", ("It had 12 rooms in Long Street. ", ""))
    (folder / "chapters/b.md").write_text(chapter("Two", "It had 12 rooms in\nLong  Street.\n"))
    (change,) = changes_between(before, units_of(read_manuscript(folder)))
    assert (change.kind, change.new) == ("added", "Two")
    (back,) = changes_between(units_of(read_manuscript(folder)), before)
    assert (back.kind, back.old, back.was) == ("removed", "Two", Place("chapters/b.md", 2, 8))


def test_words_are_found_whatever_their_typography() -> None:
    assert found_in("a **B**, “c-d” e", "b c­d") == (4, 13)
    assert found_in("one two one", "one", near=9) == (8, 11)
    assert found_in("one", "two") is None
    assert differing("a b c d e f g h", "a b c d e x g h") == (
        "… b c d e f g h",
        "… b c d e x g h",
    )


def test_pictures_and_cells_that_are_others(make_folder: MakeFolder) -> None:
    def picture(colour: str) -> bytes:
        stream = io.BytesIO()
        Image.new("RGB", (900, 600), colour).save(stream, "JPEG")
        return stream.getvalue()

    figure = "First.\n\n::: figure\n![A](assets/a.jpg)\n\nThe yard.\n:::\n"
    rows = ["HIỆU TRƯỞNG,,,", ",,,", "Họ và tên,Chức vụ,Từ,Đến"]
    rows += ["Nguyễn Văn An,Hiệu trưởng,1954,1960", "Trần Thị Bình,Hiệu trưởng,1960,nay"]
    files = {
        "chapters/a.md": chapter("One", figure),
        "assets/a.jpg": picture("navy"),
        "chapters/appendices/ai.csv": "\n".join(rows),
    }
    folder = make_folder(files, "title: A book\nlanguage: vi\ntrim: A5\n")
    done = run("build", "--edition", "proof", "--revision", "1", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "assets/a.jpg").write_bytes(picture("olive"))
    # The rows change places, which is nothing, and a year is another one.
    text = "\n".join([*rows[:3], rows[4], rows[3].replace("1954", "1955")])
    (folder / "chapters/appendices/ai.csv").write_text(text, encoding="utf-8")
    told = run("changes", "--language", "en", cwd=folder).stdout.split("\n")[1:-1]
    assert len(told) == 2, told
    assert "another picture: assets/a.jpg" in told[1]
    assert told[1].startswith("chapters/a.md:") and "(page 1)" in told[1]
    assert told[0].startswith("chapters/appendices/ai.csv: C5 (page ")
    assert "Nguyễn Văn An" in told[0] and told[0].endswith("“1954” → “1955”")
