"""Each rule on a folder that breaks it and on one that does not; the real book is clean."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, run
from PIL import Image

from book.check.findings import RULES, Rule
from book.check.run import found_in
from book.check.tones import styles
from book.errors import BookError, Mistake
from book.languages import language
from book.manuscript.reading import read_manuscript
from book.project import Project
from book.rounds.signing import mark_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>'

CONFIG = "title: S\nlanguage: vi\n"


#: What stands for the text of `text("x")`.
SIGNED = mark_of(["title Một", "Dòng đầu.", "x"])


def jpeg() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (1200, 900), "olive").save(stream, "JPEG")
    return stream.getvalue()


JPEG = jpeg()
TWO_PICTURES: dict[str, str | bytes] = {"assets/a.jpg": JPEG, "assets/b.jpg": JPEG}


def pale(more: str) -> str:
    """A book.yaml with a cover photograph of a middle green."""
    return f"{CONFIG}cover:\n  photo: assets/a.jpg\n  alt: A\n  {more}\n"


def credited(head: str) -> str:
    """A figure with what is behind its name; the first of a book and any other differ."""
    name = "b" if head else "a"
    return f"::: figure{head}\n![A](assets/{name}.jpg)\n\nA.\n:::\n\n"


def mapped(left: str) -> str:
    """Two places on a map, the second so far from its left."""
    return f"""\
kind: places
title: A
map: {{picture: assets/a.svg, alt: A}}
places:
  - {{id: a, name: A, at: 98% 50%}}
  - {{id: b, name: B, at: {left} 50%}}
"""


def text(words: str) -> dict[str, str | bytes]:
    return {"chapters/x.md": chapter("Một", f"Dòng đầu.\n\n{words}")}


def files(words: str = "x", **appendices: str) -> dict[str, str | bytes]:
    return {**text(words), **{f"chapters/appendices/{k}.yaml": v for k, v in appendices.items()}}


def people(*terms: str, single: bool = True, more: str = "") -> str:
    """An appendix with one office; each term is a holder's `from: …, to: …`."""
    rows = "".join(
        f"  - {{id: p{n}, name: Nguyễn Văn {'ABCD'[n]}, {more}terms: [{{office: head, {term}}}]}}\n"
        for n, term in enumerate(terms)
    )
    office = "{id: head, name: Bí thư" + (", single: true}" if single else "}")
    return f"kind: people\ntitle: P\noffices:\n  - {office}\npeople:\n{rows}"


def congresses(*rows: str) -> str:
    return "kind: congresses\ntitle: C\ncongresses:\n" + "".join(f"  - {{{r}}}\n" for r in rows)


def events(one: object, two: object) -> str:
    return (
        "kind: chronology\ntitle: E\nevents:\n"
        f"  - {{when: {one}, text: x}}\n  - {{when: {two}, text: y}}\n"
    )


def documents(*rows: str) -> str:
    return "kind: documents\ntitle: D\nprinted: false\ndocuments:\n" + "".join(
        f"  - {{{r}}}\n" for r in rows
    )


def table(*rows: str) -> str:
    return "".join(f"| {row} |\n" for row in ("Đơn vị | Số", "---|---", *rows))


STATISTICS = (
    "kind: statistics\ntitle: S\ntables:\n  - id: t\n    title: T\n"
    "    periods: [{{id: a, name: Năm 1997}}]\n    measures:\n"
    "      - {{id: all, name: tổ chức đảng, values: {{a: {all}}}, sum_of: [one, two]}}\n"
    "      - {{id: one, name: đảng bộ, values: {{a: 30}}}}\n"
    "      - {{id: two, name: chi bộ, values: {{a: 28}}}}\n"
)
ONE = "id: c1, name: Đại hội I, from: 1996-02-09, to: 1996-02-10, term: 1996–2000"
TWO = "id: c2, name: Đại hội II, from: 2000-12-10, to: 2000-12-12, term: 2000–2005"
SAID = "Đại hội I họp ngày 09/02/1996, bầu Ban Chấp hành 23 đồng chí."
P = "chapters/appendices/p.yaml"
C = "chapters/appendices/c.yaml"
D = "chapters/appendices/d.yaml"

