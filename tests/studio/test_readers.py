"""Proofs that come back, sections that are signed off, and another look, all in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from conftest import run
from driving import complaints, shown, until, until_file
from readers import Reader

FIRST = "chapters/01-beginnings.md"


def test_remarks_of_a_proof_are_settled(page: Any, folder: Path, tmp_path: Path) -> None:
    shown(page)
    made = run("build", "--edition", "proof", "--revision", "first", "-C", str(folder))
    assert made.returncode == 0, made.stderr
    (proof,) = (folder / "dist").glob("*proof*.pdf")
    reader = Reader(proof, "M. Gray", "okular")
    reader.mark("wrote", "say to whom")
    reader.mark("They came", "who?")
    reader.save(tmp_path / "Marked by M. Gray.pdf")
    (tmp_path / "letter.pdf").write_bytes(b"no PDF")
    page.click("[data-panel=readers]")
    page.set_input_files("#proofs-back", tmp_path / "letter.pdf")
    page.wait_for_selector(".notice.bad >> text=letter.pdf is no proof that came back")
    page.set_input_files("#proofs-back", tmp_path / "Marked by M. Gray.pdf")
    page.wait_for_selector(".notice >> text=2 new")
    page.click(".problem:has-text('say to whom') >> text=Tick it off")
    page.wait_for_selector(".problem:has-text('say to whom')", state="detached")
    page.click(".problem:has-text('who?') >> text=Decline it")
    page.fill("dialog input", "the chapter says so above")
    page.click("dialog button.main")
    page.wait_for_selector(".problem", state="detached")
    page.check("text=Show those that are settled, too")
    page.wait_for_selector(".problem >> text=declined: the chapter says so above")
    page.click(".problem:has-text('say to whom') >> text=Open it again")
    page.wait_for_selector(".problem:has-text('say to whom') >> text=Tick it off")
    page.click(".problem:has-text('say to whom') .place")
    page.wait_for_selector(".cm-content >> text=Ann Brown wrote")
    kept = yaml.safe_load((folder / "proofs/remarks.yaml").read_text(encoding="utf-8"))
    states = {row["remark"]: row["state"] for row in kept}
    assert states == {"say to whom": "open", "who?": "declined"}


def test_a_section_is_signed_off_and_changed_after(page: Any, folder: Path) -> None:
    shown(page)
    page.click("[data-panel=readers]")
    row = "tr[data-key='section 01-beginnings'], tr[data-key='section beginnings']"
    page.fill(f"{row} >> input", "Ann Brown")
    page.press(f"{row} >> input", "Tab")
    until(page, "document.querySelector('.ladder').textContent.includes('Beginnings')")
    page.click(f"{row} >> button")
    page.fill("dialog input", "The editors")
    page.click("dialog button.main")
    page.wait_for_selector(f"{row} >> text=The editors, 20")
    chapter = folder / FIRST
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("They came.", "They all came."), encoding="utf-8")
    page.wait_for_selector(f"{row} >> text=changed since")
    page.click("[data-panel=problems]")
    page.wait_for_selector(".problem >> text=the text was changed after The editors signed it off")
    chapter.write_text(text, encoding="utf-8")


def test_a_slip_came_back_signed(page: Any, folder: Path) -> None:
    shown(page)
    page.click("[data-panel=readers]")
    page.click("text=Slips that came back")
    page.click("[aria-label='It came back signed: Ann Brown']", timeout=60_000)
    page.wait_for_selector(".slips li >> text=Ann Brown: signed on 20")
    assert complaints(page) == []
    kept = yaml.safe_load((folder / "proofs/slips.yaml").read_text(encoding="utf-8"))
    assert kept["ann-brown"]["state"] == "signed"


def test_the_book_gets_another_look(page: Any, folder: Path) -> None:
    before = shown(page)
    page.click("[data-panel=looks]")
    page.wait_for_selector(".look.chosen[data-theme=default]")
    look = ".look[data-theme=trang-trong]"
    page.hover(look)
    until(page, f"document.querySelector('{look} img')?.naturalWidth > 0", 60)
    page.click(f"{look} button.main")
    page.wait_for_selector(f"{look}.chosen")
    page.wait_for_selector(f".page[data-version]:not([data-version='{before}'])", timeout=60_000)
    config = (folder / "book.yaml").read_text(encoding="utf-8")
    assert config == "title: Our thirty years\nlanguage: en\ntheme: trang-trong\n"
    palette = page.eval_on_selector(f"{look} select option:last-child", "one => one.value")
    page.select_option(f"{look} select", palette)
    until_file(folder / "book.yaml", f"palette: {palette}\n")
