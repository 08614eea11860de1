"""Headings of a text that was written without styles: guessed, and said to be guesses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from book.importers.blocks import Block
from book.languages import everywhere

_ROMAN = r"[IVXLC]{1,6}"
#: A heading is no longer than this, in letters.
_LONGEST = 140
_TOP = 2  # where headings in capitals without a number stand among `_numbered`


def level_of_style(name: str, outline: int) -> int:
    """The level that a paragraph style says, from 1; 0 where it is none of a heading."""
    style = name.strip()
    if found := re.fullmatch(rf"{everywhere('heading style')}\s*(\d)", style, re.IGNORECASE):
        return int(found[1])
    return 1 if re.fullmatch(everywhere("title style"), style, re.IGNORECASE) else outline


def guess_headings(blocks: Sequence[Block]) -> None:
    """Make headings of the bold lines that act as ones, below those that styles say.

    Their levels come from how they are numbered (Phần, Chương, I., 1., 1.1, a)) and whether they
    are in capitals; levels that do not occur are left out.
    """
    styled = [b.level for b in blocks if b.kind == "heading"]
    ranks = {id(b): _rank(b) for b in blocks if b.kind == "paragraph" and _acts_as_heading(b)}
    lowest = max(styled, default=0)
    in_use = sorted(set(ranks.values()))
    for block in blocks:
        if id(block) in ranks:
            block.kind = "heading"
            block.level = lowest + 1 + in_use.index(ranks[id(block)])
            block.is_guessed = True


@cache
def _numbered() -> tuple[re.Pattern[str], ...]:
    """What a heading begins with, from the highest to the lowest."""
    number = rf"(?:{_ROMAN}|\d+|{everywhere('ordinal')} \w+)"
    return (
        re.compile(rf"{everywhere('part')}\s+(?:{number}|\w+)\b", re.IGNORECASE),
        re.compile(rf"{everywhere('chapter')}\s+{number}\b", re.IGNORECASE),
        re.compile(rf"{_ROMAN}\s*[.)/-]\s*\S"),
        re.compile(r"\d{1,2}\s*[.)/-]\s*(?!\d)\S"),
        re.compile(r"\d{1,2}\.\d{1,2}\.?\s*\S"),
        re.compile(r"[a-zđ]\s*[.)/]\s*\S"),
    )


@cache
def _whole_number() -> re.Pattern[str]:
    words = f"(?:{everywhere('part')}|{everywhere('chapter')})"
    number = rf"(?:{_ROMAN}|\d+|{everywhere('ordinal')} \w+)"
    return re.compile(rf"{words}\s+{number}\s*[.:–—-]?\s*", re.IGNORECASE)


def without_number(title: str) -> str:
    """A chapter's title without its `Chương I`, which the book sets itself."""
    return title[found.end() :].strip() if (found := _whole_number().match(title)) else title


def is_number_alone(title: str) -> bool:
    """Whether a heading is nothing but `CHƯƠNG I`, whose title is the next one."""
    return _whole_number().fullmatch(title.strip()) is not None


def _acts_as_heading(block: Block) -> bool:
    words = block.plain.strip()
    if not words or len(words) > _LONGEST or "\n" in words or block.notes:
        return False
    if words[-1] in ".,;:" and not is_number_alone(words):
        return False
    in_capitals = words.isupper() and len(words) > 3
    return (block.looks_bold and not block.is_caption) or (in_capitals and block.is_centred)


def _rank(block: Block) -> int:
    words = block.plain.strip()
    for rank, pattern in enumerate(_numbered()):
        if pattern.match(words):
            return rank
    return _TOP if words.isupper() else len(_numbered())
