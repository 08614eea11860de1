"""A remark that silences a rule is written where it is read as one, whatever the line is."""

from __future__ import annotations

import pytest

from book.check.suppressions import silenced
from book.errors import Place

HEAD = "---\ntitle: One\n---\n"


@pytest.mark.parametrize(
    ("file", "text", "line", "written"),
    [
        ("a.md", f"{HEAD}\nWords.\n", 5, f"{HEAD}\n<!-- silence x: so -->\nWords.\n"),
        ("a.md", f"{HEAD}Words\nmore.\n", 5, f"{HEAD}Words\nmore. <!-- silence x: so -->\n"),
        ("a.md", f"{HEAD}| a |\n", 4, f"{HEAD}| a <!-- silence x: so --> |\n"),
        ("a.md", HEAD, 2, "---\n# silence x: so\ntitle: One\n---\n"),
        ("a.yaml", "a:\n  - b: c\n", 2, "a:\n  # silence x: so\n  - b: c\n"),
        ("a.yaml", "a: |\n  b\n  c\nd: e\n", 3, "a: |\n  b\n  c <!-- silence x: so -->\nd: e\n"),
        ("a.yaml", "a: |\n  b\n  c\nd: e\n", 4, "a: |\n  b\n  c\n# silence x: so\nd: e\n"),
    ],
)
def test_where_a_remark_stands(file: str, text: str, line: int, written: str) -> None:
    assert silenced(text, Place(file, line, 1), "x", "so") == written
