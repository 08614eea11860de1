"""Runs of words that a book shares with its source: told where nothing explains them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

#: Seventeen words, of which five are a body's name.
SENTENCE = (
    "Ngày 05/8/2003, Hội Khuyến học thành phố tổ chức quyên góp sách giáo khoa cho Thủy Nguyên"
)
SOURCE = f"Như đã nói ở trên. {SENTENCE}. Sau đó thì thôi.\n"
APPENDIX = "kind: organisations\ntitle: Cơ quan\norganisations:\n"


def told(folder: Path, chapter: str, records: str = "", words: int = 12) -> list[str]:
    """What the tool says of a chapter of one text, which stands on its fifth line."""
    chapters = folder / "chapters"
    (chapters / "appendices").mkdir(parents=True)
    (folder / "book.yaml").write_text("title: Sách\nlanguage: vi\n", encoding="utf-8")
    text = f"---\ntitle: Chương\n---\n\n{chapter}\n"
    (chapters / "01.md").write_text(text, encoding="utf-8")
    (chapters / "appendices/co-quan.yaml").write_text(APPENDIX + records, encoding="utf-8")
    source = folder / "source.txt"
    source.write_text(SOURCE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "tools/shared_runs.py", source, folder, "--words", str(words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONUTF8": "1"},
    )
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (bool(lines), f"{len(lines)} shared runs\n")
    return lines


def test_a_sentence_that_came_over_is_told_at_its_line(tmp_path: Path) -> None:
    [line] = told(tmp_path, f"Lời mở.\n\nTa biết rằng {SENTENCE}, và vui.")
    assert line.startswith("chapters/01.md:7: 17 words: Ngày 05/8/2003 Hội Khuyến học")


def test_capitals_tone_places_and_noughts_hide_nothing(tmp_path: Path) -> None:
    other = SENTENCE.upper().replace("05/8", "5/08").replace("THỦY", "THUỶ")
    assert len(told(tmp_path, other)) == 1


def test_words_said_anew_are_not_told(tmp_path: Path) -> None:
    assert not told(tmp_path, SENTENCE.replace("tổ chức", "đứng ra"))


@pytest.mark.parametrize("quoted", [f"“{SENTENCE}”", f"> {SENTENCE}", f"<!-- {SENTENCE} -->"])
def test_quotations_and_remarks_are_free(tmp_path: Path, quoted: str) -> None:
    assert not told(tmp_path, quoted)


def test_a_name_of_a_record_does_not_count(tmp_path: Path) -> None:
    record = "  - {id: hoi, name: Hội Khuyến học thành phố}\n"
    [line] = told(tmp_path / "a", SENTENCE, record)
    assert " 12 words: Ngày 05/8/2003 Hội Khuyến học" in line
    assert not told(tmp_path / "b", SENTENCE, record, words=13)


def test_texts_of_records_are_read_with_their_lines(tmp_path: Path) -> None:
    record = f"  - id: hoi\n    name: Hội\n    text: {SENTENCE}\n"
    [line] = told(tmp_path, "Không có gì.", record)
    assert line.startswith("chapters/appendices/co-quan.yaml:6: ")
