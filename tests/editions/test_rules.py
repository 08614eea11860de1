"""One small book for each rule of the design, read from its PDF."""

from __future__ import annotations

import re
import unicodedata

import pytest
from conftest import Build, MakeFolder, build_book, chapter, paragraphs
from pdf import ReadPdf

from book.errors import BookError
from book.paged.session import Session

PEOPLE = """\
kind: people
title: People
printed: false
people:
"""


def people(*records: str) -> str:
    return PEOPLE + "".join(f"  - {{{record}}}\n" for record in records)


def test_two_keys_and_one_chapter_are_a_whole_book_in_english(build: Build) -> None:
    pdf = build({"chapters/01-start.md": chapter("How it began", "It began well.")})
    assert pdf.text[pdf.page_with("Contents")].startswith("Contents")
    opening = pdf.page_with("It began well.")
    assert "CHAPTER I" in pdf.text[opening]
    assert pdf.labels[opening] == "1"
    assert str(pdf.pdf.Root.Lang) == "en"
    assert str(pdf.pdf.docinfo.Title) == "A book"


def test_two_keys_and_one_chapter_are_a_whole_book_in_vietnamese(build: Build) -> None:
    pdf = build(
        {"chapters/01-mo-dau.md": chapter("Buổi đầu", "Mọi việc bắt đầu thuận lợi.")},
        "title: Một cuốn sách\nlanguage: vi\n",
    )
    assert pdf.text[pdf.page_with("Mục lục")].startswith("Mục lục")
    opening = pdf.page_with("Mọi việc bắt đầu")
    assert "CHƯƠNG I" in pdf.text[opening]
    assert pdf.path.name == "mot-cuon-sach.pdf"


def test_a_language_without_a_catalog_speaks_english_but_sorts_its_own_way(build: Build) -> None:
    files = {
        "chapters/anfang.md": chapter("Anfang", "Franz Ärger, Paul Zander, Emil Adler."),
        "chapters/appendices/p.yaml": people(
            "id: z, name: Paul Zander", "id: a, name: Franz Ärger", "id: b, name: Emil Adler"
        ),
    }
    pdf = build(files, "title: Buch\nlanguage: de\n")
    index = index_text(pdf)
    places = [index.index(name) for name in ("Adler, Emil", "Ärger, Franz", "Zander, Paul")]
    assert places == sorted(places)


def test_sections_start_where_the_book_says(build: Build) -> None:
    files = {f"chapters/{n}.md": chapter(n, f"Words of {n}.") for n in ("One", "Three", "Two")}
    config = "title: A book\nlanguage: en\nindexes: []\n"
    recto = build(files, config)
    assert [recto.opening(title) % 2 for title in ("One", "Three", "Two")] == [0, 0, 0]
    following = build(files, config + "starts: {chapters: next}\n", "next")
    first, second, third = (following.opening(title) for title in ("One", "Three", "Two"))
    assert (second, third) == (first + 1, first + 2)
    # A theme may say it, too; the book has the last word.
    themed = {**files, "themes/own/theme.yaml": "starts: {chapters: next, indexes: recto}\n"}
    by_theme = build(themed, config + "theme: own\n", "themed")
    assert by_theme.opening("Three") == by_theme.opening("One") + 1
    both = build(themed, config + "theme: own\nstarts: {chapters: recto}\n", "both")
    assert both.opening("Three") == recto.opening("Three")
    # The wide margin is on the outside of left-hand pages, too.
    lefts = [_left_edge(following, page) for page in (first, second, third)]
    assert lefts[0] == pytest.approx(lefts[2], abs=0.1)
    assert abs(lefts[1] - lefts[0]) > 4


def _left_edge(pdf: ReadPdf, page: int) -> float:
    """Where the words of a chapter begin."""
    textpage = pdf.shown[page].get_textpage()
    found = textpage.search("Words of")
    start, _ = found.get_next()
    return float(textpage.get_charbox(start)[0])


