"""The words of one paragraph of the manuscript as runs of a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from book.exporters.word_file import Line, Run
from book.languages import Language
from book.manuscript.register import Register
from book.text.dialect import REMARK, joined, parsed_line

_MARKS = {"em_open": "italic", "strong_open": "bold", "s_open": "strike"}


@dataclass
class Shown:
    """How the words of a book are shown: its language, what `[[id]]` prints, and the words of the
    notes of the text that is being written."""

    language: Language
    register: Register
    targets: Mapping[str, str]
    notes: Mapping[int, Line] = field(default_factory=dict)

    @property
    def quotes(self) -> tuple[str, ...]:
        return self.language.rules.quotes

    def line(self, text: str) -> tuple[Run, ...]:
        """A line of Markdown as runs."""
        return self.runs(parsed_line(text, self.quotes))

    def runs(self, inline: Token) -> tuple[Run, ...]:
        """An inline token as runs; pictures are left out."""
        made: list[Run] = []
        marks: list[str] = []
        for token in joined(inline.children or []):
            if token.type in _MARKS:
                marks.append(_MARKS[token.type])
            elif token.type.removesuffix("_close") + "_open" in _MARKS and token.nesting == -1:
                marks.pop()
            else:
                made += self._piece(token, frozenset(marks))
        return tuple(made)

    def _piece(self, token: Token, marks: frozenset[str]) -> list[Run]:
        match token.type:
            case "text" | "code_inline":
                return [Run(token.content, marks)]
            case "hardbreak":
                return [Run("\n", marks)]
            case "reference":
                return [Run(token.meta["text"] or self.name_of(token.meta["id"]), marks)]
            case "footnote_ref":
                note = self.notes.get(token.meta["id"])
                return [Run(note=note)] if note else []
            case "html_inline" if REMARK.fullmatch(token.content):
                return [Run(remark=remark_in(token.content))]
        return []

    def name_of(self, target: str) -> str:
        """What `[[target]]` prints, without its page."""
        entry = self.register.entries.get(target)
        return entry.printed if entry else self.targets.get(target, target)


def remark_in(html: str) -> str:
    """The words of `<!-- … -->`."""
    return html.strip().removeprefix("<!--").removesuffix("-->").strip()
