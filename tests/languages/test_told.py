"""Whatever an editor is told goes through the catalogs, whole: seen in a made-up language."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.pofile import read_po
from conftest import ROOT, MakeFolder

from book.errors import BookError, Mistake, Plural, Said, in_english
from book.project import Project


def _module(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / "tests" / path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_BAD = _module("manuscript/test_bad_input.py")
_PAGES = _module("check/test_pages.py")
_PROOF = _module("check/test_proofreading.py")


def _cases() -> dict[str, tuple[dict[str, Any], str]]:
    """Folders that have something wrong: their files and book.yaml."""
    found: dict[str, tuple[dict[str, Any], str]] = {}
    found |= {f"bad: {n}": (files, config) for n, (files, config, *_) in _BAD.CASES.items()}
    found |= {f"page: {n}": (files, _PAGES.CONFIG) for n, (files, *_) in _PAGES.CASES.items()}
    found |= {f"rule: {n}": (files, _PROOF.CONFIG) for n, (files, *_) in _PROOF.CASES.items()}
    return found


#: Four English words in a row.
_THIRD = re.compile(r"[a-z]{2,}(?: [a-z'-]{2,}){3}")


def marked(message: Any, /, **values: Any) -> str:
    """The made-up language: ⟦a message⟧, the values in it between ⟨ and ⟩."""
    text = in_english(
        message,
        **{k: f"⟨{v}⟩" for k, v in values.items() if k != "count"}
        | ({"count": values["count"]} if "count" in values else {}),
    )
    return f"⟦{text}⟧"


@pytest.fixture(scope="module")
def vietnamese() -> set[Any]:
    with (ROOT / "book/languages/vi/catalog.po").open("rb") as stream:
        return {m.id for m in read_po(stream) if m.id}


def _said_in(mistake: Mistake) -> list[Any]:
    """All messages of a mistake, those among its values too."""
    found: list[Any] = [mistake.problem, *([mistake.cure] if mistake.cure else [])]
    values = [*mistake.values.values()]
    while values:
        value = values.pop()
        if isinstance(value, Said):
            found.append(value.message)
            values += value.values.values()
    return found


@pytest.mark.parametrize("name", _cases())
def test_all_that_is_told_is_in_the_catalogs(
    name: str, make_folder: MakeFolder, vietnamese: set[Any]
) -> None:
    files, config = _cases()[name]
    folder = make_folder(files, config)
    own = " ".join(p.read_text("utf-8", errors="replace") for p in folder.rglob("*") if p.is_file())
    with Project(folder, jobs=1) as project:
        mistakes = [finding.mistake for finding in project.found(name.startswith("page"))]
        try:
            _ = project.sections
        except BookError as error:
            mistakes += error.mistakes
    assert mistakes or name.startswith(("bad", "page"))
    for mistake in mistakes:
        unknown = [
            m
            for m in _said_in(mistake)
            if (tuple(m) if isinstance(m, Plural) else m) not in vietnamese
        ]
        assert unknown == []
        for line in mistake.told(marked).split("\n"):
            assert re.fullmatch(r"(?:[^⟦]*: |    )⟦.*⟧", line), line
            # A value that is a sentence of somebody else's: of a parser, of the system.
            for value in re.findall(r"⟨([^⟨⟩⟦⟧]*)⟩", line):
                foreign = [w for w in _THIRD.findall(value) if w not in own]
                # A template is written in Jinja's language, and its words name what is wrong.
                assert foreign == [] or line.startswith("templates/"), line
