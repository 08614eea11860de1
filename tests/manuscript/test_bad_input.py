"""What is wrong in a book folder is told at its file and line, and the earlier PDF stays."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, run, typeset_book
from PIL import Image

from book.errors import BookError
from book.files import LARGEST
from book.manuscript.reading import read_manuscript
from book.paged.session import Session
from book.sections import templates

GOOD = {"chapters/a.md": chapter("One", "Text.")}
CONFIG = "title: A book\nlanguage: en\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

SHOWN = {"chapters/a.md": chapter("One", "![x](assets/a.jpg)")}
DRAWN = {"chapters/a.md": chapter("One", "![x](assets/a.svg)")}


def jpeg() -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(stream, "JPEG")
    return stream.getvalue()


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
    "front matter not closed": (
        {"chapters/a.md": "---\ntitle: x\n"},
        CONFIG,
        "chapters/a.md:1",
        "not closed",
    ),
    "no title": (
        {"chapters/a.md": "---\nid: x\n---\nText."},
        CONFIG,
        "chapters/a.md:2",
        "“title” is missing",
    ),
    "an unknown id": (
        {"chapters/a.md": chapter("One", "Text.\n\nSee [[othr]].\n\n## Other {#other}")},
        CONFIG,
        "chapters/a.md:6",
        "“other”",
    ),
    "a missing image": (
        {"chapters/a.md": chapter("One", "Text.\n\n![A dog](assets/dog.png)")},
        CONFIG,
        "chapters/a.md:6",
        "assets/dog.png",
    ),
    "an image outside": (
        {"chapters/a.md": chapter("One", "![A dog](../../etc/dog.png)")},
        CONFIG,
        "chapters/a.md:4",
        "not in the book folder",
    ),
    "an image without words": (
        {"chapters/a.md": chapter("One", "![](assets/x.svg)"), "assets/x.svg": SVG},
        CONFIG,
        "chapters/a.md:4",
        "alternative text",
    ),
    "a broken image": (
        {"chapters/a.md": chapter("One", "![x](assets/x.png)"), "assets/x.png": b"\x89PNG broken"},
        CONFIG,
        "chapters/a.md",
        "can't be shown",
    ),
    "a glyph no font has": (
        {"chapters/a.md": chapter("One", "Text.\n\nA snowman ☃.")},
        CONFIG,
        "chapters/a.md:6:11",
        "U+2603",
    ),
    "raw HTML": (
        {"chapters/a.md": chapter("One", "Text.\n\n<div>x</div>")},
        CONFIG,
        "chapters/a.md:6",
        "raw HTML",
    ),
    "inline HTML": (
        {"chapters/a.md": chapter("One", "Text <b>x</b>")},
        CONFIG,
        "chapters/a.md:4",
        "raw HTML",
    ),
    "an unknown attribute": (
        {
            "chapters/a.md": chapter("One", "x\n\n::: figure {wide=1}\n![x](assets/x.svg)\n:::"),
            "assets/x.svg": SVG,
        },
        CONFIG,
        "chapters/a.md:6",
        "wide",
    ),
    "an empty figure": (
        {"chapters/a.md": chapter("One", "x\n\n::: figure\nJust words.\n:::")},
        CONFIG,
        "chapters/a.md:6",
        "empty",
    ),
    "not UTF-8": (
        {"chapters/a.md": b"---\ntitle: x\n---\n\xe9t\xe9"},
        CONFIG,
        "chapters/a.md:4",
        "UTF-8",
    ),
    "an id twice": (
        {
            **GOOD,
            "chapters/appendices/p.yaml": person(
                "  - {id: x, name: A B}\n  - {id: x, name: C D}\n"
            ),
        },
        CONFIG,
        "chapters/appendices/p.yaml:5",
        "taken already",
    ),
    "an unknown office": (
        {
            **GOOD,
            "chapters/appendices/p.yaml": person(
                "  - {id: x, name: A B, terms: [{office: king, from: 1999}]}\n"
            ),
        },
        CONFIG,
        "chapters/appendices/p.yaml:4",
        "king",
    ),
    "a wrong date": (
        {
            **GOOD,
            "chapters/appendices/p.yaml": person(
                "  - {id: x, name: A B, terms: [{office: k, from: 1999-13-01}]}\n"
            ),
        },
        CONFIG,
        "chapters/appendices/p.yaml:4",
        "1999-13-01",
    ),
    "an appendix of no kind": (
        {**GOOD, "chapters/appendices/p.yaml": "title: x\n"},
        CONFIG,
        "chapters/appendices/p.yaml",
        "kind",
    ),
    "an unknown chapter in the order": (GOOD, CONFIG + "chapters: [a, zz]\n", "book.yaml", "zz.md"),
    "a person unknown to a congress": (
        {
            **GOOD,
            "chapters/appendices/c.yaml": "kind: congresses\ntitle: C\ncongresses:\n  - {id: c1, name: First, from: 1999, elected: [{office: Head, people: [nobody]}]}\n",
        },
        CONFIG,
        "chapters/appendices/c.yaml:4",
        "nobody",
    ),
    "a chart of nothing": (
        {
            "chapters/a.md": chapter(
                "One", "x\n\n::: chart {kind=bars of=nothing row=x}\nWords.\n:::"
            )
        },
        CONFIG,
        "chapters/a.md:6",
        "nothing",
    ),
    "a broken template": (
        {**GOOD, "templates/chapter.html": "{% if %}"},
        CONFIG,
        "templates/chapter.html:1",
        "template fails",
    ),
    "a template that reaches out": (
        {**GOOD, "templates/chapter.html": "{{ ''.__class__.__mro__ }}"},
        CONFIG,
        "templates/chapter.html",
        "template fails",
    ),
    "a template that includes itself": (
        {**GOOD, "templates/chapter.html": '{% include "chapter.html" %}'},
        CONFIG,
        "templates/chapter.html",
        "includes itself",
    ),
    "a template that fills the memory": (
        {**GOOD, "templates/chapter.html": '{{ "x" * 9999999999 }}'},
        CONFIG,
        "templates/chapter.html",
        "too often",
    ),
    "a template not in UTF-8": (
        {**GOOD, "templates/chapter.html": b"\xff"},
        CONFIG,
        "templates/chapter.html:1",
        "UTF-8",
    ),
    "a style with an error": (
        {**GOOD, "styles/own.css": "p { color: red }\np { colr: red }"},
        CONFIG,
        "styles/own.css:2:5",
        "colr",
    ),
    "a style not in UTF-8": (
        {**GOOD, "styles/own.css": b"p {} /* \xff */"},
        CONFIG,
        "styles/own.css:1",
        "UTF-8",
    ),
    "a style that fetches": (
        {**GOOD, "styles/own.css": "body { background: url(http://x.invalid/a.png) }"},
        CONFIG,
        "styles/own.css:1",
        "nothing is fetched",
    ),
    "a style that reaches out": (
        {**GOOD, "styles/own.css": "body { background: url(../../../secret.png) }"},
        CONFIG,
        "styles/own.css:1",
        "outside",
    ),
    "a picture cut off": (
        {**SHOWN, "assets/a.jpg": jpeg()[:3000]},
        CONFIG,
        "chapters/a.md:4",
        "broken or cut off",
    ),
    "a picture of nothing": (
        {**SHOWN, "assets/a.jpg": b""},
        CONFIG,
        "chapters/a.md:4",
        "can't be shown",
    ),
    "a drawing with a script": (
        {**DRAWN, "assets/a.svg": SVG.replace("<rect", "<script>x()</script><rect")},
        CONFIG,
        "chapters/a.md:4",
        "scripts",
    ),
    "a drawing that acts": (
        {**DRAWN, "assets/a.svg": SVG.replace("<rect", '<rect onclick="x()"')},
        CONFIG,
        "chapters/a.md:4",
        "scripts",
    ),
    "a drawing that fetches": (
        {
            **DRAWN,
            "assets/a.svg": SVG.replace("<rect", '<image href="http://x.invalid/a.png"/><rect'),
        },
        CONFIG,
        "chapters/a.md:4",
        "http://x.invalid/a.png",
    ),
    "a drawing that reaches out": (
        {
            **DRAWN,
            "assets/a.svg": SVG.replace("<rect", '<image href="file:///etc/hostname"/><rect'),
        },
        CONFIG,
        "chapters/a.md:4",
        "file:///etc/hostname",
    ),
    "a drawing that is none": (
        {**DRAWN, "assets/a.svg": "<svg><rect"},
        CONFIG,
        "chapters/a.md:4",
        "can't be shown",
    ),
    "a picture from a network": (
        {"chapters/a.md": chapter("One", "![x](https://x.invalid/a.png)")},
        CONFIG,
        "chapters/a.md:4",
        "not in the book folder",
    ),
    "a cover that is not there": (
        GOOD,
        CONFIG + "cover: {art: ../secret.svg}\n",
        "book.yaml:3:14",
        "secret.svg",
    ),
    "an id that leads elsewhere": (
        {"chapters/a.md": chapter("One", "x", id="../../x")},
        CONFIG,
        "chapters/a.md:3",
        "does not fit",
    ),
    "an id of the builder's": (
        {"chapters/a.md": chapter("One", "x", id="title-page")},
        CONFIG,
        "chapters/a.md:3",
        "is taken",
    ),
    "two chapters of one id": (
        {"chapters/a.md": chapter("One", "x", id="b"), "chapters/b.md": chapter("Two", "x")},
        CONFIG,
        "chapters/b.md:2",
        "is taken",
    ),
    "an empty title": ({"chapters/a.md": chapter("''", "x")}, CONFIG, "chapters/a.md:2", "empty"),
    "a key that is a list": (GOOD, CONFIG + "? [a, b]\n: c\n", "book.yaml:3", "a word"),
    "a tree without an end": (
        GOOD,
        CONFIG + "keywords: " + "[" * 3000 + "]" * 3000,
        "book.yaml:3",
        "too deep",
    ),
    "a bomb": (
        GOOD,
        CONFIG + "keywords: &a [x, x]\nauthors: [*a, *a]\n",
        "book.yaml:3",
        "alias",
    ),
    "two documents": (GOOD, CONFIG + "---\ntitle: B\n", "book.yaml:3", "not valid YAML"),
    "an object of Python": (
        GOOD,
        "title: !!python/object/apply:os.system ['true']\nlanguage: en\n",
        "book.yaml:1",
        "text is expected",
    ),
    "a file too large": (
        {"chapters/a.md": "x" * (LARGEST + 1)},
        CONFIG,
        "chapters/a.md",
        "larger than",
    ),
    "a byte of nothing": (
        {"chapters/a.md": chapter("One", "a\x00b")},
        CONFIG,
        "chapters/a.md:4:2",
        "U+0000",
    ),
}


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
    for folder, told in ((tmp_path, "holds no book.yaml"), (tmp_path / "nowhere", "no folder")):
        done = run("-C", str(folder))
        assert done.returncode == 2
        assert told in done.stderr
        assert str(folder) in done.stderr
        assert not (folder / "dist").exists()
    done = run(cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("book.yaml: the file is missing")
    done = run(cwd=tmp_path, LC_ALL="vi_VN.UTF-8")
    assert done.stderr.startswith("book.yaml: thiếu tệp này"), "there is no book to ask"


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
        (["build", "--trim", "A4"], "there is no option"),
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


@pytest.mark.parametrize("name", ["chapters/a.md", "chapters/appendices/p.yaml", "book.yaml"])
def test_a_link_out_of_the_folder_is_not_followed(
    name: str, make_folder: MakeFolder, tmp_path: Path
) -> None:
    folder = make_folder({**GOOD, "chapters/appendices/p.yaml": person("  []")})
    secret = tmp_path / "secret.md"
    (folder / name).rename(secret)
    (folder / name).symlink_to(secret)
    with pytest.raises(BookError) as told:
        read_manuscript(folder)
    assert [(m.place.file, "outside" in m.problem) for m in told.value.mistakes] == [(name, True)]


@pytest.mark.parametrize("name", ["styles/own.css", "templates/part.html"])
def test_a_style_or_template_that_is_a_link_out_of_the_folder(
    name: str, make_folder: MakeFolder, tmp_path: Path, session: Session
) -> None:
    folder = make_folder({**GOOD, "templates/chapter.html": '{% include "part.html" %}'})
    (tmp_path / "secret").write_text("p { color: red }")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(tmp_path / "secret")
    with pytest.raises(BookError, match="lies outside the book folder"):
        typeset_book(folder, session)


def test_a_template_without_an_end_is_stopped(
    make_folder: MakeFolder, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "SECONDS", 0.3)
    loop = "{% for i in range(99999) %}" * 4 + "{% endfor %}" * 4
    folder = make_folder({**GOOD, "templates/chapter.html": loop})
    with pytest.raises(BookError, match="longer than") as told:
        typeset_book(folder, session)
    assert told.value.mistakes[0].place.file == "templates/chapter.html"


def test_a_full_disk_leaves_the_earlier_book(make_folder: MakeFolder) -> None:
    folder = make_folder(GOOD)
    earlier = folder / "dist/a-book.pdf"
    earlier.parent.mkdir()
    earlier.write_bytes(b"the earlier book")
    code = "from book.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--jobs", "1", "-C", str(folder)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
    )
    assert done.returncode == 1, done.stdout
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert earlier.read_bytes() == b"the earlier book"
    assert [p.name for p in earlier.parent.iterdir()] == ["a-book.pdf"]


def test_a_dist_that_is_a_file(make_folder: MakeFolder) -> None:
    folder = make_folder({**GOOD, "dist": "x"})
    done = run("build", "-C", str(folder))
    assert done.returncode == 1
    assert "can't be written" in done.stderr
    assert (folder / "dist").read_text() == "x"