def test_sections_start_on_the_right_and_the_blanks_before_them_are_blank(build: Build) -> None:
    pdf = build(
        {
            "chapters/00-fore.md": chapter("Foreword", "Dear reader.", kind="foreword"),
            "chapters/01-a.md": chapter("First", "One page."),
            "chapters/02-b.md": chapter("Second", "Another page."),
        }
    )
    for words in ("Dear reader", "One page", "Another page", "Contents"):
        assert pdf.page_with(words) % 2 == 0
    blank = pdf.page_with("Another page") - 1
    assert pdf.text[blank] == ""
    contents = pdf.pdf.pages[blank].get("/Contents")
    assert contents is None or contents.read_bytes() == b""


def test_front_pages_have_roman_labels_and_chapter_one_begins_at_1(build: Build) -> None:
    pdf = build(
        {
            "chapters/00-fore.md": chapter("Foreword", paragraphs(20), kind="foreword"),
            "chapters/01-a.md": chapter("First", paragraphs(20)),
        }
    )
    first = pdf.opening("First")
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    assert pdf.labels[:first] == roman[:first]
    assert pdf.labels[first : first + 2] == ["1", "2"]
    # The printed folio is the label, on openings and on text pages.
    assert "1" in pdf.lines[first]
    assert "2" in pdf.lines[first + 1]


def test_running_heads_are_on_text_pages_only(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter(
                "A rather long chapter title", paragraphs(40), short_title="Short"
            )
        },
        "title: The whole title\nshort_title: Whole\nlanguage: en\n",
    )
    first = pdf.opening("A rather long")
    assert "Whole" not in pdf.lines[first]
    assert "Short" not in pdf.lines[first]
    assert "Whole" in pdf.lines[first + 1]
    assert "Short" in pdf.lines[first + 2]


INDEX = re.compile(r"Brown, Ann, ([\divxlc–, ]+)")


def locators(text: str, name: str) -> str:
    found = re.search(re.escape(name) + r", ((?:[\divxlc–]+(?:, )?)+)", text)
    assert found, f"{name} is not in the index: {text}"
    return found[1].strip()


def index_text(pdf: object, title: str = "Index of people") -> str:
    pages = [n for n in range(len(pdf)) if pdf.text[n].startswith(title)]
    return " ".join(pdf.text[pages[-1] :])


def test_consecutive_pages_merge_and_a_page_counts_once(build: Build) -> None:
    page = paragraphs(8)
    body = "\n\n".join(
        [
            f"Ann Brown came. Ann Brown spoke. {page}",  # page 1
            f"Ann Brown wrote. {page}",
            f"Ann Brown read. {page}",
            paragraphs(24),
            f"Ann Brown left. {page}",
        ]
    )
    pdf = build(
        {
            "chapters/00.md": chapter("Foreword", "Thanks to Ann Brown.", kind="foreword"),
            "chapters/01.md": chapter("One", body),
            "chapters/appendices/p.yaml": people("id: brown, name: Ann Brown"),
        }
    )
    pages = [n for n in range(len(pdf)) if "Ann Brown" in pdf.text[n]]
    labels = [pdf.labels[n] for n in pages]
    runs: list[list[str]] = []
    for label in labels:
        if (
            runs
            and label.isdigit()
            and runs[-1][-1].isdigit()
            and int(label) == int(runs[-1][-1]) + 1
        ):
            runs[-1].append(label)
        else:
            runs.append([label])
    expected = ", ".join(r[0] if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
    assert labels[0] == "v"
    assert any(len(r) > 1 for r in runs)
    assert len(runs) >= 3
    assert locators(index_text(pdf), "Brown, Ann") == expected


def test_the_longest_name_wins_and_a_name_inside_a_word_is_none(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter(
                "One",
                "The Harbour Board of Health met.\n\n"
                + paragraphs(14)
                + "\n\nThe Harbour Board met. Harbour Boards are many.",
            ),
            "chapters/appendices/o.yaml": """\
                kind: organisations
                title: Bodies
                printed: false
                organisations:
                  - {id: board, name: Harbour Board}
                  - {id: health, name: Harbour Board of Health}
                """,
        }
    )
    index = index_text(pdf, "Index of organisations")
    assert locators(index, "Harbour Board of Health") == "1"
    last = pdf.labels[pdf.page_with("The Harbour Board met")]
    assert last != "1"
    assert locators(index, "Harbour Board") == last


