"""What the text asks of its photographs: how they are shown, where, and who is in them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, MakeFolder, chapter, run
from PIL import Image

from book.errors import BookError
from book.manuscript.reading import read_manuscript
from book.sections.assembly import Assembly
from book.sections.context import BuildContext
from book.text.tree import text_of

CONFIG = "title: A book\nlanguage: en\n"
PALETTE = (
    "--ink: #1; --quiet: #2; --accent: #1F4258; --second: #4; --rule: #5; --tint: #6;"
    " --on-accent: #7;"
)
PEOPLE = (
    "kind: people\ntitle: P\nprinted: false\npeople:\n"
    "  - {id: an, name: An Lee}\n  - {id: binh, name: Binh Ray}\n"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>'


def photograph(width: int = 300, height: int = 200) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def folder_with(make_folder: MakeFolder, words: str, **pictures: tuple[int, int]) -> Path:
    shown = pictures or {"a": (300, 200)}
    return make_folder(
        {
            "chapters/a.md": chapter("A", words),
            "chapters/appendices/p.yaml": PEOPLE,
            "assets/drawn.svg": SVG,
            **{f"assets/{name}.jpg": photograph(*size) for name, size in shown.items()},
        },
        CONFIG,
    )


def assembled(folder: Path) -> Assembly:
    return Assembly.of(BuildContext.of(read_manuscript(folder), PALETTE, 300))


def section(folder: Path) -> Any:
    return next(s for s in assembled(folder).main if s.kind == "chapter")


def told(folder: Path) -> list[str]:
    with pytest.raises(BookError) as raised:
        assembled(folder)
    return [mistake.told() for mistake in raised.value.mistakes]


def test_an_image_asks_for_its_treatment(make_folder: MakeFolder) -> None:
    folder = folder_with(
        make_folder, "![A](assets/a.jpg){crop=1:1 focus=40%,20% tone=duotone rotate=90 frame}"
    )
    (image,) = section(folder).tree.iter("img")
    assert (
        image.get("src") == "assets/a.jpg?crop=1:1&focus=40,20&tone=duotone&rotate=90&ink=%231f4258"
    )
    assert image.get("class") == "framed"


def test_a_box_asks_for_all_its_images_and_an_image_for_itself(make_folder: MakeFolder) -> None:
    folder = folder_with(
        make_folder,
        "::: figure {tone=mono crop=3:2}\n![A](assets/a.jpg) ![B](assets/a.jpg){tone=sepia}\n\nC.\n"
        ":::\n\n![D](assets/a.jpg)",
    )
    sources = [image.get("src") for image in section(folder).tree.iter("img")]
    assert sources == [
        "assets/a.jpg?crop=3:2&tone=mono",
        "assets/a.jpg?crop=3:2&tone=sepia",
        "assets/a.jpg",
    ]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("crop=wide", "crop: “wide” is not a width by height"),
        ("focus=200%,1%", "focus: “200%,1%” is not a spot"),
        ("tone=blue", "tone: “blue” is not one of mono, sepia, duotone"),
        ("rotate=45", "rotate: “45” is not one of 90, 180, 270"),
        ("frame=thick", "frame: “frame” takes no value"),
        ("side=top", "side: “top” is not one of left, right"),
        ('crop=""', "crop: “crop=” says nothing"),
        ("people=nobody", "nothing in the book has the id “nobody”"),
    ],
)
def test_a_wrong_value_is_told_at_its_line(
    make_folder: MakeFolder, written: str, words: str
) -> None:
    folder = folder_with(
        make_folder, f"Text.\n\n::: figure {{{written}}}\n![A](assets/a.jpg)\n\nC.\n:::"
    )
    (mistake,) = told(folder)
    assert mistake.startswith("chapters/a.md:6") and words in mistake


def test_a_drawing_is_not_treated(make_folder: MakeFolder) -> None:
    folder = folder_with(make_folder, "![A](assets/drawn.svg){crop=1:1 frame}")
    (mistake,) = told(folder)
    assert mistake.startswith("chapters/a.md:4") and "Take “crop” out" in mistake


def test_a_figure_stands_beside_the_text(make_folder: MakeFolder) -> None:
    box = "::: figure {{side={side}{more}}}\n![A](assets/a.jpg)\n\nC.\n:::\n\n"
    folder = folder_with(
        make_folder, box.format(side="left", more="") + box.format(side="right", more=" width=30%")
    )
    left, right = section(folder).tree.iter("figure")
    assert left.get("class") == "figure beside left" and left.get("style") == "width: 45%"
    assert right.get("class") == "figure beside right" and right.get("style") == "width: 30%"


def test_people_in_a_picture_are_indexed_as_such(make_folder: MakeFolder, tmp_path: Path) -> None:
    import pypdfium2

    folder = folder_with(
        make_folder,
        'Here is An Lee.\n\n::: figure {people="an, binh"}\n![A](assets/a.jpg)\n\nC.\n:::',
    )
    mentions = [(m.entry, m.pictured) for m in section(folder).mentions]
    assert mentions == [("an", False), ("an", True), ("binh", True)]
    config = folder / "book.yaml"
    config.write_text(config.read_text() + "indexes:\n  - {id: names, of: [people]}\n")
    out = tmp_path / "out.pdf"
    done = run("build", "-C", str(folder), "-o", str(out))
    assert done.returncode == 0, done.stderr
    pdf = pypdfium2.PdfDocument(out)
    last = pdf[len(pdf) - 1].get_textpage().get_text_range().replace("\N{NO-BREAK SPACE}", " ")
    assert "(photo)" in last.partition("Binh Ray")[2]


@pytest.mark.parametrize(
    ("guide", "heading"), [("guide.md", "### Photographs"), ("huong-dan.md", "### Ảnh chụp")]
)
def test_the_examples_of_the_guides_are_set(
    make_folder: MakeFolder, guide: str, heading: str
) -> None:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    part = text.partition(heading)[2].partition("\n## ")[0]
    example = "\n".join(
        line[4:] for line in part.split("\n") if line.startswith("    ") or not line.strip()
    )
    folder = folder_with(make_folder, example)
    for name in {word.split(")")[0] for word in example.split("(")} & set(
        part.replace("(", " ").replace(")", " ").split()
    ):
        if name.startswith("assets/"):
            (folder / name).write_bytes(photograph())
    found = section(folder)
    assert example.count(":::") == 2 * len(list(found.tree.iter("figure")))
    assert "{" not in text_of([found.tree]) and any(m.pictured for m in found.mentions)
