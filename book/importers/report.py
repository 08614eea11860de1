"""What an import tells: what became what, what was changed, what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from book.errors import Message, Place, Plural, Said, Translate
from book.manuscript.sheets import cell_name

NoteKind = Literal["made", "changed", "corrected", "doubt", "left"]


@dataclass(frozen=True)
class Note:
    """One line of a report: where in the file that came (paragraph, sheet and cell), and what.

    `made` tells of a file written, `changed` of what reads otherwise than it was, `doubt` of a
    guess that an editor should look at, `left` of what could not be brought in, `corrected` of
    what a reader changed in a Word file that was made of the book.
    """

    kind: NoteKind
    place: Said
    said: Said

    def told(self, translate: Translate) -> str:
        where = self.place.told(translate)
        what = self.said.told(translate)
        return f"{where}: {what}" if where else what


@dataclass
class Report:
    """The notes of one import, in the order in which they came up."""

    notes: list[Note] = field(default_factory=list)

    def add(self, kind: NoteKind, place: Said, message: Message, /, **values: Any) -> None:
        """Add a note in words of the catalog."""
        self.notes.append(Note(kind, place, Said(message, values)))

    def counted(self, count: int, message: Plural, /, **values: Any) -> None:
        """Add how often something was changed, where it was."""
        if count:
            self.add("changed", NOWHERE, message, count=count, **values)

    def of(self, kind: NoteKind) -> list[Note]:
        """The notes of one kind."""
        return [note for note in self.notes if note.kind == kind]


def line_at(place: Place) -> Said:
    """The place of a line of the book folder, or of a cell of a spreadsheet in it."""
    if place.cell:
        return Said("{file}, cell {cell}", {"file": place.file, "cell": place.cell})
    return Said("{file}, line {line}", {"file": place.file, "line": place.line})


#: No particular place.
NOWHERE = Said("")


def paragraph_at(number: int, words: str) -> Said:
    """The place of a paragraph of a Word file, by its number and first words."""
    start = " ".join(words.split()[:6])
    return Said("paragraph {number} (“{words}”)", {"number": number, "words": start})


def cell_at(sheet: str, row: int, column: int) -> Said:
    """The place of a cell of a spreadsheet, as spreadsheets name it; both count from 1."""
    return Said("cell {cell}", {"cell": cell_name(sheet, row - 1, column - 1)})