def test_an_alias_is_found_and_sends_the_reader_to_the_name(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter("One", "Only the Old Guard was named, and [[smith|he]]."),
            "chapters/appendices/p.yaml": people(
                "id: smith, name: John Smith, aliases: [Old Guard, The Smith]"
            ),
        }
    )
    index = index_text(pdf)
    assert locators(index, "Smith, John") == "1"
    assert "Old Guard see Smith, John" in index


def test_an_exclamation_mark_prints_without_indexing(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter("One", "Here is [[!smith|the mayor]]."),
            "chapters/appendices/p.yaml": people("id: smith, name: John Smith"),
        }
    )
    assert "Here is the mayor." in " ".join(pdf.text)
    assert not any("Index of people" in text for text in pdf.text)


def test_a_main_passage_is_bold(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter("One", "[[smith]]{.main} is dealt with here."),
            "chapters/appendices/p.yaml": people("id: smith, name: John Smith"),
        }
    )
    page = len(pdf) - 1
    while "Smith, John, 1" not in pdf.text[page]:
        page -= 1
    text = pdf.shown[page].get_textpage()
    where = text.get_text_range().index("Smith, John, 1") + len("Smith, John, ")
    weights = [fontweight(text, where - 3), fontweight(text, where)]
    assert weights[1] > weights[0]


def fontweight(text: object, index: int) -> int:
    import ctypes

    from pypdfium2 import raw

    size = raw.FPDFText_GetFontInfo(text, index, None, 0, None)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFText_GetFontInfo(text, index, buffer, size, None)
    name = buffer.value.decode()
    found = re.search(r"-(\d{3})", name)  # the weight is a part of the name
    assert found is not None, name
    return int(found[1])


def test_an_ambiguous_name_is_refused_with_both_ids(
    make_folder: MakeFolder, session: Session
) -> None:
    folder = make_folder(
        {
            "chapters/a.md": chapter("One", "Text.\n\nThen Lee Mai spoke."),
            "chapters/appendices/p.yaml": people(
                "id: lee-1, name: Lee Mai", "id: lee-2, name: Lee Mai"
            ),
        }
    )
    with pytest.raises(BookError) as told:
        build_book(folder, None, session)
    (mistake,) = told.value.mistakes
    assert (mistake.place.file, mistake.place.line) == ("chapters/a.md", 6)
    assert "lee-1, lee-2" in mistake.told()


def test_homonyms_are_told_apart_by_explicit_references(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter("One", "[[lee-1|Lee Mai]] spoke."),
            "chapters/appendices/p.yaml": people(
                "id: lee-1, name: Lee Mai, listed_as: Lee Mai (teacher)",
                "id: lee-2, name: Lee Mai, listed_as: Lee Mai (pilot)",
            ),
        }
    )
    index = index_text(pdf)
    assert "Lee Mai (teacher), 1" in index
    assert "pilot" not in index


def test_text_in_decomposed_unicode_is_the_same_book(build: Build) -> None:
    files = {
        "chapters/a.md": chapter("Mở đầu", "Đồng chí Nguyễn Đức Vịnh ở Hải Phòng."),
        "chapters/appendices/p.yaml": people("id: vinh, name: Nguyễn Đức Vịnh"),
    }
    config = "title: Sách\nlanguage: vi\n"
    composed = build(files, config, "composed")
    apart = {name: unicodedata.normalize("NFD", text) for name, text in files.items()}
    decomposed = build(apart, config, "decomposed")
    assert composed.path.read_bytes() == decomposed.path.read_bytes()


def test_a_reference_that_moves_its_own_target_settles(build: Build) -> None:
    """The page of the last figure is printed in the first line of a full page."""
    body = "See [[end]] and [[mid]].\n\n" + paragraphs(60) + "\n\n## Middle {#mid}\n\n"
    body += paragraphs(400) + "\n\n## The end {#end}\n\nDone."
    pdf = build({"chapters/a.md": chapter("One", body)}, "title: T\nlanguage: en\ntrim: 100x150\n")
    last = pdf.labels[next(n for n in range(9, len(pdf)) if "Done." in pdf.text[n])]
    assert int(last) > 99
    assert f"“The end” (page {last})" in " ".join(pdf.text)
    (link,) = [k for k in pdf.links if k.words.startswith("“The end”")]
    assert pdf.labels[link.target] == last


