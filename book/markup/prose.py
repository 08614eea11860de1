"""Running text of one section as HTML: names found, references linked, typography mended."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from book.errors import Mistakes, Place
from book.manuscript.register import Register
from book.markup.names import NameFinder
from book.markup.references import Mention, Reference, link, name_gap, page_gap
from book.markup.typography import NBSP, unbroken, well_set


class Prose:
    """Sets the words of one section and keeps what they mention and refer to."""

    def __init__(
        self, section: str, language: str, register: Register, finder: NameFinder,
        mistakes: Mistakes,
    ) -> None:  # fmt: skip
        self.section = section
        self.language = language.partition("-")[0]
        self.register = register
        self.finder = finder
        self.mistakes = mistakes
        self.mentions: list[Mention] = []
        self.references: list[Reference] = []

    def words(self, text: str, place: Place) -> Markup:
        """Plain text as HTML, the register's names in it found and indexed."""
        text = well_set(text, self.language)
        pieces: list[str] = []
        reached = 0
        held = unbroken(text)
        for found in self.finder.find(text):
            pieces.append(_held(text, reached, found.start, held))
            shown = text[found.start : found.end]
            reached = found.end
            if len(found.bearers) > 1:
                self.mistakes.add(
                    place,
                    "“{name}” may be any of: {ids}",
                    "Say which one is meant: [[{first}|{name}]].",
                    name=shown,
                    ids=", ".join(found.bearers),
                    first=found.bearers[0],
                )
                pieces.append(escape(shown))
            else:
                pieces.append(self.mention(found.bearers[0], shown))
        pieces.append(_held(text, reached, len(text), held))
        return Markup("".join(pieces))

    def mention(self, entry_id: str, shown: str, main: bool = False) -> Markup:
        """A name as HTML with an anchor that the indexes can point to."""
        entry = self.register[entry_id]
        anchor = f"m-{self.section}-{len(self.mentions) + 1}"
        self.mentions.append(Mention(anchor, entry_id, main))
        kept = " kept" if entry.kind == "people" or shown in (*entry.names[:1], entry.id) and any(
            c.isdigit() for c in shown
        ) else ""
        return Markup(f'<span id="{anchor}" class="name{kept}">{escape(shown)}</span>')

    def person(self, entry_id: str, place: Place) -> Markup:
        """A person by id, as the register writes the name."""
        if entry_id not in self.register:
            self.references.append(Reference(entry_id, place))
            return Markup("")
        return self.mention(entry_id, self.register[entry_id].heading)

    def reference(
        self, target: str, text: str | None, indexed: bool, main: bool, place: Place
    ) -> Markup:
        """`[[target|text]]` as HTML: a record's name, or a place in the book with its page."""
        shown = escape(well_set(text, self.language)) if text else ""
        entry = self.register.entries.get(target)
        if entry is not None and entry.kind != "congresses":
            words = shown or escape(entry.heading)
            return self.mention(target, words, main) if indexed else Markup(words)
        self.references.append(Reference(target, place))
        anchor = page_gap("anchor/" + target)
        words = shown or name_gap(target)
        page = page_gap(target)
        return Markup(link(anchor, f"{words} ({name_gap('page')}{NBSP}{page})"))


def _held(text: str, start: int, end: int, held: list[tuple[int, int]]) -> str:
    """text[start:end] as HTML, stretches that may not break wrapped to stay whole."""
    pieces = []
    for first, last in held:
        if start <= first and last <= end:
            pieces.append(escape(text[start:first], quote=False))
            pieces.append(f'<span class="kept">{escape(text[first:last], quote=False)}</span>')
            start = last
    pieces.append(escape(text[start:end], quote=False))
    return "".join(pieces)