# rule: (folder that breaks it, place, folder that does not)
CASES: dict[str, tuple[dict[str, str | bytes], str, dict[str, str | bytes]]] = {
    "word-twice": (
        text("Việc và và người."),
        "chapters/x.md:6:6",
        text("Cứ dần dần, Trưởng ban Ban Tổ chức."),
    ),
    "space-before-sign": (text("Một , hai."), "chapters/x.md:6:4", text("Một, hai… và 3.5.")),
    "double-space": (
        text("Một  hai."),
        "chapters/x.md:6:4",
        text("| Một  | hai |\n|---|---|\n| a | b |"),
    ),
    "dash-one-side": (
        text("kinh tế –xã hội"),
        "chapters/x.md:6:8",
        text("kinh tế – xã hội, 2015–2020, Thể - thao, âm -5 độ"),
    ),
    "look-alike": (
        text("Ðảng bộ"),
        "chapters/x.md:6:1",
        text("Đảng bộ, Guðrún, Москва, Αθήνα, 5 μm, kΩ"),
    ),
    "legacy-encoding": (
        text("§¶ng bé nhµ tr\u00adêng"),
        "chapters/x.md:6:1",
        text("Đảng bộ nhà trường; § 5, hoà và xoá, naïve café"),
    ),
    "leftover-marks": (
        text("Một **chữ đậm ** và\nhai."),
        "chapters/x.md:6:1",
        text("Một **chữ đậm**, bảng (**), họ tên ______, ~~bỏ~~ 2 ** 3."),
    ),
    "stray-file": (
        {**text("x"), "chapters/y.docx": "x"},
        "chapters/y.docx",
        {**text("x"), "chapters/y.MD": chapter("Hai", "x"), "chapters/.DS_Store": "x"},
    ),
    "unpaired": (
        text("Ông nói: “Tốt."),
        "chapters/x.md:6:10",
        text("Ông nói: “Tốt” (và cười): a) một; b) hai; 1) ba; ii) bốn (xem mục c)."),
    ),
    "tone-placement": (
        text("hòa hòa hòa thủy khoẻ"),
        "chapters/x.md:6:18",
        text("hòa thủy khỏe quý hoàn quỳ"),
    ),
    "range-hyphen": (
        text("Nhiệm kỳ 2015-2020."),
        "chapters/x.md:6:10",
        text("Nhiệm kỳ 2015–2020, số 12-QĐ/TU, ngày 2015-03-04."),
    ),
    "straight-quotes": (
        text('Gọi là "mới".'),
        "chapters/x.md:6:8",
        text('Gọi là “mới”.\n\n::: pullquote {by="Ban"}\nTốt.\n:::'),
    ),
    "combining-letters": (
        text(unicodedata.normalize("NFD", "Hà Nội")),
        "chapters/x.md:6:2",
        text("Hà Nội"),
    ),
    "date-format": (
        text("Ngày 07/11/2003, 01/10/2003 và 5/10/2004."),
        "chapters/x.md:6:32",
        text("Ngày 07/11/2003, 28/5/2004 và 01/02/2004."),
    ),
    "picture-twice": (
        {**text("![A](assets/a.jpg)\n![A](assets/a.jpg)"), "assets/a.jpg": JPEG},
        "chapters/x.md:7:1",
        {**text("![A](assets/a.jpg)\n![A](assets/a.jpg){crop=1:1}"), "assets/a.jpg": JPEG},
    ),
    "picture-unused": (
        {**text("x"), "assets/a.jpg": JPEG},
        "assets/a.jpg",
        {
            **text("![A](assets/a.jpg)"),
            "assets/a.jpg": JPEG,
            "assets/b.svg": SVG,
            "styles/x.css": "body { background: url(../assets/b.svg) }",
        },
    ),
    "picture-ending": (
        {**text("![A](assets/a.png)"), "assets/a.png": JPEG},
        "chapters/x.md:6:1",
        {**text("![A](assets/a.jpeg)"), "assets/a.jpeg": JPEG},
    ),
    "picture-credit": (
        {**text(credited("") + credited(" {credit=X}")), **TWO_PICTURES},
        "chapters/x.md:6:1",
        {**text(credited("")), "assets/a.jpg": JPEG},
    ),
    "map-marks": (
        {**files(a=mapped("96%")), "assets/a.svg": SVG},
        "chapters/appendices/a.yaml:6:26",
        {**files(a=mapped("40%")), "assets/a.svg": SVG},
    ),
    "missing-alt": (
        {**text("![](assets/a.svg)"), "assets/a.svg": SVG},
        "chapters/x.md:6:1",
        {**text("![Hình](assets/a.svg)"), "assets/a.svg": SVG},
    ),
    "face-cut": (
        {**text("::: spread {focus=52%,50%}\n![A](assets/a.jpg)\n\nA.\n:::"), "assets/a.jpg": JPEG},
        "chapters/x.md:7:1",
        {**text("::: plate {focus=50%,40%}\n![A](assets/a.jpg)\n\nA.\n:::"), "assets/a.jpg": JPEG},
    ),
    "cover-pale": (
        {**text("x"), "book.yaml": pale("scrim: none"), "assets/a.jpg": JPEG},
        "book.yaml:4:10",
        {**text("x"), "book.yaml": pale("scrim: auto"), "assets/a.jpg": JPEG},
    ),
    "signed-off": (
        {**text("x"), "proofs/sections.yaml": "x: {state: signed, by: A, mark: 0a}\n"},
        "chapters/x.md:1:1",
        {**text("x"), "proofs/sections.yaml": f"x: {{state: signed, mark: {SIGNED}}}\n"},
    ),
    "person-unknown": (
        files("Đồng chí Trần Văn Tám nói.", p=people("from: 1994")),
        "chapters/x.md:6:10",
        files("Đồng chí Nguyễn Văn A, Bí thư Đảng ủy, nói.", p=people("from: 1994")),
    ),
    "name-spelling": (
        files("Nguyền Văn A nói.", p=people("from: 1994")),
        "chapters/x.md:6:1",
        files("Nguyễn Văn A nói.", p=people("from: 1994")),
    ),
    "capitals": (
        files("Theo đại hội lần II.", c=congresses("id: c, name: Đại hội lần II, from: 1996")),
        "chapters/x.md:6:6",
        files("Theo Đại hội lần II.", c=congresses("id: c, name: Đại hội lần II, from: 1996")),
    ),
    "chronology-order": (
        files(e=events(1999, 1994)),
        "chapters/appendices/e.yaml:5:12",
        files(e=events(1994, "1994-01-27")),
    ),
    "event-date": (
        files(
            e=events("1996-02-11", 1997).replace("text: x", "text: Đại hội I họp"),
            c=congresses(ONE),
        ),
        "chapters/appendices/e.yaml:4:12",
        files(
            e=events("1996-02-09/1996-02-10", 1997).replace("text: x", "text: Đại hội I họp"),
            c=congresses(ONE),
        ),
    ),
    "term-dates": (
        files(p=people("from: 1999, to: 1994")),
        f"{P}:6:73",
        files(p=people("from: 1994, to: 1994")),
    ),
    "office-overlap": (
        files(p=people("from: 1994, to: 2000-06", "from: 2000-03, to: 2005")),
        f"{P}:7:63",
        files(p=people("from: 1994, to: 2000-06", "from: 2000-06, to: 2005")),
    ),
    "office-gap": (
        files(p=people("from: 1994, to: 2000-06", "from: 2000-12, to: 2005")),
        f"{P}:7:63",
        files(p=people("from: 1994, to: 2000-06", "from: 2000-12, to: 2005", single=False)),
    ),
    "term-outside-life": (
        files(p=people("from: 1994, to: 2005", more="born: 1940, died: 1999, ")),
        f"{P}:6:97",
        files(p=people("from: 1994, to: 1999", more="born: 1940, died: 1999, ")),
    ),
    "office-in-prose": (
        files("Tháng 7/1990, đồng chí Nguyễn Văn A làm Bí thư.", p=people("from: 1994, to: 1999")),
        "chapters/x.md:6:1",
        files(
            "Tháng 7/1999, đồng chí Nguyễn Văn A thôi làm Bí thư.", p=people("from: 1994, to: 1999")
        ),
    ),
    "congress-number": (
        files(c=congresses(ONE, TWO.replace("Đại hội II", "Đại hội III"))),
        f"{C}:5:20",
        files(c=congresses(ONE, TWO)),
    ),
    "congress-dates": (
        files(c=congresses(ONE.replace("from: 1996", "from: 1995"))),
        f"{C}:4:37",
        files(c=congresses(ONE, TWO)),
    ),
    "congress-in-prose": (
        files(SAID, c=congresses(ONE + ", committee: 25 đồng chí")),
        "chapters/x.md:6:50",
        files(SAID, c=congresses(ONE + ", committee: 23 đồng chí")),
    ),
    "elected-in-prose": (
        files(
            "Đại hội I bầu đồng chí Nguyễn Văn B làm Bí thư.",
            p=people("from: 1996", "from: 1996"),
            c=congresses(ONE + ", elected: [{office: Bí thư, people: [p0]}]"),
        ),
        "chapters/x.md:6:24",
        files(
            "Đại hội I bầu đồng chí Nguyễn Văn A làm Bí thư.",
            p=people("from: 1996", "from: 1996"),
            c=congresses(ONE + ", elected: [{office: Bí thư, people: [p0]}]"),
        ),
    ),
    "elected-not-in-office": (
        files(
            p=people("from: 1994, to: 1995"),
            c=congresses(ONE + ", elected: [{office: Bí thư, people: [p0]}]"),
        ),
        f"{C}:4:92",
        files(
            p=people("from: 1994, to: 1999"),
            c=congresses(ONE + ", elected: [{office: Bí thư, people: [p0]}]"),
        ),
    ),
    "document-twice": (
        files(d=documents("id: d1, name: x, number: 1-A/B", "id: d2, name: y, number: 1-A/B")),
        f"{D}:6:31",
        files(d=documents("id: d1, name: x, number: 1-A/B", "id: d2, name: y, number: 2-A/B")),
    ),
    "document-date": (
        files(
            "Quyết định số 1-QĐ/TU ngày 05/03/1999.",
            d=documents("id: d1, number: 1-QĐ/TU, date: 1999-03-04"),
        ),
        "chapters/x.md:6:28",
        files(
            "Quyết định số 1-QĐ/TU ngày 04/03/1999.",
            d=documents("id: d1, number: 1-QĐ/TU, date: 1999-03-04"),
        ),
    ),
    "document-unknown": (
        files("Quyết định số 2-QĐ/TU.", d=documents("id: d1, number: 1-QĐ/TU")),
        "chapters/x.md:6:15",
        files("Quyết định số 1-QĐ/TU.", d=documents("id: d1, number: 1-QĐ/TU")),
    ),
    "table-sum": (
        text(table("A | 20", "B | 30", "Tổng | 60")),
        "chapters/x.md:10:10",
        text(table("A | 20", "B | 1.030", "Tổng | 1.050")),
    ),
    "statistic-in-prose": (
        files("Năm 1997, Đảng bộ có 59 tổ chức đảng.", s=STATISTICS.format(all=58)),
        "chapters/x.md:6:22",
        files("Năm 1997, Đảng bộ có 58 tổ chức đảng.", s=STATISTICS.format(all=58)),
    ),
    "house-style": (
        {**text("Theo quyết định số 5 của nhà nước."), "book.yaml": CONFIG + "style: nd30\n"},
        "chapters/x.md:6:6",
        {**text("Theo Quyết định số 5 của Nhà nước."), "book.yaml": CONFIG + "style: nd30\n"},
    ),
    "i-or-y": (
        {**text("Giữ kỷ luật."), "book.yaml": CONFIG + "i_style: i\n"},
        "chapters/x.md:6:5",
        {**text("Giữ kỉ luật, nước Mỹ, quý mến."), "book.yaml": CONFIG + "i_style: i\n"},
    ),
    "place-then-now": (
        text("Ngày 02/9/2025, đoàn về tỉnh Hải Dương."),
        "chapters/x.md:6:25",
        text("Ngày 02/9/1995, đoàn về tỉnh Hải Dương."),
    ),
    "record-unused": (
        files("x", d=documents("id: d1, number: 1-QĐ/TU")),
        f"{D}:5:5",
        files("Quyết định 1-QĐ/TU.", d=documents("id: d1, number: 1-QĐ/TU")),
    ),
    "silence": (
        text("Một , hai. <!-- silence space-before-sign -->"),
        "chapters/x.md:6:12",
        text("Một , hai. <!-- silence space-before-sign: theo bản gốc -->"),
    ),
}
#: These ask for what the test makes itself: pages, or a dictionary.
ELSEWHERE = {
    "spelling",
    "person-suggested",
    "sheet-left",
    "heading-at-foot",
    "widow-orphan",
    "wide-table",
    "line-overflow",
    "off-page",
    "hidden-words",
    "lost-words",
    "contents-line",
    "page-nearly-empty",
    "far-figure",
    "coarse-picture",
    "uneven-feet",
    "short-page",
    "off-grid",
    "cover-words",
    "signature",
    "folder",
    "record-checks",
    # The corpus of tests/facts has these.
    "founding-in-prose",
    "size-in-prose",
    "seat-in-prose",
    "life-in-prose",
    "document-in-prose",
    "record-in-prose",
    "date-in-prose",
    "sum-in-prose",
    "fact-doubtful",
}


