"""Imposed PDFs: positions in millimetres, text read back, size, and what can't be asked for."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, Build, MakeFolder, chapter, paragraphs, run
from pdf import ReadPdf, plain
from pikepdf import Dictionary, Name, Pdf

from book.editions.booklet_files import write_booklet
from book.editions.booklet_input import pdf_source
from book.errors import RequestError
from book.languages import language
from book.paged.pdf.booklet import BookletOptions, Source, chosen_pages, imposed
from book.paged.pdf.paper import paper_size, spread_on

MM = 72 / 25.4


def squares(path: Path, count: int, width: float = 148, height: float = 210) -> Path:
    """A PDF of `count` pages, each with a black square of 10 mm, 20 mm from its spine side."""
    pdf = Pdf.new()
    for n in range(count):
        pdf.add_blank_page(page_size=(width * MM, height * MM))
        x = 20 if n % 2 == 0 else width - 30
        page = pdf.pages[-1]
        page.contents_add(f"0 g {x * MM} {100 * MM} {10 * MM} {10 * MM} re f".encode())
    pdf.docinfo[Name.Title] = "Squares"
    pdf.save(path)
    return path


def black_columns(path: Path, page: int) -> list[tuple[float, float]]:
    """The stretches, in mm from the left, in which the squares of a side stand."""
    scale = 4
    picture = pypdfium2.PdfDocument(path)[page].render(scale=scale).to_pil().convert("L")
    width = picture.width
    middle = [
        y
        for y in range(picture.height)
        if sum(1 for v in picture.crop((0, y, width, y + 1)).tobytes() if v < 128) > 20
    ]
    row = picture.crop((0, middle[len(middle) // 2], width, middle[len(middle) // 2] + 1)).tobytes()
    runs: list[tuple[float, float]] = []
    start = None
    for x, value in enumerate([*row, 255]):
        if value < 128 and start is None:
            start = x
        elif value >= 128 and start is not None:
            runs.append((start / scale / MM, x / scale / MM))
            start = None
    return runs


@pytest.mark.parametrize("flip", ["short", "long"])
def test_creep_moves_pages_in_by_the_formula(tmp_path: Path, flip: str) -> None:
    source = pdf_source(squares(tmp_path / "s.pdf", 16))
    source = Source(source.pdf, source.pages, inner=20)
    made = imposed(source, BookletOptions("A4", creep=0.8, flip=flip))  # type: ignore[arg-type]
    path = tmp_path / "b.pdf"
    write_booklet(made, path, language("en"))
    assert len(pikepdf.open(path).pages) == 8
    for depth in range(4):
        # On the outer face the right page is a recto: its square begins 20 mm from the fold.
        left, right = black_columns(path, 2 * depth)
        assert right[0] == pytest.approx(297 / 2 + 20 - 0.8 * depth, abs=0.15)
        assert left[1] == pytest.approx(297 / 2 - 20 + 0.8 * depth, abs=0.15)
        left, right = black_columns(path, 2 * depth + 1)
        assert right[0] == pytest.approx(297 / 2 + 20 - 0.8 * depth, abs=0.15)
        assert left[1] == pytest.approx(297 / 2 - 20 + 0.8 * depth, abs=0.15)


def test_a_turned_back_stands_on_its_head(tmp_path: Path) -> None:
    source = pdf_source(squares(tmp_path / "s.pdf", 4))
    tops = []
    for flip in ("short", "long"):
        path = tmp_path / f"{flip}.pdf"
        write_booklet(imposed(source, BookletOptions("A4", flip=flip)), path, language("en"))  # type: ignore[arg-type]
        back = pypdfium2.PdfDocument(path)[1].render(scale=1).to_pil().convert("L")
        box = back.point(lambda v: 255 if v < 128 else 0).getbbox()
        tops.append((box[1] / MM, back.height / MM - box[3] / MM))
    (top, foot), (turned_top, turned_foot) = tops
    assert turned_top == pytest.approx(foot, abs=0.5)
    assert turned_foot == pytest.approx(top, abs=0.5)


def test_papers() -> None:
    assert spread_on((148, 210), None, False).paper == "A4"
    assert spread_on((160, 240), None, False).paper == "A3"
    assert spread_on((210, 297), "a3", False).width == 420
    assert paper_size("450x320")[1:] == (320, 450)
    assert spread_on((160, 240), "A4", True).scale == pytest.approx(210 / 240)
    for size, paper in (((160, 240), "A4"), ((148, 210), "A5"), ((500, 600), None)):
        with pytest.raises(RequestError):
            spread_on(size, paper, False)  # type: ignore[arg-type]


def test_fronts_and_backs_in_two_files(tmp_path: Path) -> None:
    source = pdf_source(squares(tmp_path / "s.pdf", 9))
    made = imposed(source, BookletOptions("A4", single=True))
    written = write_booklet(made, tmp_path / "b.pdf", language("vi"))
    assert [p.name for p in written] == ["b-fronts.pdf", "b-backs.pdf", "b.txt"]
    assert [len(pikepdf.open(p).pages) for p in written[:2]] == [3, 3]
    assert "Số tờ: 3" in written[2].read_text(encoding="utf-8")


def test_a_cover_of_its_own_and_one_left_out(tmp_path: Path) -> None:
    pdf = Pdf.open(squares(tmp_path / "s.pdf", 10))
    source = Source(pdf, tuple(range(10)), (0, 1), inner=20)
    apart = imposed(source, BookletOptions("A4", cover="own"))
    first, second = apart.sheets[:2]
    assert (first.front.left, first.front.right) == (None, 0)
    assert (first.back.left, first.back.right) == (1, None)
    assert (second.front.left, second.front.right) == (9, 2)
    out = imposed(source, BookletOptions("A4", cover="out"))
    assert len(out.sheets) == 2
    assert out.sheets[0].front.right == 2


def test_a_book_read_from_the_right_is_bound_at_the_right(build: Build) -> None:
    pdf = build(
        {"chapters/a.md": chapter("One", paragraphs(30))},
        "title: T\nlanguage: en\nbinding: right\ntrim: A5\n",
    )
    source = pdf_source(pdf.path)
    assert source.binding == "right"
    made = imposed(source, BookletOptions("A4"))
    assert made.sheets[0].front.left == 0


def test_runs_of_pages_by_their_labels() -> None:
    labels = ["Cover", "Cover", "i", "ii", "iii", "1", "2", "3"]
    assert chosen_pages(labels, "ii-2") == (3, 4, 5, 6)
    assert chosen_pages(labels, "2") == (6,)
    for wrong in ("4", "3-1", "x", "1-9"):
        with pytest.raises(RequestError):
            chosen_pages(labels, wrong)


def test_the_real_book_reads_back_from_its_booklet(tmp_path: Path) -> None:
    book = tmp_path / "book.pdf"
    assert run("build", "-C", str(ROOT), "-o", str(book)).returncode == 0
    done = run(
        "booklet",
        "-C",
        str(ROOT),
        "--from",
        str(book),
        "--signature",
        "16",
        "--marks",
        "all",
        "--creep",
        "0.1",
        "--paper",
        "A3",
    )
    assert done.returncode == 0, done.stderr
    booklet = tmp_path / "book-booklet.pdf"
    assert booklet.stat().st_size < book.stat().st_size * 1.02
    read, imposed_book = ReadPdf(book), ReadPdf(booklet)
    sides = iter(range(len(imposed_book)))
    halves: dict[int, str] = {}
    for start in range(0, len(read), 16):
        count = -(-min(16, len(read) - start) // 4) * 4
        for depth in range(count // 4):
            for left, right in (
                (count - 1 - 2 * depth, 2 * depth),
                (2 * depth + 1, count - 2 - 2 * depth),
            ):
                page = imposed_book.shown[next(sides)]
                width, height = page.get_size()
                text = page.get_textpage()
                halves[start + left] = plain(text.get_text_bounded(0, 0, width / 2, height))
                halves[start + right] = plain(text.get_text_bounded(width / 2, 0, width, height))
    # The back of the cover is the last page of the last sheet, blanks stand before it.
    added = len(halves) - len(read)
    for n in range(len(read)):
        at = n if n < len(read) - 2 else n + added
        one, other = set(read.text[n].split()), set(halves[at].split())
        assert len(one ^ other) <= max(2, len(one) // 12), (n, one ^ other)
    fonts = [
        o
        for o in imposed_book.pdf.objects
        if isinstance(o, Dictionary) and o.get("/Type") == "/FontDescriptor"
    ]
    originals = [
        o
        for o in read.pdf.objects
        if isinstance(o, Dictionary) and o.get("/Type") == "/FontDescriptor"
    ]
    assert len(fonts) == len(originals)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--signature", "6"], "not 6"),
        (["--signature", "x"], "“x”"),
        (["--paper", "A6"], "too small"),
        (["--paper", "B99"], "B99"),
        (["--creep", "30", "--signature", "8"], "thickness of the paper"),
        (["--creep", "-1"], "thickness"),
        (["--chapter", "frist"], "“first”"),
        (["--pages", "70-90"], "“70”"),
        (["--pages", "1-2", "--chapter", "first"], "not both"),
        (["--handout", "frist"], "“first”"),
        (["--handout", "first", "--chapter", "first"], "one of"),
        (["--marks", "fold,hole"], "“hole”"),
        (["--from", "nowhere.pdf"], "nowhere.pdf"),
        (["--flip", "sideways"], "sideways"),
        (["--cover", "gone"], "gone"),
    ],
)
def test_bad_options_end_with_a_sentence_and_write_nothing(
    make_folder: MakeFolder, options: list[str], words: str
) -> None:
    folder = make_folder({"chapters/first.md": chapter("One", paragraphs(40))})
    done = run("booklet", "-C", str(folder), *options)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "dist").exists()


def test_a_pdf_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("no PDF")
    done = run("booklet", "--from", str(tmp_path / "x.pdf"))
    assert done.returncode == 2
    assert "not a PDF" in done.stderr or "PDF đọc được" in done.stderr


def test_a_handout_can_be_imposed(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {"chapters/first.md": chapter("One", paragraphs(40))}, "title: A\nlanguage: en\ntrim: A5\n"
    )
    done = run("booklet", "-C", str(folder), "--handout", "first", "--paper", "A4")
    assert done.returncode == 0, done.stderr
    pdf = ReadPdf(folder / "dist/handouts/first-booklet.pdf")
    width = pdf.shown[0].get_width()
    right = plain(pdf.shown[0].get_textpage().get_text_bounded(width / 2, 0, width, 600))
    assert right.startswith("A CHAPTER I One")
