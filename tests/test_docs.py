"""The guides tell of every key, box, rule and command."""

from __future__ import annotations

import re

import click
import pytest
import yaml
from conftest import ROOT, Build, MakeFolder, chapter

from book.check.run import RULES
from book.cli import commands
from book.manuscript.chapters import FrontMatter
from book.manuscript.config import BookConfig
from book.manuscript.fitting import known_keys
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declaration import VIEWS, Declaration
from book.manuscript.kinds.declarations import shipped
from book.project import Project
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


def test_the_readme_names_every_command_in_both_languages() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    english, vietnamese = text.split("## Tiếng Việt")
    for name in commands.list_commands(click.Context(commands)):
        assert f"| `kyyeu {name}" in english.replace("or `", "| `")
        assert f"| `kyyeu {name}" in vietnamese.replace("hay `", "| `")


_EXAMPLE = re.compile(r"^`([\w-]+\.yaml)`:.*?\n\n```yaml\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("guide", "tag", "printed"),
    [("guide.md", "en", "Thomas Reed"), ("huong-dan.md", "vi", "Trần Quang Minh")],
)
def test_the_guide_has_a_whole_example_of_each_kind(
    guide: str, tag: str, printed: str, build: Build, make_folder: MakeFolder
) -> None:
    examples = _EXAMPLE.findall((ROOT / "docs" / guide).read_text(encoding="utf-8"))
    kinds = {line.removeprefix("kind: ") for _, text in examples for line in text.split("\n")[:1]}
    assert kinds == {*KINDS, *shipped()}
    files: dict[str, str | bytes] = {f"chapters/appendices/{name}": text for name, text in examples}
    config = f"title: A book\nlanguage: {tag}\n"
    files["chapters/a.md"] = chapter("One", f"{printed}.")
    text = " ".join(build(files, config).text)
    titles = [yaml.safe_load(t)["title"] for _, t in examples if "printed: false" not in t]
    assert [title for title in titles if title not in text] == []
    errors = [
        finding.mistake.told()
        for finding in Project(make_folder(files, config)).found(on_pages=False)
        if finding.rule.severity == "error"
    ]
    assert errors == []


def test_a_term_without_an_end_is_one_that_goes_on() -> None:
    for guide, words in (("guide.md", "in office still"), ("huong-dan.md", "còn đương chức")):
        assert words in (ROOT / "docs" / guide).read_text(encoding="utf-8")
