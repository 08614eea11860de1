"""A book as a Word file, and that file brought back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import ROOT, MakeFolder, chapter, run
from PIL import Image

from book.exporters.word import word_file
from book.importers.bringing import chapters_of
from book.importers.corrections import corrections_in
from book.importers.files import Brought, bring_in
from book.importers.report import Report
from book.importers.word import read_word
from book.manuscript.reading import Manuscript, read_manuscript
from book.text.dialect import parsed

Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def handed_out() -> bytes:
    """The first book as a Word file."""
    return word_file(read_manuscript(ROOT))


def paragraphs(document: Any) -> Iterator[Any]:
    """All paragraphs of the text and of tables."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def holding(document: Any, words: str) -> Any:
    return next(p for p in paragraphs(document) if words in p.text)


def change(document: Any, old: str, new: str) -> None:
    paragraph = holding(document, old)
    one = next(run for run in paragraph.runs if old in run.text)
    one.text = one.text.replace(old, new)


def edited(data: bytes, path: Path, *edits: Edit) -> Path:
    document = docx.Document(io.BytesIO(data))
    for edit in edits:
        edit(document)
    document.save(path)
    return path


def trees(manuscript: Manuscript) -> dict[str, list[Any]]:
    """What the chapters say, as the parser has it."""
    return {
        c.file: [(t.type, t.content, t.info) for t in parsed(c.body).tokens]
        for c in manuscript.chapters
    }


def dumped(manuscript: Manuscript) -> list[dict[str, Any]]:
    """The records of all appendices as plain values."""
    return [appendix.model_dump() for appendix in manuscript.appendices]


