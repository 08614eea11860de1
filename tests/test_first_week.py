"""“In Word today, printed in a week”: every command of the two pages is run, in their order."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import ROOT, run
from pdf import ReadPdf
from PIL import Image

from book.languages import Language

#: A page, its Word file, spreadsheet and folder of pictures, the book folder, the example chapters.
PAGES = {
    "vi": ("tu-word-den-sach.md", "Bài viết.docx", "Lãnh đạo.xlsx", "Ảnh", "Kỷ yếu trường"),
    "en": ("from-word-to-book.md", "Our story.docx", "Heads.xlsx", "Pictures", "School book"),
}
TEXT = {"vi": ("Buổi đầu", "Thầy {} dạy lớp đầu tiên."), "en": ("Beginnings", "{} taught first.")}


def commands_of(page: str) -> list[list[str]]:
    lines = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("    kyyeu ")]


def table_of(page: str) -> list[Sequence[str]]:
    """The rows of the page's example list."""
    lines = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    begins = next(n for n, line in enumerate(lines) if line.startswith(("| TT", "| No")))
    rows = [lines[begins], *lines[begins + 2 : begins + 4]]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


@pytest.mark.parametrize("tag", PAGES)
def test_the_week(tmp_path: Path, tag: str) -> None:
    page, word, sheet, pictures, name = PAGES[tag]
    rows = table_of(page)
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(row)
    document = docx.Document()
    document.add_heading(TEXT[tag][0], 1)
    document.add_paragraph(TEXT[tag][1].format(rows[1][1]))
    document.save(tmp_path / word)
    (tmp_path / pictures).mkdir()
    Image.new("RGB", (1600, 1200), "#7a8b99").save(tmp_path / pictures / "Sân 1994.jpg")
    folder = tmp_path / name
    asked, *commands = commands_of(page)
    assert asked[0] == "new" and len(commands) >= 9
    for arguments in commands:
        if arguments[0] == "import" and "--dry-run" in arguments:
            by_hand(folder)
        if arguments[:2] == ["import", pictures]:
            workbook.save(folder / "chapters/appendices" / sheet)
        plain = [argument for argument in arguments if argument != "--open"]
        done = run(*plain, *(("--language", tag) if plain[0] == "new" else ()), cwd=tmp_path)
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
    built = run("build", "-C", name, "-o", "book.pdf", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    text = ReadPdf(tmp_path / "book.pdf").text
    person = rows[1][1]
    assert sum(person in words for words in text) >= 2  # the chapter, the list
    assert any((Language(tag).rules.surnames and "") or person in words for words in text)
    assert sum(rows[2][1] in words for words in text) >= 1


def by_hand(folder: Path) -> None:
    """The reader deletes the examples."""
    for path in [*folder.glob("chapters/0[12]-*.md"), *folder.glob("chapters/appendices/*")]:
        path.unlink()