def test_every_rule_has_a_case_and_an_explanation() -> None:
    assert set(CASES) | ELSEWHERE == set(RULES)
    assert all(len(rule.explanation) > 60 for rule in RULES.values())


@pytest.mark.parametrize("tag", ["en", "vi"])
def test_every_explanation_can_be_read_in_the_book_s_language(tag: str) -> None:
    spoken = language(tag)
    for rule in RULES.values():
        told = spoken.say(rule.explanation)
        assert (told == rule.explanation) == (tag == "en"), rule.name


def check_folder(folder: Path) -> list[tuple[Rule, Mistake]]:
    return found_in(read_manuscript(folder))


@pytest.mark.parametrize("name", CASES)
def test_a_rule_finds_what_it_is_for_and_nothing_else(name: str, make_folder: MakeFolder) -> None:
    wrong, place, right = CASES[name]
    found = [(r.name, str(f.place)) for r, f in check_folder(make_folder(wrong, CONFIG, "wrong"))]
    assert (name, place) in found, found
    assert name not in [r.name for r, _ in check_folder(make_folder(right, CONFIG, "right"))]


def test_a_cover_and_an_opening_want_a_credit_too(make_folder: MakeFolder) -> None:
    opening = "{file: assets/b.jpg, alt: A}"
    files = {
        "chapters/x.md": chapter(
            "Một", credited("").replace("figure", "figure {credit=X}"), picture=opening
        ),
        "book.yaml": pale("scrim: auto"),
        **TWO_PICTURES,
    }
    found = [
        str(m.place) for r, m in check_folder(make_folder(files)) if r.name == "picture-credit"
    ]
    assert found == ["book.yaml:4:10", "chapters/x.md:3:10"]


