"""Draws the pictures of the screen for beginners: what commands say, as a terminal shows it.

Usage: .venv/bin/python tools/screens.py   (writes docs/screens/*.svg)
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from rich.console import Console

ROOT = Path(__file__).resolve().parents[1]
#: For each language: the folder, the list, its rows with one mistake, and the options of `new`.
WORDS = {
    "vi": (
        "Kỷ yếu trường",
        "Lãnh đạo.xlsx",
        (
            ("TT", "Họ và tên", "Chức vụ", "Từ", "Đến"),
            (1, "Nguyễn Văn An", "Hiệu trưởng", 1994, "8/2004"),
            (2, "Trần Thị Bình", "Hiệu trưởng", "tháng 13/2004", "nay"),
        ),
        ("--title", "Trường ta 30 năm", "--organisation", "Trường Hồng Bàng"),
    ),
    "en": (
        "School book",
        "Heads.xlsx",
        (
            ("No", "Full name", "Office", "From", "To"),
            (1, "Anne Hill", "Head", 1994, "8/2004"),
            (2, "John Field", "Head", "13/2004", "now"),
        ),
        ("--title", "Thirty years of our school", "--organisation", "Hill School"),
    ),
}


def main() -> None:
    for tag, (name, sheet, rows, own) in WORDS.items():
        with tempfile.TemporaryDirectory() as passing:
            here = Path(passing)
            new = ("new", name, "--like", "school", *own, "--from", "1994", "--to", "2024")
            draw(f"new-{tag}", here, new, tag)
            examples = here / name / "chapters"
            for example in [*examples.glob("0[12]-*"), *examples.glob("appendices/*")]:
                example.unlink()
            workbook = openpyxl.Workbook()
            assert workbook.active is not None
            for row in rows:
                workbook.active.append(row)
            workbook.save(here / name / "chapters/appendices" / sheet)
            draw(f"check-{tag}", here, ("check", "-C", name), tag)


def draw(picture: str, here: Path, arguments: tuple[str, ...], tag: str) -> None:
    """Run a command, and draw what it was and what it says."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "make_book.py"), *arguments, "--language", tag],
        cwd=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    words = " ".join(f'"{a}"' if " " in a else a for a in arguments)
    console = Console(record=True, width=100, file=io.StringIO(), highlight=False)
    console.print(f"> kyyeu {words}", style="bold", markup=False)
    lines = [line for line in done.stdout.splitlines() if "apt install" not in line]
    console.print("\n".join(lines), markup=False)
    drawn = console.export_svg(title="kyyeu", unique_id=picture)
    drawn = re.sub(r"@font-face\s*\{.*?\}", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    path = ROOT / "docs/screens" / f"{picture}.svg"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(line.rstrip() for line in drawn.splitlines()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
