"""Running text of one section as elements: names found, references linked, typography mended."""

from __future__ import annotations

from dataclasses import dataclass

from book.errors import Mistakes, Place
from book.languages import Language
from book.manuscript.register import Register
from book.text.names import NameFinder
from book.text.references import Mention, Reference, reference
from book.text.stretches import Stretches
from book.text.tree import Element, Nodes, element
from book.text.typography import name_kept, well_set


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
        #: Whether what is set now tells who is in a picture.
        self.is_picture = False
        self.mentions: list[Mention] = []
        self.references: list[Reference] = []
        #: What of its files it prints.
        self.stretches = Stretches()

    def set(self, text: str) -> str:
        """Plain text with the dashes and no-break spaces of the language."""
        return well_set(text, self.language.rules)

    def words(self, text: str, place: Place) -> Nodes:
        """Plain text, the register's names in it found and indexed.

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
            if self.register[entry_id].kind == "people":
                text = text[: found.start] + name_kept(shown) + text[found.end :]
            anchor = self.mention_anchor(entry_id)
            spans.append(_Span(*_widened(text, found.start, found.end), (anchor,)))
        return _spanned(text, _merged(spans))

    def mention(self, entry_id: str, shown: str, main: bool = False) -> Element:
        """A name with an anchor that the indexes can point to."""
        entry = self.register[entry_id]
        if entry.kind == "people":
            shown = name_kept(shown)
        anchor = self.mention_anchor(entry_id, main)
        return element("span", {"id": anchor}, shown)

    def mention_anchor(self, entry_id: str, main: bool = False) -> str:
        """A fresh anchor for a mention, to be put where the name stands."""
        anchor = f"m-{self.section}-{len(self.mentions) + 1}"
        self.mentions.append(Mention(anchor, entry_id, main, self.is_picture))
        return anchor

    def pictured(self, ids: str, place: Place) -> list[str]:
        """Fresh anchors for those whom a picture shows, by their ids with commas between them; an
        unknown id is a mistake."""
        anchors = []
        self.is_picture = True
        for entry_id in filter(None, (part.strip() for part in ids.split(","))):
            if entry_id in self.register:
                anchors.append(self.mention_anchor(entry_id))
            else:
                self.references.append(Reference(entry_id, place, printed=False))
        self.is_picture = False
        return anchors

    def person(self, person_id: str, place: Place, main: bool = False) -> Nodes:
        """A person by id, as the register writes the name; an unknown id is a mistake."""
        if person_id not in self.register:
            self.references.append(Reference(person_id, place, printed=False))
            return []
        return [self.mention(person_id, self.set(self.register[person_id].printed), main)]

    def reference(
        self, target: str, text: str | None, indexed: bool, main: bool, place: Place
    ) -> Nodes:
        """What `[[target|text]]` prints.

        A record of the register is linked to its own entry, if it has one, and its page is
        printed where no text is given. All other targets are printed with their page.
        """
        shown = self.set(text) if text else ""
        entry = self.register.entries.get(target)
        printed = entry is None or entry.kind == "congresses" or (not text and bool(entry.anchor))
        if main:
            printed = False
        words: Element | None = shown or None
        if entry is not None:
            words = shown or self.set(entry.printed)
            if indexed:
                words = self.mention(target, words, main)
            if not entry.anchor:
                return [words]
        self.references.append(Reference(target, place, printed))
        return [reference(target, words, printed)]

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
    """text[start:end] that is wrapped, with the anchors it bears."""

    start: int
    end: int
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
        merged[-1] = _Span(last.start, end, (*last.anchors, *span.anchors))
    return merged


def _spanned(text: str, spans: list[_Span]) -> Nodes:
    nodes: Nodes = []
    reached = 0
    for span in spans:
        nodes.append(text[reached : span.start])
        made: Nodes = [text[span.start : span.end]]
        for anchor in reversed(span.anchors):
            made = [element("span", {"id": anchor}, *made)]
        nodes.extend(made)
        reached = span.end
    nodes.append(text[reached:])
    return [node for node in nodes if not isinstance(node, str) or node]