OF_PICTURES = [name for name in CASES if name.startswith(("picture", "face", "cover", "missing"))]


@pytest.mark.parametrize("name", OF_PICTURES)
def test_what_is_told_of_pictures_is_told_in_both_languages(
    name: str, make_folder: MakeFolder
) -> None:
    found = [m for r, m in check_folder(make_folder(CASES[name][0], CONFIG)) if r.name == name]
    assert found
    for mistake in found:
        told = {tag: mistake.told(language(tag).say).split("\n") for tag in ("en", "vi")}
        assert all(one != other for one, other in zip(*told.values(), strict=True))
        assert not any("{" in line for line in (*told["en"], *told["vi"]))


@pytest.mark.parametrize(
    ("where", "box", "is_cut"),
    [
        ("plate", "{focus=50%,3%}", True),
        ("plate", "{focus=2%,50%}", True),
        ("plate", "{focus=30%,30%}", False),
        ("spread", "{focus=58%,40% gutter=12mm}", True),
        ("spread", "{focus=70%,40%}", False),
        ("figure", "{focus=1%,1%}", False),
    ],
)
def test_a_face_is_cut_by_trim_and_fold_alone(
    make_folder: MakeFolder, where: str, box: str, is_cut: bool
) -> None:
    words = f"::: {where} {box}\n![A](assets/a.jpg)\n\nA.\n:::"
    found = check_folder(make_folder({**text(words), "assets/a.jpg": JPEG}, CONFIG))
    assert ("face-cut" in [r.name for r, _ in found]) == is_cut


