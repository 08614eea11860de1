"""Takes the pictures of the studio for the guides, in both languages, of a book made up for them.

Usage: .venv/bin/python tools/studio_screens.py   (needs Chromium; writes docs/screens/studio-*.png)
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import docx
from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "docs/screens"
SIZE = {"width": 1280, "height": 720}
#: What the book is called, what is found in it, and what a Word file brings.
WORDS = {
    "vi": (
        ("--title", "Trường ta 30 năm", "--organisation", "Trường Hồng Bàng"),
        "Năm học đầu tiên nhà trường có có hai mươi mốt lớp.",
        ("Thư của cựu học sinh", "Kính gửi các thầy cô, chúng em vẫn nhớ sân trường cũ."),
    ),
    "en": (
        ("--title", "Thirty years of our school", "--organisation", "Hill School"),
        "In its first year the school had twenty-one classes classes.",
        ("Letters of old pupils", "Dear teachers, we still remember the yard."),
    ),
}


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for tag in WORDS:
            with tempfile.TemporaryDirectory() as passing:
                take(browser, tag, Path(passing))
        browser.close()


def take(browser: Any, tag: str, here: Path) -> None:
    """The screens in one language."""
    own, doubtful, letter = WORDS[tag]
    folder = here / "book"
    page = browser.new_page(viewport=SIZE)

    def keep(name: str) -> None:
        page.wait_for_timeout(700)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(200, dither=Image.Dither.NONE).save(
            INTO / f"studio-{name}-{tag}.png", optimize=True
        )

    with studio(folder, tag, here) as address:
        page.goto(address)
        page.wait_for_selector("form.form")
        keep("begin")
    new = ("new", str(folder), "--like", "school", *own, "--from", "1994", "--to", "2024")
    subprocess.run([*command(tag), *new], check=True, capture_output=True)
    first = sorted((folder / "chapters").glob("*.md"))[1]
    first.write_text(first.read_text(encoding="utf-8") + f"\n{doubtful}\n", encoding="utf-8")
    word = docx.Document()
    word.add_heading(letter[0], 1)
    word.add_paragraph(letter[1])
    word.save(str(here / "thu.docx"))
    photograph().save(folder / f"assets/{first.stem}.jpg")
    with studio(folder, tag, here) as address:
        page.goto(address)
        page.wait_for_selector(".page[data-version] img[src]", timeout=60_000)
        shown = f"\n::: figure\n![{letter[0]}](assets/{first.stem}.jpg){{crop=3:2 focus=64%,48%}}\n"
        text = first.read_text(encoding="utf-8")
        first.write_text(f"{text}{shown}\n{letter[1]}\n:::\n", encoding="utf-8")
        page.wait_for_timeout(3000)
        page.select_option(".bar select", f"chapters/{first.name}")
        page.wait_for_timeout(500)
        page.click(".cm-line >> nth=8")
        page.wait_for_selector(".mark")
        keep("text")
        page.click("[data-panel=records]")
        page.wait_for_selector(".records")
        keep("records")
        page.click(".records .open >> nth=0")
        page.wait_for_selector("form.record")
        keep("record")
        page.click("[data-panel=photographs]")
        page.click(f"[data-name='assets/{first.stem}.jpg']")
        page.wait_for_selector(".focusing img")
        keep("photographs")
        page.click("[data-panel=history]")
        page.click(".states button >> nth=-1")
        page.wait_for_selector(".was-and-is")
        keep("history")
        page.click("[data-panel=problems]")
        page.wait_for_selector(".problem", timeout=60_000)
        page.click(".problem summary >> nth=0")
        keep("problems")
        page.click("[data-panel=bring]")
        page.set_input_files("#bring-files", here / "thu.docx")
        page.wait_for_selector(".notes li")
        keep("bring")
        page.click("[data-panel=making]")
        page.click("[data-product=screen] button.main")
        page.wait_for_selector("[data-product=screen] .files a", timeout=60_000)
        page.click("[data-product=booklet] summary")
        page.evaluate("document.querySelector('[data-product=booklet]').scrollIntoView()")
        keep("making")
        page.click("[data-panel=looks]")
        page.wait_for_selector(".look.chosen img")
        page.wait_for_timeout(15_000)  # the small book is typeset in each look
        keep("looks")
        page.click("[data-panel=readers]")
        page.wait_for_selector(".ladder tbody tr")
        keep("readers")
    page.close()


def photograph() -> Image.Image:
    """Hills, a sun and a house: a picture of our own."""
    made = Image.linear_gradient("L").resize((2400, 1800)).convert("RGB")
    made = Image.blend(made, Image.new("RGB", made.size, "#dfe8ea"), 0.75)
    draw = ImageDraw.Draw(made)
    draw.ellipse((1750, 220, 2010, 480), fill="#f3cf7a")
    draw.polygon(
        [(0, 1250), (700, 760), (1400, 1230), (2400, 900), (2400, 1800), (0, 1800)], "#7d9a83"
    )
    draw.polygon([(0, 1500), (1200, 1180), (2400, 1420), (2400, 1800), (0, 1800)], "#4f6f57")
    draw.rectangle((1350, 850, 1790, 1260), fill="#e9dcc3")
    draw.polygon([(1300, 860), (1570, 640), (1840, 860)], "#9b4a38")
    draw.rectangle((1520, 1040, 1620, 1260), fill="#5b3a2e")
    return made


def command(tag: str) -> list[str]:
    return [sys.executable, "-u", str(ROOT / "make_book.py"), "--language", tag]


class studio:  # noqa: N801 - it reads as what it opens
    """A studio of a folder; gives its address."""

    def __init__(self, folder: Path, tag: str, home: Path) -> None:
        self._command = [*command(tag), "studio", str(folder), "--no-browser"]
        self._home = {**os.environ, "XDG_STATE_HOME": str(home / "state"), "HOME": str(home)}

    def __enter__(self) -> str:
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, text=True, env=self._home
        )
        assert self._process.stdout
        return next(line.strip() for line in self._process.stdout if line.startswith("http"))

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


if __name__ == "__main__":
    main()
