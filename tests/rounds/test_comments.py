"""Remarks of readers: brought in from annotated proofs, found again after edits, ticked off."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from conftest import chapter, paragraphs, run
from pikepdf import Array, Name, String
from readers import CONFIG, DAY, ORDERS, PEOPLE, Reader, edit, line_of

TEXT = "chapters/a.md"
BODY = f"""\
# Beginnings

The office opened on 2 May 1994. It had 12 rooms in Long Street.
All were “glad” — so they said.

{paragraphs(8)}

The second house was built later. It had three floors.

- one thing
- another thing

At last we thank Ann Brown for her work.
"""


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("comments")
    (folder / "chapters/appendices").mkdir(parents=True)
    (folder / "book.yaml").write_text(CONFIG)
    (folder / TEXT).write_text(chapter("One", BODY))
    (folder / "chapters/appendices/who.yaml").write_text(PEOPLE)
    for name in ("first", "second"):
        done = run("build", "--edition", "proof", "--revision", name, cwd=folder, **DAY)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(handed_out: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed_out, tmp_path / "book"))


@pytest.fixture
def proof(folder: Path) -> Path:
    return folder / "dist/a-book-proof-second.pdf"


def told(folder: Path, *arguments: str) -> list[str]:
    done = run("comments", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n").split("\n")


@pytest.mark.parametrize("manner", sorted(ORDERS))
def test_each_reader_is_understood(manner: str, folder: Path, proof: Path) -> None:
    reader = Reader(proof, "Lan", manner)
    note = reader.mark("12 rooms in Long Street", "Were there not 15?")
    reader.answer(note, "I think so too")
    reader.mark("three floors", subtype="Underline")
    reader.mark("another", subtype="StrikeOut")
    copy = reader.save(folder / "copy of the proof.pdf")
    line = line_of(folder, TEXT, "12 rooms")
    lines = told(folder, str(copy))
    assert lines[:2] == [
        f"{TEXT}:{line}: “12 rooms in Long Street” — Were there not 15? "
        "(Lan, page 1, paragraph 1) [1]",
        "    Lan: I think so too",
    ]
    floors = line_of(folder, TEXT, "three floors")
    assert lines[2].startswith(f"{TEXT}:{floors}: “three floors” — marked, without a word (Lan, ")
    assert lines[3].startswith(f"{TEXT}:{floors + 3}: “another” — to be taken out (Lan, page 2")
    assert len(lines) == 4
    assert told(folder, str(copy)) == lines, "read again, nothing is new"


def test_notes_replacements_and_insertions(folder: Path, proof: Path) -> None:
    reader = Reader(proof, "Minh", "acrobat")
    reader.beside("All were", "who is all?")
    reader.replace("second house", "third house")
    reader.insert("for her", " long")
    reader.mark("Bob Gray", "of which family?")
    lines = told(folder, str(reader.save(folder / "copy.pdf")))
    opened = line_of(folder, TEXT, "All were")
    assert lines[0].startswith(f"{TEXT}:{opened}: who is all? (Minh, page 1, paragraph 1)")
    house = line_of(folder, TEXT, "second house")
    assert lines[1].startswith(f"{TEXT}:{house}: “second house” — write: “third house” (Minh, ")
    last = line_of(folder, TEXT, "At last")
    assert f"{TEXT}:{last}: “Brown for her” — put in: “long”" in lines[2]
    who = "chapters/appendices/who.yaml"
    bob = line_of(folder, who, "name: Bob")
    assert lines[3].startswith(f"{who}:{bob}: “Bob Gray” — of which family? (Minh, page ")
    # The editor mends three of them, and the text moves: they are ticked off where they stand now.
    edit(
        folder,
        TEXT,
        ("title: One", "title: One\nremark: mended"),
        ("second house", "third house"),
        ("for her work", "for her long work"),
        ("All were “glad” — so they said.", "All eight were “glad” — so they said."),
    )
    lines = told(folder)
    assert [line.split("[")[-1] for line in lines if line.startswith("chapters")] == [
        *("1] done", "2] done", "3] done", "4]")
    ]
    assert lines[1].strip() == "it reads now: “All eight were “glad” — so they said.”"
    assert lines[2].startswith(f"{TEXT}:{house + 1}: ")
    assert len(told(folder)) == 1, "what is done is not told again"
    lines = told(folder, "--reopen", "2", "--decline", "4", "--reason", "nobody knows")
    assert len(lines) == 1 and "[2]" in lines[0]
    everything = told(folder, "--all")
    assert "    declined: nobody knows" in everything
    assert run("comments", "--decline", "1", cwd=folder).returncode == 2
    assert "there is no remark 9" in run("comments", "--done", "9", cwd=folder).stderr


def test_remarks_follow_their_words_to_another_file(folder: Path, proof: Path) -> None:
    reader = Reader(proof, "Lan", "okular")
    reader.mark("three floors", "four!")
    told(folder, str(reader.save(folder / "copy.pdf")))
    edit(folder, TEXT, ("The second house was built later. It had three floors.\n\n", ""))
    (folder / "chapters/b.md").write_text(
        chapter("Two", "New.\n\nThe second house was built later. It had only three floors.")
    )
    (line,) = told(folder, "--pages")
    number = line_of(folder, "chapters/b.md", "three floors")
    assert line.startswith(f"chapters/b.md:{number}: “three floors” — four! (Lan, page 2, now ")
    (folder / "chapters/b.md").write_text(chapter("Two", "New."))
    (line,) = told(folder)
    assert line.endswith("[1] done"), "the words are gone"


def test_copies_of_two_readers_are_merged(folder: Path, proof: Path) -> None:
    first = Reader(proof, "Lan", "foxit")
    note = first.mark("12 rooms", "15?")
    first.answer(note, "", State=String("Rejected"), StateModel=String("Review"))
    first.mark("three floors", "Count again")
    one = first.save(folder / "lan.pdf")
    second = Reader(proof, "Minh", "preview")
    second.mark("three floors", "count again.")
    second.mark("12 rooms", "13")
    # The second reader wrote into a copy that was turned and had lost its first pages.
    for page in second.pdf.pages:
        page.Rotate = 90
    del second.pdf.pages[0]
    del second.pdf.docinfo["/KyyeuProof"]
    other = second.save(folder / "minh.pdf")
    lines = told(folder, str(one), str(other), "--all")
    assert "“12 rooms” — 15? (Lan, page 1, paragraph 1) [1] declined" in lines[0]
    assert "“12 rooms” — 13 (Minh, page 1, paragraph 1) [3]" in lines[2]
    assert "“three floors” — Count again (Lan, Minh, page 2" in lines[3]
    assert len(lines) == 4
    assert told(folder, str(other), str(one), "--all") == lines


def test_what_is_no_proof_is_told(folder: Path, proof: Path) -> None:
    (folder / "x.pdf").write_bytes(b"no PDF")
    done = run("comments", "x.pdf", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.strip() == "x.pdf can't be read as a PDF"
    empty = pikepdf.new()
    empty.add_blank_page()
    empty.save(folder / "y.pdf")
    said = run("comments", "y.pdf", cwd=folder).stderr
    assert "y.pdf is a copy of none of the proofs that are kept; they are: first, second" in said
    assert "there is no file z.pdf" in run("comments", "z.pdf", cwd=folder).stderr
    broken = Reader(proof, "", "foxit")
    odd = broken.mark("three floors")
    odd.QuadPoints = Array([1, Name.X])
    del odd.T
    broken.pdf.pages[0].Annots = Array([Name.Odd, pikepdf.Dictionary(Subtype=Name.Text)])
    assert len(told(folder, str(broken.save(folder / "odd.pdf")))) == 1
    (folder / "proofs/remarks.yaml").write_text("- number: 1\n  state: maybe\n- 3\n")
    said = run("comments", cwd=folder).stderr
    assert "proofs/remarks.yaml:1:3: a remark can't be “maybe”" in said
    assert "proofs/remarks.yaml:3:3: this is no remark of a reader" in said


def test_a_word_file_comes_back_the_same_way(folder: Path) -> None:
    import docx

    assert run("export", "-o", "out.docx", cwd=folder).returncode == 0
    word = docx.Document(str(folder / "out.docx"))
    found = next(p for p in word.paragraphs if "three floors" in p.text)
    run_ = next(r for r in found.runs if "three floors" in r.text)
    run_.text = run_.text.replace("three floors", "four fine floors")
    thanks = next(p for p in word.paragraphs if p.text.startswith("At last"))
    word.add_comment(thanks.runs, text="And her mother?", author="Hoa", initials="H")
    word.core_properties.last_modified_by = "Hoa"
    word.save(str(folder / "back.docx"))
    lines = told(folder, "back.docx")
    house, last = line_of(folder, TEXT, "three floors"), line_of(folder, TEXT, "At last")
    assert lines == [
        f"{TEXT}:{house}: “three” — write: “four fine” (Hoa) [1]",
        f"{TEXT}:{last}: And her mother? (Hoa) [2]",
    ]
    edit(folder, TEXT, ("three floors", "four fine floors"))
    assert told(folder)[0].endswith("(Hoa) [1] done")
