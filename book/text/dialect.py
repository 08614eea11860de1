"""The Markdown dialect: CommonMark, footnotes, tables, strikethrough, attributes, boxes and
`[[references]]`. Text that is indented is a paragraph: a book holds no program code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from book.text import block_rules, inline_rules

#: A remark of the editors, which is not printed.
REMARK = re.compile(r"<!--(?:(?!-->).)*-->", re.DOTALL)
#: Quotation marks where nothing says what a language has: the outer and the inner pair.
CURLY = ("“", "”", "‘", "’")
#: So deep may marks lie in one another inside a paragraph; blocks have a limit of their own.
_DEEPEST_MARKS = 100


@lru_cache(maxsize=8)
def parser(quotes: tuple[str, ...] = CURLY) -> MarkdownIt:
    """The parser of the dialect, which turns straight quotation marks into these (outer, inner).
    Raw HTML is parsed, so that the renderer can refuse it."""
    options = {
        "html": True,
        "typographer": True,
        "quotes": list(quotes),
        "maxNesting": _DEEPEST_MARKS,
    }
    md = MarkdownIt("commonmark", options)
    md.enable(["table", "strikethrough", "smartquotes"]).disable("code")
    md.use(footnote_plugin).use(deflist_plugin)
    block_rules.install(md)
    inline_rules.install(md)
    return md


class Parsed(NamedTuple):
    """The block tokens of a text, and the notes and addresses that are defined in it."""

    tokens: tuple[Token, ...]
    defined: dict[str, Any]


@lru_cache(maxsize=256)
def parsed(text: str, quotes: tuple[str, ...] = CURLY) -> Parsed:
    """A text; not to be changed, for it is kept for the next build."""
    defined: dict[str, Any] = {}
    return Parsed(tuple(parser(quotes).parse(text, defined)), defined)


@lru_cache(maxsize=8192)
def parsed_line(text: str, quotes: tuple[str, ...] = CURLY) -> Token:
    """The inline token of one paragraph's worth of text; not to be changed."""
    return parser(quotes).parseInline(text)[0]


def parsed_rest(text: str, quotes: tuple[str, ...], defined: dict[str, Any]) -> Token:
    """The inline token of a part of a paragraph, in a text that defines notes and addresses."""
    return parser(quotes).parseInline(text, defined)[0]


def joined(children: Sequence[Token]) -> list[Token]:
    """Inline tokens with soft line breaks made spaces, so that a name may run over a line.

    Each text token's `meta["line"]` counts the lines before it in its paragraph.
    """
    result: list[Token] = []
    line = 0
    for token in children:
        if token.type == "softbreak":
            line += 1
            token = Token("text", "", 0, content=" ")
        if token.type == "text" and result and result[-1].type == "text":
            result[-1].content += token.content
            continue
        result.append(token.copy(meta={**token.meta, "line": line}))
        if token.type == "hardbreak":
            line += 1
    return result


def closing(tokens: Sequence[Token], start: int) -> int:
    """The index after the token that closes tokens[start]; the next one where nothing opens."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index + 1
    return len(tokens)
