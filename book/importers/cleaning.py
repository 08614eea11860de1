"""Spaces, hyphens and quotes as a book has them; what word processors leave is mended."""

from __future__ import annotations

import re
import unicodedata

_EN_DASH = "\N{EN DASH}"
#: What is mended, and how: a pattern, and what stands in its place.
_MENDED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\u00a0\u2002-\u200a\t\u3000]"), " "),
    (re.compile(r"[\u200b\ufeff\u2060\u00ad]"), ""),
    (re.compile(r" {2,}"), " "),
    (re.compile(r" +([,.;:!?…)\]”»])(?=\s|$|[)\]”»,.;])"), r"\1"),
    (re.compile(r"([(\[“«]) +(?=\S)"), r"\1"),
    # A span of years; a telephone number or the number of a document has other figures.
    (re.compile(r"(?<![\d/.-])([12]\d{3}) ?[-\u2212] ?([12]\d{3})(?![\d/.-])"), rf"\1{_EN_DASH}\2"),
    (re.compile(r"(?<=\w) (?:-{1,3}|\u2212) (?=\w)"), f" {_EN_DASH} "),
    (re.compile(r"\.{3,}"), "…"),
)
_DOUBLE = re.compile(r'"')
_OPENS_AFTER = frozenset(" \n([{“‘—–-/")


def cleaned(text: str, quotes: tuple[str, str] = ("“", "”")) -> str:
    """A text with single spaces, none before a comma, dashes for spans, and curly quotes."""
    text = unicodedata.normalize("NFC", text)
    for pattern, instead in _MENDED:
        text = pattern.sub(instead, text)
    return _curled(text, quotes)


def _curled(text: str, quotes: tuple[str, str]) -> str:
    """Straight double quotes made curly: one opens at a word's start, and closes elsewhere."""

    def curl(found: re.Match[str]) -> str:
        before = text[found.start() - 1] if found.start() else " "
        return quotes[0] if before in _OPENS_AFTER else quotes[1]

    return _DOUBLE.sub(curl, text)
