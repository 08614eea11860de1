"""Each screen for all: names for screen readers, contrast, keys alone, a small window, a tablet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from driving import Running, complaints, running, shown, until

from book.studio.panels.registry import PANELS

SCREENS = [panel.name for panel in PANELS if not panel.is_for_beginning]


def open_screen(page: Any, name: str) -> None:
    page.click(f"[data-panel={name}]")
    page.wait_for_selector(f"[data-panel={name}][aria-current=page]")
    until(page, f"document.querySelector('main.panel-{name}').childElementCount > 0")


@pytest.mark.parametrize("size", [(1280, 720), (768, 1024)], ids=["small", "tablet"])
def test_axe_finds_nothing(page: Any, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    shown(page)
    page.click("[aria-label='Small pages']")
    for name in SCREENS:
        open_screen(page, name)
        for closed in page.query_selector_all("details:not([open]) > summary"):
            closed.click()
        page.wait_for_timeout(100)
        assert complaints(page) == [], name
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), f"{name} is wider than the window"


def test_axe_finds_nothing_in_dialogs(page: Any) -> None:
    shown(page)
    for name, opens in (
        ("text", "text=New chapter"),
        ("records", "text=New entry"),
        ("records", "text=Take it out"),
        ("history", "text=Give the book as it is now a name"),
        ("readers", ".ladder button"),
    ):
        open_screen(page, name)
        if opens.endswith("Take it out"):
            page.click("button.open")
        page.click(opens)
        page.wait_for_selector("dialog[open] h2")
        assert complaints(page) == [], opens
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")


def test_keys_alone_lead_everywhere(page: Any) -> None:
    shown(page)
    until(page, "document.querySelector('.cm-content') !== null")
    reached: set[str] = set()
    page.focus(".skip")
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label') ||"
                " document.activeElement.dataset.panel || document.activeElement.id"
            )
        )
    assert set(SCREENS) <= reached
    assert {"Bold", "Forward", "Page", "Width of the text beside the pages"} <= reached
    page.focus(".pages")
    page.keyboard.press("End")
    last = page.input_value("#viewer input[type=text]")
    page.keyboard.press("PageUp")
    assert page.input_value("#viewer input[type=text]") != last
    page.keyboard.press("Home")
    page.keyboard.press("+")
    assert page.inner_text("#viewer .tools .of >> nth=1") == "125%"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = tmp_path_factory.mktemp("new")
    with running(made / "Our school", made / "home") as found:
        yield found


def test_a_book_is_begun(browser: Any, empty: Running) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(empty.address)
    page.click("text=a school")
    page.fill("input[name=title]", "Forty years of our school")
    assert complaints(page) == []
    page.click("button >> text=Begin the book")
    shown(page)
    assert page.inner_text("h1") == "Forty years of our school"
    assert (empty.folder / "chapters/appendices").is_dir()
    assert page.input_value(".bar select").startswith("chapters/")
    page.select_option("#language", "vi")
    page.wait_for_selector("text=Ngôn ngữ")
    page.close()
