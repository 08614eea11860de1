"""A book begun by `new` builds at once and has nothing for the proofreader to say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from conftest import run
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from book.errors import Mistakes
from book.manuscript.fitting import known_keys
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.starters import LANGUAGES, LIKE
from book.themes.registry import names


@pytest.mark.parametrize("sort", LIKE)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_is_a_whole_book_without_a_finding(tmp_path: Path, sort: str, tag: str) -> None:
    folder = tmp_path / "sách"
    made = run(
        "new", str(folder), "--like", sort, "--language", tag, "--from", "1954", "--to", "2024"
    )
    assert made.returncode == 0, made.stderr
    assert set(made.stdout.split()) == {str(path) for path in folder.rglob("*") if path.is_file()}
    checked = run("check", "--strict", "-C", str(folder))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    for path in [*folder.rglob("*.yaml"), *folder.rglob("*.md")]:
        text = path.read_text(encoding="utf-8")
        assert "# " in text or "<!--" in text, f"{path.name} has no advice"
        assert "${" not in text


def test_editors_find_schemas_that_fit(tmp_path: Path) -> None:
    run("new", str(tmp_path / "a"), "--like", "school", "--language", "en")
    settings = json.loads((tmp_path / "a/.vscode/settings.json").read_text(encoding="utf-8"))
    assert (tmp_path / "a/kinds/classes.yaml").is_file()
    files = list((tmp_path / "a").rglob("*.yaml"))
    assert len(files) > 10
    for path in files:
        text = path.read_text(encoding="utf-8")
        named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        schema = json.loads((path.parent / named).read_text(encoding="utf-8"))
        told = list(Draft202012Validator(schema).iter_errors(yaml.safe_load(text)))
        assert not told, f"{path.name}: {told[0].message}"
        name = (path.parent / named).resolve().relative_to(tmp_path / "a")
        assert f"./{name.as_posix()}" in settings["yaml.schemas"]


def keys_in(annotation: Any) -> set[str]:
    """The keys of the records that a field of an appendix holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {*known_keys(annotation)}
    return {key for part in getattr(annotation, "__args__", ()) for key in keys_in(part)}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_there_is_a_full_example_of_every_kind(tmp_path: Path, tag: str) -> None:
    folder = tmp_path / "a"
    run("new", str(folder), "--like", "family", "--language", tag, "--from", "1954", "--to", "2024")
    kinds = kinds_for(folder, tag, KINDS, str, Mistakes())
    texts = {}
    for path in [*folder.glob("examples/*"), *folder.glob("chapters/appendices/*")]:
        text = path.read_text(encoding="utf-8")
        texts[re.search(r"^kind: (.*)$", text, re.M)[1]] = text  # type: ignore[index]
    assert set(texts) == set(kinds)
    seldom = {"id", "remark", "listed_as", "given", "aliases"}
    for kind, model in kinds.items():
        # Of the records; what an appendix as a whole may say is in the guide.
        keys = {key for info in model.model_fields.values() for key in keys_in(info.annotation)}
        assert keys - seldom - set(re.findall(r"[\w-]+", texts[kind])) == set(), kind
    for path in folder.glob("examples/*"):
        path.rename(folder / "chapters/appendices" / path.name)
    checked = run("check", "--no-pages", "-C", str(folder))
    assert checked.returncode == 0, checked.stdout


def test_the_theme_is_the_sort_s_where_there_is_one(tmp_path: Path) -> None:
    for sort, wanted in {
        "office": "trang-trong",
        "school": "hoc-duong",
        "family": "co-dien",
    }.items():
        run("new", str(tmp_path / sort), "--like", sort, "--language", "vi")
        config = yaml.safe_load((tmp_path / sort / "book.yaml").read_text(encoding="utf-8"))
        assert config["theme"] == wanted and wanted in names()
    with mock.patch("book.starters.names", lambda: ("default",)):
        run("new", str(tmp_path / "none"), "--like", "office", "--language", "vi")
    config = yaml.safe_load((tmp_path / "none/book.yaml").read_text(encoding="utf-8"))
    assert config["theme"] == "default"


def test_words_of_ones_own(tmp_path: Path) -> None:
    title = 'Trường "Hồng Bàng": 20 năm'
    done = run(
        *("new", str(tmp_path / "a"), "--like", "school", "--language", "vi", "--title", title),
        *("--organisation", "Trường Hồng Bàng", "--from", "2004", "--to", "2004"),
    )
    assert done.returncode == 0, done.stderr
    config = yaml.safe_load((tmp_path / "a/book.yaml").read_text(encoding="utf-8"))
    assert config["title"] == title and config["occasion"] == {"from": 2004, "to": 2004}
    assert run("check", "--no-pages", "-C", str(tmp_path / "a")).returncode == 0


def test_nothing_is_written_over_and_mistakes_are_told(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("title: Mine\nlanguage: en\n", encoding="utf-8")
    done = run("new", str(tmp_path), "--like", "family", "--language", "en")
    assert done.returncode == 2 and "is there already; nothing was written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["book.yaml"]
    for arguments, says in (
        ((), "name the folder"),
        (("x",), "say what the book is about"),
        (("x", "--like", "choir"), "takes one of"),
        (("x", "--like", "unit", "--from", "2000", "--to", "1990"), "can't celebrate"),
        ((str(tmp_path / "book.yaml"), "--like", "unit"), "is a file"),
    ):
        done = run("new", *arguments, "--language", "en", cwd=tmp_path)
        assert done.returncode == 2 and says in done.stderr, done.stderr


def test_it_asks_on_a_terminal(tmp_path: Path) -> None:
    import os
    import pty
    import subprocess
    import sys

    from conftest import ROOT

    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "make_book.py"), "new", "a", "--language", "en"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as process:
        os.write(ours, b"9\n2\nOur school\nHill School\n2020\n1990\n")
        _, asked = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, asked
    assert "What is the book about?" in asked.decode()
    config = yaml.safe_load((tmp_path / "a/book.yaml").read_text(encoding="utf-8"))
    assert (config["title"], config["organisation"]) == ("Our school", "Hill School")
    assert config["occasion"] == {"from": 1990, "to": 2020}
