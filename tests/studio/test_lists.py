"""Lists at the edges: no studio, somebody else, a spreadsheet, a way from the page to the form."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from driving import Running, complaints, saved, shown, until
from PIL import Image

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


def test_a_change_whose_answer_was_lost_is_not_made_twice(page: Any, folder: Path) -> None:
    open_list(page)
    count = read(folder).count("- id:")

    def lost(route: Any) -> None:
        route.fetch()  # the studio does it, and nobody hears of it
        route.abort()

    page.route("**/api/records/change", lost, times=1)
    change(page, "new", "Cleo White")
    page.wait_for_selector(".saved >> text=kept in this browser")
    until(page, "Object.keys(localStorage).every((name) => !name.startsWith('changes:'))")
    page.wait_for_selector("[aria-label='Name, Cleo White']")
    assert read(folder).count("name: Cleo White\n") == 1
    assert read(folder).count("- id:") == count + 1


def test_what_a_list_is_called_and_how_it_begins(page: Any, folder: Path) -> None:
    open_list(page)
    page.click("text=Title and introduction")
    change(page, "title", "Those who led")
    saved(page)
    change(page, "intro", "They gave their evenings.")
    saved(page)
    lines = read(folder).split("\n")
    assert lines[0] == "# Kept as it is."
    assert {"title: Those who led", "intro: They gave their evenings."} <= {*lines[:5]}
    page.wait_for_selector("text=Take it out", state="detached")
    page.click("text=Back to the list")
    page.wait_for_selector("[data-at='0/name']")


def test_a_list_that_is_opened_turns_the_pages_to_it(page: Any) -> None:
    shown(page)
    page.click("[data-panel=records]")
    page.wait_for_selector(".page .mark")


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
        assert complaints(page) == []
        page.click(f"dialog button >> text={choice}")
        saved(page)
        assert page.input_value("[data-at='1/name']") == wanted
        assert f"name: {wanted}\n" in read(folder)
        change(page, "1/name", "Bob Greene")
        until(page, "document.querySelector(\"[aria-label='Name, Bob Greene']\") !== null")
        page.click("[data-panel=problems]")


def test_a_spreadsheet_is_edited_where_it_was_made(page: Any, folder: Path) -> None:
    sheet = folder / "chapters/appendices/more.csv"
    shown(page)
    sheet.write_text("Full name,Date of birth\nCy Moss,whenever\n", encoding="utf-8")
    page.click("[data-panel=problems]")
    page.click(".problem:has-text('whenever') .place")
    notice = page.wait_for_selector(".record-sheet >> text=This list stands in the spreadsheet")
    assert "chapters/appendices/more.csv" in notice.inner_text()
    assert page.is_visible(".record-sheet >> text=It is about cell B2.")
    assert page.is_hidden(".records [aria-label=Undo]") and page.is_hidden("text=As text")
    sheet.unlink()
    page.wait_for_selector("#status:not(.bad, .busy)")


def test_a_click_on_a_card_opens_its_form(page: Any, folder: Path) -> None:
    shown(page)
    line = 1 + read(folder).split("\n").index("- id: ann-brown")
    ask = "(address) => fetch(address).then((answer) => answer.json())"
    stand = page.evaluate(ask, f"/api/stands?file={WHO}&line={line}")[0]
    leaf = page.evaluate(ask, "/api/pages")["leaves"][stand["leaf"]]
    page.fill("#viewer input[type=text]", leaf["label"])
    page.keyboard.press("Enter")
    sheet = page.locator(f".page[data-leaf='{stand['leaf']}']")
    sheet.locator("img[src]").wait_for()
    scale = sheet.bounding_box()["width"] / leaf["width"]
    middle = {
        "x": (stand["x"] + stand["width"] / 2) * scale,
        "y": (stand["y"] + stand["height"] / 2) * scale,
    }
    sheet.click(position=middle)
    page.wait_for_selector("form.record [data-at=name]")
    assert page.input_value("[data-at=name]").startswith("Ann B")
    assert page.get_attribute("[data-panel=records]", "aria-current") == "page"


def test_what_must_stay_in_sight_of_a_portrait_is_written(page: Any, folder: Path) -> None:
    (folder / "assets").mkdir(exist_ok=True)
    Image.effect_noise((600, 400), 80).convert("RGB").save(folder / "assets/ann.jpg")
    text = read(folder)
    portrait = "- id: ann-brown\n  portrait: assets/ann.jpg\n"
    (folder / WHO).write_text(text.replace("- id: ann-brown\n", portrait), encoding="utf-8")
    shown(page)
    used = "found.pictures.some((one) => one.uses.length)"
    until(page, f"fetch('/api/photographs').then((a) => a.json()).then((found) => {used})")
    page.click("[data-panel=photographs]")
    page.click("[data-name='assets/ann.jpg']")
    box = page.wait_for_selector(".use .focusing").bounding_box()
    assert page.query_selector(".use select") is None, "the card says which part is shown"
    page.click(".focusing", position={"x": box["width"] * 0.25, "y": box["height"] * 0.6})
    page.click("text=Back to all photographs")
    until_text(folder, "  focus: 25%,60%\n")
    assert read(folder).replace("  focus: 25%,60%\n", "").count(portrait) == 1


def until_text(folder: Path, words: str) -> None:
    """Wait until the list's file holds these words."""
    end = time.monotonic() + 10
    while words not in read(folder):
        assert time.monotonic() < end, read(folder)
        time.sleep(0.05)
