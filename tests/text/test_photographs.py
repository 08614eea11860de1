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
    assert "(photo)" in last.partition("Ray, Binh")[2]


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


GALLERY = (
    "::: gallery {{{}}}\n![A](assets/a.jpg)\n![B](assets/b.jpg){{#second}}\n![C](assets/c.jpg)\n\n"
    "Three of them.\n:::\n\nSee [[second]].\n"
)
SHAPES = {"a": (300, 200), "b": (200, 300), "c": (400, 200)}


def shares(node: Any) -> dict[str, float]:
    parts = (part.split(":") for part in node.get("style").split(";"))
    return {name.strip(): float(value.strip().rstrip("%")) for name, value in parts}


def test_a_gallery_fills_the_measure_with_rows_of_one_height(make_folder: MakeFolder) -> None:
    folder = folder_with(make_folder, GALLERY.format(""), **SHAPES)
    (figure,) = section(folder).tree.iter("figure")
    (row,) = figure.xpath("div[@class='row']")
    cells = [shares(cell) for cell in row]
    assert sum(sum(cell.values()) for cell in cells) == pytest.approx(100, abs=0.001)
    heights = [cell["width"] * h / w for cell, (w, h) in zip(cells, SHAPES.values(), strict=True)]
    assert max(heights) - min(heights) < 0.001
    assert [p.text_content() for p in row.iter("p")] == ["(a)", "(b)", "(c)"]
    assert text_of(figure.iter("figcaption")) == "Figure\N{NO-BREAK SPACE}1. Three of them."


def test_a_row_of_a_gallery_is_as_wide_as_the_text(make_folder: MakeFolder) -> None:
    import pypdfium2
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    folder = folder_with(make_folder, "Word " * 60 + "\n\n" + GALLERY.format(""), **SHAPES)
    out = folder / "out.pdf"
    assert run("build", "-C", str(folder), "-o", str(out)).returncode == 0
    pdf = pypdfium2.PdfDocument(out)
    pages = [[*page.get_objects([FPDF_PAGEOBJ_IMAGE])] for page in pdf]
    number, images = next((n, found) for n, found in enumerate(pages) if found)
    edges = [image.get_bounds() for image in images]
    text = pdf[number].get_textpage()
    boxes = [
        text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1) == "W"
    ]
    measure = max(e[2] for e in edges) - min(e[0] for e in edges)
    assert len(edges) == 3 and min(e[0] for e in edges) == pytest.approx(
        min(b[0] for b in boxes), abs=1
    )
    assert measure == pytest.approx(pdf[number].get_width() * 0.725, abs=1.5)
    assert max(e[3] - e[1] for e in edges) - min(e[3] - e[1] for e in edges) < 0.1


def test_each_picture_of_a_gallery_may_have_its_caption(make_folder: MakeFolder) -> None:
    folder = folder_with(
        make_folder,
        "::: gallery\n![A](assets/a.jpg)\n\nOne.\n\n![B](assets/b.jpg)\nTwo.\n\nBoth.\n:::\n\n"
        "::: gallery\n![A](assets/a.jpg)\n\nOne.\n\n![B](assets/b.jpg)\n\nTwo.\n:::\n",
        **SHAPES,
    )
    assembly = assembled(folder)
    first, second = next(s for s in assembly.main if s.kind == "chapter").tree.iter("figure")
    for figure in (first, second):
        assert [p.text_content() for p in figure.iter("p")] == ["(a) One.", "(b) Two."]
    assert text_of(first.iter("figcaption")).endswith("1. Both.")
    listed = [entry.caption for entry in assembly.context.numbered.figures]
    assert listed == ["Both.", "(a) One.; (b) Two."]


def test_a_picture_of_a_gallery_is_referred_to_by_its_letter(make_folder: MakeFolder) -> None:
    assembly = assembled(folder_with(make_folder, GALLERY.format(""), **SHAPES))
    assert assembly.context.numbered.targets["second"].name == "Figure\N{NO-BREAK SPACE}1 (b)"


