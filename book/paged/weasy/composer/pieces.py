"""The pieces between the break opportunities of a paragraph, measured."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pyphen

from book.languages.letters import COMPLEX
from book.paged.weasy.composer.breaking import BOND, HYPHEN, RANGE, Piece
from book.paged.weasy.composer.places import bonds
from book.paged.weasy.composer.shaping import NBSP, Face, width_of

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_LETTERS = re.compile(r"[^\W\d_]+")
#: The dash between two years or other figures.
_RANGE = re.compile(r"\d[-\N{EN DASH}]$")
#: The letters beside a break between two words that no space parts.
_WITHOUT_SPACES = re.compile(f"[{COMPLEX}]{{2}}")
_EDGE = ".,;:!?…()[]“”‘’«»\"'"
#: How much of a sign hangs over the edge where punctuation hangs. (After Hàn Thế Thành's tables.)
_HANGS_BEHIND = {
    **dict.fromkeys(".,-\N{HYPHEN}", 0.7),
    **dict.fromkeys(":;”’»", 0.5),
    "\N{EN DASH}": 0.3,
}
_HANGS_BEFORE = {**dict.fromkeys("“‘«", 0.5), "\N{EN DASH}": 0.3}


@dataclass(slots=True)
class Stretch:
    """The text of one text box, the edges beside it, and the number of its nowrap element."""

    text: str
    start: int
    face: Face
    before: float
    after: float
    kept: int


@dataclass(slots=True)
class Block:
    """Pieces, where each begins and ends in the text (a space behind it not counted), and the
    character that ends a line behind a piece where it is not in the text."""

    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    hyphens: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    #: Whether a forced break follows.
    forced: bool = False

    def add(self, start: int, stop: int, piece: Piece, hyphen: str = "") -> None:
        self.begins.append(start)
        self.ends.append(stop)
        self.hyphens.append(hyphen)
        self.pieces.append(piece)


@lru_cache(maxsize=16)
def _dictionary(language: str, left: int, right: int) -> Any:
    known = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=known, left=left, right=right) if known else None


class Measure:
    """Measures the pieces of one paragraph."""

    def __init__(self, text: str, stretches: list[Stretch], style: Any, hangs: bool) -> None:
        self._text, self._stretches = text, stretches
        self._hangs = hangs
        self._bonds = bonds(text, style["lang"] or "")
        self._at = 0
        self._hyphen = style["hyphenate_character"]
        self._dictionary: Any = None
        self._shortest = 0
        if style["hyphens"] == "auto":
            self._shortest, left, right = style["hyphenate_limit_chars"]
            self._dictionary = _dictionary(style["lang"] or "", left, right)
        #: What changes how a word of a face is parted and measured.
        self._told = hangs, self._hyphen, self._shortest, self._dictionary

    def block(self, start: int, breaks: list[int], end: int, forced: bool) -> Block:
        """The pieces of the text from start to end."""
        made = Block(forced=forced)
        text = self._text
        while start < end and text[start] == " ":
            start += 1
        for place in (*breaks, end):
            stop = place
            while stop > start and text[stop - 1] == " ":
                stop -= 1
            if stop == start and made.begins:
                continue
            if not (place == stop + 1 and self._known(made, start, stop, place)):
                self._piece(made, start, stop, place)
            start = place
        return made

    def _known(self, made: Block, start: int, stop: int, place: int) -> bool:
        """Add a word that stands in one text box with the space behind it and the next letter, as
        it was measured before in its face; whether it is one."""
        stretch = self._stretch(start)
        inside = start - stretch.start
        if place >= stretch.start + len(stretch.text) or (stretch.before and not inside):
            return False
        key = self._told, self._text[start : place + 1], place in self._bonds
        parts = stretch.face.parts.get(key)
        if parts is None:
            before = len(made.begins)
            self._piece(made, start, stop, place)
            stretch.face.keep_parts(
                key,
                [
                    (begin - start, end - start, piece, hyphen)
                    for begin, end, piece, hyphen in zip(
                        made.begins[before:],
                        made.ends[before:],
                        made.pieces[before:],
                        made.hyphens[before:],
                        strict=True,
                    )
                ],
            )
            return True
        for begin, end, piece, hyphen in parts:
            made.add(start + begin, start + end, piece, hyphen)
        return True

    def _piece(self, made: Block, start: int, stop: int, place: int) -> None:
        text = self._text
        word = text[start:stop]
        width, inner = self._width(start, stop)
        gap = self._gap(stop, place) if place > stop else 0.0
        plain = word.strip(_EDGE).lower()
        last, first = plain, plain
        if inner:
            last, first = plain.split(NBSP)[-1].split(" ")[-1], plain.split(NBSP)[0].split(" ")[0]
        hangs_before = self._hang(start, _HANGS_BEFORE)
        if self._dictionary is not None and not inner and _SOFT_HYPHEN not in word:
            cuts = self._cuts(word)
            if cuts:
                self._cut(
                    made,
                    start,
                    stop=stop,
                    cuts=cuts,
                    whole=width,
                    gap=gap,
                    hangs_before=hangs_before,
                )
                return
        hyphen, extra = "", 0.0
        if word.endswith(_SOFT_HYPHEN) and place < len(text):
            hyphen = self._hyphen
            extra = self._extra(start, stop)
        extra -= self._hang(stop - 1, _HANGS_BEHIND) if stop > start else 0.0
        if gap:
            penalty = BOND if place in self._bonds else 0.0
        elif _WITHOUT_SPACES.fullmatch(text[place - 1 : place + 1]):
            penalty = 0.0
        else:
            penalty = RANGE if _RANGE.search(word) else HYPHEN
        words = 2 if inner else 1
        piece = Piece(
            width=width,
            inner=inner,
            words=words,
            gap=gap,
            end=extra,
            begin=-hangs_before,
            penalty=penalty,
            last_word=last,
            first_word=first,
        )
        made.add(start, stop, piece, hyphen)

    def _cuts(self, word: str) -> list[int]:
        """Where a word may be hyphenated."""
        found = []
        for letters in _LETTERS.finditer(word):
            if len(letters[0]) >= self._shortest:
                places = self._dictionary.positions(letters[0])
                found += [letters.start() + n for n in places]
        return found

    def _cut(
        self,
        made: Block,
        start: int,
        stop: int,
        cuts: list[int],
        whole: float,
        gap: float,
        hangs_before: float,
    ) -> None:
        """Add the parts of a word that may be hyphenated. Together they are as wide as the word."""
        reached, begin = 0.0, -hangs_before
        at = start
        for cut in cuts:
            place = start + cut
            width = self._width(start, place)[0]
            end = self._extra(start, place) - self._hang_of(self._hyphen, place - 1)
            piece = Piece(width - reached, end=end, begin=begin, penalty=HYPHEN)
            made.add(at, place, piece, self._hyphen)
            begin = self._width(place, stop)[0] - (whole - width)
            reached, at = width, place
        extra = -self._hang(stop - 1, _HANGS_BEHIND)
        penalty = 0.0 if gap else HYPHEN
        piece = Piece(whole - reached, gap=gap, end=extra, begin=begin, penalty=penalty)
        made.add(at, stop, piece)

    def _extra(self, start: int, place: int) -> float:
        """What a hyphen adds behind a part of a word."""
        face = self._stretch(place - 1).face
        part = self._text[max(start, self._stretch(place - 1).start) : place]
        return face.width(part + self._hyphen) - face.width(part)

    def _hang(self, place: int, table: dict[str, float]) -> float:
        """How much of the character at a place hangs over an edge."""
        if not self._hangs or self._text[place] not in table:
            return 0.0
        letter = self._text[place]
        return table[letter] * self._stretch(place).face.width(letter)

    def _hang_of(self, sign: str, place: int) -> float:
        if not self._hangs:
            return 0.0
        return _HANGS_BEHIND.get(sign, 0.0) * self._stretch(place).face.width(sign)

    def _gap(self, start: int, end: int) -> float:
        """The width of the space (or the spaces of several boxes) from start to end."""
        gap = 0.0
        for place in range(start, end):
            stretch = self._stretch(place)
            inside = place - stretch.start
            text = stretch.text
            before = text[inside - 1] if inside else ""
            after = text[inside + 1] if inside + 1 < len(text) else ""
            gap += stretch.face.space(before.strip(" \u00a0"), after.strip(" \u00a0"))
        return gap

    def _stretch(self, place: int) -> Stretch:
        """The stretch that holds a place; they are asked for nearly in order."""
        stretches, at = self._stretches, self._at
        while place < stretches[at].start:
            at -= 1
        while place >= stretches[at].start + len(stretches[at].text):
            at += 1
        self._at = at
        return stretches[at]

    def _width(self, start: int, stop: int) -> tuple[float, float]:
        """The width of the text from start to stop, and that of the spaces in it."""
        if start == stop:
            return 0.0, 0.0
        stretch = self._stretch(start)
        width, inner = 0.0, 0.0
        while True:
            first, end = stretch.start, stretch.start + len(stretch.text)
            part = stretch.text[start - first : stop - first]
            one, spaces = width_of(stretch.face, part)
            width += one
            inner += spaces
            if start == first:
                width += stretch.before
            if stop >= end:
                width += stretch.after
            if stop <= end:
                return width, inner
            start = end
            stretch = self._stretch(start)
