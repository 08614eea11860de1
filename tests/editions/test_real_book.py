"""The book of this repository, read from its finished PDF."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import yaml
from conftest import ROOT, build_book
from page import validate_pdf
from pdf import ReadPdf, plain

from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore

APPENDICES = ROOT / "chapters/appendices"
OUTLOUD = ROOT / ".venv-outloud/bin/outloud"


@pytest.fixture(scope="module")
def body(book: ReadPdf) -> range:
    """The pages that indexes point to: from the foreword to the last appendix, less contents."""
    return range(book.opening("Lời nói đầu"), first_index(book))


def first_index(book: ReadPdf) -> int:
    return min(page for _, words, page in book.outline if words.startswith("Chỉ mục"))


def records(name: str, key: str) -> list[dict[str, object]]:
    return yaml.safe_load((APPENDICES / f"{name}.yaml").read_text(encoding="utf-8"))[key]


def index_of(book: ReadPdf, title: str) -> str:
    start = book.opening(title)
    others = [p for _, words, p in book.outline if words.startswith("Chỉ mục") and p > start]
    text = " ".join(book.body[start : min(others, default=len(book) - 2)])
    # What goes on in another column says so: not here.
    text = re.sub(r" \w \(tiếp\)", "", text)
    text = re.sub(r"(?<=\d) [^\d(),]+ \(tiếp\)", "", text)
    # What has many pages is divided by chapters; here the pages alone are looked at.
    return re.sub(
        r" (?:Chương [IVXL]+(?: \([^)]*\))?|Phụ lục \d+|Lời [\w ]+|Giới thiệu[\w ]*): ", ", ", text
    )


def pages_of(locators: str, book: ReadPdf) -> set[int]:
    """The pages that printed locators cover."""
    covered: set[int] = set()
    for run in re.split(r"[,;] ?", locators.strip(" ,;")):
        first, _, last = run.partition("–")
        start, end = book.labels.index(first), book.labels.index(last or first)
        covered.update(range(start, end + 1))
    return covered


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w])")


def named_on(book: ReadPdf, page: int, names: tuple[str, ...]) -> set[str]:
    """The names that begin on a page; one may run over to the next."""
    text, after = book.body[page], book.body[page + 1] if page + 1 < len(book) else ""
    found = _pattern(names).finditer(f"{text} {after}")
    return {match[0] for match in found if match.start() < len(text)}


def runs_over(text: str, name: str) -> bool:
    """Whether a page ends within a name, which goes on below a table at the next one's head."""
    words = name.split()
    return any(text.endswith(" " + " ".join(words[:n])) for n in range(1, len(words)))


def test_each_contents_line_bears_the_label_of_its_heading(book: ReadPdf) -> None:
    start, end = book.opening("Mục lục"), book.opening("Chương I.")
    lines = [link for link in book.links if start <= link.page < end]
    assert len(lines) > 35
    for line in lines:
        found = re.fullmatch(r"(.*?)[ .]* (\w+)", line.words)
        assert found and line.target is not None, line
        words, label = found.groups()
        assert book.labels[line.target] == label, line
        title = re.sub(
            r"^(?:CHƯƠNG|Chương) [IVX]+ |^Phụ lục \d+\. |^(?:Hình|Bảng) \d+\. ", "", words
        )
        squeezed = re.sub(r"\W", "", title)[:40].casefold()
        page = re.sub(r"\W", "", book.text[line.target]).casefold()
        assert squeezed in page, (line.words, book.text[line.target][:80])


def test_every_heading_of_the_outline_is_in_the_contents(book: ReadPdf) -> None:
    start, end = book.opening("Mục lục"), book.opening("Chương I.")
    targets = {link.target for link in book.links if start <= link.page < end}
    for level, words, page in book.outline:
        if level <= 1 and page > end:
            assert page in targets, words


def test_the_index_of_people_and_the_pages_agree_both_ways(book: ReadPdf, body: range) -> None:
    people = records("lanh-dao", "people")
    names = tuple(str(p["name"]) for p in people)
    index = index_of(book, "Chỉ mục tên người")
    contents = range(book.opening("Mục lục"), book.opening("Chương I."))
    checked = 0
    for name in names:
        named = {n for n in body if n not in contents and name in named_on(book, n, names)}
        found = re.search(re.escape(name) + r", ([\divxlc–]+(?:, [\divxlc–]+)*)", index)
        printed = pages_of(found[1], book) if found else set()
        over = {n for n in printed - named if runs_over(book.body[n], name)}
        wrong = sorted((printed - over) ^ named)
        assert not wrong, (name, [book.labels[n] for n in wrong])
        checked += bool(named)
    assert checked > 15


