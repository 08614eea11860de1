#!/usr/bin/env python3
"""Tells where a book says word for word what a source says, and should have said it itself.

    python tools/shared_runs.py SOURCE.txt BOOK_FOLDER [--words 12]

A run is a row of words that stands in both texts, in one order. Words that the book may take over
are passed over in it and not counted: what stands in quotation marks or in a block quote, and what
is written in records as a name, a title, a number, a theme or an office. A run of as many counted
words as `--words` says is told with its place, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

#: Fields of records whose words are official: names, titles, numbers, themes.
OFFICIAL = frozenset(
    "name aliases listed_as title title_lines number subject issuer kind theme goal direction "
    "breakthroughs known_as office plural address organisation parent_organisation".split()
)
#: Words shorter than this find no run by themselves.
_SEED = 4
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_WORD = re.compile(r"\w+(?:[./]\w+)*")
_QUOTED = re.compile(r"“[^”]*”")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(r"\[\[!?[^\]|]*(?:\||\]\])")
_BOX = re.compile(r"^(?::::.*|#+ |---$)", re.MULTILINE)
_TITLE = re.compile(r"(?:short_)?title:")


@dataclass(frozen=True)
class Word:
    """A word as it is compared, as it is written, where, and whether the book may take it over."""

    key: str
    written: str
    file: str
    line: int
    official: bool


@dataclass(frozen=True)
class Run:
    """Words of the book that the source has in the same order; `counted` are not official."""

    words: tuple[Word, ...]

    @property
    def counted(self) -> int:
        return sum(not word.official for word in self.words)

    def __str__(self) -> str:
        first = self.words[0]
        shown = " ".join(word.written for word in self.words)
        return f"{first.file}:{first.line}: {self.counted} words: {shown}"


def key(word: str) -> str:
    """A word without regard to capitals, to where its tone mark stands, and to leading noughts."""
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(c for c in letters if c in _TONES)
    plain = "".join(c for c in letters if c not in _TONES) + tones
    return re.sub(r"(?<!\d)0+(?=\d)", "", plain)


def words_of(text: str, file: str, line: int, quotes: bool = True) -> list[Word]:
    """The words of a text that begins at a line of a file; quoted ones are official."""
    quoted = [m.span() for m in _QUOTED.finditer(text)] if quotes else []
    found = []
    for match in _WORD.finditer(text):
        at = match.start()
        official = any(start <= at < end for start, end in quoted)
        place = line + text.count("\n", 0, at)
        found.append(Word(key(match[0]), match[0], file, place, official))
    return found


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text without what a pattern finds; its line breaks stay, so that lines stay counted."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def chapter_words(text: str, file: str) -> list[Word]:
    """The words of a chapter, without remarks, identifiers and the marks of boxes."""
    text = unicodedata.normalize("NFC", text)
    for pattern in (_REMARK, _REFERENCE, _BOX):
        text = _blanked(pattern, text)
    found: list[Word] = []
    for number, line in enumerate(text.split("\n"), 1):
        here = words_of(line, file, number)
        if line.startswith(">") or _TITLE.match(line):
            here = [Word(w.key, w.written, w.file, w.line, True) for w in here]
        found += here
    return found


def _scalars(node: yaml.Node, field: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Each string of a YAML file with the name of the field that it stands in."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(value, str(name.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, field)
    elif isinstance(node, yaml.ScalarNode):
        yield field, node


def read_book(folder: Path) -> tuple[list[list[Word]], set[tuple[str, ...]]]:
    """The texts of a book folder, and the official phrases: in its records, or quoted somewhere."""
    texts: list[list[Word]] = []
    official: set[tuple[str, ...]] = set()
    for path in sorted((folder / "chapters").glob("*.md")):
        chapter = path.read_text(encoding="utf-8")
        texts.append(chapter_words(chapter, str(path.relative_to(folder))))
        official |= {tuple(w.key for w in words_of(q, "", 1)) for q in _QUOTED.findall(chapter)}
    records = sorted((folder / "chapters").rglob("*.y*ml"))
    for path in [folder / "book.yaml", *records]:
        file = str(path.relative_to(folder))
        root = yaml.compose(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))
        for field, node in _scalars(root) if root else ():
            words = words_of(node.value, file, node.start_mark.line + 1)
            if field in OFFICIAL:
                official.add(tuple(word.key for word in words))
            else:
                texts.append(words)
    return texts, {phrase for phrase in official if len(phrase) > 1}


def marked(words: list[Word], official: set[tuple[str, ...]]) -> list[Word]:
    """The words, with those official that stand in an official phrase."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in official:
        by_first[phrase[0]].append(phrase)
    keys = tuple(word.key for word in words)
    taken = {i for i, word in enumerate(words) if word.official}
    for i, first in enumerate(keys):
        for phrase in by_first.get(first, ()):
            if keys[i : i + len(phrase)] == phrase:
                taken.update(range(i, i + len(phrase)))
    return [Word(w.key, w.written, w.file, w.line, i in taken) for i, w in enumerate(words)]


def shared_runs(source: list[str], words: list[Word], least: int) -> Iterator[Run]:
    """The runs of `least` counted words and more that a text shares with the source."""
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(source) - _SEED + 1):
        starts[tuple(source[at : at + _SEED])].append(at)
    keys = [word.key for word in words]
    here = 0
    while here <= len(keys) - _SEED:
        longest = 0
        for at in starts.get(tuple(keys[here : here + _SEED]), ()):
            length = _SEED
            while (
                here + length < len(keys)
                and at + length < len(source)
                and keys[here + length] == source[at + length]
            ):
                length += 1
            longest = max(longest, length)
        run = Run(tuple(words[here : here + longest]))
        if run.counted >= least:
            yield run
        # A longer run may begin inside a short one, never inside one that was told.
        here += longest if run.counted >= least else 1


def main() -> int:
    """Tell the runs; 1 where there are any."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="the source as a text file")
    parser.add_argument("book", type=Path, help="the book folder")
    parser.add_argument("--words", type=int, default=12, help="counted words of a run (12)")
    given = parser.parse_args()
    text = unicodedata.normalize("NFC", given.source.read_text(encoding="utf-8"))
    source = [word.key for word in words_of(text, "", 1, quotes=False)]
    texts, official = read_book(given.book)
    runs = [r for t in texts for r in shared_runs(source, marked(t, official), given.words)]
    for run in runs:
        print(run)
    print(f"{len(runs)} shared runs", file=sys.stderr)
    return 1 if runs else 0


if __name__ == "__main__":
    sys.exit(main())
