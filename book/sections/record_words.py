"""The words of an appendix's records: each value set as prose, its place in the file known."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from book.errors import Place
from book.manuscript.records import Appendix
from book.sections.context import BuildContext

#: What a template is handed.
Context = dict[str, Any]


class RecordWords:
    """Sets the values of one appendix; paths are those of its YAML tree."""

    def __init__(self, context: BuildContext, appendix: Appendix) -> None:
        self.context = context
        self.appendix = appendix
        self.say = context.language.say
        self.prose = context.prose(appendix.id)
        self.renderer = context.renderer(self.prose, self._line_place)
        self._current = Place("")

    def _line_place(self, line: int) -> Place:
        at = self._current
        return Place(at.file, at.line + line, 0 if line else at.column)

    def at(self, *path: str | int) -> Place:
        """The place of a value; what the renderer sets next is taken to stand there."""
        self._current = self.context.manuscript.place(self.appendix.id, *path)
        return self._current

    def line(self, text: str, *path: str | int) -> Markup:
        """A value: one line of Markdown."""
        self.at(*path)
        return Markup(self.renderer.line(text))

    def blocks(self, text: str, *path: str | int) -> Markup:
        """A value: paragraphs of Markdown."""
        self.at(*path)
        return Markup(self.renderer.blocks(text))

    def person(self, person_id: str, *path: str | int) -> Markup:
        """The name of a person who is given by id."""
        return self.prose.person(person_id, self.at(*path))

    def own(self, record_id: str) -> Context:
        """The anchor of a record's own entry and its name as the main mention."""
        entry = self.prose.register[record_id]
        return {
            "anchor": entry.anchor,
            "name": self.prose.mention(record_id, self.prose.set(entry.printed), main=True),
        }

    def span(self, record: Any) -> str:
        """The stretch of time that a record with `first` and `last` covers."""
        return self.context.language.span(record.first, record.last)

    def value(self, value: int | float | str | None) -> str:
        """A figure of a table; a dash where it is not known."""
        if value is None:
            return "–"
        if isinstance(value, int | float):
            return self.context.language.number(value)
        return self.prose.set(value)
