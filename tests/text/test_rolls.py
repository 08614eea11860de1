"""Rolls of portraits and groups with numbers, in sections and in the finished PDF."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Build, MakeFolder, chapter
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from book.errors import BookError
from book.manuscript.reading import read_manuscript
from book.sections.assembly import Assembly
from book.sections.context import BuildContext

CONFIG = "title: A book\nlanguage: en\nindexes:\n  - {id: names, of: [people]}\n"
PALETTE = "--ink: #1; --quiet: #2; --accent: #1F4258; --second: #4; --rule: #5; --tint: #6; --on-accent: #7;"
PEOPLE = (
    "kind: people\ntitle: P\nprinted: false\npeople:\n"
    "  - {id: an, name: An Lee, portrait: assets/a.jpg, focus: '30%,40%'}\n"
    "  - {id: binh, name: Binh Ray}\n  - {id: cy, name: Cy Moss}\n"
)
ROLL = """\
::: roll {columns=2 people="an, binh"}
![Chi](assets/b.jpg){focus=60%,20%}

Chi Lee, head

![Dan](assets/a.jpg)

Dan Ray

- Eva Lee
- Cy Moss

The staff.
:::
"""


def photograph(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(stream, "JPEG")
    return stream.getvalue()


def files(body: str) -> dict[str, str | bytes]:
    return {
        "chapters/a.md": chapter("A", body),
        "chapters/appendices/p.yaml": PEOPLE,
        "assets/a.jpg": photograph(300, 200),
        "assets/b.jpg": photograph(200, 300),
    }


def assembled(folder: Path) -> Assembly:
    return Assembly.of(BuildContext.of(read_manuscript(folder), PALETTE, 300))


def section(folder: Path) -> Any:
    return next(s for s in assembled(folder).main if s.kind == "chapter")


def plain(node: Any) -> str:
    return str(node.text_content()).replace("\N{NO-BREAK SPACE}", " ")


def test_a_roll_shows_portraits_of_one_shape_and_lists_the_others(make_folder: MakeFolder) -> None:
    found = section(make_folder(files(ROLL), CONFIG))
    (figure,) = found.tree.iter("figure")
    rows = figure.xpath("div[@class='row']")
    assert [[plain(p) for p in row.iter("p")] for row in rows] == [
        ["Chi Lee, head", "Dan Ray"],
        ["An Lee"],
    ]
    assert [image.get("src") for image in figure.iter("img")] == [
        "assets/b.jpg?crop=4:5&focus=60,20",
        "assets/a.jpg?crop=4:5",
        "assets/a.jpg?crop=4:5&focus=30,40",
    ]
    (missing,) = figure.xpath("p[@class='not-pictured']")
    assert plain(missing) == "Not pictured: Eva Lee; Cy Moss; Binh Ray"
    assert [(m.entry, m.pictured) for m in found.mentions] == [
        ("cy", False),
        ("an", True),
        ("binh", False),
    ]
    assert figure.xpath("count(.//img[@alt=''])") == 0


def test_a_roll_without_a_caption_has_no_number(make_folder: MakeFolder) -> None:
    assembly = assembled(make_folder(files('::: roll {people="an"}\n:::'), CONFIG))
    (figure,) = next(s for s in assembly.main if s.kind == "chapter").tree.iter("figure")
    assert not list(figure.iter("figcaption")) and not assembly.context.numbered.figures


def test_a_gallery_without_a_number_keeps_the_ids_of_its_pictures(make_folder: MakeFolder) -> None:
    box = "::: gallery {unnumbered}\n![A](assets/a.jpg){#one}\n![B](assets/b.jpg)\n:::\n\n[[one]]"
    assembly = assembled(make_folder(files(box), CONFIG))
    assert not assembly.context.numbered.figures
    assert assembly.context.numbered.targets["one"].name == "“A”"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("::: roll {columns=9}\n![A](assets/a.jpg)\n\nC.\n:::", "“9” is no number of portraits"),
        ('::: roll {people="nobody"}\n:::', "nothing in the book has the id “nobody”"),
        ("::: group\n![A](assets/a.jpg)\n\n1. An\n2. Bo {at=1%,2%}\n:::", "where in the picture"),
        ("::: group\n![A](assets/a.jpg)\n\n1. An {at=130%,2%}\n:::", "is not a spot"),
        ("::: group {numbers=all}\n![A](assets/a.jpg)\n\nC.\n:::", "not one of outline, picture"),
        ("A word {at=1%,2%} here.", "nothing here takes “{at=1%,2%}”"),
    ],
)
def test_what_a_roll_or_an_outline_can_t_be_is_told(
    make_folder: MakeFolder, body: str, said: str
) -> None:
    with pytest.raises(BookError) as raised:
        assembled(make_folder(files(body), CONFIG))
    told = [mistake.told() for mistake in raised.value.mistakes]
    assert any(said in words and words.startswith("chapters/a.md:") for words in told), told


GROUP = """\
::: group {MORE}
![A](assets/a.jpg)

