"""How the program is called, completed and started; `tools/try-wheel.sh` tries the wheel itself."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
from conftest import ROOT, MakeFolder, chapter, run

from book import __version__
from book.manuscript.values import trim_size
from book.themes.styles import PageGeometry, style_of


def _module(*arguments: str, **env: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "book", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={**os.environ, **env},
    )
    return done.stdout


def test_it_is_called_by_the_name_that_was_typed() -> None:
    assert _module("--version").strip() == __version__
    assert "python -m book" in _module("--help", LC_ALL="C.UTF-8")
    assert "make_book.py" in run("--help", LC_ALL="C.UTF-8").stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("", "check"), ("boo", "booklet"), ("build --ed", "--edition"), ("--vers", "--version")],
)
def test_a_shell_completes_commands_and_options(typed: str, offered: str) -> None:
    words = f"kyyeu {typed}"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.argv = ['kyyeu']; from book.cli import main; main()",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={
            **os.environ,
            "_KYYEU_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        },
    )
    assert f"plain,{offered}" in done.stdout.split()


def test_start_files_are_as_their_systems_read_them() -> None:
    batch = (ROOT / "start.bat").read_bytes()
    assert batch.isascii()
    assert batch.count(b"\n") == batch.count(b"\r\n")
    command = ROOT / "start.command"
    assert command.stat().st_mode & 0o111
    assert b"\r" not in command.read_bytes()
    subprocess.run(["sh", "-n", command], check=True)


def test_start_makes_a_book_and_shows_it(make_folder: MakeFolder, tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from set_up import is_set_up
    finally:
        sys.path.pop(0)
    if not is_set_up(ROOT / ".venv", ROOT / "requirements.lock") or not shutil.which("sh"):
        pytest.skip("no environment of its own to start")
    folder = make_folder({"chapters/a.md": chapter("One", "Text.")}, name="my book")
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf "%s" "$1" >"{tmp_path}/shown"\n', encoding="utf-8")
    opener.chmod(0o755)
    subprocess.run(
        ["sh", ROOT / "start.command", folder / "book.yaml"],  # dropped on it: a file of the book
        check=True,
        input="\n",
        text=True,
        capture_output=True,
        env={**os.environ, "PATH": f"{opener.parent}:{os.environ['PATH']}"},
    )
    assert list((folder / "dist").glob("*.pdf"))
    assert (tmp_path / "shown").read_text(encoding="utf-8").endswith(".pdf")


def test_a_palette_names_only_the_colours_that_differ(make_folder: MakeFolder) -> None:
    files = {
        "chapters/a.md": chapter("One", "Text."),
        "styles/palette.css": ":root{--accent:#123456;}",
    }
    style = style_of(make_folder(files), PageGeometry.of(trim_size("A5")))
    texts = [sheet.css for sheet in style.sheets]
    own = texts.index(":root{--accent:#123456;}")
    assert any("--quiet:" in css for css in texts[:own])
    assert "--quiet:" in style.palette
    assert "--accent: #123456" in style.palette


#: What is used without being imported: fonts by their names, a library in C, files in a package.
NOT_IMPORTED = re.compile(r"fontpkg-.+|pyvips-binary|nicegui")


def test_what_is_imported_is_what_is_depended_on() -> None:
    modules: dict[str, set[str]] = {}
    for module, names in metadata.packages_distributions().items():
        for name in names:
            modules.setdefault(_plain(name), set()).add(module)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    named = [_plain(re.split(r"[\[<>=~]", line)[0]) for line in wanted]
    names = [name for name in named if name in modules]  # an extra may not be installed
    imported = {
        name.partition(".")[0]
        for path in (ROOT / "book").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
    }
    idle = [n for n in names if not NOT_IMPORTED.fullmatch(n) and not imported & modules[n]]
    assert idle == []
    known = {module for name in names for module in modules[name]}
    missing = {"book", *(named if names != named else ())}
    assert imported - known - sys.stdlib_module_names <= missing


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