def test_references_name_chapters_figures_tables_and_their_pages(build: Build) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    body = """\
Look at [[pic]], [[tab]] and [[two]].

::: figure {#pic}
![A black bar](assets/bar.svg)

A bar.
:::

::: table {#tab}
| Year | Count |
|------|------:|
| 1994 | 12    |

Counts.
:::
"""
    pdf = build(
        {
            "chapters/1.md": chapter("One", body),
            "chapters/2.md": chapter("Two", "Second.", id="two"),
            "assets/bar.svg": svg,
        }
    )
    text = " ".join(pdf.text)
    assert "Look at Figure 1 (page 1), Table 1 (page 1) and Chapter II (page 3)." in text
    assert "Figure 1. A bar." in text
    assert "Table 1. Counts." in text
    listing = next(text for text in pdf.text if text.startswith("Figures and tables"))
    assert "Figure 1. A bar." in listing
    assert "Table 1. Counts." in listing


def test_a_table_over_three_pages_repeats_its_head_and_splits_no_row(build: Build) -> None:
    rows = "\n".join(
        f"| {n} | Row {n} begins here and is long enough to be turned over at least twice on "
        f"a page of this width, for it is about a thing that took time, and Row {n} ends. |"
        for n in range(1, 50)
    )
    pdf = build({"chapters/a.md": chapter("One", f"| No. | What happened |\n|---|---|\n{rows}\n")})
    pages = [n for n in range(len(pdf)) if "Row " in pdf.text[n]]
    assert len(pages) >= 3
    for page in pages:
        assert pdf.text[page].count("What happened") == 1
        begun = set(re.findall(r"Row (\d+) begins", pdf.text[page]))
        ended = set(re.findall(r"Row (\d+) ends", pdf.text[page]))
        assert begun == ended


@pytest.mark.parametrize("before", range(20, 34))
def test_a_footnote_stays_on_the_page_of_its_call(build: Build, before: int) -> None:
    """The call slides through the last lines of a page, and stands on the very last."""
    lines = "\n\n".join(f"Line {n}." for n in range(before))
    after = "\n\n".join(f"Then {n}." for n in range(9))
    body = f"{lines}\n\nThe called word.[^1]\n\n{after}\n\n[^1]: The note itself."
    pdf = build({"chapters/a.md": chapter("One", body)})
    assert pdf.page_with("The called word.") == pdf.page_with("The note itself.")


def test_no_heading_stands_at_the_foot_of_a_page(build: Build) -> None:
    body = "\n\n".join(f"## Heading {n}\n\n" + paragraphs(2) for n in range(30))
    pdf = build({"chapters/a.md": chapter("One", body)}, "title: T\nlanguage: en\ntrim: A5\n")
    for page in range(len(pdf)):
        lines = [line for line in pdf.lines[page] if line.strip() and not line.strip().isdigit()]
        if "committee" in pdf.text[page]:
            assert not lines[-1].startswith("Heading")


def test_document_numbers_dates_and_ends_of_names_are_not_torn_apart(build: Build) -> None:
    words = (
        "Quyết định số 1000-QĐ/TU ngày 27/01/1994; đồng chí Nguyễn Đức Vịnh; tháng 7; 23 đồng chí; "
        "năm 1996 - 2000; "
    )
    pdf = build(
        {
            "chapters/a.md": chapter("Mở", words * 60),
            "chapters/appendices/p.yaml": people("id: v, name: Nguyễn Đức Vịnh"),
        },
        "title: Sách\nlanguage: vi\ntrim: 100x150\n",
    )
    text = [line.strip() for page in pdf.lines for line in page]
    ends = ("1000-QĐ/", "27/01/", "Nguyễn Đức")
    for line in text:
        assert not any(line.endswith(" " + end) for end in ends), line
    assert "1996–2000" in " ".join(pdf.text)


