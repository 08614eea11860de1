"""A chapter file: its YAML front matter and its Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from book.errors import Mistakes, Place
from book.manuscript.book_parts import GivenEpigraph
from book.manuscript.config import Id, Opening, Record, Text
from book.manuscript.fitting import fitted
from book.manuscript.folder import id_of
from book.manuscript.yamltext import Tree, read_yaml


class FrontMatter(Record):
    """What stands between the two `---` lines at the head of a chapter."""

    title: Annotated[Text, Field(min_length=1)]
    short_title: Text = ""
    id: Id = ""
    kind: Literal["foreword", "message", "part", "chapter", "afterword"] = "chapter"
    period: Text = ""
    lead: Text = ""
    signed: tuple[Text, ...] = ()
    picture: Opening | None = None
    portrait: Opening | None = None
    signature: Text = ""
    epigraph: GivenEpigraph | None = None


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


#: Stands for a title that is missing, so that the rest of a chapter can be looked at.
_STAND_INS = {"title": "?"}


def read_chapter(text: str, file: str, mistakes: Mistakes) -> Chapter | None:
    """Read one chapter, as far as that can be done: what is wrong goes to the mistakes. None where
    no line between its front matter and its text can be drawn."""
    lines = text.split("\n")
    end = _end_of_matter(lines, file, mistakes)
    if end is None:
        return None
    tree = read_yaml("\n".join(lines[1:end]), file, mistakes, first_line=2) if end else None
    if tree is None:
        matter: FrontMatter | None = FrontMatter(title="?")
        tree = Tree({}, {(): Place(file, 1, 1)})
    else:
        matter, tree = fitted(FrontMatter, tree, mistakes, _STAND_INS)
    if matter is None:
        return None
    first = end + 1 if end else 0
    body = "\n".join(lines[first:])
    return Chapter(
        id=matter.id or id_of(file),
        file=file,
        matter=matter,
        body=body,
        first_line=first + 1,
        tree=tree,
    )


def _end_of_matter(lines: list[str], file: str, mistakes: Mistakes) -> int | None:
    """The index of the line that closes the front matter; 0 where there is none, None where it is
    not closed."""
    if lines[0].rstrip() != "---":
        mistakes.add(
            Place(file, 1, 1),
            "the chapter has no front matter",
            "Begin the file with three lines: “---”, “title: …” and “---”.",
        )
        return 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        mistakes.add(
            Place(file, 1, 1),
            "the front matter is not closed",
            "Add a line “---” after its last key.",
        )
    return end
