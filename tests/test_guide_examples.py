"""Every example of the two guides is built: blocks as files of one book, marks as its paragraphs,
settings as a book takes them, commands as they are typed."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import click
import pytest
import yaml
from conftest import ROOT, Build, MakeFolder
from PIL import Image

from book.cli import commands
from book.exporters.word import word_file
from book.importers.corrections import corrections_in
from book.languages import language
from book.manuscript.chapters import FrontMatter
from book.manuscript.config import BookConfig
from book.manuscript.fitting import known_keys
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declaration import Declaration
from book.manuscript.kinds.declarations import shipped
from book.manuscript.looks import theme_for
from book.manuscript.reading import read_manuscript
from book.sources import SOURCES

GUIDES = {"guide.md": "en", "huong-dan.md": "vi"}
#: What style sheets say, and a theme: no keys of a book folder.
CSS = {"position", "scrim", "title_place"}
RULES, WORDS, FACTS = (f"languages/id/{name}.yaml" for name in ("rules", "words", "facts"))


@dataclass
class Examples:
    """What a guide shows: blocks by what they are, and marks within its sentences."""

    chapters: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    configs: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    records: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def blocks(guide: str) -> Iterator[str]:
    """The blocks of a page that stand apart: fenced, or four spaces to the right."""
    for token in parsed_page(guide):
        if token.type in ("fence", "code_block"):
            yield token.content


def parsed_page(guide: str) -> Any:
    from markdown_it import MarkdownIt

    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    return MarkdownIt("commonmark").enable("table").parse(text)


def examples(guide: str) -> Examples:
    found = Examples()
    for block in blocks(guide):
        for part in re.split(r"\n\n(?=[\w ]+:)", block) if "rules.yaml" in block else [block]:
            _sort(part.rstrip() + "\n", found)
    for token in parsed_page(guide):
        for child in token.children or ():
            if child.type == "code_inline":
                _sort_mark(child.content, found)
    return found


def _sort(block: str, found: Examples) -> None:
    lines = block.split("\n")
    if block.startswith("---\n"):
        found.chapters.append(block)
    elif block.startswith(":::"):
        found.boxes.append(block)
    elif re.match(r"[\w./-]+:\d+", block):
        found.paths += [line.split(":")[0] for line in lines if line[:1].strip()]
    elif block.startswith("kind: "):
        found.records.append(block)
    elif block.startswith(("kyyeu ", ".venv/bin/python make_book.py")):
        found.commands += [line for line in lines if line]
    elif all(re.match(r"[\w./*-]+(?:, [\w./*-]+)* {2,}\S", line) for line in lines if line):
        found.paths += [name for line in lines if line for name in line.split("  ")[0].split(", ")]
    else:
        value = yaml.safe_load(block)
        if "fields" in value:
            found.kinds.append(block)
        elif {"quotes", "unbroken"} & value.keys():
            found.languages[RULES] = block
        elif {"titles", "doubled"} & value.keys():
            found.languages[WORDS] = block
        elif {"numbers", "dates"} <= value.keys():
            found.languages[FACTS] = block
        elif {"page", "fonts"} <= value.keys():
            found.themes.append(block)
        elif value.keys() <= BookConfig.model_fields.keys():
            found.configs.append(block)
        else:
            found.unknown.append(block)


def _sort_mark(mark: str, found: Examples) -> None:
    mark = mark.replace("\\|", "|")
    if re.match(r"\*|~~|\[\[|!\[|## |\{\S+\}$", mark) and mark != "[[":
        found.marks.append(mark)
    elif mark.startswith("kyyeu "):
        found.commands.append(mark)
    elif re.match(r"[^\W\d_]\w*: \S", mark):
        found.settings.append(mark)


GATHERED = {guide: examples(guide) for guide in GUIDES}


def photo(name: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), "#7a8b99").save(out, "PNG" if name.endswith("png") else "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(("guide", "tag"), GUIDES.items())
def test_blocks_and_marks_are_built(
    guide: str, tag: str, build: Build, make_folder: MakeFolder
) -> None:
    found = GATHERED[guide]
    assert found.unknown == []
    assert len(found.boxes) >= 7 and len(found.marks) >= 12 and found.chapters and found.kinds
    marks = []
    for mark in found.marks:
        if mark.startswith("{"):
            mark = f"![A picture](assets/a.jpg){mark.replace('#id', '#pictured')}"
        own_id = re.search(r"\{(#[\w-]+)\}", mark)
        if own_id and any(own_id[1] in box for box in found.boxes):
            mark = mark.replace(own_id[1], f"{own_id[1]}-2")
        marks.append(re.sub(r"\[\[(!?)id(?=[|\]])", r"[[\1an", mark))
    whole = "\n\n".join((*found.boxes, *marks))
    own = yaml.safe_load(found.kinds[0])
    values = {
        key: _value(about if isinstance(about, dict) else {"type": about})
        for key, about in own["fields"].items()
    }
    ids = sorted(
        {
            i
            for box in found.boxes
            for m in re.findall(r'people="([^"]+)"', box)
            for i in m.split(", ")
        }
        | {"an"}
    )
    people = "".join(f"  - {{id: {i}, name: Person {i.title()}}}\n" for i in ids)
    files: dict[str, str | bytes] = {
        "chapters/01.md": found.chapters[0],
        "chapters/02.md": f"---\ntitle: Boxes\n---\n\n{whole}\n",
        "chapters/appendices/people.yaml": f"kind: people\ntitle: People\npeople:\n{people}",
        "kinds/own.yaml": found.kinds[0],
        "chapters/appendices/own.yaml": yaml.safe_dump(
            {"kind": "own", "title": "Records", own["records"]: [values]}, allow_unicode=True
        ),
    }
    pictures = set(re.findall(r"assets/[\w-]+\.\w+", whole + found.chapters[0])) | {"assets/a.jpg"}
    files |= {name: photo(name) for name in pictures}
    config = f"title: A book\nlanguage: {tag}\noccasion: {{from: 1970, to: 2000}}\n"
    config += "".join(found.configs)
    text = " ".join(build(files, config).text)
    for box in found.boxes:
        caption = re.search(r"\n\n([^\n:!\[]+)\.\n", box)
        assert caption is None or caption[1].split()[0] in text
    # All of it goes to Word and comes back.
    folder = make_folder(files, config)
    back = corrections_in(word_file(read_manuscript(folder)))
    assert back is not None and back.changes == () and back.comments == ()
    told = {piece.shown for piece in back.carried.pieces.values()}
    assert len(told) > len(found.boxes) and set(back.carried.pictures) >= pictures - {
        "assets/a.jpg"
    }


def _value(about: dict[str, Any]) -> Any:
    """A value that a field of a declared kind takes."""
    match about.get("type", "text"):
        case "date" | "span":
            return "1980"
        case "number":
            return 4
        case "choice":
            return next(iter(about["choices"]))
        case "person":
            return "an"
        case "picture":
            return "assets/a.jpg"
    return "Words"


@pytest.mark.parametrize("guide", GUIDES)
def test_languages_and_themes_are_read(guide: str, make_folder: MakeFolder) -> None:
    found = GATHERED[guide]
    assert set(found.languages) == {RULES, WORDS, FACTS} and len(found.themes) == 1
    theme = found.themes[0].replace("text: Lora", "text: Source Serif 4")
    folder = make_folder({**found.languages, "themes/own/theme.yaml": theme})
    spoken = language("id", folder)
    assert spoken.rules.quotes and spoken.words.lists["titles"]
    assert spoken.grammar.worth(("dua", "ratus")) == (200, 2)
    assert theme_for(folder, "own").settings.page


@pytest.mark.parametrize("guide", GUIDES)
def test_paths_settings_and_commands_are_known(guide: str) -> None:
    found = GATHERED[guide]
    roots = {PurePosixPath(name).parts[0] for name in found.paths}
    assert roots - {*SOURCES, "languages"} == set() and roots
    known = {
        k for m in (BookConfig, FrontMatter, Declaration, *KINDS.values()) for k in known_keys(m)
    }
    known |= {key for kind in shipped().values() for key in kind.fields}
    known |= {key for text in found.kinds for key in yaml.safe_load(text)["fields"]}
    strange = [s for s in found.settings if s.split(":")[0] not in known | CSS]
    assert [s for s in strange if "assets/" not in s] == []
    whole = [s for s in found.settings if s.split(":")[0] in BookConfig.model_fields and "{" in s]
    assert len(whole) >= 3
    for setting in whole:
        BookConfig.model_validate({"title": "A", "language": "en", **yaml.safe_load(setting)})
    for command in found.commands:
        _check(command)


def _check(command: str) -> None:
    """The command is one of the program's, and so are its options."""
    name, *arguments = shlex.split(command)[1:] or ["build"]
    if name.startswith("-"):
        assert any(name in p.opts for p in commands.params), command
        return
    context = click.Context(commands)
    known = commands.get_command(context, name)
    assert known is not None, command
    options = {
        o for p in known.get_params(click.Context(known)) for o in (*p.opts, *p.secondary_opts)
    }
    asked = [argument.split("=")[0] for argument in arguments if argument.startswith("-")]
    assert set(asked) <= options, command
