"""`report`: what a small book tells of whom, counted by hand."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, paragraphs, run
from lxml import html
from PIL import Image

CONFIG = """\
title: A book
language: en
half_title: false
occasion: {from: 1990, to: 1996}
coverage:
  people: {pages: 2, pictures: 1}
  terms: {words: 9}
"""
PEOPLE = """\
kind: people
title: P
printed: false
stretches:
  - {name: First term, from: 1990, to: 1992}
  - {name: Second term, from: 1993, to: 1996}
people:
  - {id: an, name: An Lee, portrait: assets/a.jpg}
  - {id: binh, name: Binh Ray}
  - {id: cy, name: Cy Moss}
"""
UNITS = "kind: organisations\ntitle: O\nprinted: false\norganisations:\n  - {id: mill, name: The Mill}\n"
BODY = f"""\
An Lee came in 1991 and built The Mill with Binh Ray. An Lee stayed.

::: figure {{people=binh}}
![A](assets/a.jpg)

The yard in 1995.
:::

{paragraphs(30)}

Later An Lee left.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("report")
    stream = io.BytesIO()
    Image.new("RGB", (600, 400), "navy").save(stream, "JPEG")
    for name, content in {
        "book.yaml": CONFIG.encode(),
        "chapters/a.md": chapter("A", BODY).encode(),
        "chapters/appendices/p.yaml": PEOPLE.encode(),
        "chapters/appendices/o.yaml": UNITS.encode(),
        "assets/a.jpg": stream.getvalue(),
    }.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    return made


def test_the_report_counts_pages_pictures_and_words(folder: Path) -> None:
    done = run("report", "-C", str(folder))
    assert done.returncode == 0, done.stderr
    lines = {
        re.split(r"  +", line.strip())[0]: re.split(r"  +", line.strip())[1:]
        for line in done.stdout.split("\n")
    }
    # Twice in the first paragraph (15 words, counted once), once in the last (4).
    assert lines["An Lee"] == ["2", "0 ◂", "19", "yes"]
    # In the picture, “Figure 1. The yard in 1995.”, and in the first paragraph.
    assert lines["Binh Ray"] == ["1 ◂", "1", "21", "–"]
    assert lines["Cy Moss"] == ["0 ◂", "0 ◂", "0", "–"]
    assert lines["First term"] == ["1", "0", "15"]
    assert lines["Second term"] == ["1", "1", "6 ◂"]
    assert lines["The Mill"] == ["1", "0", "15"]
    text = " ".join(done.stdout.split())
    assert "0 of 3 reach the goal: 2 pages, 1 picture." in text
    assert "Without a portrait (2) Binh Ray; Cy Moss" in text
    assert "Years without a picture, 1990 to 1996 1990–1994, 1996" in text


def test_the_report_is_a_page_for_the_browser(folder: Path, tmp_path: Path) -> None:
    done = run("report", "-C", str(folder), "--html", "--language", "vi")
    assert done.returncode == 0, done.stderr
    page = html.document_fromstring((folder / "dist/a-book-coverage.html").read_bytes())
    assert page.get("lang") == "vi" and page.xpath("//meta[@charset='utf-8']")
    (row,) = page.xpath("//tr[td[text()='Binh Ray']]")
    assert [cell.text for cell in row] == ["Binh Ray", "1", "1", "21", "–"]
    assert [cell.get("class") for cell in row] == [None, "number short", "number", "number", None]
    assert "Chưa có ảnh chân dung (2)" in page.text_content()
    assert not page.xpath("//script | //link | //img")
    wrong = run("report", "-C", str(folder), "-o", str(tmp_path / "x.pdf"))
    assert wrong.returncode == 2 and ".html" in wrong.stderr


def test_a_book_that_can_t_be_typeset_is_told(make_folder: MakeFolder) -> None:
    done = run("report", "-C", str(make_folder({"chapters/a.md": chapter("A", "[[nobody]]")})))
    assert done.returncode == 1 and "chapters/a.md:4" in done.stderr
