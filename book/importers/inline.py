"""The words of one paragraph of a Word file, run by run, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from mammoth import documents

from book.importers.blocks import Block, Picture
from book.importers.legacy_fonts import by_the_text
from book.importers.markdown import escaped
from book.importers.package import AFTER, BEFORE

_MARK = re.compile(f"{BEFORE}(\\d+){AFTER}")


class Source(Protocol):
    """What a paragraph asks of the document that it stands in."""

    def font_of(self, style_id: str | None) -> str: ...
    def unicode(self, text: str, font: str, inline: Inline | None = None) -> str: ...
    def clean(self, text: str) -> str: ...
    def note(self, reference: Any, block: Block) -> str: ...
    def comment(self, comment_id: str, block: Block) -> None: ...
    def change(self, number: int) -> str: ...


class Inline:
    """What stands in one paragraph: its words with their marks, its pictures, notes, remarks."""

    def __init__(self, source: Source, block: Block, font: str) -> None:
        self._source = source
        self._block = block
        self._font = font
        #: Words with their marks: text, opening and closing signs, and whether it is finished.
        self._pieces: list[tuple[str, str, bool]] = []
        self.pictures: list[Picture] = []
        self.notes_called: list[str] = []
        #: The bookmarks that begin in the paragraph, by their names.
        self.bookmarks: list[str] = []
        self.encoding = ""
        self.is_doubtful = False
        self.is_bold = True

    def read(self, elements: Iterable[Any]) -> None:
        """Read the elements of the paragraph."""
        for element in elements:
            self._element(element, "")

    def _element(self, element: Any, marks: str, font: str = "") -> None:
        match element:
            case documents.Run():
                inner = marks
                own = element.font or self._source.font_of(element.style_id) or self._font
                if element.is_strikethrough:
                    inner += "~"
                if element.is_italic:
                    inner += "*"
                if element.is_bold:
                    inner += "_"
                for child in element.children:
                    self._element(child, inner, own)
            case documents.Text():
                self._words(element.value, marks, font or self._font)
            case documents.Tab():
                self._words(" ", marks, "")
            case documents.Break():
                if element.break_type == "line":
                    self._pieces.append(("\\\n", "", True))
            case documents.NoteReference():
                mark = self._source.note(element, self._block)
                self.notes_called.append(mark)
                self._pieces.append((f"[^{mark}]", "", True))
            case documents.Bookmark():
                self.bookmarks.append(element.name)
            case documents.CommentReference():
                self._source.comment(element.comment_id, self._block)
            case documents.Image():
                self.pictures.append(_picture(element))
            case documents.Checkbox():
                self._words("☒" if element.checked else "☐", marks, "")
            case documents.HasChildren():
                for child in element.children:
                    self._element(child, marks, font)

    def _words(self, text: str, marks: str, font: str) -> None:
        rest = 0
        for found in _MARK.finditer(text):
            self._plain_words(text[rest : found.start()], marks, font)
            said = self._source.change(int(found[1]))
            if said:
                self._pieces.append((said, "", True))
            rest = found.end()
        self._plain_words(text[rest:], marks, font)

    def _plain_words(self, text: str, marks: str, font: str) -> None:
        if not text:
            return
        text = self._source.unicode(text, font, self)
        if text.strip() and "_" not in marks:
            self.is_bold = False
        if self._pieces and not self._pieces[-1][2] and self._pieces[-1][1] == marks:
            self._pieces[-1] = (self._pieces[-1][0] + text, marks, False)
        else:
            self._pieces.append((text, marks, False))

    def plain(self) -> str:
        """The words without marks."""
        text = "".join(t for t, _, is_finished in self._pieces if not is_finished)
        return self._source.clean(self._by_itself(text)).strip()

    def _by_itself(self, text: str) -> str:
        made = by_the_text(text)
        if made.encoding:
            self.encoding, self.is_doubtful = made.encoding, True
        return made.text

    def text(self) -> str:
        """The words as Markdown."""
        whole = "".join(t for t, _, is_finished in self._pieces if not is_finished)
        is_legacy = bool(by_the_text(whole).encoding)
        # A paragraph that is bold as a whole is a heading or a matter of taste: no marks.
        all_bold = self.is_bold
        out = []
        for text, marks, is_finished in self._pieces:
            if is_finished:
                out.append(text)
                continue
            words = by_the_text(text).text if is_legacy else text
            out.append(_marked(escaped(words), marks.replace("_", "") if all_bold else marks))
        return self._source.clean("".join(out)).strip().removesuffix("\\").strip()


def _marked(text: str, marks: str) -> str:
    """Words between the signs of their marks; spaces at the ends stay outside."""
    core = text.strip()
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    sign = ("~~" if "~" in marks else "") + ("**" if "_" in marks else "")
    sign += "*" if "*" in marks else ""
    return f"{before}{sign}{core}{sign[::-1]}{after}"


def _picture(element: Any) -> Picture:
    opened: Callable[[], Any] = element.open

    def read() -> bytes:
        with opened() as stream:
            data: bytes = stream.read()
            return data

    return Picture(element.alt_text or "", element.content_type or "", read)
