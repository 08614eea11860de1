"""The proof edition, read from its PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, paragraphs, run
from pdf import ReadPdf

MM = 72 / 25.4


def proof(folder: Path, *options: str) -> ReadPdf:
    arguments = ("build", "--edition", "proof", *options)
    done = run(*arguments, cwd=folder, SOURCE_DATE_EPOCH="86400")
    assert done.returncode == 0, done.stderr
    return ReadPdf(folder / done.stdout.partition(":")[0])


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    return make_folder(
        {"chapters/a.md": chapter("One", paragraphs(12))}, "title: A book\nlanguage: en\ntrim: A5\n"
    )


def test_date_and_revision_stand_on_every_page(folder: Path) -> None:
    pdf = proof(folder, "--revision", "second reading")
    for text in pdf.text:
        assert "PROOF January 2, 1970 · second reading" in text


def test_a_revision_does_not_take_the_place_of_another(folder: Path) -> None:
    for revision in ("lần đọc thứ hai", "второе чтение"):
        proof(folder, "--revision", revision)
    proof(folder)
    assert sorted(path.name for path in (folder / "dist").glob("*.pdf")) == [
        "a-book-proof-lan-doc-thu-hai.pdf",
        "a-book-proof-vtoroe-ctenie.pdf",
        "a-book-proof.pdf",
    ]
    done = run("build", "--edition", "proof", "--revision", "—", cwd=folder)
    assert done.returncode == 2
    assert "“—” is no name" in done.stderr


def test_the_margin_is_wider_at_the_outer_side(folder: Path) -> None:
    pdf = proof(folder)
    for number, page in enumerate(pdf.pdf.pages):
        left, _, right, _ = (float(v) for v in page.mediabox)
        assert right - left == pytest.approx((148 + 30) * MM, abs=0.5)
        assert left == pytest.approx(0 if number % 2 == 0 else -30 * MM, abs=0.5)


def test_each_paragraph_has_its_number_beside_its_first_line(folder: Path) -> None:
    pdf = proof(folder)
    page = pdf.opening("One")
    text = pdf.shown[page].get_textpage()
    whole = text.get_text_range()
    starts = [n for n in range(len(whole)) if whole.startswith("The committee", n)]
    tops = sorted(
        {round(text.get_charbox(n)[3]) for n in starts if text.get_charbox(n)[0] < 90}, reverse=True
    )
    numbers = [
        (round(text.get_charbox(n)[3]), whole[n])
        for n in range(len(whole))
        # Beside the text; what says that it is a proof stands further out.
        if whole[n].isdigit() and 128 * MM < text.get_charbox(n)[0] < 145 * MM
    ]
    assert [digit for _, digit in sorted(numbers, reverse=True)] == [
        str(n + 1) for n in range(len(numbers))
    ]
    assert len(numbers) >= 3
    for top, _ in numbers[1:]:
        assert min(abs(top - other) for other in tops) <= 4


def test_the_book_itself_is_as_it_was(folder: Path) -> None:
    run("build", "-C", str(folder))
    before = (folder / "dist/a-book.pdf").read_bytes()
    pages = len(proof(folder))
    run("build", "-C", str(folder), "--no-cache")
    assert (folder / "dist/a-book.pdf").read_bytes() == before
    assert len(ReadPdf(folder / "dist/a-book.pdf")) == pages


def test_what_says_that_it_is_a_proof_crosses_no_text(folder: Path) -> None:
    pdf = proof(folder)
    for number, page in enumerate(pdf.shown):
        left, _, right, _ = (float(v) for v in pdf.pdf.pages[number].mediabox)
        words = page.get_textpage()
        found = words.search("PROOF").get_next()
        assert found
        box = words.get_charbox(found[0])
        # It stands within 12 mm of the outer edge, where no text is.
        assert min(box[0] - left, right - box[2]) < 12 * MM
        assert box[2] - box[0] < 8 * MM
