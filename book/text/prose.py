"""Running text of one section as HTML: names found, references linked, typography mended."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from book.errors import Mistakes, Place
from book.languages import Language
from book.manuscript.register import Register
from book.text.names import NameFinder
from book.text.references import Mention, Reference, gap, link
from book.text.typography import unbroken, well_set


class Prose:
    """Sets the words of one section and keeps what they mention and refer to."""

    def __init__(
        self,
        section: str,
        language: Language,
        register: Register,
        finder: NameFinder,
        mistakes: Mistakes,
    ) -> None:
        self.section = section
        self.language = language
        self.register = register
        self.finder = finder
        self.mistakes = mistakes
        self.mentions: list[Mention] = []
        self.references: list[Reference] = []

    def set(self, text: str) -> str:
        """Plain text with the dashes and no-break spaces of the language."""
        return well_set(text, self.language.rules)

    def words(self, text: str, place: Place) -> Markup:
        """Plain text as HTML, the register's names in it found and indexed.

        An element covers whole stretches between plain spaces: WeasyPrint breaks lines far too
        early before an element that begins in the middle of what may not break.
        """
        text = self.set(text)
        spans: list[_Span] = []
        for found in self.finder.find(text):
            shown = text[found.start : found.end]
            if len(found.bearers) > 1:
                self._tell_ambiguous(shown, found.bearers, place)
                continue
            entry_id = found.bearers[0]
            whole = self.register[entry_id].kind == "people"
            spans.append(
                _Span(
                    *_widened(text, found.start, found.end), whole, (self.mention_anchor(entry_id),)
                )
            )
        spans.extend(_Span(*_widened(text, *held), True, ()) for held in unbroken(text))
        return Markup(_spanned(text, _merged(spans)))

    def mention(self, entry_id: str, shown: str, main: bool = False) -> Markup:
        """A name as HTML with an anchor that the indexes can point to."""
        entry = self.register[entry_id]
        css_class = ' class="kept"' if entry.kind == "people" or " " not in shown else ""
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
        return self.mention(person_id, self.set(self.register[person_id].printed), main)

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
            words = str(self.mention(target, shown or self.set(entry.printed), main))
        else:
            words = escape(shown or self.set(entry.printed), quote=False)
        if entry is not None and not entry.anchor:
            return Markup(words)
        self.references.append(Reference(target, place, printed))
        if printed:
            words = f'{words} <span class="kept">({gap("page", target)})</span>'
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


@dataclass(frozen=True)
class _Span:
    """text[start:end] that is wrapped: kept on one line or not, with the anchors it bears."""

    start: int
    end: int
    kept: bool
    anchors: tuple[str, ...]


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch made wider, to the plain spaces around it."""
    first = text.rfind(" ", 0, start) + 1
    last = text.find(" ", end)
    return first, len(text) if last < 0 else last


def _merged(spans: list[_Span]) -> list[_Span]:
    """The spans in order, those that overlap made one."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        last = merged[-1] if merged else None
        if last is None or span.start >= last.end:
            merged.append(span)
            continue
        end = max(last.end, span.end)
        kept = any(s.kept and (s.start, s.end) == (last.start, end) for s in (last, span))
        merged[-1] = _Span(last.start, end, kept, (*last.anchors, *span.anchors))
    return merged


def _spanned(text: str, spans: list[_Span]) -> str:
    pieces: list[str] = []
    reached = 0
    for span in spans:
        pieces.append(escape(text[reached : span.start], quote=False))
        inner = escape(text[span.start : span.end], quote=False)
        css_class = ' class="kept"' if span.kept else ""
        opened = [f'<span id="{anchor}">' for anchor in span.anchors] or ["<span>"]
        opened[-1] = opened[-1].replace("<span", f"<span{css_class}", 1)
        pieces.append("".join(opened) + inner + "</span>" * len(opened))
        reached = span.end
    pieces.append(escape(text[reached:], quote=False))
    return "".join(pieces)
