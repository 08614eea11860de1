"""What an editor does all day: mends what is found, brings in a Word file, makes a booklet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from driving import complaints, shown, until

FIRST, LATER = "chapters/01-beginnings.md", "chapters/02-later.md"


def test_what_stops_the_book_is_told_at_its_place_and_mended(page: Any, folder: Path) -> None:
    before = shown(page)
    file = folder / LATER
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n\n::: figur\nNothing.\n:::\n", encoding="utf-8")
    page.click("[data-panel=problems]")
    page.wait_for_selector(".problem.error >> text=there is no box “figur”")
    assert page.get_attribute(".page[data-version]", "data-version") == before
    page.wait_for_selector("#status.bad")
    assert page.text_content(".problem.error .place").startswith("Later, line ")
    page.click(".problem.error .place")
    page.wait_for_selector(".cm-content >> text=::: figur")
    file.write_text(text, encoding="utf-8")
    page.wait_for_selector("#status:not(.bad, .busy)")


def test_a_finding_is_right_after_all(page: Any, folder: Path) -> None:
    """A chapter that writes a word twice, on purpose."""
    file = folder / FIRST
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("They came.", "They came came."), encoding="utf-8")
    shown(page)
    page.click("[data-panel=problems]")
    page.click(".problem:has-text('came') >> text=It is right after all")
    page.fill("dialog input", "it is a refrain")
    assert complaints(page) == []
    page.click("dialog button.main")
    page.wait_for_selector(".problem:has-text('came')", state="detached")
    assert ": it is a refrain -->" in file.read_text(encoding="utf-8")


def test_a_word_file_is_brought_in(page: Any, folder: Path, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("From the archive", 1)
    made.add_paragraph("The first letter was written by hand.")
    made.save(str(tmp_path / "letters.docx"))
    before = shown(page)
    page.click("[data-panel=bring]")
    page.set_input_files("#bring-files", tmp_path / "letters.docx")
    page.wait_for_selector("text=This is what they become")
    assert not list((folder / "chapters").glob("03-*")), "nothing is written yet"
    page.click("text=Bring them into the book")
    page.wait_for_selector(".notes input[type=checkbox]")
    (chapter,) = (folder / "chapters").glob("03-*")
    assert "written by hand" in chapter.read_text(encoding="utf-8")
    page.check(".notes input >> nth=0")
    page.click("[data-panel=text]")
    page.click("[data-panel=bring]")
    page.wait_for_selector(".notes input")
    assert page.is_checked(".notes input >> nth=0"), "what was looked at stays ticked"
    page.wait_for_selector(f".page[data-version]:not([data-version='{before}'])")
    page.wait_for_selector("#viewer option >> text=From the archive", state="attached")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("report.docx", b"", "report.docx is empty"),
        ("report.docx", b"%PDF-1.7 ...", "is a PDF under another name"),
        ("report.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "protected by a password"),
        ("list.xlsx", b"PK\x03\x04 torn", "is damaged: open it there and save it again"),
        ("song.mp3", b"ID3", "is of no kind that can be brought in"),
    ],
)
def test_why_a_file_can_not_be_brought_in(
    page: Any, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    shown(page)
    page.click("[data-panel=bring]")
    page.set_input_files("#bring-files", tmp_path / name)
    page.wait_for_selector(f".notice.bad >> text={told}")


def test_a_booklet_is_made(page: Any, folder: Path) -> None:
    shown(page)
    page.click("[data-panel=making]")
    page.click("[data-product=booklet] summary")
    page.select_option("[data-product=booklet] [name=sides]", "long")
    page.select_option("[data-product=booklet] [name=paper]", "A4")
    page.click("[data-product=booklet] button.main")
    page.wait_for_selector("[data-product=booklet] .advice >> text=A4 is too small")
    page.check("[data-product=booklet] [name=fit]")
    page.click("[data-product=booklet] button.main")
    link = page.wait_for_selector("[data-product=booklet] .files a", timeout=60_000)
    with page.context.expect_page() as opened:
        link.click()
    opened.value.close()
    (pdf,) = (folder / "dist").glob("*booklet*.pdf")
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    until(page, "document.querySelector('[data-product=booklet] .advice') !== null")


def test_an_answer_that_can_not_be_is_told(page: Any) -> None:
    shown(page)
    page.click("[data-panel=making]")
    page.click("[data-product=press] summary")
    page.fill("[data-product=press] [name=thickness]", "thick")
    page.click("[data-product=press] button.main")
    page.wait_for_selector(".notice.bad >> text=“thick” is no number")


def test_letters_are_mended_by_a_button(page: Any, folder: Path) -> None:
    """Letters made of two signs, as some programs write them."""
    file = folder / FIRST
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n\nThe cafe\N{COMBINING ACUTE ACCENT} was closed.\n", encoding="utf-8")
    shown(page)
    page.click("[data-panel=problems]")
    page.click(".problem button >> text=Mend it")
    page.wait_for_selector(".notice >> text=Mended in")
    page.wait_for_selector(".problem button >> text=Mend it", state="detached")
    assert "The café was closed." in file.read_text(encoding="utf-8")


def test_a_proof_then_what_changed_and_a_word_file(page: Any, folder: Path) -> None:
    def make(product: str) -> None:
        page.click("[data-panel=text]")
        page.click("[data-panel=making]")
        page.click(f"[data-product={product}] summary")
        if product == "proof":
            page.fill("[data-product=proof] [name=revision]", "First reading")
        page.click(f"[data-product={product}] button.main")
        page.wait_for_selector(f"[data-product={product}] .files a", timeout=60_000)

    shown(page)
    page.click("[data-panel=making]")
    page.wait_for_selector("[data-product=word]")
    assert page.query_selector("[data-product=changes]") is None, "nothing was handed out yet"
    for product in ("proof", "changes", "word"):
        make(product)
    made = {path.suffix for path in (folder / "dist").iterdir()}
    assert {".docx", ".pdf"} <= made
    assert len(list((folder / "dist").glob("*proof*.pdf"))) == 1


def test_reports_are_shown_in_the_browser(page: Any, folder: Path) -> None:
    shown(page)
    page.click("[data-panel=making]")
    page.click("[data-product=report] summary")
    chapter = folder / FIRST
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{text}\n<!-- Ask Ann. -->\n", encoding="utf-8")
    for tells in ("coverage", "pages", "remarks", "facts"):
        page.select_option("[data-product=report] [name=tells]", tells)
        page.click("[data-product=report] button.main")
        link = page.wait_for_selector(
            f"[data-product=report] .files a:has-text('{tells}')", timeout=60_000
        )
        with page.context.expect_page() as opened:
            link.click()
        report = opened.value
        report.wait_for_selector("h1")
        (head,) = report.query_selector_all("h1")
        assert "Our thirty years" in head.inner_text()
        assert report.get_attribute("html", "lang") == "en"
        border = "getComputedStyle(document.querySelector('td')).borderBottomStyle"
        assert report.evaluate(border) == "solid", "its own style is let through"
        assert report.evaluate("self.origin") == "null", "and nothing else"
        said = {"remarks": "Ask Ann.", "facts": "Ann Brown, office: Chair"}.get(tells, "")
        assert said in report.inner_text("body")
        report.close()
        assert (folder / f"dist/our-thirty-years-{tells}.html").is_file()
