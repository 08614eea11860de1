"""What is wrong in a book folder is told at its file and line, and the earlier PDF stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, run
from PIL import Image

GOOD = {"chapters/a.md": chapter("One", "Text.")}
CONFIG = "title: A book\nlanguage: en\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def person(records: str) -> str:
    return f"kind: people\ntitle: People\npeople:\n{records}"


CASES: dict[str, tuple[dict[str, str | bytes], str, str, str]] = {
    # name: (files, book.yaml, place, words of the problem or the cure)
    "broken YAML": (GOOD, "title: A book\nlanguage: en\n bad: [", "book.yaml:3", "not valid YAML"),
    "a missing key": (GOOD, "title: A book\n", "book.yaml:1", "“language” is missing"),
    "an unknown key": (GOOD, CONFIG + "titel: x\n", "book.yaml:3", "“title”"),
    "a key twice": (GOOD, CONFIG + "title: x\n", "book.yaml:3", "stands twice"),
    "a wrong type": (GOOD, CONFIG + "keywords: 7\n", "book.yaml:3", "“keywords” does not fit"),
    "a wrong trim": (GOOD, CONFIG + "trim: A9\n", "book.yaml:3", "A9"),
    "a wrong language": (GOOD, "title: A\nlanguage: xyzzy\n", "book.yaml:2", "xyzzy"),
    "an alias": (GOOD, CONFIG + "authors: &a [x]\nkeywords: *a\n", "book.yaml:3", "alias"),
    "no chapter": ({}, CONFIG, "chapters", "no chapter"),
    "no front matter": ({"chapters/a.md": "Text."}, CONFIG, "chapters/a.md:1", "no front matter"),
    "front matter not closed": ({"chapters/a.md": "---\ntitle: x\n"}, CONFIG, "chapters/a.md:1", "not closed"),
    "no title": ({"chapters/a.md": "---\nid: x\n---\nText."}, CONFIG, "chapters/a.md:2", "“title” is missing"),
    "an unknown id": (
        {"chapters/a.md": chapter("One", "Text.\n\nSee [[othr]].\n\n## Other {#other}")},
        CONFIG, "chapters/a.md:6", "“other”",
    ),
    "a missing image": (
        {"chapters/a.md": chapter("One", "Text.\n\n![A dog](assets/dog.png)")}, CONFIG,
        "chapters/a.md:6", "assets/dog.png",
    ),
    "an image outside": (
        {"chapters/a.md": chapter("One", "![A dog](../../etc/dog.png)")}, CONFIG,
        "chapters/a.md:4", "not in the book folder",
    ),
    "an image without words": (
        {"chapters/a.md": chapter("One", "![](assets/x.svg)"), "assets/x.svg": SVG}, CONFIG,
        "chapters/a.md:4", "alternative text",
    ),
    "a broken image": (
        {"chapters/a.md": chapter("One", "![x](assets/x.png)"), "assets/x.png": b"\x89PNG broken"},
        CONFIG, "chapters/a.md", "can't be shown",
    ),
    "a glyph no font has": (
        {"chapters/a.md": chapter("One", "Text.\n\nA snowman ☃.")}, CONFIG, "chapters/a.md:6:11", "U+2603",
    ),
    "raw HTML": ({"chapters/a.md": chapter("One", "Text.\n\n<div>x</div>")}, CONFIG, "chapters/a.md:6", "raw HTML"),
    "inline HTML": ({"chapters/a.md": chapter("One", "Text <b>x</b>")}, CONFIG, "chapters/a.md:4", "raw HTML"),
    "an unknown attribute": (
        {"chapters/a.md": chapter("One", "x\n\n::: figure {wide=1}\n![x](assets/x.svg)\n:::"), "assets/x.svg": SVG},
        CONFIG, "chapters/a.md:6", "wide",
    ),
    "an empty figure": (
        {"chapters/a.md": chapter("One", "x\n\n::: figure\nJust words.\n:::")}, CONFIG, "chapters/a.md:6", "empty",
    ),
    "not UTF-8": ({"chapters/a.md": b"---\ntitle: x\n---\n\xe9t\xe9"}, CONFIG, "chapters/a.md:4", "UTF-8"),
    "an id twice": (
        {**GOOD, "chapters/appendices/p.yaml": person("  - {id: x, name: A B}\n  - {id: x, name: C D}\n")},
        CONFIG, "chapters/appendices/p.yaml:5", "taken already",
    ),
    "an unknown office": (
        {**GOOD, "chapters/appendices/p.yaml": person("  - {id: x, name: A B, terms: [{office: king, from: 1999}]}\n")},
        CONFIG, "chapters/appendices/p.yaml:4", "king",
    ),
    "a wrong date": (
        {**GOOD, "chapters/appendices/p.yaml": person("  - {id: x, name: A B, terms: [{office: k, from: 1999-13-01}]}\n")},
        CONFIG, "chapters/appendices/p.yaml:4", "1999-13-01",
    ),
    "an appendix of no kind": ({**GOOD, "chapters/appendices/p.yaml": "title: x\n"}, CONFIG, "chapters/appendices/p.yaml", "kind"),
    "an unknown chapter in the order": (GOOD, CONFIG + "chapters: [a, zz]\n", "book.yaml", "zz.md"),
    "a person unknown to a congress": (
        {**GOOD, "chapters/appendices/c.yaml": "kind: congresses\ntitle: C\ncongresses:\n  - {id: c1, name: First, from: 1999, elected: [{office: Head, people: [nobody]}]}\n"},
        CONFIG, "chapters/appendices/c.yaml:4", "nobody",
    ),
    "a chart of nothing": (
        {"chapters/a.md": chapter("One", "x\n\n::: chart {kind=bars of=nothing row=x}\nWords.\n:::")},
        CONFIG, "chapters/a.md:6", "nothing",
    ),
    "a broken template": (
        {**GOOD, "templates/chapter.html": "{% if %}"}, CONFIG, "templates/chapter.html:1", "template fails",
    ),
    "a template that reaches out": (
        {**GOOD, "templates/chapter.html": "{{ ''.__class__.__mro__ }}"}, CONFIG, "templates/chapter.html", "template fails",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_at_its_place(name: str, make_folder: MakeFolder) -> None:
    files, config, place, words = CASES[name]
    folder = make_folder(files, config)
    earlier = folder / "dist/a-book.pdf"
    earlier.parent.mkdir()
    earlier.write_bytes(b"the earlier book")
    done = run("build", "-C", str(folder), "--jobs", "1")
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith(f"{place}:") or f"\n{place}:" in done.stderr, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "builder itself" not in done.stderr
    assert earlier.read_bytes() == b"the earlier book"
    assert [p.name for p in earlier.parent.iterdir()] == ["a-book.pdf"]


def test_all_mistakes_are_told_in_one_run(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {"chapters/a.md": chapter("One", "See [[x]].\n\n<b>y</b>"), "chapters/b.md": "nothing"},
        CONFIG + "extra: 1\n",
    )
    told = run("-C", str(folder)).stderr
    assert "book.yaml:3:1: the key “extra”" in told
    assert "chapters/b.md:1:1: the chapter has no front matter" in told


def test_mistakes_are_told_in_the_language_of_the_book(make_folder: MakeFolder) -> None:
    folder = make_folder({"chapters/a.md": "Chữ."}, "title: Sách\nlanguage: vi\n")
    assert "chapters/a.md:1:1: chương chưa có phần khai báo" in run("-C", str(folder)).stderr


def test_a_folder_that_is_not_there_and_one_that_is_empty(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = run("-C", str(folder))
        assert done.returncode == 1
        assert done.stderr.startswith("book.yaml: the file is missing")
        assert not (folder / "dist").exists()


def test_an_output_that_cannot_be_written(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder(GOOD)
    (tmp_path / "file").write_text("x")
    done = run("-C", str(folder), "-o", str(tmp_path / "file/book.pdf"))
    assert done.returncode == 1
    assert "can't be written" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["biuld"], "“build”"),
        (["build", "--trim", "A4"], "No such option"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "surplus"], "surplus"),
    ],
)
def test_wrong_options_end_with_a_sentence_and_status_2(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_image_may_be_a_jpeg_with_spaces_in_its_name(make_folder: MakeFolder) -> None:
    folder = make_folder({"chapters/a.md": chapter("One", "![A field](<assets/a field.jpg>)")})
    (folder / "assets").mkdir()
    Image.new("RGB", (60, 40), "green").save(folder / "assets/a field.jpg")
    done = run("-C", str(folder))
    assert done.returncode == 0, done.stderr
