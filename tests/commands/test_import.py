"""`import`: from the office's files to a book, as a user would."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import run


def office(tmp_path: Path) -> tuple[Path, Path]:
    """A Word file and a spreadsheet of a school."""
    document = docx.Document()
    document.add_heading("Buổi đầu", 1)
    document.add_paragraph("Năm 1954, thầy Nguyễn Văn An mở lớp học đầu tiên của trường.")
    document.save(tmp_path / "Bài viết.docx")
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in (
        ["Họ và tên", "Chức vụ", "Từ", "Đến"],
        ["Nguyễn Văn An", "Hiệu trưởng", 1954, 1960],
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "Lãnh đạo.xlsx")
    return tmp_path / "Bài viết.docx", tmp_path / "Lãnh đạo.xlsx"


def test_from_the_office_to_a_book(tmp_path: Path) -> None:
    folder = tmp_path / "sach"
    folder.mkdir()
    (folder / "book.yaml").write_text("title: Trường ta\nlanguage: vi\n", encoding="utf-8")
    files = [str(path) for path in office(tmp_path)]
    dry = run("import", *files, "-C", str(folder), "--dry-run")
    assert dry.returncode == 0 and "chương “Buổi đầu”" in dry.stdout
    assert [p.name for p in folder.iterdir()] == ["book.yaml"]
    done = run("import", *files, "-C", str(folder))
    assert done.returncode == 0, done.stderr
    assert (folder / "chapters/01-buoi-dau.md").is_file()
    assert (folder / "import.txt").read_text(encoding="utf-8") in done.stdout + "\n"
    built = run("build", "-C", str(folder))
    assert built.returncode == 0, built.stderr
    again = run("import", *files, "-C", str(folder))
    assert again.returncode == 0
    assert (folder / "chapters/02-buoi-dau.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name the files"),
        (("nope.docx",), "there is no file"),
        (("a.pdf",), "of no kind"),
        (("a.jpg",), "one picture"),
    ],
)
def test_what_can_not_be_brought_in_is_told(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    for name in ("a.pdf", "a.jpg"):
        (tmp_path / name).write_bytes(b"x")
    done = run("import", *arguments, cwd=tmp_path, LC_ALL="C.UTF-8", LANG="C.UTF-8")
    assert done.returncode == 2 and says in done.stderr
    assert not (tmp_path / "import.txt").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_old_files_come_through_libreoffice(tmp_path: Path) -> None:
    import subprocess

    source, _ = office(tmp_path)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "odt",
            "--outdir",
            str(tmp_path),
            str(source),
        ],
        check=True,
        capture_output=True,
    )
    done = run("import", str(tmp_path / "Bài viết.odt"), "-C", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "mở lớp học đầu tiên" in (tmp_path / "chapters/01-buoi-dau.md").read_text(
        encoding="utf-8"
    )