def test_a_gallery_fills_a_page_and_crops_round_the_focus(make_folder: MakeFolder) -> None:
    words = GALLERY.format("fill=page focus=20%,30%")
    folder = folder_with(make_folder, words, **SHAPES)
    (figure,) = section(folder).tree.iter("figure")
    (filled,) = figure.xpath("div[@class='filled']")
    tall = shares(filled)["padding-bottom"]
    area = 0.0
    for spot in filled:
        at = shares(spot)
        area += at["width"] * at["height"] / 100 * tall
        crop = spot[0].get("src").partition("crop=")[2].partition("&")[0].split(":")
        shape = at["width"] / (at["height"] / 100 * tall)
        assert float(crop[0]) / float(crop[1]) == pytest.approx(shape, rel=0.001)
        assert "focus=20,30" in spot[0].get("src")
    assert 0.93 < area / (100 * tall) < 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("::: gallery {fill=all}\n![A](assets/a.jpg)\n\nC.\n:::", "“all” is not one of page"),
        ("::: gallery {fill=page}\n![A](assets/c.jpg)\n\nC.\n:::", "would be cut off"),
        (
            "::: gallery\n![A](assets/a.jpg){width=50%}\n\nC.\n:::",
            "gives its pictures their widths",
        ),
        ("::: gallery\n![A](assets/a.jpg)\n\n- C.\n:::", "images and their captions"),
        ("::: gallery\nC.\n:::", "the gallery is empty"),
        ("::: group\nC.\n:::", "the group is empty"),
        ("::: group\n![A](assets/a.jpg) ![A](assets/b.jpg)\n\nC.\n:::", "here are 2"),
    ],
)
def test_what_a_gallery_or_group_can_t_hold_is_told(
    make_folder: MakeFolder, words: str, said: str
) -> None:
    (mistake,) = told(folder_with(make_folder, words, **SHAPES))
    assert mistake.startswith("chapters/a.md:") and said in mistake


def _plain(node: Any) -> str:
    return str(node.text_content()).replace("\N{NO-BREAK SPACE}", " ")


def test_a_group_names_its_rows_and_indexes_those_who_are_known(make_folder: MakeFolder) -> None:
    folder = folder_with(
        make_folder,
        "::: group\n![A](assets/a.jpg)\n\nClass: of 1995.\n\nStanding: An Lee, Some One\n"
        "Sitting: Binh Ray\n:::\n\n::: group\n![A](assets/a.jpg)\n\nRow 1: An Lee\n:::",
    )
    found = section(folder)
    first, second = found.tree.iter("figure")
    assert [_plain(p) for p in first.iter("p")] == [
        "Standing: An Lee, Some One",
        "Sitting: Binh Ray",
    ]
    assert (
        first.xpath("figcaption")[0].text_content().startswith("Figure\N{NO-BREAK SPACE}1. Class")
    )
    assert [_plain(p) for p in second.iter("p")] == ["Row 1: An Lee"]
    assert [(m.entry, m.pictured) for m in found.mentions] == [
        ("an", True),
        ("binh", True),
        ("an", True),
    ]


def test_portraits_and_the_cover_are_cropped_round_their_focus(make_folder: MakeFolder) -> None:
    config = CONFIG + "trim: 160x240\ncover: {art: assets/a.jpg, focus: '10%,20%'}\n"
    card = (
        "kind: people\ntitle: P\npeople:\n"
        "  - {id: an, name: An Lee, portrait: assets/a.jpg, focus: '30%,40%', note: X}\n"
    )
    folder = make_folder(
        {
            "chapters/a.md": chapter("A", "Text."),
            "chapters/appendices/p.yaml": card,
            "assets/a.jpg": photograph(),
        },
        config,
    )
    assembly = assembled(folder)
    sources = [image.get("src") for s in assembly.written for image in s.tree.iter("img")]
    assert "assets/a.jpg?crop=20:26&focus=30,40" in sources
    assert "assets/a.jpg?crop=160:240&focus=10,20" in sources
    appendix = folder / "chapters/appendices/p.yaml"
    appendix.write_text(card.replace("30%,40%", "face"), encoding="utf-8")
    (folder / "book.yaml").write_text(config.replace("10%,20%", "here"), encoding="utf-8")
    places = [mistake.partition(" ")[0] for mistake in told(folder)]
    assert places == ["book.yaml:4:35:", "chapters/appendices/p.yaml:4:59:"]
