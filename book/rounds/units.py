"""A book as the pieces that changes are told by: sentences of chapters, values of records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from book.errors import Place
from book.languages import Language, language
from book.manuscript.chapters import Chapter
from book.manuscript.reading import Manuscript
from book.manuscript.yamltext import Path, Tree
from book.rounds.words import Joined, same
from book.sources import CONFIG
from book.text.dialect import REMARK

#: What begins a piece of its own without an empty line before it.
_BEGINS = re.compile(r"\s*(?:#|[-*+] |\d+[.)] |\||:::|>|\[\^|```|!\[|: )")
#: What is no sentence: a picture, the head of a box, a row of a table.
_WHOLE = re.compile(r"!\[|:::|\|")
#: What makes lines a list or a quotation, and is no part of the words.
_SIGNS = re.compile(r"\s*(?:#+ |(?:> ?)+|[-*+] |\d+[.)] |: )?")
#: By what a record is known, before anything else that it holds.
_NAMES = ("id", "name", "title", "number", "date", "from", "year")
#: A record, a field and the words: what a piece is held to be the same by.
Key = tuple[tuple[str, ...], str, str]
#: What prints nothing.
_SILENT = ("remark",)


@dataclass(frozen=True)
class Unit:
    """A sentence of a chapter, or a value of a record: its words as they are written, their place
    and their last line. Of a value, `record` is what the record is known by, `called` its name
    and `field` the keys that lead to the value."""

    text: str
    place: Place
    last: int = 0
    record: tuple[str, ...] = ()
    called: str = ""
    field: str = ""
    #: Where its text goes on on another line: the first character there, and the line.
    breaks: tuple[tuple[int, int], ...] = ()

    def line_of(self, character: int) -> int:
        """The line that a character of its text stands on."""
        lines = (line for start, line in reversed(self.breaks) if start <= character)
        return next(lines, self.place.line)

    @property
    def key(self) -> Key:
        """What it is held to be the same by, wherever it stands."""
        return self.record, self.field, same(self.text)


def units_of(manuscript: Manuscript) -> list[Unit]:
    """All pieces of a book in order, chapter by chapter and record by record."""
    spoken = language(manuscript.config.language, manuscript.folder)
    found: list[Unit] = []
    for chapter in manuscript.chapters:
        found += _of_matter(chapter, spoken)
        found += _of_body(chapter, spoken)
    found += _of_values(manuscript.trees[CONFIG], (CONFIG,), CONFIG, spoken)
    for appendix in manuscript.appendices:
        found += _of_appendix(manuscript.trees[appendix.id], str(appendix.id), spoken)
    return found


def units_of_section(manuscript: Manuscript, section: str) -> list[Unit] | None:
    """The pieces of a chapter or an appendix by its id; None for what is neither."""
    spoken = language(manuscript.config.language, manuscript.folder)
    for chapter in manuscript.chapters:
        if chapter.id == section:
            return [*_of_matter(chapter, spoken), *_of_body(chapter, spoken)]
    for appendix in manuscript.appendices:
        if appendix.id == section:
            return list(_of_appendix(manuscript.trees[section], section, spoken))
    return None


def _of_matter(chapter: Chapter, spoken: Language) -> Iterator[Unit]:
    """The values of the front matter, which may move to another file as sentences do."""
    for path, place in chapter.tree.places.items():
        value = chapter.tree.at(path)
        if isinstance(value, str) and path[0] not in (*_SILENT, "id"):
            for unit in _sentences(Joined(_lines(value, place)), place, spoken):
                yield replace(unit, field=str(path[0]))


def _of_body(chapter: Chapter, spoken: Language) -> Iterator[Unit]:
    body = REMARK.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), chapter.body)
    for block in _blocks(body.split("\n"), chapter.first_line):
        first = Place(chapter.file, block[0][0], block[0][1])
        if _WHOLE.match(block[0][2]):
            yield Unit(Joined(block).text, first, block[-1][0])
        else:
            yield from _sentences(Joined(block), first, spoken)


def _blocks(lines: list[str], first: int) -> Iterator[list[tuple[int, int, str]]]:
    """Paragraphs, items, rows and headings: number, column and text of their lines, without the
    signs of lists and quotations."""
    block: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines, first):
        if block and (not line.strip() or _BEGINS.match(line)):
            yield block
            block = []
        if line.strip():
            signs = _SIGNS.match(line)
            begin = signs.end() if signs and signs.end() < len(line) else 0
            words = line[begin:].rstrip()
            begin += len(words) - len(words.lstrip())
            block.append((number, begin + 1, words.lstrip()))
    if block:
        yield block


def _sentences(joined: Joined, place: Place, spoken: Language) -> Iterator[Unit]:
    for start, stop in spoken.sentences(joined.text):
        line, column = joined.place(start)
        at = place.beside(line, column)
        last, breaks = (
            (line, ()) if place.cell else (joined.place(stop)[0], joined.within(start, stop))
        )
        yield Unit(joined.text[start:stop], at, last, breaks=breaks)


def _lines(value: str, place: Place) -> list[tuple[int, int, str]]:
    """The lines of a value; those of a cell all stand in it."""
    texts = [text.strip() for text in value.split("\n")]
    return [
        (place.line + number, place.column if number == 0 else 1, text)
        for number, text in enumerate(texts)
        if text
    ]


# Records ---------------------------------------------------------------------------------------


def _of_appendix(tree: Tree, appendix: str, spoken: Language) -> Iterator[Unit]:
    lists = [k for k, v in tree.value.items() if isinstance(v, list)] if tree.value else []
    seen: Counter[tuple[str, ...]] = Counter()
    for key in lists:
        for number, item in enumerate(tree.value[key]):
            if isinstance(item, dict):
                name = known_by(item) or str(number)
                record: tuple[str, ...] = (str(tree.value.get("kind", appendix)), str(key), name)
                seen[record] += 1
                if seen[record] > 1:
                    record = (*record, str(seen[record]))
                called = str(item.get("name") or item.get("title") or name)
                yield from _of_values(tree, record, called, spoken, (key, number))
    inside = [
        (key, n) for key in lists for n, v in enumerate(tree.value[key]) if isinstance(v, dict)
    ]
    yield from _of_values(
        tree, (appendix,), str(tree.at(("title",)) if tree.value else ""), spoken, without=inside
    )


def known_by(item: dict[Any, Any]) -> str:
    """What a record is known by: its id, its name, or else the first of its texts."""
    found = (str(item[name]) for name in _NAMES if item.get(name))
    return next(found, next((v for v in item.values() if isinstance(v, str)), ""))


def _of_values(
    tree: Tree,
    record: tuple[str, ...],
    called: str,
    spoken: Language,
    under: Path = (),
    without: list[tuple[Any, int]] | None = None,
) -> Iterator[Unit]:
    left = set(without or ())
    for path, place in tree.places.items():
        if path[: len(under)] != under or len(path) == len(under) or path[:2] in left:
            continue
        value = tree.at(path)
        if isinstance(value, dict | list) or value is None or path[-1] in _SILENT:
            continue
        field = " ".join(str(step) for step in path[len(under) :] if not isinstance(step, int))
        for unit in _sentences(Joined(_lines(str(value), place)), place, spoken):
            yield replace(unit, record=record, called=called, field=field)