The board.

1. An Lee {at=20%,30%}
2. Some One {at=70%,60%}
:::
"""


def test_a_group_is_numbered_with_an_outline(make_folder: MakeFolder) -> None:
    found = section(make_folder(files(GROUP.replace("MORE", "")), CONFIG))
    (figure,) = found.tree.iter("figure")
    drawn = figure.xpath("div[@class='outline']/img")[0]
    svg = base64.b64decode(drawn.get("src").partition("base64,")[2]).decode()
    heads = [
        (float(x), float(y)) for x, y in re.findall(r'circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    ]
    width, height = (float(v) for v in re.search(r"viewBox=\"0 0 ([\d.]+) ([\d.]+)", svg).groups())  # type: ignore[union-attr]
    assert width / height == pytest.approx(1.5, abs=0.01)
    assert heads == [
        (pytest.approx(width * 0.2, abs=0.1), pytest.approx(height * 0.3, abs=0.1)),
        (pytest.approx(width * 0.7, abs=0.1), pytest.approx(height * 0.6, abs=0.1)),
    ]
    assert drawn.get("alt") == ""
    assert plain(figure.xpath(".//p[@class='row numbered']")[0]) == "1 An Lee; 2 Some One"
    assert [(m.entry, m.pictured) for m in found.mentions] == [("an", True)]


def test_numbers_may_stand_on_the_picture(make_folder: MakeFolder) -> None:
    found = section(make_folder(files(GROUP.replace("MORE", "numbers=picture")), CONFIG))
    marks = found.tree.xpath("//span[@class='mark']")
    assert [(m.get("style"), m.text) for m in marks] == [
        ("left: 20%; top: 30%", "1"),
        ("left: 70%; top: 60%", "2"),
    ]


KIND = "label: Pictures\nrecords: pictures\nview: gallery\nfields:\n  name: {required: true}\n  pic: {type: picture}\n"


def test_records_stand_in_rows(build: Build) -> None:
    """A roll with portraits, and a gallery of records; none is stretched or out of its row."""
    names = "".join(
        f"  - {{name: Pupil {n}, portrait: 'assets/{'ab'[n % 2]}.jpg {{focus=20%,30%}}'}}\n"
        for n in range(7)
    )
    pdf = build(
        {
            **files("Text.\n\n" + ROLL),
            "kinds/pictures.yaml": KIND,
            "chapters/appendices/roll.yaml": "kind: roll\ntitle: Class\nportraits_a_row: 5\nroll:\n"
            + names
            + "  - {name: Pupil 99}\n",
            "chapters/appendices/pics.yaml": "kind: pictures\ntitle: Seen\npictures:\n"
            "  - {name: One, pic: assets/a.jpg}\n  - {name: Two, pic: assets/b.jpg}\n"
            "  - {name: Three, pic: assets/a.jpg}\n  - {name: None}\n",
        },
        CONFIG,
    )

    def boxes(page: int) -> list[tuple[float, ...]]:
        images = pdf.shown[page].get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=5)
        return [tuple(image.get_bounds()) for image in images]

    page = pdf.page_with("Pupil 99", pdf.page_with("The staff."))
    faces = boxes(page)
    assert len(faces) == 7 and "Not pictured" in pdf.text[page]
    for left, bottom, right, top in faces:
        assert (right - left) / (top - bottom) == pytest.approx(0.8, abs=0.01)
    assert len({round(top) for *_, top in faces}) == 2
    page = pdf.page_with("Three", pdf.page_with("The staff."))
    row = boxes(page)
    assert len({round(top - bottom, 1) for _, bottom, _, top in row}) == 1
    shapes = [(right - left) / (top - bottom) for left, bottom, right, top in row]
    assert shapes == pytest.approx([1.5, 2 / 3, 1.5], abs=0.02)
