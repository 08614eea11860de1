"""A section: one stretch of the book that starts on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from book.text.numbered import Heading
from book.text.references import Mention, Reference
from book.text.stretches import Stretch
from book.text.tree import Element, parsed_page

#: The side on which a section begins; `next` is whichever comes.
Start = Literal["recto", "verso", "next"]


@dataclass(frozen=True)
class Section:
    """One section as a tree whose references are attributes, and what the book must know of it.

    `title` is empty for what neither contents nor outline list; `number` stands before it
    (`Chương I`). `head` is the running head of its right-hand pages, empty for none.
    `start` is the side on which its first page falls, `depth` counts the parts it lies in.
    `stretches` are the lines of files that it prints, by the marks of its tree.
    """

    id: str
    kind: str
    tree: Element
    title: str = ""
    number: str = ""
    head: str = ""
    matter: Literal["cover", "front", "main"] = "main"
    start: Start = "recto"
    headings: tuple[Heading, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    depth: int = 0
    #: The first and the last year of what it tells, where they run along its margin.
    period: tuple[int, int] | None = None

    @property
    def anchor(self) -> str:
        """The anchor of its title."""
        return f"section-{self.id}"


def unwritten(
    section_id: str, matter: Literal["cover", "front", "main"] = "main", start: Start = "recto"
) -> Section:
    """A section of which nothing is known yet but where it stands."""
    return Section(section_id, "", parsed_page(""), matter=matter, start=start)