@pytest.mark.parametrize(
    ("tag", "words", "found"),
    [
        ("ru", "Москва и Αθήνα, YouTube, Windows", ""),
        ("ru", "Mосква", "M"),
        ("el", "Αθήνα και Москва", ""),
        ("is", "Guðrún og það, Ðað", ""),
        ("vi", "Тrung ương", "Т"),
        ("vi", "Trυng ương", "υ"),
        ("vi", "Ðồng ðội", "Ðð"),
        ("en", "the Ðảng, and að", "Ð"),
    ],
)
def test_letters_are_judged_by_the_word_and_the_language(
    tag: str, words: str, found: str, make_folder: MakeFolder
) -> None:
    folder = make_folder(text(words), f"title: S\nlanguage: {tag}\n")
    told = [f.values["char"] for r, f in check_folder(folder) if r.name == "look-alike"]
    assert "".join(told) == found


@pytest.mark.parametrize("words", ["năm 1994 -1995", "năm 1994- 1995"])
def test_a_dash_of_years_has_a_space_on_one_side(words: str, make_folder: MakeFolder) -> None:
    found = [r.name for r, _ in check_folder(make_folder(text(words), CONFIG))]
    assert "dash-one-side" in found


@pytest.mark.parametrize(
    ("raw", "reads"),
    [
        ("§¶ng bé nhµ tr\u00adêng".encode("latin-1"), "TCVN3 (ABC); it reads: Đảng bộ nhà trường"),
        ("Tröôøng Trung hoïc".encode("latin-1"), "VNI; it reads: Trường Trung học"),
        ("Les élèves".encode("latin-1"), "not in UTF-8"),
    ],
)
def test_a_file_in_an_old_encoding_tells_what_it_reads_as(
    raw: bytes, reads: str, make_folder: MakeFolder
) -> None:
    folder = make_folder({"chapters/x.md": b"---\ntitle: x\n---\n" + raw}, CONFIG)
    with pytest.raises(BookError) as error:
        read_manuscript(folder)
    assert reads in error.value.mistakes[0].told()
    assert error.value.mistakes[0].place.line == 4


