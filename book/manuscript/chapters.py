"""A chapter file: its YAML front matter and its Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from book.errors import Mistakes, Place
from book.manuscript.config import Id, Record, Text
from book.manuscript.yamltext import Tree, read_yaml, validated


class FrontMatter(Record):
    """What stands between the two `---` lines at the head of a chapter."""

    title: Annotated[Text, Field(min_length=1)]
    short_title: Text = ""
    id: Id = ""
    kind: Literal["foreword", "chapter", "afterword"] = "chapter"
    period: Text = ""
    lead: Text = ""
    signed: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A chapter as its file holds it; `body` begins at line `first_line` of `file`. `tree` is its
    front matter with the places of its values."""

    id: str
    file: str
    matter: FrontMatter
    body: str
    first_line: int
    tree: Tree = field(repr=False, compare=False)

    def place(self, line: int, column: int = 0) -> Place:
        """The place of a line of the body, counted from 0."""
        return Place(self.file, self.first_line + line, column)


def read_chapter(text: str, file: str, stem: str, mistakes: Mistakes) -> Chapter | None:
    """Read one chapter; None where it can't be read, with the reason in mistakes."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        mistakes.add(
            Place(file, 1, 1),
            "the chapter has no front matter",
            "Begin the file with three lines: “---”, “title: …” and “---”.",
        )
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        mistakes.add(
            Place(file, 1, 1),
            "the front matter is not closed",
            "Add a line “---” after its last key.",
        )
        return None
    tree = read_yaml("\n".join(lines[1:end]), file, mistakes, first_line=2)
    if tree is None:
        return None
    matter = validated(FrontMatter, tree, mistakes)
    if matter is None:
        return None
    body = "\n".join(lines[end + 1 :])
    return Chapter(matter.id or stem, file, matter, body, end + 2, tree)
