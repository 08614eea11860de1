"""Rules on the typeset page, on small books that break them and on the same ones mended; and
spelling, with a dictionary of our own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, paragraphs, rules, run, typeset_book
from PIL import Image

from book.check import spelling
from book.check.run import found_in
from book.check.spreads import inside
from book.manuscript.reading import read_manuscript
from book.paged.session import Session

CONFIG = "title: A book\nlanguage: en\ntrim: A5\n"
THEMES = ("trang-trong", "hien-dai", "hoc-duong", "co-dien")
LONG = "The long and winding road of the committee through all its years of work and of hope " * 3
FIGURE = "::: figure {#view}\n![A view](assets/view.png)\n\nA view.\n:::\n"
#: A figure that does not fit on the page of its mention, and a style that keeps it there.
TALL = chapter("One", f"{paragraphs(9)}\n\n{FIGURE}\n{paragraphs(30)}")
KEPT = {"styles/own.css": "figure { --place: here }"}
WIDE = "| " + " | ".join(f"Departmentofcolumn{n}" for n in range(9)) + " |\n|" + "---|" * 9 + "\n"


def picture(width: int, height: int | None = None) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height or width // 2), "grey").save(stream, "PNG")
    return stream.getvalue()


#: rule: files that break it, the line, files that do not.
CASES: dict[str, tuple[dict[str, str | bytes], int, dict[str, str | bytes]]] = {
    "heading-at-foot": (
        {
            "chapters/a.md": chapter("One", "Text.\n\n## A heading\n\nMore."),
            "styles/own.css": "h2 { break-after: page }",
        },
        6,
        {"chapters/a.md": chapter("One", "Text.\n\n## A heading\n\nMore.")},
    ),
    "widow-orphan": (
        {
            "chapters/a.md": chapter("One", paragraphs(40)),
            "styles/own.css": "p { orphans: 1; widows: 1 }",
        },
        0,
        {"chapters/a.md": chapter("One", paragraphs(40))},
    ),
    "wide-table": (
        {"chapters/a.md": chapter("One", WIDE + "| x " * 9 + "|\n")},
        4,
        {"chapters/a.md": chapter("One", "| A | B |\n|---|---|\n| x | y |\n")},
    ),
    "line-overflow": (
        {
            "chapters/a.md": chapter("One", "First.\n\nA " + "7" * 160 + " here."),
            "styles/own.css": "p { overflow-wrap: normal }",
        },
        6,
        {"chapters/a.md": chapter("One", "First.\n\nA " + "word " * 60 + " here.")},
    ),
    "contents-line": (
        {"chapters/a.md": chapter(LONG, "Text.", short_title="Long")},
        2,
        {"chapters/a.md": chapter("Short", "Text.")},
    ),
    "page-nearly-empty": (
        {
            "chapters/a.md": chapter("One", "Text.\n\n## Last\n\nMore."),
            "styles/own.css": "h2 { break-before: page }",
        },
        6,
        {"chapters/a.md": chapter("One", "Text.\n\n## Last\n\nMore.")},
    ),
    "far-figure": (
        {
            "chapters/a.md": chapter("One", f"See [[view]].\n\n{paragraphs(40)}\n\n{FIGURE}"),
            "assets/view.png": picture(1200),
        },
        87,
        {
            "chapters/a.md": chapter("One", f"See [[view]].\n\n{FIGURE}\n{paragraphs(40)}"),
            "assets/view.png": picture(1200),
        },
    ),
    "uneven-feet": (
        {"chapters/a.md": TALL, "assets/view.png": picture(1200, 1200), **KEPT},
        0,
        {"chapters/a.md": TALL, "assets/view.png": picture(1200, 1200)},
    ),
    "short-page": (
        {"chapters/a.md": TALL, "assets/view.png": picture(1200, 1200), **KEPT},
        0,
        {"chapters/a.md": TALL, "assets/view.png": picture(1200, 1200)},
    ),
    "off-grid": (
        {
            "chapters/a.md": chapter("One", f"Words.\n\n> Quoted.\n\n{paragraphs(6)}"),
            "styles/own.css": "blockquote { padding-bottom: 0.4rlh }",
        },
        8,
        {"chapters/a.md": chapter("One", f"Words.\n\n> Quoted.\n\n{paragraphs(6)}")},
    ),
    "off-page": (
        {
            "chapters/a.md": chapter("One", f"{FIGURE.replace('A view.', 'Seen ' * 300)}").replace(
                "{#view}", "{#view side=left width=30%}"
            ),
            "assets/view.png": picture(1200),
        },
        7,
        {"chapters/a.md": chapter("One", FIGURE), "assets/view.png": picture(1200)},
    ),
    "hidden-words": (
        {
            "chapters/a.md": chapter("One", "First.\n\n## A heading\n\nOther words."),
            "styles/own.css": "h2 + p { margin-top: -1rlh }",
        },
        8,
        {"chapters/a.md": chapter("One", "First.\n\n## A heading\n\nOther words.")},
    ),
    "lost-words": (
        {
            "chapters/a.md": chapter("One", "First words.\n\n> Other words.\n\nMore."),
            "styles/own.css": "blockquote { position: running(gone) }",
        },
        6,
        {"chapters/a.md": chapter("One", "First words.\n\n> Other words.\n\nMore.")},
    ),
    "coarse-picture": (
        {"chapters/a.md": chapter("One", f"x\n\n{FIGURE}"), "assets/view.png": picture(400)},
        7,
        {"chapters/a.md": chapter("One", f"x\n\n{FIGURE}"), "assets/view.png": picture(1200)},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_rule_on_pages(name: str, make_folder: MakeFolder, session: Session) -> None:
    wrong, line, right = CASES[name]

    def found(files: dict[str, str | bytes], at: str) -> list[tuple[str, str, int]]:
        folder = make_folder(files, CONFIG, at)
        book_map = typeset_book(folder, session).book_map
        mistakes = found_in(read_manuscript(folder), book_map=book_map)
        return [(m.place.file, m.told(), m.place.line) for r, m in mistakes if r.name == name]

    told = found(wrong, "wrong")
    assert told
    assert all(file == "chapters/a.md" for file, _, _ in told)
    assert name == "lost-words" or all("page" in words for _, words, _ in told)
    assert not line or [n for _, _, n in told] == [line]
    assert found(right, "right") == []


LONG_TITLE = "A very long and winding title of a book that nobody will ever read to its end " * 4
BACK = "Told by those who were there, and by those who came behind them. "


@pytest.mark.parametrize("theme", [None, *THEMES])
@pytest.mark.parametrize(
    ("cover", "is_told"),
    [
        (f'title: A book\ncover: {{back: "{BACK}"}}', False),
        (f'title: A book\ncover: {{back: "{BACK * 9}"}}', False),
        (f'title: A book\ncover: {{back: "{BACK * 40}"}}', True),
        (f"title: {LONG_TITLE}\nshort_title: Long\ncover: {{}}", True),
    ],
    ids=["short", "long", "too long", "title"],
)
def test_words_that_have_no_room_on_the_cover(
    make_folder: MakeFolder, session: Session, theme: str | None, cover: str, *, is_told: bool
) -> None:
    config = f"{cover}\nlanguage: en\norganisation: The Club\nplace: Hull\n"
    config += "imprint: {isbn: 978-92-95055-12-4, not_for_sale: true, year: 2024}\n"
    config += f"theme: {theme}\n" if theme else ""
    folder = make_folder({"chapters/a.md": chapter("One", "x")}, config)
    found = found_in(read_manuscript(folder), book_map=typeset_book(folder, session).book_map)
    told = [m.place for r, m in found if r.name == "cover-words"]
    assert [place.file for place in told] == ["book.yaml"] * is_told


def test_a_page_with_a_figure_alone_is_not_short(make_folder: MakeFolder, session: Session) -> None:
    figures = "\n".join(FIGURE.replace("view}", f"view{n}}}") for n in range(3))
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter("One", f"{paragraphs(4)}\n\n{figures}\n{paragraphs(2)}"),
        "assets/view.png": picture(1200, 1500),
        **KEPT,
    }
    folder = make_folder(files, CONFIG)
    book_map = typeset_book(folder, session).book_map
    alone = [page for page in book_map.maps["a"].pages if page.figures and not page.lines]
    found = found_in(read_manuscript(folder), book_map=book_map)
    short = [m.values["page"] for r, m in found if r.name == "short-page"]
    assert alone
    assert len(short) < len(alone)


def test_a_few_pages_over_the_signatures_are_told(
    make_folder: MakeFolder, session: Session
) -> None:
    files = {"chapters/a.md": chapter("One", paragraphs(118))}

    def told(size: int, at: str) -> list[str]:
        folder = make_folder(files, f"{CONFIG}paper: {{signature: {size}}}\n", at)
        book_map = typeset_book(folder, session).book_map
        found = found_in(read_manuscript(folder), book_map=book_map)
        return [m.told() for r, m in found if r.name == "signature"]

    folder = make_folder(files, CONFIG)
    pages = inside(typeset_book(folder, session).book_map)
    sizes = (4, 8, 12, 16, 24, 32)
    over = [size for size in sizes if 0 < pages % size <= size / 4]
    assert over and len(over) < len(sizes), pages
    for size in sizes:
        words = told(size, f"by {size}")
        assert bool(words) == (size in over)
        assert all(f"{pages % size} pages over {pages - pages % size}" in said for said in words)


def test_the_command_looks_at_the_pages(make_folder: MakeFolder) -> None:
    files, _, _ = CASES["coarse-picture"]
    folder = make_folder(files, CONFIG)
    assert "[coarse-picture]" in run("check", "-C", str(folder)).stdout
    assert "[coarse-picture]" not in run("check", "-C", str(folder), "--no-pages").stdout


def test_spelling_with_a_dictionary(
    make_folder: MakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "vi_VN.dic"
    words.write_text("5\ncác\nđồng/A\nchí\nhọp\nhòa\n", encoding="utf-8")
    monkeypatch.setattr(spelling, "_FOLDERS", (tmp_path,))
    body = "Các đồng chí họp, hoà, Nguyễn Văn A, tài liệu 12-QĐ/TU, zz.\n\nCác chí hợp hợp."
    folder = make_folder(
        {"chapters/a.md": chapter("Các", body)},
        "title: Các\nlanguage: vi\nspelling: [liệu]\n",
    )
    found = [m for r, m in found_in(read_manuscript(folder)) if r.name == "spelling"]
    assert [(m.values["word"], m.place.line) for m in found] == [("tài", 4), ("hợp", 6)]


def test_fix_mends_tone_marks_and_letters(make_folder: MakeFolder) -> None:
    body = "Khoẻ, hoà và lo\u0301 lo\u0301.\r\n\r\nBà Trần Thuỷ và Trần Thúy."
    people = "kind: people\ntitle: P\npeople:\n  - {id: a, name: Trần Thủy}\n"
    folder = make_folder(
        {"chapters/a.md": chapter("Một", body), "chapters/appendices/p.yaml": people},
        "title: S\nlanguage: vi\ntone_style: old\n",
    )
    file = folder / "chapters/a.md"
    done = run("check", "--fix", "--no-pages", "-C", str(folder))
    assert "chapters/a.md" in done.stderr
    text = file.read_bytes().decode()
    assert "Khỏe, hòa và ló ló.\r\n" in text
    assert "Bà Trần Thủy và Trần Thúy." in text  # another name is not touched
    assert (folder / "chapters/appendices/p.yaml").read_text(encoding="utf-8") == people
    before = file.read_bytes()
    run("check", "--fix", "--no-pages", "-C", str(folder))
    assert file.read_bytes() == before


def test_the_head_of_a_table_that_goes_on_is_no_widow(make_folder: MakeFolder) -> None:
    files = {"chapters/a.md": chapter("One", "Text."), "chapters/appendices/d.yaml": rules(119)}
    done = run("check", "-C", str(make_folder(files, CONFIG)))
    assert "stands alone" not in done.stdout
