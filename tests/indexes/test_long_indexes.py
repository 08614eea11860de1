"""Indexes of many entries: groups that go on say so, columns end alike, pages stand by chapter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Build, build_book, chapter
from pdf import ReadPdf

from book.paged.session import Session

NAMES = [f"{letter}{word} {n}" for n in range(100) for letter, word in (("B", "inh"), ("C", "ảnh"))]
NUMBERS = "II III IV V VI VII VIII IX".split()
CHAPTERS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám")
#: How far lines of an index stand apart at most, in pt.
LINE = 16
CONFIG = """\
title: Sách
language: vi
trim: A5
organisation: Hội Chèo thuyền
indexes:
  - {id: all, of: [people, organisations, congresses]}
"""


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, store: object, pool: object
) -> tuple[ReadPdf, list[int]]:
    """The book, and the pages of its index."""
    folder = tmp_path_factory.mktemp("long")
    said = "An Văn Lê của Hội Chèo thuyền."
    files = {
        f"{n}.md": chapter(name, said, period=str(1960 + 10 * n))
        for n, name in enumerate(CHAPTERS, 1)
    }
    files["0.md"] = chapter("Tên", ", ".join(NAMES) + ". Đại hội lần thứ hai.")
    records = "".join(f"  - {{id: p{n}, name: {name}}}\n" for n, name in enumerate(NAMES))
    people = (
        "kind: people\ntitle: P\nprinted: false\n"
        "offices: [{id: head, name: Chủ tịch}, {id: aide, name: Thư ký}]\n"
        "people:\n  - {id: a, name: An Văn Lê, terms: [{office: head, from: 1979, to: 1990},"
        " {office: aide, from: 1985, to: 1995}]}\n"
    )
    clubs = "kind: organisations\ntitle: O\nprinted: false\norganisations:\n"
    congress = "kind: congresses\ntitle: Q\nprinted: false\ncongresses:\n"
    files["appendices/people.yaml"] = people + records
    files["appendices/clubs.yaml"] = clubs + "  - {id: club, name: Hội Chèo thuyền}\n"
    files["appendices/congresses.yaml"] = (
        congress + '  - {id: two, name: Đại hội lần thứ hai, aliases: ["1962"], from: 1962}\n'
    )
    for name, text in {
        "book.yaml": CONFIG,
        **{f"chapters/{n}": t for n, t in files.items()},
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    made, _ = build_book(folder, None, Session(store, pool))  # type: ignore[arg-type]
    book = ReadPdf(Path(made))
    return book, list(range(book.opening("Chỉ mục"), len(book)))


def columns(book: ReadPdf, page: int) -> list[list[tuple[float, str]]]:
    """The lines of both columns of a page from above, each with the height of its foot in pt."""
    text = book.shown[page].get_textpage()
    width, height = book.shown[page].get_size()
    found: list[list[tuple[float, str]]] = [[], []]
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        if height * 0.1 < bottom < height * 0.9:
            words = text.get_text_bounded(left, bottom, right, top)
            found[left > width / 2].append((bottom, words))
    return [sorted(lines, reverse=True) for lines in found]


def test_a_group_that_goes_on_says_so_where_it_goes_on(made: tuple[ReadPdf, list[int]]) -> None:
    book, pages = made
    told = [words.strip() for page in pages for words in book.lines[page] if "(tiếp)" in words]
    assert told
    assert set(told) <= {"B (tiếp)", "C (tiếp)"}
    heads = 0
    for page in pages:
        for column in columns(book, page)[page == pages[0] :]:
            if column and re.match(r"[BC](inh|ảnh) ", column[0][1]):
                pytest.fail(f"{column[0][1]} goes on without a head")
            heads += bool(column) and "(tiếp)" in column[0][1]
    assert heads == len(told)


def test_columns_of_the_last_page_end_alike(made: tuple[ReadPdf, list[int]]) -> None:
    book, pages = made
    last = next(page for page in reversed(pages) if any(columns(book, page)))
    (*_, one), (*_, other) = columns(book, last)
    assert abs(one[0] - other[0]) < LINE, (one, other)


def test_pages_by_chapter_the_subject_and_an_alias_that_is_a_number(
    made: tuple[ReadPdf, list[int]],
) -> None:
    book, pages = made
    text = " ".join(book.text[page] for page in pages)
    found = re.search(r"An Văn Lê((?: \w+ \w+(?: \([^)]*\))?: \d+)+)", text)
    assert found, text
    assert re.findall(r"(Chương \w+)", found[1]) == [f"Chương {n}" for n in NUMBERS]
    labels = re.findall(r": (\d+)", found[1])
    assert [book.labels[book.opening(name)] for name in CHAPTERS] == labels
    # What the whole book is about is led to once.
    first = book.labels[book.opening("Một")]
    assert re.search(rf"Hội Chèo thuyền, {first}(?!\d|,|–)", text)
    assert "Đại hội lần thứ hai (1962)," in text


def test_a_part_tells_the_office_that_was_held_then(made: tuple[ReadPdf, list[int]]) -> None:
    book, pages = made
    text = " ".join(" ".join(book.text[page] for page in pages).split())
    entry = text[text.index("An Văn Lê") :]
    # 1970: none yet; 1980: head; 1990: both, so neither is said; 2000: none any more.
    parts = ("Chương II:", "Chương III (Chủ tịch):", "Chương IV:", "Chương V:")
    places = [entry.find(part) for part in parts]
    assert -1 not in places and places == sorted(places), entry[:300]


def test_a_long_entry_goes_on_in_the_next_column_under_its_heading(build: Build) -> None:
    names = [f"Binh Ray {letter}." for letter in "ABCDEFGHIJKLMN"]
    people = "kind: people\ntitle: P\nprinted: false\npeople:\n" + "".join(
        f"  - {{id: p{n}, name: {name}}}\n" for n, name in enumerate(names)
    )
    files = {f"chapters/{n}.md": chapter(f"Part {n}", ", ".join(names)) for n in range(8)}
    book = build(
        {**files, "chapters/appendices/p.yaml": people},
        "title: A book\nlanguage: en\ntrim: A5\nindexes: [{id: i, of: [people], sort: written}]\n",
    )
    pages = range(book.opening("Index of people"), len(book))
    full = [column for page in pages for column in columns(book, page) if column][:-2]
    assert len(full) >= 2
    again = [column[1][1] for column in full[1:]]
    assert any(re.fullmatch(r"Binh Ray \w\. \(continued\)", line) for line in again), again
    for column in full[1:]:
        assert column[0][1] == "B (continued)"
        assert column[1][1].startswith("Binh Ray"), column[:3]
    feet = [column[-1][0] for column in full]
    assert max(feet) - min(feet) < 2 * LINE
