"""The guides tell of every key, box, rule and command."""

from __future__ import annotations

import re

import click
import pytest
from conftest import ROOT

from book.check.run import RULES
from book.cli import commands
from book.manuscript.chapters import FrontMatter
from book.manuscript.config import BookConfig
from book.manuscript.fitting import known_keys
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declaration import VIEWS, Declaration
from book.manuscript.kinds.declarations import shipped
from book.text.boxes_known import BOXES


@pytest.mark.parametrize("guide", ["guide.md", "huong-dan.md"])
def test_the_guide_names_every_key(guide: str) -> None:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    words = set(re.findall(r"[\w-]+", text))
    keys = {
        key for model in (BookConfig, FrontMatter, *KINDS.values()) for key in known_keys(model)
    }
    assert sorted(keys - words) == []
    assert sorted({*KINDS, *BOXES} - words) == []
    declared = {key for kind in shipped().values() for key in (kind.records, *kind.fields)}
    assert sorted({*shipped(), *declared, *known_keys(Declaration), *VIEWS} - words) == []
    assert sorted(set(RULES) - words) == []
    assert sorted({a for known in BOXES.values() for a in known} - words) == []


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in commands.list_commands(click.Context(commands)):
        assert f"`kyyeu {name}" in text
