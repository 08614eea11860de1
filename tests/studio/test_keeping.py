"""Lists, photographs and what was saved: a leader is added, a photograph dropped, yesterday brought
back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from driving import shown, until

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
    until(page, "document.activeElement.dataset.at === '2/handle'")
    text = (folder / PEOPLE).read_text(encoding="utf-8")
    assert "- id: di-fox\n  name: Di Fox\n  born: 02/1951\n- id: cy-moss\n" in text
    (folder / PEOPLE).write_text(
        text.replace("name: Cy Moss", "name: Cy Mossman"), encoding="utf-8"
    )
    page.fill("[data-at='2/name']", "Diana Fox")
    page.press("[data-at='2/name']", "Tab")
    until(
        page,
        "['Diana Fox', 'Cy Mossman'].every((name) =>"
        " document.querySelector(`.records input[aria-label='Name, ${name}']`))",
    )
    text = (folder / PEOPLE).read_text(encoding="utf-8")
    assert "Diana Fox" in text and "Cy Mossman" in text