def test_all_that_needs_no_pages_is_told_without_them(make_folder: MakeFolder) -> None:
    """Nor does one mistake hide the others, whatever reads them."""
    broken = {
        **text("Một , hai <b>ba</b> [[nowhere]] {.x}\n\n::: bokz\n:::"),
        "chapters/y.md": "Không có , khai báo.\n",
        "chapters/z.docx": "x",
        "chapters/appendices/p.yaml": "kind: people\ntitle: P\npeople:\n  - {id: a}\n"
        "  - {id: b, name: Nguyễn Văn B, note: 'Hai  ba'}\n",
    }
    folder = make_folder(broken, CONFIG + "extra: 1\n")
    done = run("check", "-C", str(folder), "--no-pages", "--format", "json")
    rows = [(r["file"], r["line"], r["rule"]) for r in json.loads(done.stdout)]
    for expected in (
        ("book.yaml", 3, "folder"),
        ("chapters/x.md", 6, "space-before-sign"),
        ("chapters/x.md", 6, "folder"),
        ("chapters/x.md", 8, "folder"),
        ("chapters/y.md", 1, "folder"),
        ("chapters/y.md", 1, "space-before-sign"),
        ("chapters/z.docx", 0, "stray-file"),
        ("chapters/appendices/p.yaml", 4, "folder"),
        ("chapters/appendices/p.yaml", 5, "double-space"),
    ):
        assert expected in rows, rows
    assert sum(row == ("chapters/x.md", 6, "folder") for row in rows) == 4
    assert done.returncode == 1


