"""What was read of a sentence, what it was held against, and how much of the prose records hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, run

from book.facts.items import numbers_in, whens_in
from book.facts.prose import Prose
from book.facts.reader import Told
from book.facts.statement import Statement
from book.languages import language
from book.manuscript.reading import read_manuscript

CONFIG = "title: S\nlanguage: vi\norganisation: Trường Bến Trúc\n"
RECORDS = {
    "chapters/appendices/b.yaml": "kind: organisations\ntitle: B\norganisations:\n"
    "  - {id: t, name: Trường Bến Trúc, founded: 1965-09-05}\n",
    "chapters/appendices/p.yaml": "kind: people\ntitle: P\noffices:\n"
    "  - {id: h, name: Hiệu trưởng, single: true}\n  - {id: p, name: Phó Hiệu trưởng}\n"
    "people:\n"
    "  - {id: a, name: Tạ Thị Miên, terms: [{office: h, from: 1976-08, to: 1990-06}, "
    "{office: p, from: 1970, to: 1976}]}\n"
    "  - {id: b, name: Lê Xuân Bách, terms: [{office: p, from: 1979, to: 1985}]}\n",
    "kinds/boats.yaml": "label: Boats\nrecords: boats\nfields: {name: text, built: date, crew: number}\n",
    "chapters/appendices/w.yaml": "kind: boats\ntitle: W\nboats:\n"
    "  - {name: Thuyền Rồng Vàng, built: 1988, crew: 12}\n",
}


def folder_of(make_folder: MakeFolder, words: str) -> Path:
    return make_folder({"chapters/x.md": chapter("Một", words), **RECORDS}, CONFIG)


def said(folder: Path) -> Iterator[Statement]:
    told = Told(Prose(read_manuscript(folder)))
    return (s for s in told.statements if s.place.file == "chapters/x.md")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Trường Bến Trúc thành lập ngày mồng năm tháng chín năm 1965.", "verified"),
        ("Trường Bến Trúc thành lập năm 1966.", "contradicted"),
        ("Người ta tưởng Trường Bến Trúc thành lập năm 1966.", ""),
        ("Sách ghi “Trường Bến Trúc thành lập năm 1966”.", ""),
        ("> Trường Bến Trúc thành lập năm 1966.", ""),
        ("Trường Hồng Phong thành lập năm 1966.", ""),
        ("Cô Miên làm Hiệu trưởng từ năm 1976 đến năm 1990.", "verified"),
        ("Cô Tạ Thị Miên dạy Văn. Cô làm Hiệu trưởng từ năm 1976 đến năm 1991.", "contradicted"),
        ("Thuyền Rồng Vàng đóng năm 1988.", "verified"),
        ("Thuyền Rồng Vàng đóng năm 1998.", "contradicted"),
    ],
)
def test_a_sentence_is_held_against_the_records(
    words: str, verdict: str, make_folder: MakeFolder
) -> None:
    assert [s.verdict for s in said(folder_of(make_folder, words))] == [verdict][: len(verdict)]


SEATS: dict[str, str | bytes] = {
    "chapters/appendices/b.yaml": "kind: names\ntitle: B\nseats:\n"
    "  - {address: 3 Quay Street, from: 1924, to: 1953}\n"
    "  - {address: '40 Lantern Wharf, Harwich', from: 1953}\n",
    "chapters/appendices/p.yaml": "kind: people\ntitle: P\npeople:\n"
    "  - {id: m, name: Edwin Marsh, born: 1879-03-02, died: 1951}\n",
}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The club's seat was 40 Lantern Wharf in 1930.", "contradicted"),
        ("Its home in 1930 was 40 Lantern Wharf.", "contradicted"),
        ("In 1930 a prisoner wrote home about 40 Lantern Wharf.", ""),
        ("In 1930, 40 Lantern Wharf was a home to three families.", ""),
        ("The cox's seat was kept at 40 Lantern Wharf in 1930.", ""),
        ("In 1930 Edwin Marsh rowed at 41.", "contradicted"),
        ("In 1930 Edwin Marsh rowed, aged eleven.", "contradicted"),
        ("In 1930 Edwin Marsh rowed at six in the morning.", ""),
        ("In 1930 Edwin Marsh rowed at 18.30 each day, and at twenty past seven.", ""),
    ],
)
def test_homes_seats_and_hours_that_are_none_are_let_be(
    words: str, verdict: str, make_folder: MakeFolder
) -> None:
    config = "title: S\nlanguage: en\norganisation: Harbour Club\n"
    folder = make_folder({"chapters/x.md": chapter("One", words), **SEATS}, config)
    assert [s.verdict for s in said(folder)] == [verdict][: len(verdict)]


def test_those_of_a_list_share_an_office(make_folder: MakeFolder) -> None:
    words = "Năm 1980, cô Tạ Thị Miên và thầy Lê Xuân Bách làm Phó Hiệu trưởng."
    told = {s.verdict for s in said(folder_of(make_folder, words))}
    assert told == {"verified", "contradicted"}


def test_a_fact_of_every_kind_has_its_place(make_folder: MakeFolder) -> None:
    told = Told(Prose(read_manuscript(folder_of(make_folder, "x"))))
    places = {(k.property, k.subject): str(k.place) for k in told.facts.all}
    assert places["founded", "t"] == "chapters/appendices/b.yaml:4:45"
    assert places["office", "a"] == "chapters/appendices/p.yaml:7:81"
    assert places["record", "Thuyền Rồng Vàng"] == "chapters/appendices/w.yaml:4:5"


def test_the_commands_tell_what_was_read(make_folder: MakeFolder) -> None:
    folder = folder_of(make_folder, "Dòng đầu.\n\nTrường Bến Trúc thành lập năm 1966.")
    told = run("check", "-C", str(folder), "--explain", "chapters/x.md:6").stdout
    assert told.startswith(
        "chapters/x.md:6:27: “năm 1966” [founding-in-prose]\n    phụ lục ghi khác\n"
    )
    assert "chapters/appendices/b.yaml:4:45: Trường Bến Trúc, thành lập: 05/09/1965" in told
    empty = run("check", "-C", str(folder), "--explain", "chapters/x.md:4").stdout
    assert empty == "Ở đó không đọc được điều gì có thể đem so với phụ lục.\n"
    rows = json.loads(run("facts", "-C", str(folder), "--format", "json").stdout)
    assert [s["verdict"] for s in rows["statements"]] == ["contradicted"]
    assert {
        "place": "chapters/appendices/b.yaml:4:45",
        "fact": "Trường Bến Trúc, thành lập: 05/09/1965",
    } in rows["facts"]
    summary = run("facts", "-C", str(folder), "--summary").stdout
    assert (
        "1 câu có con số, ngày tháng, chức vụ hoặc văn bản; phụ lục giữ được 0 câu (0 %)."
        in summary
    )


@pytest.mark.parametrize(
    ("tag", "text", "dates", "numbers"),
    [
        ("vi", "từ ngày 10 đến ngày 12/12/2000", ["2000-12-10/2000-12-12"], []),
        ("vi", "ngày 9 và 10/02/1996", ["1996-02-09/1996-02-10"], []),
        ("vi", "ngày hai mươi tháng mười một năm 1985", ["1985-11-20/1985-11-20"], []),
        ("vi", "tháng giêng năm 1990, khóa 3", ["1990-01/1990-01"], []),
        ("vi", "một trăm bốn mươi lăm đại biểu, hai mươi năm", [], [145, 20]),
        ("vi", "năm đồng chí, hơn 1.120 em, 91,5%", [], [5, 1120, 91.5]),
        ("vi", "ngày 2-9, tỷ số 3-2, Quyết định số 5", [], []),
        ("en", "from 1924 to 1938, on 17 May 1924", ["1924/1938", "1924-05-17/1924-05-17"], []),
        ("en", "one hundred and forty-five members, 1,584 boats", [], [145, 1584]),
    ],
)
def test_dates_and_numbers_in_figures_and_words(
    tag: str, text: str, dates: list[str], numbers: list[float]
) -> None:
    grammar = language(tag).grammar
    whens = whens_in(text, grammar)
    assert [f"{when.first}/{when.last}" for when in whens] == dates
    taken = [(when.start, when.end) for when in whens]
    assert [number.value for number in numbers_in(text, taken, grammar)] == numbers


def test_a_book_may_say_things_in_words_of_its_own(make_folder: MakeFolder) -> None:
    own = {
        "chapters/x.md": chapter("One", "Fairview was hatched in 1950."),
        "languages/en/facts.yaml": "founded: hatched\n",
        "chapters/appendices/b.yaml": "kind: organisations\ntitle: B\norganisations:\n"
        "  - {id: f, name: Fairview, founded: 1948}\n",
    }
    folder = make_folder(own, "title: S\nlanguage: en\norganisation: Fairview\n")
    assert [s.verdict for s in said(folder)] == ["contradicted"]
    (folder / "languages/en/facts.yaml").write_text("founded: '('\n", encoding="utf-8")
    done = run("check", "-C", str(folder), "--no-pages")
    assert done.returncode == 1
    assert "languages/en/facts.yaml: these are no rules" in done.stdout + done.stderr