def test_a_book_of_one_page_and_an_appendix_kept_for_what_is_to_come(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter("One", "x"),
            "chapters/appendices/c.yaml": "kind: chronology\ntitle: Chronology\nevents: []\n",
        }
    )
    assert "Chronology" not in " ".join(pdf.text)
    assert "CHAPTER I One x" in " ".join(pdf.text)


def test_a_plate_fills_its_page_and_has_no_furniture(build: Build) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="240"><rect width="160" height="240" fill="#234"/></svg>'
    body = f"{paragraphs(2)}\n\n::: plate\n![A dark field](assets/f.svg)\n\nThe field.\n:::\n\n{paragraphs(2)}"
    pdf = build({"chapters/a.md": chapter("One", body), "assets/f.svg": svg})
    page = pdf.page_with("The field.", pdf.page_with("The committee"))
    assert pdf.lines[page][-1] != pdf.labels[page]
    picture = pdf.picture(page, 0.5)
    size = picture.size
    corners = [(1, 1), (size[0] - 2, 1), (1, size[1] // 2), (size[0] - 2, size[1] // 2)]
    assert all(picture.getpixel(c)[2] < 90 for c in corners)


def test_margins_are_mirrored(build: Build) -> None:
    pdf = build({"chapters/a.md": chapter("One", paragraphs(60))})
    first = pdf.page_with("The committee met")
    lefts = []
    for page in (first + 1, first + 2):
        text = pdf.shown[page].get_textpage()
        boxes = [text.get_charbox(n) for n in range(200, 1200)]
        lefts.append(min(b[0] for b in boxes if b[2] > b[0]))
    assert lefts[0] > lefts[1] + 5  # the verso has its wide margin at the left


def test_a_figure_takes_the_width_that_it_is_given(build: Build) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200"/></svg>'
    body = "::: figure {width=50%}\n![A bar](assets/bar.svg)\n\nHalf.\n:::\n"
    pdf = build({"chapters/1.md": chapter("One", body), "assets/bar.svg": svg})
    page = pdf.opening("One")
    picture = pdf.picture(page, 1).convert("L").point(lambda v: 255 if v < 40 else 0)
    box = picture.crop((0, 180, picture.width, picture.height - 60)).getbbox()
    assert 0.3 < (box[2] - box[0]) / picture.width < 0.42


@pytest.mark.parametrize("before", range(5))
def test_a_card_stays_on_one_page(build: Build, before: int) -> None:
    """Cards of some lines slide through the foot of a page; monogram and name stay together."""
    letters = "ABCDEGHIKLMNOPRSTUVXY"
    cards = "".join(
        f"  - {{id: p{n}, name: {letters[n]}wen Z{letters[-n - 1].lower()}one, note: {'A note of some lines on a life. ' * 6}}}\n"
        for n in range(len(letters))
    )
    intro = "\n\n  ".join(f"Line {n}." for n in range(before))
    pdf = build(
        {
            "chapters/a.md": chapter("One", "x"),
            "chapters/appendices/p.yaml": f"kind: people\ntitle: People\nintro: |\n  Who.\n\n  {intro}\npeople:\n{cards}",
        },
        "title: T\nlanguage: en\ntrim: A5\nindexes: []\n",
    )
    start = pdf.opening("People")
    for n, letter in enumerate(letters):
        name = f"{letter}wen Z{letters[-n - 1].lower()}one"
        page = pdf.page_with(name, start)
        assert re.search(rf"\b{letter}Z\b", pdf.text[page]), (name, pdf.text[page])


def test_a_table_of_one_row_does_not_draw_what_follows_to_the_next_page(build: Build) -> None:
    body = f"{paragraphs(4)}\n\n| a | b |\n|---|---|\n| only | row |\n\n::: sidebar Apart\n{paragraphs(5)}\n:::\n"
    pdf = build({"chapters/a.md": chapter("One", body)}, "title: T\nlanguage: en\ntrim: A5\n")
    assert pdf.page_with("only row") == pdf.opening("One")


def test_a_long_title_makes_a_file_name_of_bearable_length(build: Build) -> None:
    pdf = build(
        {"chapters/a.md": chapter("One", "x")}, f"title: {'A long title ' * 9}\nlanguage: en\n"
    )
    assert len(pdf.path.name) <= 64
