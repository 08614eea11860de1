"""Running text of one section as HTML: names found, references linked, typography mended."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from book.errors import Mistakes, Place
from book.locale import Language
from book.manuscript.register import Register
from book.markup.names import NameFinder
from book.markup.references import Mention, Reference, gap, link
from book.markup.typography import unbroken, well_set


class Prose:
    """Sets the words of one section and keeps what they mention and refer to."""

    def __init__(
        self, section: str, language: Language, register: Register, finder: NameFinder,
        mistakes: Mistakes,
    ) -> None:  # fmt: skip
        self.section = section
        self.language = language
        self.register = register
        self.finder = finder
        self.mistakes = mistakes
        self.mentions: list[Mention] = []
        self.references: list[Reference] = []

    def set(self, text: str) -> str:
        """Plain text with the dashes and no-break spaces of the language."""
        return well_set(text, self.language.locale.language)

    def words(self, text: str, place: Place) -> Markup:
        """Plain text as HTML, the register's names in it found and indexed."""
        text = self.set(text)
        pieces: list[str] = []
        reached = 0
        held = unbroken(text)
        for found in self.finder.find(text):
            pieces.append(_held(text, reached, found.start, held))
            shown = text[found.start : found.end]
            reached = found.end
            if len(found.bearers) > 1:
                self._tell_ambiguous(shown, found.bearers, place)
                pieces.append(escape(shown, quote=False))
            else:
                pieces.append(self.mention(found.bearers[0], shown))
        pieces.append(_held(text, reached, len(text), held))
        return Markup("".join(pieces))

    def mention(self, entry_id: str, shown: str, main: bool = False) -> Markup:
        """A name as HTML with an anchor that the indexes can point to."""
        entry = self.register[entry_id]
        whole = entry.kind == "people" or any(char.isdigit() for char in shown)
        css_class = ' class="kept"' if whole and len(shown) < 40 else ""
        anchor = self.mention_anchor(entry_id, main)
        return Markup(f'<span id="{anchor}"{css_class}>{escape(shown, quote=False)}</span>')

    def mention_anchor(self, entry_id: str, main: bool = False) -> str:
        """A fresh anchor for a mention, to be put where the name stands."""
        anchor = f"m-{self.section}-{len(self.mentions) + 1}"
        self.mentions.append(Mention(anchor, entry_id, main))
        return anchor

    def person(self, person_id: str, place: Place, main: bool = False) -> Markup:
        """A person by id, as the register writes the name; an unknown id is a mistake."""
        if person_id not in self.register:
            self.references.append(Reference(person_id, place, printed=False))
            return Markup("")
        return self.mention(person_id, self.set(self.register[person_id].heading), main)

    def reference(
        self, target: str, text: str | None, indexed: bool, main: bool, place: Place
    ) -> Markup:
        """`[[target|text]]` as HTML.

        A record of the register is linked to its own entry, if it has one, and its page is
        printed where no text is given. All other targets are printed with their page.
        """
        shown = self.set(text) if text else ""
        entry = self.register.entries.get(target)
        printed = entry is None or entry.kind == "congresses" or (not text and bool(entry.anchor))
        if main:
            printed = False
        if entry is None:
            words = escape(shown, quote=False) or gap("name", target)
        elif indexed:
            words = str(self.mention(target, shown or self.set(entry.heading), main))
        else:
            words = escape(shown or self.set(entry.heading), quote=False)
        if entry is not None and not entry.anchor:
            return Markup(words)
        self.references.append(Reference(target, place, printed))
        if printed:
            page = self.language.say("page {number}", number=gap("page", target))
            words = f'{words} <span class="kept">({self.set(page)})</span>'
        return Markup(link(gap("anchor", target), words))

    def _tell_ambiguous(self, name: str, bearers: tuple[str, ...], place: Place) -> None:
        self.mistakes.add(
            place,
            "“{name}” may be any of: {ids}",
            "Say which one is meant: [[{first}|{name}]].",
            name=name,
            ids=", ".join(bearers),
            first=bearers[0],
        )


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