@pytest.mark.parametrize(
    ("title", "files"),
    [
        (
            "Chỉ mục cơ quan",
            {"co-quan": "organisations", "doan-the": "organisations", "dia-danh": "places"},
        ),
        ("Chỉ mục văn bản", {"van-ban": "documents"}),
    ],
)
def test_each_locator_leads_to_a_page_that_names_the_entry(
    book: ReadPdf, title: str, files: dict[str, str]
) -> None:
    index = index_of(book, title)
    sources = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "chapters").rglob("*.*"))
    checked = 0
    for name, key in files.items():
        for record in records(name, key):
            heading = str(record.get("listed_as") or record.get("name") or record.get("number"))
            printed = str(
                record.get("name") or f"{record.get('kind', '')} {record.get('number', '')}"
            )
            found = re.search(
                r"(?:^|[\d\w] )"
                + re.escape(str(record.get("listed_as") or printed.strip()))
                + r", ([\divxlc–]+(?:, [\divxlc–]+)*)",
                index,
            )
            if not found:
                continue
            explicit = re.findall(
                r"\[\[" + re.escape(str(record["id"])) + r"\|([^\]]+)\]\]", sources
            )
            words = [heading, str(record.get("name", "")), str(record.get("number", ""))]
            words += [*map(str, record.get("aliases", [])), *explicit]
            squeezed = [re.sub(r"\W", "", w).casefold() for w in words if w]
            for page in pages_of(found[1], book):
                # A name may run over to the next page.
                text = f"{book.body[page]} {book.body[page + 1]}"
                text = re.sub(r"\W", "", text).casefold()
                assert any(w in text for w in squeezed), (heading, book.labels[page])
                checked += 1
    assert checked > 60


def test_every_link_leads_somewhere(book: ReadPdf) -> None:
    assert len(book.links) > 500
    for link in book.links:
        assert link.target is not None or link.uri.startswith("http"), link


def test_references_print_the_label_of_the_page_that_they_lead_to(
    book: ReadPdf, body: range
) -> None:
    checked = 0
    for link in book.links:
        found = re.search(r"\(trang ([\divxlc]+)\)$", link.words)
        if link.page in body and found:
            assert book.labels[link.target] == found[1], link
            checked += 1
    assert checked > 10


def test_only_the_fonts_of_the_book_all_embedded(book: ReadPdf) -> None:
    assert book.fonts
    assert all(book.fonts.values())
    for name in book.fonts:
        assert re.match(r"(Literata|Playfair-?Display|Source-?Serif-?4|Be-?Vietnam-?Pro)", name), (
            name
        )


def test_labels_are_roman_in_front_and_begin_at_1(book: ReadPdf) -> None:
    first = book.opening("Chương I.")
    assert book.labels[first] == "1"
    assert book.labels[2] == "i"
    assert all(re.fullmatch("[ivxl]+", label) for label in book.labels[2:first])
    *inside, third, fourth = book.labels[first:]
    assert (third, fourth) == ("Bìa 3", "Bìa 4")
    numbers = [int(label) for label in inside]
    assert numbers == list(range(1, len(numbers) + 1))


def test_sections_start_on_right_hand_pages_and_heads_tell_where_one_is(book: ReadPdf) -> None:
    for level, words, page in book.outline:
        if level == 0 and words.startswith("Chương"):
            assert page % 2 == 0, words


def test_tags_language_and_metadata(book: ReadPdf) -> None:
    root = book.pdf.Root
    assert str(root.Lang) == "vi"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    with book.pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"].startswith("Ba mươi năm Đảng bộ Khối")
    assert "/StructTreeRoot" in root


def test_folios_and_heads_are_artifacts(book: ReadPdf) -> None:
    page = book.pdf.pages[book.opening("Chương I.") + 1]
    kinds = [
        str(operands[0])
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
    ]
    assert len(kinds) >= 2


def test_an_independent_checker_finds_no_error(book: ReadPdf) -> None:
    done = subprocess.run([OUTLOUD, book.path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "ERROR" not in done.stdout
    assert (
        "PDF/UA-1 checkpoints: 0 fail" in done.stdout
        or "0 fail" in done.stdout
        or "fail" not in done.stdout
    )


def test_the_same_bytes_on_a_second_build(book: ReadPdf, tmp_path: Path) -> None:
    with TypesetPool(2) as pool:
        path, pages = build_book(
            ROOT, tmp_path / "again.pdf", Session(GalleyStore(tmp_path / "s"), pool)
        )
    assert pages == len(book)
    assert path.read_bytes() == book.path.read_bytes()


def test_no_page_is_left_nearly_empty_but_blanks(book: ReadPdf, body: range) -> None:
    starts = {page for _, _, page in book.outline}
    for n in body:
        lines = [line for line in book.lines[n] if plain(line)]
        assert not lines or len(lines) >= 3 or n in starts, (book.labels[n], lines)


def test_no_heading_at_the_foot_of_a_page(book: ReadPdf) -> None:
    for mark in book.shown.get_toc():
        place = mark.get_dest()
        page = book.shown[place.get_index()]
        width, height = page.get_size()
        top = place.get_view()[1][1]
        below = plain(page.get_textpage().get_text_bounded(0, height * 0.09, width, top))
        heading = plain(mark.get_title())
        assert len(below) > len(heading) + 20, (heading, place.get_index())


def test_no_page_is_painted_in_another_order_than_its_tags(book: ReadPdf) -> None:
    painted: dict[object, list[int]] = {}

    def walk(element: pikepdf.Object) -> None:
        for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
            if isinstance(kid, int):
                painted.setdefault(element.Pg.objgen, []).append(kid)
            elif "/S" in kid:
                walk(kid)

    for root in book.pdf.Root.StructTreeRoot.K:
        walk(root)
    assert len(painted) > 70
    assert all(found == sorted(found) for found in painted.values())


def test_it_is_accessible_and_an_archive_copy(book: ReadPdf) -> None:
    for profile in ("ua1", "2a"):
        report = validate_pdf(book.path, profile=profile)
        assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]
