"""What Vietnamese input methods send, each in its own way, is written letter by letter.

IBus and macOS show letters as a composition and then commit it; Unikey on Windows sends Backspace
and the letters anew, faster than anybody types.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driving import saved, shown, until, until_file, write

FIRST, WHO = "chapters/01-beginnings.md", "chapters/appendices/who.yaml"
#: What each word looks like after each key of Telex.
WORDS = [
    ["D", "Đ", "Đa", "Đan", "Đang", "Đảng"],
    ["b", "bo", "bô", "bộ"],
    ["t", "th", "tha", "than", "thanh", "thành"],
    ["p", "ph", "pho", "phô", "phố"],
    ["t", "to", "toa", "toan", "toán", "toàn"],
]
SAID = " ".join(word[-1] for word in WORDS)
Typing = Callable[[Any, list[str]], None]


def composed(cdp: Any, word: list[str]) -> None:
    """As IBus and macOS do: a composition that grows, is corrected and committed."""
    for state in word:
        cdp.send(
            "Input.imeSetComposition",
            {"text": state, "selectionStart": len(state), "selectionEnd": len(state)},
        )
    cdp.send("Input.insertText", {"text": word[-1]})


def typed_anew(cdp: Any, word: list[str]) -> None:
    """As Unikey does on Windows: what has changed is taken back, and sent again at once."""
    there = ""
    for state in word:
        same = 0
        while same < min(len(there), len(state)) and there[same] == state[same]:
            same += 1
        for _ in there[same:]:
            key(cdp, "Backspace", code=8)
        for letter in state[same:]:
            key(cdp, letter, text=letter)
        there = state


def key(cdp: Any, name: str, text: str = "", code: int = 231) -> None:
    told = {"key": name, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code}
    cdp.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": text, **told})
    cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", **told})


def say(cdp: Any, typing: Typing, between: Callable[[], None] = lambda: None) -> None:
    for number, word in enumerate(WORDS):
        if number:
            key(cdp, " ", text=" ", code=32)
        typing(cdp, word)
        between()


@pytest.fixture
def cdp(page: Any) -> Any:
    shown(page)
    return page.context.new_cdp_session(page)


@pytest.mark.parametrize("typing", [composed, typed_anew])
def test_a_chapter_is_written(page: Any, cdp: Any, folder: Path, typing: Typing) -> None:
    """It saves itself meanwhile, on a slow machine, and somebody else saves another text."""
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.select_option(".bar select", FIRST)
    page.wait_for_selector(".cm-content >> text=The first year")
    write(page, f"\n\n{typing.__name__}: ")
    for number in range(2):
        say(cdp, typing, lambda: page.keyboard.press("Control+s"))
        (folder / "chapters/02-later.md").write_text(
            f"---\ntitle: Later\n---\n\nYears, {number}, {typing.__name__}.\n", encoding="utf-8"
        )
        time.sleep(1)
        page.keyboard.insert_text(". ")
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    until_file(folder / FIRST, f"{typing.__name__}: {SAID}. {SAID}.")
    saved(page)
    text = (folder / FIRST).read_text(encoding="utf-8")
    assert text.rstrip().endswith(f"{SAID}. {SAID}."), text[-200:]
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("typing", [composed, typed_anew])
def test_a_field_of_a_form_is_filled_in(page: Any, cdp: Any, folder: Path, typing: Typing) -> None:
    """While one value rests long enough to be saved, the next letters come."""
    page.click("[data-panel=records]")
    page.fill("[data-at='0/name']", typing.__name__)
    page.press("[data-at='0/name']", "Tab")
    page.wait_for_selector(f"[aria-label='Name, {typing.__name__}']")
    page.click("[data-at='0/name']")
    page.keyboard.press("Control+A")
    say(cdp, typing, lambda: time.sleep(0.7))
    page.keyboard.press("Tab")
    page.wait_for_selector(f"[aria-label='Name, {SAID}']")
    until(page, "document.querySelector('.saved').textContent === 'Saved'")
    assert f"name: {SAID}\n" in (folder / WHO).read_text(encoding="utf-8")
