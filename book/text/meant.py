"""Paragraphs that were meant to be something else, and code that is never closed."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from book.errors import Said
from book.text.boxes_known import BOXES
from book.text.misfits import misfit

#: More characters (some twenty pages) no paragraph has; its lines would be broken for minutes.
LONGEST = 40_000

_FENCE = re.compile(r"[\s>]*(?:`{3,}|~{3,})\s*")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*|\s*\|\s*:?-+:?\s*\|\s*")
_BARRED = re.compile(r"\s*\|.*\|\s*")
_GRID = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
_HASH = re.compile(r"#{1,6}[^\s#\d].*|#{2,6}\d.*")
_FEW_COLONS = re.compile(rf"::?\s*(?:{'|'.join(BOXES)})(?:\s*\{{.*)?\s*", re.IGNORECASE)

_Test = Callable[[list[str]], int | None]


def _first(pattern: re.Pattern[str]) -> _Test:
    return lambda lines: next((n for n, x in enumerate(lines) if pattern.fullmatch(x)), None)


def _bars(lines: list[str]) -> int | None:
    """The first line of what was to be a table: a row of dashes, or a row between bars."""
    if any(_DELIMITER.fullmatch(line) for line in lines):
        return 0
    return next((n for n, line in enumerate(lines) if _BARRED.fullmatch(line)), None)


_MEANT: list[tuple[_Test, Said, Said]] = [
    (
        lambda lines: 0 if sum(map(len, lines)) > LONGEST else None,
        Said("the paragraph has more than {count} characters", {"count": LONGEST}),
        Said("Divide it by empty lines; a book has paragraphs of one or two thousand."),
    ),
    (
        _first(_GRID),
        Said("a table drawn with + and - is not understood"),
        Said(
            "Write it with bars: a first row, a row |---|---| with as many columns, the other rows."
        ),
    ),
    (
        _bars,
        Said("this looks like a table, but can't be read as one"),
        Said(
            "A table is a first row, a row |---|---| with as many columns, and the other rows, "
            "with an empty line before it; a bar that shall be printed is written \\|."
        ),
    ),
    (
        _first(_HASH),
        Said("this looks like a heading, but can't be read as one"),
        Said("Put a space behind the #; for a # that shall be printed put a backslash before it."),
    ),
    (
        _first(_FEW_COLONS),
        Said("this looks like a box, but can't be read as one"),
        Said("A box begins with three colons, such as “::: figure”, and ends with “:::”."),
    ),
]


def plain_lines(state: StateCore) -> None:
    """Paragraphs that were meant to be something else, and code that is never closed."""
    tokens: list[Token] = []
    lines = state.src.split("\n")
    for index, token in enumerate(state.tokens):
        if token.type == "paragraph_open":
            inline = state.tokens[index + 1]
            first = inline.map[0] if inline.map else 0
            tokens.extend(_misfits_in(inline.content.split("\n"), first))
        elif token.type == "fence" and token.map:
            begin, end = token.map
            if end - begin < 2 or not _FENCE.fullmatch(lines[end - 1]):
                tokens.append(
                    misfit(
                        begin,
                        Said(
                            "a block between rows of {sign} is not closed", {"sign": token.markup}
                        ),
                        Said("Write the same row of signs where it ends, or take this one out."),
                    )
                )
        tokens.append(token)
    state.tokens = tokens


def _misfits_in(lines: list[str], first: int) -> list[Token]:
    for test, problem, cure in _MEANT:
        at = test(lines)
        if at is not None:
            return [misfit(first + at, problem, cure)]
    return []
