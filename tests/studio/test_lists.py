"""Lists at the edges: no studio, somebody else, a spreadsheet, a way from the page to the form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from driving import Running, saved, shown, until

WHO = "chapters/appendices/who.yaml"


def read(folder: Path) -> str:
    return (folder / WHO).read_text(encoding="utf-8")


def open_list(page: Any) -> None:
    shown(page)
    page.click("[data-panel=records]")
    page.wait_for_selector("[data-at='0/name']")


def change(page: Any, at: str, words: str) -> None:
    page.fill(f"[data-at='{at}']", words)
    page.press(f"[data-at='{at}']", "Tab")


def test_changes_outlast_the_studio_and_the_page(page: Any, studio: Running, folder: Path) -> None:
    open_list(page)
    studio.kill()
    change(page, "0/name", "Ann Browne")
    page.wait_for_selector(".saved >> text=kept in this browser")
    change(page, "new", "Bob Green")
    page.wait_for_selector("[aria-label='Name, Bob Green']")
    change(page, "1/name", "Bob Greene")
    page.wait_for_selector("[aria-label='Name, Bob Greene']")
    page.focus("[data-at='1/handle']")
    page.keyboard.press("ArrowUp")
    page.wait_for_selector(".notice.bad >> text=The studio can't be reached")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    assert "Browne" not in read(folder)
    studio.begin()
    again.goto(studio.address)
    open_list(again)
    again.wait_for_selector("[aria-label='Name, Bob Greene']")
    until(again, "Object.keys(localStorage).every((name) => !name.startsWith('changes:'))")
    assert "name: Ann Browne\n" in read(folder)
    assert read(folder).endswith("- id: bob-green\n  name: Bob Greene\n")


def test_a_connection_that_comes_back_sends_what_was_kept(page: Any, folder: Path) -> None:
    open_list(page)
    page.route("**/api/records/change", lambda route: route.abort())
    change(page, "0/name", "Ann B. Browne")
    page.wait_for_selector(".saved >> text=kept in this browser")
    page.click("[data-panel=problems]")
    page.wait_for_selector("main.panel-problems")
    page.unroute("**/api/records/change")
    until(page, "Object.keys(localStorage).every((name) => !name.startsWith('changes:'))")
    assert "name: Ann B. Browne\n" in read(folder)


def test_both_of_a_conflict_are_shown(page: Any, folder: Path) -> None:
    """A value that somebody else changes while the studio can't be reached."""
    for choice, wanted in (("Keep mine", "Mine"), ("Take the other", "Theirs")):
        open_list(page)
        page.route("**/api/records/**", lambda route: route.abort())
        change(page, "1/name", "Mine")
        page.wait_for_selector(".saved >> text=kept in this browser")
        text = read(folder).replace("name: Bob Greene", "name: Theirs")
        (folder / WHO).write_text(text, encoding="utf-8")
        page.unroute("**/api/records/**")
        dialog = page.wait_for_selector("dialog[open]")
        mine, theirs = dialog.query_selector_all(".both section")
        assert "Name: Mine" in mine.inner_text()
        assert "Name: Theirs" in theirs.inner_text()
        page.click(f"dialog button >> text={choice}")
        saved(page)
        assert page.input_value("[data-at='1/name']") == wanted
        assert f"name: {wanted}\n" in read(folder)
        change(page, "1/name", "Bob Greene")
        until(page, "document.querySelector(\"[aria-label='Name, Bob Greene']\") !== null")
        page.click("[data-panel=problems]")
