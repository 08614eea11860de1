"""The words that rules and readers know come from a language's folder, and from a book's own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import MakeFolder, chapter, run

from book.check import spelling
from book.check.run import found_in
from book.languages import everywhere, language
from book.languages.columns import FILE
from book.manuscript.reading import read_manuscript
from book.manuscript.sheet_columns import built_in_columns

ROOT = Path(__file__).parents[2] / "book"
CONFIG = "title: Buku\nlanguage: id\n"
#: Where code reads or makes books; `starters` holds the words of books to begin with.
ROOMS = (
    "manuscript",
    "facts",
    "photos",
    "text",
    "importers",
    "indexes",
    "sections",
    "check",
    "paged",
)
ROOMS += ("web", "rounds", "exporters", "editions", "commands", "studio", "themes")
WORDS = "titles: [bapak]\ndoubled: [anak]\ndictionary: id_ID\n"
BODY = "Anak anak dan anak anak dan baca baca dari Bapak Budi Santoso. Kata “tempo doeloe”."


def test_a_book_brings_words_of_its_own(
    make_folder: MakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "id_ID.dic"
    listed.write_text("4\nanak\ndan\ndari\n", encoding="utf-8")
    monkeypatch.setattr(spelling, "_FOLDERS", (tmp_path,))
    files: dict[str, str | bytes] = {"chapters/a.md": chapter("Satu", BODY)}
    people = {"chapters/appendices/p.yaml": "kind: people\ntitle: P\npeople: [{id: a, name: Ani}]"}
    for own, told in (
        ({}, [("word-twice", "anak"), ("word-twice", "baca")]),
        (
            {"languages/id/words.yaml": WORDS},
            [("spelling", "baca"), ("word-twice", "baca"), ("person-unknown", "Budi Santoso")],
        ),
    ):
        folder = make_folder({**files, **people, **own}, CONFIG, f"with-{len(own)}")
        found = found_in(read_manuscript(folder))
        assert [
            (rule.name, m.values.get("word") or m.values["name"])
            for rule, m in found
            if rule.name != "record-unused"
        ] == told


@pytest.mark.parametrize(
    "text", ["titles: ông", "headings: {board: [Ban]}", "tittles: [ông]", "- a"]
)
def test_wrong_words_are_told_at_their_file(text: str, make_folder: MakeFolder) -> None:
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter("S", "Kata."),
        "languages/id/words.yaml": text,
    }
    done = run("check", "--no-pages", "-C", str(make_folder(files, CONFIG)))
    assert done.returncode == 1
    assert "languages/id/words.yaml: these are no rules" in done.stdout + done.stderr


def test_words_are_found_with_capitals_and_the_longest_first() -> None:
    words = language("vi").words
    assert re.match(words.titles, "Đồng chí Lan")
    assert not re.match(words.offices, "bí thư")
    assert re.match(everywhere("sums"), "tổng cộng")[0] == "tổng cộng"  # type: ignore[index]


def test_units_stay_at_their_numbers_by_the_language() -> None:
    join = language("vi").rules.joined
    assert join("5 triệu, 3 đồng, 12 đồng chí") == "5\xa0triệu, 3\xa0đồng, 12 đồng chí"
    assert language("de").rules.joined("5 Uhr, 5 triệu") == "5\xa0Uhr, 5 triệu"


@pytest.mark.parametrize("code", ["vi", "en"])
def test_a_language_heads_every_column_of_a_kind_and_no_other(code: str) -> None:
    said = yaml.safe_load((ROOT / "languages" / code / FILE).read_text(encoding="utf-8"))
    for kind, columns in built_in_columns().items():
        assert said[kind].keys() == columns.fields.keys() | columns.nested.keys()


def written(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_no_word_of_a_language_stands_in_code() -> None:
    vietnamese = re.compile(r"\w*[ăằắẳẵặầấẩẫậẻẽẹềếểễệỉĩịỏọồốổỗộơờớởỡợủũụưừứửữựỳỷỹỵ]\w+")
    found = [
        f"{path.name}:{line}: {text}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, text in written(path)
        if vietnamese.search(re.sub("“[^”]*”", "", text))  # what messages quote
    ]
    assert found == []
