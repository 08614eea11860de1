"""Writing in the studio: seen on the pages, saved at once, never lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from driving import Running, complaints, saved, shown, until, write
from PIL import Image

FIRST, LATER = "chapters/01-beginnings.md", "chapters/02-later.md"


def test_what_is_written_is_saved_and_shown(page: Any, folder: Path) -> None:
    before = shown(page)
    write(page, "\n\nA new paragraph about Ann Brown.")
    saved(page)
    assert "A new paragraph" in (folder / FIRST).read_text(encoding="utf-8")
    page.wait_for_selector(f".page[data-version]:not([data-version='{before}'])")
    page.wait_for_selector(".w-name >> text=Ann Brown")
    page.keyboard.press("Control+z")
    until(page, "!document.querySelector('.cm-content').innerText.includes('A new')")
    saved(page)
    assert "A new paragraph" not in (folder / FIRST).read_text(encoding="utf-8")


def test_a_click_on_a_page_opens_its_text(page: Any) -> None:
    shown(page)
    page.fill("#viewer input[type=text]", "3")
    page.keyboard.press("Enter")
    box = page.wait_for_selector(".page[data-version] img[alt='Page 3']").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.5)
    until(page, "document.querySelector('.bar select').value.includes('02-later')")
    page.wait_for_selector(".mark")


def test_references_are_completed(page: Any, folder: Path) -> None:
    shown(page)
    page.select_option(".bar select", FIRST)
    page.wait_for_selector(".cm-content >> text=The first year")
    write(page, "\n\n")
    page.keyboard.type("[[brow", delay=20)
    page.wait_for_selector(".completion li >> text=Ann Brown")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.cm-content').innerText.includes('[[ann-brown]]')")
    saved(page)
    assert "[[ann-brown]]" in (folder / FIRST).read_text(encoding="utf-8")


def test_signs_are_left_by_the_key_that_made_them(page: Any, folder: Path) -> None:
    shown(page)
    page.select_option(".bar select", FIRST)
    page.wait_for_selector(".cm-content >> text=The first year")
    write(page, "\n\n")
    page.keyboard.press("Control+b")
    page.keyboard.type("bold")
    page.keyboard.press("Control+i")
    page.keyboard.type("both")
    page.keyboard.press("Control+i")
    page.keyboard.press("Control+b")
    page.keyboard.type(" plain")
    saved(page)
    assert (folder / FIRST).read_text(encoding="utf-8").rstrip().endswith("**bold*both*** plain")


def test_an_at_sign_offers_names_to_who_types_telex(page: Any, folder: Path) -> None:
    shown(page)
    page.select_option(".bar select", FIRST)
    page.wait_for_selector(".cm-content >> text=The first year")
    write(page, "\n\nmail@brown.org and ")
    page.keyboard.type("@brow", delay=20)
    page.wait_for_selector(".completion li >> text=Ann Brown")
    page.keyboard.press("Enter")
    page.keyboard.type(" came.")
    saved(page)
    text = (folder / FIRST).read_text(encoding="utf-8").rstrip()
    assert text.endswith("mail@brown.org and [[ann-brown]] came.")


def test_two_versions_of_a_text_are_shown_and_none_is_lost(page: Any, folder: Path) -> None:
    shown(page)
    page.select_option(".bar select", LATER)
    page.wait_for_selector(".cm-content >> text=Many years")
    page.route("**/api/text", lambda route: route.abort())
    write(page, "\n\nMine.")
    page.wait_for_selector(".saved >> text=Not saved:")
    file = folder / LATER
    file.write_text(file.read_text(encoding="utf-8") + "\n\nTheirs.\n", encoding="utf-8")
    page.unroute("**/api/text")
    write(page, " Still mine.")
    dialog = page.wait_for_selector("dialog[open]")
    assert "Still mine." in dialog.inner_text()
    assert "Theirs." in dialog.inner_text()
    assert complaints(page) == []
    page.click("dialog button >> text=Keep mine")
    saved(page)
    assert "Still mine." in file.read_text(encoding="utf-8")
    (kept,) = (folder / ".kyyeu/kept").iterdir()
    assert "Theirs." in kept.read_text(encoding="utf-8")


def test_a_killed_server_loses_nothing(page: Any, studio: Running, folder: Path) -> None:
    shown(page)
    page.select_option(".bar select", FIRST)
    page.wait_for_selector(".cm-content >> text=The first year")
    studio.kill()
    write(page, "\n\nWritten while nobody listened.")
    page.wait_for_selector("#lost:not([hidden])")
    assert "nobody listened" not in (folder / FIRST).read_text(encoding="utf-8")
    studio.begin()
    page.wait_for_selector("#lost", state="hidden", timeout=20_000)
    saved(page)
    assert "nobody listened" in (folder / FIRST).read_text(encoding="utf-8")


def test_words_are_found_and_replaced(page: Any, folder: Path) -> None:
    shown(page)
    page.select_option(".bar select", LATER)
    page.wait_for_selector(".cm-content >> text=Many years")
    page.click(".cm-content")
    page.keyboard.press("Control+f")
    page.keyboard.insert_text("years WENT")
    page.wait_for_selector(".find .of >> text=/ 60")
    page.fill(".find [aria-label='Put in its place']", "years flew")
    page.click(".find >> text=Replace")
    saved(page)
    assert (folder / LATER).read_text(encoding="utf-8").count("years flew") == 1


def test_a_picture_is_put_where_the_caret_is(page: Any, folder: Path, tmp_path: Path) -> None:
    Image.new("RGB", (900, 600), "#468").save(tmp_path / "Sân trường.jpg")
    before = shown(page)
    page.select_option(".bar select", FIRST)
    page.wait_for_selector(".cm-content >> text=The first year")
    write(page, "\n\n")
    page.set_input_files("input[accept='image/*']", tmp_path / "Sân trường.jpg")
    page.wait_for_selector("img.w-picture[alt='Sân trường']")
    saved(page)
    assert [p.suffix for p in (folder / "assets").iterdir()] == [".jpg"]
    assert "::: figure\n![Sân trường](assets/" in (folder / FIRST).read_text(encoding="utf-8")
    page.wait_for_selector(f".page[data-version]:not([data-version='{before}'])")
    page.wait_for_selector("#status:not(.bad, .busy)")


def test_two_windows_are_told_of_each_other(page: Any, studio: Running, browser: Any) -> None:
    shown(page)
    assert page.is_hidden("#others")
    other = browser.new_page()
    other.goto(studio.address)
    page.wait_for_selector("#others >> text=open in 2 windows")
    other.wait_for_selector("#others >> text=open in 2 windows")
    shown(other)
    for one in (page, other):
        one.select_option(".bar select", LATER)
        one.wait_for_selector(".cm-content >> text=Many years")
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    write(other, "\n\nSaid in the other window.")
    page.wait_for_selector(".cm-content >> text=Said in the other window.")
    other.close()
    page.wait_for_selector("#others", state="hidden")


def test_a_slow_machine_loses_no_letter(page: Any, folder: Path) -> None:
    shown(page)
    page.select_option(".bar select", LATER)
    page.wait_for_selector(".cm-content >> text=Many years")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    write(page, "\n\n")
    page.keyboard.type("A long line typed fast, and no letter of it lost.", delay=2)
    saved(page)
    text = (folder / LATER).read_text(encoding="utf-8")
    assert text.endswith("A long line typed fast, and no letter of it lost.")


def test_what_was_not_saved_is_there_when_the_page_is_opened_again(
    page: Any, studio: Running, folder: Path
) -> None:
    shown(page)
    page.select_option(".bar select", LATER)
    page.wait_for_selector(".cm-content >> text=Many years")
    page.route("**/api/text", lambda route: route.abort())
    write(page, "\n\nNobody saved this.")
    page.wait_for_selector(".saved >> text=Not saved:")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    assert "Nobody saved" not in (folder / LATER).read_text(encoding="utf-8")
    again.goto(studio.address)
    again.wait_for_selector(".cm-content")
    saved(again)
    until(again, "document.querySelector('.bar select').value.includes('02-later')")
    assert "Nobody saved this." in (folder / LATER).read_text(encoding="utf-8")


def test_texts_chosen_quickly_are_shown_one_after_the_other(page: Any, folder: Path) -> None:
    """On a slow line; each would else take the saves of the other for somebody else's."""
    shown(page)
    page.wait_for_selector(".cm-content")
    page.route("**/api/text?*", lambda route: (page.wait_for_timeout(300), route.continue_()))
    for name in (LATER, FIRST, LATER, FIRST):
        page.select_option(".bar select", name)
    page.wait_for_selector(".cm-content >> text=The first year")
    page.wait_for_timeout(1500)
    assert len(page.query_selector_all(".cm-editor")) == 1
    for number in range(4):
        write(page, f" Word {number}.")
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)
    saved(page)
    assert page.query_selector("dialog") is None
    text = (folder / FIRST).read_text(encoding="utf-8")
    assert text.rstrip().endswith("Word 0. Word 1. Word 2. Word 3.")