def test_rules_that_could_not_be_asked_are_named(
    make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("book.check.spelling._places", lambda _: ())
    folder = make_folder({**text("x"), "chapters/y.md": b"\xff"}, CONFIG)
    with Project(folder) as project:
        reasons = {reason.told(): names for reason, names in project.not_looked_at(on_pages=False)}
    assert ("spelling",) in reasons.values()
    assert any("hunspell-vi" in reason for reason in reasons)
    assert "wide-table" in reasons["the book was not typeset"]
    assert set(reasons["not all files could be read"]) == {
        "document-unknown",
        "name-spelling",
        "person-unknown",
        "picture-unused",
        "record-unused",
    }
    told = run("check", "-C", str(folder), "--no-pages").stderr
    assert "Chưa xét: heading-at-foot" in told


def test_text_in_a_block_of_yaml_is_told_at_its_line(make_folder: MakeFolder) -> None:
    intro = "kind: chronology\ntitle: E\nintro: |\n  Một.\n\n  Hai và và ba.\nevents: []\n"
    folder = make_folder(files(e=intro), CONFIG)
    assert [f.place.line for _, f in check_folder(folder)] == [6]


@pytest.mark.parametrize(
    ("word", "both"),
    [
        ("hòa", ("hòa", "hoà")),
        ("Khoẻ", ("Khỏe", "Khoẻ")),
        ("thuỷ", ("thủy", "thuỷ")),
        ("quý", None),
        ("hoàn", None),
        ("ba", None),
        ("ủy", ("ủy", "uỷ")),
    ],
)
def test_the_two_styles_of_a_word(word: str, both: tuple[str, str] | None) -> None:
    assert styles(word) == both


def test_the_command_its_formats_and_its_status(make_folder: MakeFolder) -> None:
    folder = make_folder(text("Một , hai."), CONFIG)
    done = run("check", "-C", str(folder))
    assert (done.returncode, "[space-before-sign]" in done.stdout) == (0, True)
    assert run("check", "-C", str(folder), "--strict").returncode == 1
    rows = json.loads(run("check", "-C", str(folder), "--format", "json").stdout)
    assert [(r["line"], r["rule"]) for r in rows] == [(6, "space-before-sign")]
    github = run("check", "-C", str(folder), "--format", "github").stdout
    assert github.startswith("::warning file=chapters/x.md,line=6")
    assert "look-alike (error)" in run("check", "--explain", "look-alike").stdout
    assert run("check", "--explain", "nothing").returncode == 2
    (folder / "chapters/x.md").write_text(chapter("One", "Ðảng"), encoding="utf-8")
    assert run("check", "-C", str(folder)).returncode == 1


def test_a_rule_is_silenced_with_a_reason(make_folder: MakeFolder) -> None:
    silence = "silence:\n  - {rule: space-before-sign, reason: theo bản gốc}\n"
    assert check_folder(make_folder(text("Một , hai."), CONFIG + silence)) == []


def test_an_error_stops_the_build_and_a_doubt_does_not(make_folder: MakeFolder) -> None:
    folder = make_folder(text("Ðảng bộ."), CONFIG)
    done = run("build", "-C", str(folder))
    assert done.returncode == 1
    assert done.stderr.startswith("chapters/x.md:6:1: ")
    assert not (folder / "dist").exists()
    (folder / "chapters/x.md").write_text(chapter("One", "Một , hai."), encoding="utf-8")
    assert run("build", "-C", str(folder)).returncode == 0


def test_the_command_tells_what_can_t_be_read_among_all_else(make_folder: MakeFolder) -> None:
    folder = make_folder(text("Một , hai [[nowhere]]."), CONFIG)
    rows = json.loads(run("check", "-C", str(folder), "--format", "json").stdout)
    assert {(r["rule"], r["line"]) for r in rows} == {("space-before-sign", 6), ("folder", 6)}
    (folder / "book.yaml").write_text("title: x\n", encoding="utf-8")
    done = run("check", "-C", str(folder), "--format", "json")
    told = [(r["rule"], r["file"]) for r in json.loads(done.stdout)]
    assert ("folder", "book.yaml") in told
    assert ("space-before-sign", "chapters/x.md") in told
    assert done.returncode == 1
