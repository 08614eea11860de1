"""The text of a manuscript with its places: lines of chapters and records, sentences, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from book.errors import Place
from book.files import text_of
from book.languages import Language, language
from book.manuscript.reading import Manuscript
from book.manuscript.yamltext import Tree
from book.sources import CONFIG
from book.text.dialect import REMARK
from book.text.names import Found, NameFinder

_REFERENCE = re.compile(r"\[\[!?([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")


_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|«[^»]*»|(?<!=)\"[^\"]*\"")


def unquoted(text: str) -> str:
    """A text whose quotations are blanked out."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


@dataclass(frozen=True)
class SourceLine:
    """A line of a chapter or an appendix as it is written, and the place of its first character.

    `path` is where a value stands in its appendix, empty in a chapter.
    """

    text: str
    place: Place
    path: tuple[str | int, ...] = ()

    def at(self, column: int) -> Place:
        """The place of a character, counted from 0."""
        return self.place.beside(self.place.line, self.place.column + column)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a line; `start` is its first character in the line, counted from 0."""

    text: str
    line: SourceLine
    start: int

    def at(self, column: int) -> Place:
        return self.line.at(self.start + column)

    def clauses(self) -> Iterator[Sentence]:
        """The parts of the sentence between semicolons."""
        start = 0
        for part in self.text.split(";"):
            yield Sentence(part, self.line, self.start + start)
            start += len(part) + 1


@dataclass(frozen=True)
class Prose:
    """All text of a manuscript, as it is on disk."""

    manuscript: Manuscript

    @cached_property
    def language(self) -> Language:
        """The language of the book."""
        return language(self.manuscript.config.language, self.manuscript.folder)

    def sentences_of(self, line: SourceLine) -> Iterator[Sentence]:
        """The sentences of a line, in order."""
        for start, stop in self.language.sentences(line.text):
            yield Sentence(line.text[start:stop], line, start)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all lines, in order."""
        return tuple(s for line in self.lines for s in self.sentences_of(line))

    @cached_property
    def files(self) -> dict[str, list[str]]:
        """The lines of each text file as they are on disk, letters not yet composed."""
        names = [CONFIG, *(chapter.file for chapter in self.manuscript.chapters)]
        heads = [tree.place(()) for tree in self.manuscript.trees.values()]
        names += [head.file for head in heads if not head.cell]
        found = {}
        for name in dict.fromkeys(names):
            found[name] = text_of(self.manuscript.folder, name).split("\n")
        return found

    @property
    def texts(self) -> Iterator[str]:
        """All text that has lines: chapters whole, the values of records one by one."""
        for chapter in self.manuscript.chapters:
            yield chapter.body
        for tree in self._trees:
            yield from (text for path in tree.places if isinstance(text := tree.at(path), str))

    @property
    def _trees(self) -> Iterator[Tree]:
        """book.yaml, the appendices and the front matter of chapters."""
        yield from self.manuscript.trees.values()
        yield from (chapter.tree for chapter in self.manuscript.chapters)

    @cached_property
    def chapter_lines(self) -> tuple[SourceLine, ...]:
        """The lines of the chapters, without fenced code."""
        lines: list[SourceLine] = []
        for chapter in self.manuscript.chapters:
            fenced = False
            for number, text in enumerate(chapter.body.split("\n")):
                fenced ^= text.lstrip().startswith("```")
                if not fenced:
                    text = REMARK.sub(lambda remark: " " * len(remark[0]), text)
                    lines.append(SourceLine(text, chapter.place(number, 1)))
        return tuple(lines)

    @cached_property
    def record_lines(self) -> tuple[SourceLine, ...]:
        """The lines of all texts in book.yaml, the appendices and the front matter of chapters."""
        lines: list[SourceLine] = []
        for tree in self._trees:
            for path, place in tree.places.items():
                value = tree.at(path)
                if isinstance(value, str) and path[-1:] != ("remark",):
                    for number, text in enumerate(value.split("\n")):
                        lines.append(SourceLine(text, self._exact(place, number, text), path))
        return tuple(lines)

    def _exact(self, place: Place, number: int, text: str) -> Place:
        """Where a line of a value stands in its file: behind a quotation mark or an indent."""
        if place.cell:
            return place
        line = place.line + number
        written = self.files[place.file]
        at = written[line - 1].find(text, max(0, place.column - 1)) if line <= len(written) else -1
        column = at + 1 if at >= 0 and text else place.column if number == 0 else 1
        return Place(place.file, line, column)

    @cached_property
    def lines(self) -> tuple[SourceLine, ...]:
        """All lines of text."""
        return (*self.chapter_lines, *self.record_lines)

    @cached_property
    def finder(self) -> NameFinder:
        return NameFinder(self.manuscript.register)

    def named(self, text: str) -> list[Found]:
        """The records named in a text, by their names or by `[[id]]`, in order."""
        explicit = [
            Found(m.start(), m.end(), (m[1].strip(),))
            for m in (_REFERENCE.finditer(text) if "[[" in text else ())
            if m[1].strip() in self.manuscript.register
        ]
        plain = [
            f
            for f in self.finder.find(text)
            if not any(e.start < f.end and f.start < e.end for e in explicit)
        ]
        return sorted([*explicit, *plain], key=lambda found: found.start)
