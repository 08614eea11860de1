"""The blocks of an imported text: plain types between a Word file and Markdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "table", "picture", "quote", "verse", "frame"]


@dataclass
class Picture:
    """A picture inside a Word file: what it shows, its format, and its bytes when asked for."""

    alt: str
    content_type: str
    read: Callable[[], bytes]


@dataclass
class Cell:
    """A table's cell: its Markdown, and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass
class Block:
    """One block of a text: its kind, its words as Markdown, and where it stood in the file.

    `level` is a heading's (1 is the highest) or a list item's depth from 0; `is_guessed` tells of
    a heading that no style says; `plain` are the words without any marks.
    """

    kind: BlockKind
    text: str = ""
    plain: str = ""
    paragraph: int = 0
    level: int = 0
    is_ordered: bool = False
    is_guessed: bool = False
    is_caption: bool = False
    looks_bold: bool = False
    is_centred: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    has_head: bool = False
    picture: Picture | None = None
    #: Remarks of reviewers on this block, each ready to be printed as one.
    remarks: list[str] = field(default_factory=list)
    #: Footnotes called in the text, by the name of their mark.
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a Word file, wherever in it it stands: the bookmarks that begin in it, its
    words as Markdown and without marks, what reviewers remarked on it.

    A note is called as `[^name]` by the bookmark of its paragraph, or by its number.
    """

    bookmarks: tuple[str, ...]
    text: str
    plain: str
    remarks: tuple[str, ...]
    number: int
    is_note: bool = False
