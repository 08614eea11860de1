"""Rules on how the text is written: spaces, dashes, letters, words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.check.findings import Copy, SourceLine, rule
from book.errors import Mistake

_TWICE = re.compile(r"(?<!\w)(\w+) \1(?!\w)")
#: Words that Vietnamese doubles: `dần dần`, `luôn luôn`.
_DOUBLED = frozenset(
    (
        "dần luôn ngày năm từ xa mãi thường người nhà đời lần rất đều đâu đó ai gì nào mau nhanh "
        "xanh hay riêng song từng vừa càng"
    ).split()
)
_BEFORE_SIGN = re.compile(r"(?<=\w) +([,;:!?.…])(?=\s|$)")
_SPACES = re.compile(r"(?<=\S)  +(?=\S)")
_ONE_SIDED = re.compile(
    r"(?<=\w)(?: [–—](?=\w)|[–—] (?=\w))"
    r"|(?<=[^\W\d]) -(?=[^\W\d])|(?<=[^\W\d])- (?=[^\W\d])"
)
_UNPAIRED = {"(": ")", "“": "”", "[": "]"}
_LATIN = "A-Za-zÀ-ỹĐđ"
_OTHER = r"\u0370-\u03ff\u0400-\u04ff"
#: Ð and ð of Icelandic, Ɖ and ɖ of Ewe; Greek and Cyrillic beside a Latin letter.
_LOOKALIKE = re.compile(rf"[ÐðƉɖ]|(?<=[{_LATIN}])[{_OTHER}]|[{_OTHER}](?=[{_LATIN}])")


def _matches(copy: Copy, pattern: re.Pattern[str]) -> Iterator[tuple[SourceLine, re.Match[str]]]:
    for line in copy.lines:
        for found in pattern.finditer(line.text):
            yield line, found


@rule("word-twice")
def word_twice(copy: Copy) -> Iterator[Mistake]:
    """The same word stands twice in a row, as in `và và`.

    Words that the language doubles on purpose (`dần dần`, `luôn luôn`) and names are left alone.
    """
    for line, found in _matches(copy, _TWICE):
        word = found[1]
        if word.casefold() in _DOUBLED or word.isdigit() or word[0].isupper() or len(word) < 2:
            continue
        yield Mistake(
            line.at(found.start()), "“{word}” stands twice", "Take one of them out.", {"word": word}
        )


@rule("space-before-sign")
def space_before_sign(copy: Copy) -> Iterator[Mistake]:
    """A space stands before a comma, full stop, colon, semicolon, question or exclamation mark.

    These signs follow the word at once, in Vietnamese as in English.
    """
    for line, found in _matches(copy, _BEFORE_SIGN):
        yield Mistake(
            line.at(found.start()), "a space stands before “{sign}”", "Take the space out.",
            {"sign": found[1]},
        )  # fmt: skip


@rule("double-space")
def double_space(copy: Copy) -> Iterator[Mistake]:
    """Two or more spaces stand between words. They are printed as one; tidy the source."""
    for line, found in _matches(copy, _SPACES):
        if line.text.lstrip().startswith(("|", "#")):
            continue
        yield Mistake(line.at(found.start()), "there are several spaces here", "Leave one of them.")


@rule("dash-one-side")
def dash_one_side(copy: Copy) -> Iterator[Mistake]:
    """A dash has a space on one side only.

    Between words it has a space on both sides (`kinh tế – xã hội`), in a range on none
    (`2015–2020`).
    """
    for line, found in _matches(copy, _ONE_SIDED):
        yield Mistake(
            line.at(found.start()), "the dash has a space on one side only",
            "Put a space on both sides, or on none in a range.",
        )  # fmt: skip


@rule("look-alike", "error")
def look_alike(copy: Copy) -> Iterator[Mistake]:
    """A letter only looks right: Ð (Icelandic) for Đ, or a Cyrillic or Greek letter in a word of
    Latin ones. The word is then neither found nor indexed nor sorted as it should be."""
    for line, found in _matches(copy, _LOOKALIKE):
        yield Mistake(
            line.at(found.start()), "“{char}” (U+{code}) only looks like the letter meant",
            "Type the letter anew with the keyboard of the language.",
            {"char": found[0], "code": f"{ord(found[0]):04X}"},
        )  # fmt: skip


@rule("unpaired")
def unpaired(copy: Copy) -> Iterator[Mistake]:
    """A bracket or a quotation mark is opened and not closed in its line, or the other way round.

    A paragraph is one line of a chapter; one that is wrapped by hand may be told in error.
    """
    for line in copy.lines:
        for opening, closing in _UNPAIRED.items():
            if line.text.count(opening) != line.text.count(closing):
                sign = opening if line.text.count(opening) > line.text.count(closing) else closing
                yield Mistake(
                    line.at(line.text.index(sign)), "“{sign}” has no counterpart in this paragraph",
                    "Close it, or take it out.", {"sign": sign},
                )  # fmt: skip
