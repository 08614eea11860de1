"""Lists, photographs and what was saved: a leader is added, a photograph dropped, yesterday brought
back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from driving import complaints, shown, until, until_file
from PIL import Image

PEOPLE = "chapters/appendices/who.yaml"


def test_a_leader_is_added(page: Any, folder: Path) -> None:
    before = shown(page)
    text = (folder / PEOPLE).read_text(encoding="utf-8")
    page.click("[data-panel=records]")
    page.click("text=New entry")
    page.fill("dialog input", "Bob Green")
    page.click("dialog button.main")
    page.wait_for_selector("form.record")
    page.fill(".inner.new [aria-label='Office, new']", "Chair")
    page.fill(".inner.new [aria-label='From, new']", "02/2000")
    page.click("fieldset:has(legend:text('Terms of office')) >> text=Add")
    page.wait_for_selector("[data-at='terms/0/from']")
    page.wait_for_selector(f".page[data-version]:not([data-version='{before}'])")
    now = (folder / PEOPLE).read_text(encoding="utf-8")
    assert now.startswith(text), "the rest is as it was, with its remark"
    assert now.removeprefix(text) == (
        "- id: bob-green\n  name: Bob Green\n  terms:\n  - from: 02/2000\n    office: chair\n"
    )
    page.fill("[data-at='terms/0/from']", "whenever")
    page.press("[data-at='terms/0/from']", "Tab")
    page.wait_for_selector(".small:has([data-at='terms/0/from']) .wrong.error")
    assert complaints(page) == []
    page.click("[aria-label=Undo]")
    page.wait_for_selector(".wrong.error", state="detached")
    assert (folder / PEOPLE).read_text(encoding="utf-8") == now


def test_rows_are_pasted_and_moved(page: Any, folder: Path) -> None:
    shown(page)
    page.click("[data-panel=records]")
    page.wait_for_selector("[data-at=new]")
    page.evaluate(
        """() => {
        const data = new DataTransfer();
        data.setData("text/plain", "Full name\\tDate of birth\\r\\nCy Moss\\t1950\\r\\nDi Fox\\t02/1951\\r\\n");
        const into = document.querySelector("[data-at=new]");
        into.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }"""
    )
    page.wait_for_selector(".notice >> text=Pasted: 2 rows.")
    page.focus("tr:has([aria-label='Name, Di Fox']) .handle")
    page.keyboard.press("ArrowUp")
    until_file(folder / PEOPLE, "- id: di-fox\n  name: Di Fox\n  born: 02/1951\n- id: cy-moss\n")
    text = (folder / PEOPLE).read_text(encoding="utf-8")
    page.wait_for_selector("tr:has([aria-label='Name, Di Fox']) + tr [aria-label='Name, Cy Moss']")
    (folder / PEOPLE).write_text(
        text.replace("name: Cy Moss", "name: Cy Mossman"), encoding="utf-8"
    )
    page.fill("[aria-label='Name, Di Fox']", "Diana Fox")
    page.keyboard.press("Tab")
    until(
        page,
        "['Diana Fox', 'Cy Mossman'].every((name) =>"
        " document.querySelector(`.records input[aria-label='Name, ${name}']`))",
    )
    text = (folder / PEOPLE).read_text(encoding="utf-8")
    assert "Diana Fox" in text and "Cy Mossman" in text
    at = page.get_attribute("[aria-label='Name, Cy Mossman']", "data-at")
    page.fill(f"[data-at='{at}']", "Cy Moss ")
    until(page, "document.querySelector('.saved').textContent === 'Saved'")
    page.wait_for_timeout(1500)
    page.keyboard.type("Jr")
    assert page.input_value(f"[data-at='{at}']") == "Cy Moss Jr"
    page.keyboard.press("Tab")
    until_file(folder / PEOPLE, "name: Cy Moss Jr")
    text = (folder / PEOPLE).read_text(encoding="utf-8")
    page.fill("[aria-label='Born, Cy Moss Jr']", "195")
    (folder / PEOPLE).write_text(text.replace("born: 1950", "born: 1949"), encoding="utf-8")
    # It is told, or asked where a slow machine has begun to save what was typed.
    page.wait_for_selector(
        ":is(.notice.bad, dialog) >> text=Somebody else has changed this, too >> nth=0"
    )


def test_a_photograph_is_dropped_and_told_of(page: Any, folder: Path, tmp_path: Path) -> None:
    Image.effect_noise((600, 400), 80).convert("RGB").save(tmp_path / "The yard.jpg")
    before = shown(page)
    page.click("[data-panel=photographs]")
    page.set_input_files("#photographs-files", tmp_path / "The yard.jpg")
    page.wait_for_selector("code >> text=![](assets/the-yard.jpg)")
    chapter = folder / "chapters/02-later.md"
    text = "\n\n::: figure\n![A yard](assets/the-yard.jpg)\n\nOld words.\n:::\n"
    chapter.write_text(chapter.read_text(encoding="utf-8") + text, encoding="utf-8")
    page.wait_for_selector(f".page[data-version]:not([data-version='{before}'])")
    page.click("text=Back to all photographs")
    page.fill("[aria-label='Search photographs']", "old WORDS")
    page.click(".photographs button:has(.light.poor)")
    page.fill("textarea >> nth=0", "The yard in spring.")
    page.press("textarea >> nth=0", "Tab")
    until(page, "document.querySelector('.use textarea').value === 'The yard in spring.'")
    page.fill("[aria-label='Add by name: Who is in it']", "Ann Brown")
    page.press("[aria-label='Add by name: Who is in it']", "Tab")
    page.select_option(".use select", "1:1")
    box = page.query_selector(".focusing").bounding_box()
    page.click(".focusing", position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    wanted = (
        "::: figure {people=ann-brown}\n![A yard](assets/the-yard.jpg){crop=1:1 focus=25%,50%}\n\n"
        "The yard in spring.\n:::\n"
    )
    until_file(chapter, wanted)
    assert complaints(page) == []
    (tmp_path / "x.jpg").write_bytes(b"<html>no picture</html>")
    page.click("text=Back to all photographs")
    page.set_input_files("#photographs-files", tmp_path / "x.jpg")
    page.wait_for_selector(".notice.bad >> text=no picture that a book can show")


def test_yesterday_is_brought_back(page: Any, folder: Path) -> None:
    before = shown(page)
    chapter = folder / "chapters/01-beginnings.md"
    text = chapter.read_text(encoding="utf-8")
    page.click("[data-panel=history]")
    page.click("text=Give the book as it is now a name")
    page.fill("dialog input", "before the second reading")
    page.click("dialog button.main")
    page.wait_for_selector(".states b >> text=before the second reading")
    chapter.write_text(text.replace("They came.", "Nobody came."), encoding="utf-8")
    (folder / "chapters/09-more.md").write_text(
        "---\ntitle: More\n---\n\nMore.\n", encoding="utf-8"
    )
    page.wait_for_selector(f".page[data-version]:not([data-version='{before}'])")
    page.click("button:has-text('before the second reading')")
    page.wait_for_selector(".own >> text=Nobody came.")
    page.click("text=Compare the pages")
    page.wait_for_selector(".pair img[alt^='Then']", timeout=60_000)
    assert complaints(page) == []
    page.click("section:has-text('01-beginnings') >> text=Bring back this file")
    page.click("dialog button.main")
    until_file(chapter, text)
    assert (folder / "chapters/09-more.md").exists()
    page.click("button:has-text('before the second reading')")
    page.click("text=Bring back the whole book")
    page.click("dialog button.main")
    page.wait_for_selector(".notice >> text=Brought back: chapters/09-more.md")
    assert not (folder / "chapters/09-more.md").exists()
    page.wait_for_selector(".states button >> text=09-more.md")
    page.wait_for_selector(".states li:last-child button >> text=The book as it was found")
