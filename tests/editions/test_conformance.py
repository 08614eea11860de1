"""Every product of a book that has a bit of everything, looked at by tools that are not ours."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from conftest import chapter, paragraphs, run
from page import validate_pdf
from pdf import ReadPdf
from PIL import Image

ART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210">'
    '<rect width="148" height="210" fill="#224488"/></svg>'
)
CONFIG = """\
title: A book of everything
subtitle: For “one & all”
language: en
trim: A5
keywords: [everything, <more>]
authors: [Ann Brown, Đỗ Văn Bình]
paper: {gsm: 100, bulk: 1.2}
cover: {art: assets/art.svg, spine: On the spine, back: On the back}
"""
BODY = """\
Brown Ann came[^1] with *much* **ado**; see [[two]] and <https://example.org>.

## A list

1. One
2. Two
   - A point
   - Another

| Year | Members |
|---|--:|
| 1994 | 12 |
| 1995 | 14 |

![A view](assets/view.png)

::: figure {width=60%}
![A view](assets/view.png)

A caption.
:::

::: spread
![A view](assets/view.png)

Over two pages.
:::

::: table {turned}
| Year | Members |
|---|--:|
| 1994 | [12](https://example.org) |

A turned table.
:::

::: sidebar
**A box**

With a few words.
:::

> A quotation.

[^1]: A note.
"""
PEOPLE = """\
kind: people
title: People
people:
  - {id: brown, name: Brown Ann, born: 1950, terms: [{office: chair, from: 1994, to: 1999}]}
offices:
  - {id: chair, name: Chairs, single: true}
"""
CHRONOLOGY = """\
kind: chronology
title: Chronology
events:
  - {when: 1994, text: It began with Brown Ann.}
  - {when: 1995-02, text: It went on.}
"""


def view() -> bytes:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((600, 400)).convert("RGB").save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The products of a small book by edition, made as users make them."""
    folder = tmp_path_factory.mktemp("everything")
    files: dict[str, str | bytes] = {
        "book.yaml": CONFIG,
        "chapters/00-fore.md": chapter("Foreword", "Dear reader.", kind="foreword"),
        "chapters/one.md": chapter("One", BODY + paragraphs(12)),
        "chapters/two.md": chapter(
            "Two",
            f"A call[^1] and one[^2].\n\n{paragraphs(12)}\n\n[^1]: Its note.\n\n[^2]: Its own.",
        ),
        "chapters/appendices/people.yaml": PEOPLE,
        "chapters/appendices/years.yaml": CHRONOLOGY,
        "assets/art.svg": ART,
        "assets/view.png": view(),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    made: dict[str, list[Path]] = {}
    seen: set[Path] = set()
    for name, command in {
        "screen": ("build",),
        "proof": ("build", "--edition", "proof"),
        "press": ("build", "--edition", "press", "--low-pictures"),
        "booklet": ("booklet", "--signature", "8", "--marks", "all"),
        "handouts": ("handouts",),
    }.items():
        done = run(*command, "-C", str(folder))
        assert done.returncode == 0, done.stderr + done.stdout
        made[name] = [p for p in sorted((folder / "dist").rglob("*.pdf")) if p not in seen]
        seen.update(made[name])
        assert made[name], name
    return made


EDITIONS = ("screen", "proof", "press", "booklet", "handouts")
needs_tools = pytest.mark.skipif(
    not (shutil.which("gs") and shutil.which("qpdf")), reason="Ghostscript or qpdf is missing"
)


@needs_tools
@pytest.mark.parametrize("edition", EDITIONS)
def test_ghostscript_and_qpdf_have_nothing_to_say(
    products: dict[str, list[Path]], edition: str
) -> None:
    for path in products[edition]:
        for command in (
            ["gs", "-q", "-dPDFSTOPONERROR", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage", path],
            ["qpdf", "--check", path],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            said = done.stdout + done.stderr
            assert done.returncode == 0, said
            assert "rror" not in said.replace("errors that qpdf cannot detect", "").replace(
                "No syntax or stream encoding errors found", ""
            ), said
            assert "arning" not in said, said


@pytest.mark.parametrize(
    ("edition", "profiles"),
    [
        ("screen", ("ua1", "2a")),
        ("proof", ("ua1", "2a")),
        ("handouts", ("ua1", "2a")),
        # A booklet is for the printer: its pages lie in sheets and bear no tags.
        ("booklet", ("2b",)),
    ],
)
def test_page_validation_finds_no_fault(
    products: dict[str, list[Path]], edition: str, profiles: tuple[str, ...]
) -> None:
    for path in products[edition]:
        for profile in profiles:
            report = validate_pdf(path, profile=profile)
            assert report.is_compliant, [(path.name, f.rule_id, f.message) for f in report.failures]


def test_a_sheet_of_a_pdf_that_is_not_ours_promises_no_archive(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.pdf"
    with pikepdf.new() as pdf:
        for _ in range(4):
            pdf.add_blank_page(page_size=(300, 400))
        pdf.save(foreign)
    done = run("booklet", "--from", str(foreign), "-o", str(tmp_path / "sheets.pdf"))
    assert done.returncode == 0, done.stderr
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        assert "<pdfaid:part" not in str(pdf.open_metadata())
        assert "/OutputIntents" not in pdf.Root


@pytest.mark.parametrize("edition", EDITIONS)
def test_labels_are_of_one_page_each(products: dict[str, list[Path]], edition: str) -> None:
    if edition == "booklet":
        pytest.skip("sheets have no labels")
    for path in products[edition]:
        labels = ReadPdf(path).labels
        assert len(set(labels)) == len(labels), (path.name, labels)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_stream_is_empty(products: dict[str, list[Path]], edition: str) -> None:
    for path in products[edition]:
        with pikepdf.open(path) as pdf:
            for stream in streams(pdf):
                assert len(stream.read_raw_bytes()), path.name


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    yield from (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))


def test_contents_and_indexes_have_tags_of_their_own(products: dict[str, list[Path]]) -> None:
    with pikepdf.open(products["screen"][0]) as pdf:
        nested = {(str(parent.S), str(child.S)) for parent, child, _ in elements(pdf)}
    assert {("/TOC", "/TOCI"), ("/TOCI", "/Reference"), ("/Reference", "/Link")} <= nested
    assert ("/Sect", "/Index") in nested
    assert ("/LBody", "/Reference") in nested  # a page number in the index


@pytest.mark.parametrize("edition", ["screen", "proof", "handouts"])
def test_footnotes_are_notes_with_names_of_their_own(
    products: dict[str, list[Path]], edition: str
) -> None:
    found = []
    for path in products[edition]:
        with pikepdf.open(path) as pdf:
            tagged = {child.objgen: child for _, child, _ in elements(pdf)}
            notes = [child for child in tagged.values() if child.S == "/Note"]
            found.append(len(notes))
            assert all(note.K[0].S == "/Lbl" for note in notes)
            names = [str(note.ID) for note in notes]
            tree = pdf.Root.StructTreeRoot.get("/IDTree", {"/Names": []})
            assert sorted(names) == [str(name) for name in list(tree["/Names"])[::2]], path.name
            assert len(set(names)) == len(names)
    assert sorted(found)[-2:] == [1, 2] if edition == "handouts" else found == [3]


@pytest.mark.parametrize("edition", ["screen", "proof", "handouts"])
def test_words_hang_on_what_they_belong_to(products: dict[str, list[Path]], edition: str) -> None:
    for path in products[edition]:
        with pikepdf.open(path) as pdf:
            for parent, child, _ in elements(pdf):
                tags = (str(parent.S), str(child.S))
                assert tags not in {("/Span", "/Span"), ("/P", "/Span"), ("/P", "/P")}, path.name


@pytest.mark.parametrize("edition", ["screen", "proof", "handouts"])
def test_a_page_is_painted_in_the_order_of_its_tags(
    products: dict[str, list[Path]], edition: str
) -> None:
    for path in products[edition]:
        with pikepdf.open(path) as pdf:
            assert_in_order(pdf)


def assert_in_order(pdf: pikepdf.Pdf) -> None:
    """Marked content is numbered as it is painted: on each page the tree has it in that order."""
    seen: dict[tuple[int, int], list[int]] = {}
    for _, _, (page, marked) in elements(pdf):
        seen.setdefault(page, []).extend(marked)
    assert seen
    for page, found in seen.items():
        assert found == sorted(found), page


def elements(
    pdf: pikepdf.Pdf,
) -> Iterator[tuple[pikepdf.Object, pikepdf.Object, tuple[tuple[int, int], list[int]]]]:
    """All structure elements in reading order, each with its parent, its page and the numbers of
    the marked content in it, up to its next child."""

    def under(parent: pikepdf.Object) -> Iterator[tuple]:
        page = parent.Pg.objgen if "/Pg" in parent else (0, 0)
        for kid in parent.K if isinstance(parent.K, pikepdf.Array) else [parent.K]:
            if isinstance(kid, int):
                yield parent.get("/P", parent), parent, (page, [kid])
            elif "/S" in kid:
                yield parent, kid, (page, [])
                yield from under(kid)

    for root in pdf.Root.StructTreeRoot.K:
        yield from under(root)
