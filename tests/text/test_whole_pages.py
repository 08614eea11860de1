"""Plates, spreads and turned pages, in the finished PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, paragraphs, run
from pdf import ReadPdf
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

MM = 72 / 25.4
CONFIG = "title: A book\nlanguage: en\nhalf_title: false\n"
ROWS = "\n".join(f"| {1950 + n} | Branch {n} | {n} |" for n in range(40))
BODY = f"""\
{paragraphs(4)}

::: plate {{#tall}}
![Tall](assets/tall.jpg)

Caption of the plate.
:::

{paragraphs(6)}

::: spread {{credit="Archive" gutter=4mm}}
![Wide](assets/wide.jpg)

Caption of the spread.
:::

{paragraphs(6)}

::: table {{turned}}
| Year | Name | Number |
|---|---|--:|
{ROWS}

Caption of the table.
:::

::: plate {{caption=facing unnumbered}}
![Tall](assets/tall.jpg)

Words on the page that faces.
:::

{paragraphs(3)}

::: plate {{caption=below}}
![Tall](assets/tall.jpg)

Caption below the plate.
:::

{paragraphs(9)} See [[tall]].

::: spread {{unnumbered}}
![Wide](assets/wide.jpg)
:::
"""


def photograph(width: int, height: int) -> bytes:
    """Left half dark, right half light."""
    picture = Image.new("L", (width, height), 40)
    picture.paste(220, (width // 2, 0, width, height))
    stream = io.BytesIO()
    picture.save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> ReadPdf:
    folder = tmp_path_factory.mktemp("whole")
    for name, content in {
        "book.yaml": CONFIG.encode(),
        "chapters/a.md": chapter("A", BODY).encode(),
        "assets/tall.jpg": photograph(400, 900),
        "assets/wide.jpg": photograph(900, 600),
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    done = run("build", "-C", str(folder), "-o", str(folder / "out.pdf"))
    assert done.returncode == 0, done.stderr
    return ReadPdf(folder / "out.pdf")


def pictures(read: ReadPdf, page: int) -> list[tuple[float, ...]]:
    found = read.shown[page].get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=5)
    return [tuple(image.get_bounds()) for image in found]


def shade(read: ReadPdf, page: int, across: float) -> int:
    """The grey of a page halfway down, at a share of its width."""
    shown = read.shown[page].render(scale=0.5).to_pil().convert("L")
    value = shown.getpixel((min(int(across * shown.width), shown.width - 1), shown.height // 2))
    assert isinstance(value, int)
    return value


def test_a_plate_fills_its_page_to_the_trim(read: ReadPdf) -> None:
    page = read.page_with("Caption of the plate.", 4)
    ((left, bottom, right, top),) = pictures(read, page)
    width, height = read.shown[page].get_size()
    assert (left, bottom, right, top) == pytest.approx((0, 0, width, height), abs=0.6)
    assert "The committee" not in read.text[page]


def test_the_text_flows_on_past_whole_pages(read: ReadPdf) -> None:
    plate = read.page_with("Caption of the plate.", 4)
    page = read.shown[plate - 1]
    text = page.get_textpage()
    lines = [text.get_rect(n) for n in range(text.count_rects())]
    last = sorted(rect[1] for rect in lines)[1]  # the folio stands below it
    assert last < page.get_height() * 0.2
    words = [read.body[n] for n in range(plate - 1, len(read)) if "The committee" in read.body[n]]
    assert not words[0].rstrip().endswith("answer.") or words[1].startswith("The committee")


def test_a_spread_falls_on_facing_pages_and_repeats_what_the_gutter_hides(read: ReadPdf) -> None:
    right = read.page_with("Caption of the spread.", 4)
    left = right - 1
    assert left % 2 == 1, "a left-hand page has an odd index"
    width = read.shown[left].get_width()
    ((x1, _, x2, _),) = pictures(read, left)
    ((y1, _, y2, _),) = pictures(read, right)
    assert x1 == pytest.approx(0, abs=0.6) and y2 == pytest.approx(width, abs=0.6)
    assert x2 - x1 == y2 - y1 == pytest.approx(2 * (width - 4 * MM), abs=0.6)
    # The middle of the picture lies 4 mm before the fold on both pages.
    middle = 1 - 4 * MM / width
    assert shade(read, left, middle - 0.02) < 80 and shade(read, left, middle + 0.01) > 180
    assert (
        shade(read, right, 1 - middle - 0.01) < 80 and shade(read, right, 1 - middle + 0.02) > 180
    )
    assert read.body[left] == "" and "Archive" in read.text[right]


def test_the_last_spread_of_a_chapter_has_no_blank_before_it(read: ReadPdf) -> None:
    ends = [n for n in range(len(read)) if len(pictures(read, n)) == 1 and not read.text[n]]
    last = ends[-1]
    assert last % 2 == 0 and ends[-2] == last - 1
    assert all(
        read.text[n] or pictures(read, n) for n in range(read.page_with("The committee"), last + 1)
    )


def test_a_caption_faces_its_plate_or_stands_below_it(read: ReadPdf) -> None:
    facing = read.page_with("Words on the page that faces.")
    assert facing % 2 == 1 and read.text[facing] == "Words on the page that faces."
    ((left, bottom, right, top),) = pictures(read, facing + 1)
    assert (right - left, top - bottom) == pytest.approx(read.shown[facing].get_size(), abs=0.8)
    below = read.page_with("Caption below the plate.", facing)
    ((_, bottom, _, _),) = pictures(read, below)
    text = read.shown[below].get_textpage()
    assert 0 < max(text.get_rect(n)[3] for n in range(text.count_rects())) < bottom


def test_a_turned_table_goes_on_with_its_head_and_is_read_from_the_right(read: ReadPdf) -> None:
    first = read.page_with("Caption of the table.", 4)
    second, third = first + 1, first + 2
    assert "Year" in read.text[first] and "Year" in read.text[second]
    assert "1963" in read.text[second] and "1989" in read.text[third]
    page = read.shown[first]
    assert page.get_height() > page.get_width()
    text = page.get_textpage()
    at = text.search("1950")
    assert at is not None
    start = at.get_next()
    assert start is not None
    first_digit, last_digit = (text.get_charbox(start[0] + n) for n in (0, 3))
    assert last_digit[1] > first_digit[1] + 5  # upwards
    assert abs(last_digit[0] - first_digit[0]) < 2
    x1, y1, x2, y2 = min(first_digit[0], 999), first_digit[1], last_digit[2], last_digit[3]
    assert 0 < x1 < x2 < page.get_width() and 0 < y1 < y2 < page.get_height()


def test_margins_stay_mirrored_behind_whole_pages(read: ReadPdf) -> None:
    lefts: dict[int, set[int]] = {0: set(), 1: set()}
    for number in range(read.page_with("The committee") + 1, len(read)):
        if "The committee" in read.body[number]:
            text = read.shown[number].get_textpage()
            edge = min(text.get_rect(n)[0] for n in range(text.count_rects()))
            lefts[number % 2].add(round(edge))
    assert len(lefts[0]) == len(lefts[1]) == 1
    assert lefts[1].pop() > lefts[0].pop()


def test_what_is_not_numbered_is_not_listed_and_can_be_referred_to(read: ReadPdf) -> None:
    listed = read.text[read.page_with("Figures", read.page_with("Contents") + 1)]
    assert "Caption of the plate." in listed and "Words on the page" not in listed
    assert any("Figure 1" in text and "See" in text for text in read.text)


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ("plate {caption=above}", "caption: “above” is not one of on, below, facing"),
        ("spread {caption=facing}", "none faces it"),
        ("spread {gutter=wide}", "“wide” is not the width that a gutter takes"),
        ("plate {turned}", "a plate does not take “turned”"),
    ],
)
def test_what_a_whole_page_can_t_be_is_told(make_folder: MakeFolder, box: str, said: str) -> None:
    folder = make_folder(
        {
            "chapters/a.md": chapter("A", f"::: {box}\n![A](assets/a.jpg)\n\nC.\n:::"),
            "assets/a.jpg": photograph(300, 200),
        }
    )
    done = run("build", "-C", str(folder), "-o", str(Path(folder) / "out.pdf"))
    assert done.returncode != 0 and said in done.stderr
    assert "chapters/a.md:4" in done.stderr
