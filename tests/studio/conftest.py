"""One studio and one browser for the tests of a module."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import chapter
from driving import CHROMIUM, Running, running

PEOPLE = """\
# Kept as it is.
kind: people
title: Who led
offices:
- id: chair
  name: Chair
people:
- id: ann-brown
  name: Ann Brown
  note: She kept the first minutes.
  terms:
  - office: chair
    from: 1994
    to: 1999
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book folder of two chapters and one list."""
    made = tmp_path_factory.mktemp("studio") / "Our book"
    files = {
        "book.yaml": "title: Our thirty years\nlanguage: en\n",
        "chapters/01-beginnings.md": chapter(
            "Beginnings", "## The first year\n\nAnn Brown wrote  to all members.\n\nThey came."
        ),
        "chapters/02-later.md": chapter("Later", "Many years went by. " * 60),
        "chapters/appendices/who.yaml": PEOPLE,
    }
    for name, text in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def studio(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(folder, tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium. Skipped with its reason where there is none, but not in CI."""
    lacking = pytest.fail if os.environ.get("CI") else pytest.skip
    if find_spec("playwright") is None:
        lacking("Playwright is not installed: run `make studio-set-up`")
    if CHROMIUM is None:
        lacking("Chromium is not installed: apt install chromium")
    from playwright import sync_api as playwright

    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, studio: Running) -> Iterator[Any]:
    """A page of the studio, opened by the printed address. A request to anywhere else, an error
    of a module, or a break of the policy fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on(
        "console",
        lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None,
    )
    found.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((f"http://127.0.0.1:{studio.port}/", "blob:"))
            else wrong.append(asked.url)
        ),
    )
    found.goto(studio.address)
    yield found
    context.close()
    assert wrong == []