def test_the_first_book_comes_back_as_it_was(handed_out: bytes, tmp_path: Path) -> None:
    (tmp_path / "book.docx").write_bytes(handed_out)
    assert word_file(read_manuscript(ROOT)) == handed_out
    folder = tmp_path / "fresh"
    folder.mkdir()
    done = run("import", "book.docx", "-C", "fresh", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    before, after = read_manuscript(ROOT), read_manuscript(folder)
    assert after.config == before.config
    assert trees(after) == trees(before)
    assert [c.matter for c in after.chapters] == [c.matter for c in before.chapters]
    assert dumped(after) == dumped(before)
    found = corrections_in(handed_out)
    assert found and (found.changes, found.comments, found.absent) == ((), (), ())


def test_what_was_corrected_and_nothing_else_differs(handed_out: bytes, tmp_path: Path) -> None:
    before = read_manuscript(ROOT)
    first = before.chapters[1]
    event = next(a for a in before.appendices if a.kind == "chronology").model_dump()["events"][0]
    referring = next(c for c in before.chapters if re.search(r"\[\[[\w-]+\|[^\]]+\]\]", c.body))
    reference = re.search(r"\[\[([\w-]+)\|([^\]]+)\]\]", referring.body)
    assert reference is not None

    def body(document: Any) -> list[Any]:
        """The paragraphs of the first chapter."""
        found = list(document.paragraphs)
        start = next(n for n, p in enumerate(found) if p.text == first.matter.title)
        return [p for p in found[start:] if p.style.name == "Body Text"]

    def worked_in(document: Any) -> None:
        one, two, three, four, *_ = body(document)
        one.runs[-1].text += " Một câu thêm."
        two._p.getparent().remove(two._p)
        three.insert_paragraph_before("Một đoạn mới.", style="Body Text")
        document.add_comment(four.runs, "Xem lại số nhà", "Bà Hà")
        change(document, reference[2], f"bản {reference[2]}")
        change(document, before.config.subtitle, "Sách kỷ yếu")
        change(document, event["text"], "Sự kiện: đầu tiên")

    path = edited(handed_out, tmp_path / "back.docx", worked_in)
    found = corrections_in(path)
    assert found is not None
    kinds = [correction.kind for correction in found.changes]
    assert sorted(kinds) == ["added", "changed", "changed", "changed", "changed", "deleted"]
    for one in found.changes:
        lines = (ROOT / one.place.file).read_text(encoding="utf-8").splitlines()
        assert one.piece.source.split("\n")[0] in lines[one.place.line - 1], one
    assert [c.remark.split(": ")[1] for c in found.comments] == ["Xem lại số nhà"]

    folder = tmp_path / "fresh"
    folder.mkdir()
    brought, report = bring_in([path], folder, "accept")
    brought.write()
    assert len(report.of("corrected")) == len(found.changes)
    after = read_manuscript(folder)
    assert after.config == before.config.model_copy(update={"subtitle": "Sách kỷ yếu"})
    differing = [c.file for c in before.chapters if trees(after)[c.file] != trees(before)[c.file]]
    assert differing == [*dict.fromkeys((first.file, referring.file))]
    texts = {c.file: c.body for c in after.chapters}
    assert f"[[{reference[1]}|bản {reference[2]}]]" in texts[referring.file]
    assert "\n\nMột đoạn mới.\n\n" in texts[first.file]
    assert re.search(r"\n<!-- Bà Hà.*: Xem lại số nhà -->\n", texts[first.file])
    pairs = zip(dumped(after), dumped(before), strict=True)
    assert [a["kind"] for a, b in pairs if a != b] == ["chronology"]


def test_corrections_are_listed_and_put_in_where_the_book_is(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    folder = make_folder(EVERYTHING, CONFIG)
    data = word_file(read_manuscript(folder))
    path = edited(
        data,
        tmp_path / "back.docx",
        lambda d: change(d, "second item", "2nd item, with | a bar"),
        lambda d: change(d, "a thing well said", "a thing put well"),
        lambda d: change(d, "Sea bags", "Sea-bags | kits"),
        lambda d: change(d, "A short verse", "A longer verse"),
        lambda d: change(d, "Said by nobody", "Said: by somebody"),
        lambda d: change(d, "The first heading", "The very first heading"),
        lambda d: change(d, "A box about", "A frame about"),
        lambda d: change(d, "May 3, 1990", "4/5/1990"),
    )
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    listed = run("import", str(path), "-C", str(folder), "--language", "en")
    assert listed.returncode == 0, listed.stderr
    assert "chapters/01.md, line 11: “second item” → “2nd item, with \\| a bar”" in listed.stdout
    assert {p: p.read_bytes() for p in before} == before
    (folder / "import.txt").unlink()
    done = run("import", str(path), "-C", str(folder), "--apply", "--language", "en")
    assert done.returncode == 0, done.stderr
    assert "not put in" not in done.stdout
    text = (folder / "chapters/01.md").read_text(encoding="utf-8")
    assert "\n2. 2nd item, with \\| a bar\n" in text
    assert "\n> It was a thing put well.\n" in text
    assert "| Sea-bags \\| kits | 12 |" in text
    assert "\n## The very first heading {#first}\n" in text
    assert "\n::: note A frame about ropes\n" in text
    songs = (folder / "chapters/appendices/songs.yaml").read_text(encoding="utf-8")
    assert "\n      A longer verse\n      of two lines\n" in songs
    people = (folder / "chapters/appendices/people.yaml").read_text(encoding="utf-8")
    assert 'note: "Said: by somebody"' in people and "from: 4/5/1990" in people
    read_manuscript(folder)  # it still is a book
    again = word_file(read_manuscript(folder))
    assert corrections_in(again) and not corrections_in(again).changes  # type: ignore[union-attr]


def test_a_text_that_changed_since_is_left_alone(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder(EVERYTHING, CONFIG)
    path = edited(
        word_file(read_manuscript(folder)),
        tmp_path / "back.docx",
        lambda d: change(d, "second item", "other item"),
    )
    file = folder / "chapters/01.md"
    file.write_text(file.read_text(encoding="utf-8").replace("second item", "2nd"), "utf-8")
    done = run("import", str(path), "-C", str(folder), "--apply", "--language", "en")
    assert "not put in, for the text has changed there since" in done.stdout
    assert "2. 2nd\n" in file.read_text(encoding="utf-8")


CONFIG = "title: Ropes\nlanguage: en\noccasion: {from: 1980, to: 2000}\n"


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), "#406080").save(out, "JPEG")
    return out.getvalue()


EVERYTHING: dict[str, str | bytes] = {
    "chapters/01.md": """\
---
title: Beginnings
lead: How it *began*.
---

## The first heading {#first}

It was **so** at [[ann]]'s, as [[first|told]] above.[^1]

1. first item
2. second item
   - inside it

> It was a thing well said.

| Things | Number |
|---|--:|
| Sea bags | 12 |

::: note A box about ropes
Two words.
:::

::: figure {credit="A photographer"}
![A quay](assets/quay.jpg)

The quay at noon.
:::

::: table
| A | B |
|---|---|
| 1 | 2 |

Numbers of ropes
:::

Rope
: What ships hang on.

<!-- to be asked -->
The end, see [[first]].

[^1]: A note, *in italics*.
""",
    "chapters/appendices/people.yaml": """\
kind: people
title: Heads
offices: [{id: head, name: Head}]
people:
  - id: ann
    name: Ann Lee
    born: 1950
    note: Said by nobody
    terms: [{office: head, from: 1990-05-03, to: 1999}]
""",
    "chapters/appendices/songs.yaml": """\
kind: songs
title: Songs
songs:
  - name: Rope song
    text: |
      A short verse
      of two lines

      and a second one
""",
    "chapters/appendices/statistics.yaml": """\
kind: statistics
title: Figures
tables:
  - id: t
    title: Members
    periods: [{id: a, name: 1980s}, {id: b, name: 1990s}]
    measures: [{id: m, name: Men, values: {a: 12, b: 13}}]
""",
    "assets/quay.jpg": photo(),
}


def test_what_the_file_holds(make_folder: MakeFolder) -> None:
    data = word_file(read_manuscript(make_folder(EVERYTHING, CONFIG)))
    document = docx.Document(io.BytesIO(data))
    styles = {p.text: p.style.name for p in paragraphs(document) if p.style}
    assert styles["Beginnings"] == styles["Songs"] == "Heading 1"
    assert styles["The first heading"] == "Heading 2"
    assert styles["It was a thing well said."] == "Quote"
    assert styles["A box about ropes"] == "Box Title" and styles["Two words."] == "Box"
    assert styles["Figure 1. The quay at noon."] == "Caption"
    assert "It was so at Ann Lee's, as told above." in styles
    assert "The end, see “The first heading”." in styles
    body = holding(document, "It was so")
    assert [run.text for run in body.runs if run.bold] == ["so"]
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "A quay"
    assert [c.text for c in document.comments] == ["to be asked"]
    tables = [[[c.text for c in row.cells] for row in t.rows] for t in document.tables]
    assert [["Measure", "1980s", "1990s"], ["Men", "12", "13"]] in tables
    assert [["Office", "From", "Until"], ["Head", "May 3, 1990", "1999"]] in tables
    assert ["Sea bags", "12"] in tables[0]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        notes = parts.read("word/footnotes.xml").decode()
        assert "A note, " in notes and "<w:i/>" in notes
        names = parts.namelist()
        assert len(names) == len(set(names))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_program_keeps_where_it_came_from(make_folder: MakeFolder, tmp_path: Path) -> None:
    data = word_file(read_manuscript(make_folder(EVERYTHING, CONFIG)))
    path = edited(data, tmp_path / "a.docx", lambda d: change(d, "second item", "last item"))
    saved = str(tmp_path / "saved")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", saved, str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = corrections_in(tmp_path / "saved/a.docx")
    assert found is not None
    assert [(c.old, c.new) for c in found.changes] == [("second item", "last item")]
    assert found.comments == ()


def test_without_what_it_carries_it_is_a_word_file_as_any(
    handed_out: bytes, tmp_path: Path
) -> None:
    """What a program keeps that knows nothing of parts and bookmarks: the text itself."""
    path = tmp_path / "plain.docx"
    with (
        zipfile.ZipFile(io.BytesIO(handed_out)) as parts,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/document.xml":
                data = re.sub(rb"<w:bookmark(?:Start|End)[^>]*/>", b"", data)
            if not name.startswith("customXml/item"):
                made.writestr(name, data)
    assert corrections_in(path) is None
    brought = Brought(tmp_path / "book")
    chapters_of(read_word(path, "accept", Report()), path, brought, Report())
    texts = [data.decode() for name, data in brought.files.items() if name.endswith(".md")]
    titles = {m[1]: text for text in texts if (m := re.search(r"^title: '?(.*?)'?$", text, re.M))}
    for one in read_manuscript(ROOT).chapters:
        text = titles[one.matter.title]
        text = text.split("---\n", 2)[2]
        back = [words(t.content) for t in parsed(text).tokens if t.type == "inline"]
        wanted = [pattern(t.content) for t in parsed(one.body).tokens if t.type == "inline"]
        missing = [w for w in wanted if not any(re.fullmatch(w, b, re.DOTALL) for b in back)]
        assert missing == []
        heads = [t.tag for t in parsed(text).tokens if t.type == "heading_open"]
        assert heads == [t.tag for t in parsed(one.body).tokens if t.type == "heading_open"]


def pattern(text: str) -> str:
    """The words of a paragraph, and anything where it refers to something without words."""
    return ".+".join(map(re.escape, re.split(r"\[\[!?[^\]|]*\]\]", words(text))))


def words(text: str) -> str:
    """What a paragraph prints, without marks."""
    text = re.sub(r"\[\[!?[^\]|]*\|([^\]]*)\]\](\{\.main\})?", r"\1", text)
    text = re.sub(r"^Hình \d+\. ", "", text)  # of a chart, which is no picture there
    text = re.sub(r"\s*\{[^}]*\}$|<!--.*?-->|[*\\]", "", text)
    return " ".join(text.split())


def test_a_file_that_would_write_elsewhere(make_folder: MakeFolder, tmp_path: Path) -> None:
    data = word_file(read_manuscript(make_folder({"chapters/a.md": chapter("One", "Two.")})))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w") as out:
        for name in parts.namelist():
            text = parts.read(name)
            if name == "customXml/item1.xml":
                text = text.replace(b'name="chapters/a.md"', b'name="chapters/../../a.md"')
                text = text.replace(b'name="book.yaml"', b'name="/etc/book.yaml"')
            out.writestr(name, text)
    (tmp_path / "bad.docx").write_bytes(made.getvalue())
    (tmp_path / "fresh").mkdir()
    brought, _ = bring_in([tmp_path / "bad.docx"], tmp_path / "fresh", "accept")
    assert [name for name in brought.files if ".." in name or name.startswith("/")] == []


def test_the_command(make_folder: MakeFolder, tmp_path: Path) -> None:
    make_folder({"chapters/a.md": chapter("One", "Two.")})
    done = run("export", "--to", "docx", "-C", "folder", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.strip() == "folder/dist/a-book.docx"
    refused = run("export", "-C", "folder", "-o", "book.pdf", cwd=tmp_path)
    assert refused.returncode == 2 and ".docx" in refused.stderr
    refused = run("export", "-C", "folder", "-o", "folder/chapters/x.docx", cwd=tmp_path)
    assert refused.returncode == 2 and "sources" in refused.stderr


def test_accents_that_stand_apart_in_the_file(make_folder: MakeFolder, tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", chapter("Mở đầu", "Trường thành lập năm 1954."))
    folder = make_folder({"chapters/a.md": text}, "title: Sách\nlanguage: vi\n")
    data = word_file(read_manuscript(folder))
    path = edited(data, tmp_path / "a.docx", lambda d: change(d, "năm 1954", "năm 1955"))
    done = run("import", str(path), "-C", str(folder), "--apply")
    assert "chưa ghi vào sách" not in done.stdout
    assert "Trường thành lập năm 1955." in (folder / "chapters/a.md").read_text(encoding="utf-8")


def test_what_stands_in_a_spreadsheet_is_told_with_its_cell(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    rows = "Full name;Position;From;To\nAnn Lee;Head;1990;1999\nBo Lind;Head;1999;now\n"
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter("One", "Ann Lee."),
        "chapters/appendices/heads.csv": rows.encode(),
    }
    folder = make_folder(files)
    data = word_file(read_manuscript(folder))
    path = edited(data, tmp_path / "a.docx", lambda d: change(d, "Bo Lind", "Bo Lindt"))
    done = run("import", str(path), "-C", str(folder), "--apply", "--language", "en")
    told = "heads.csv, cell A3: not put in, for spreadsheets are changed by hand: “Bo Lind” → “Bo Lindt”"
    assert told in done.stdout, done.stdout
    assert (folder / "chapters/appendices/heads.csv").read_bytes() == rows.encode()
