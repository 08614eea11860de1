"""The Markdown dialect: CommonMark, footnotes, attributes, tables, boxes and `[[references]]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

#: The words that may follow `:::`, each with the attributes that it takes.
BOXES: dict[str, frozenset[str]] = {
    "figure": frozenset({"credit", "width"}),
    "chart": frozenset({"kind", "of", "row", "series"}),
    "table": frozenset({"credit"}),
    "plate": frozenset({"credit"}),
    "sidebar": frozenset(),
    "note": frozenset(),
    "pullquote": frozenset({"by"}),
}

#: A remark of the editors, which is not printed.
REMARK = re.compile(r"<!--(?:(?!-->).)*-->", re.DOTALL)
_REFERENCE = re.compile(r"\[\[(!?)([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\](\{\.main\})?")
_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_ATTRIBUTE = re.compile(r'#([\w.-]+)|\.([\w-]+)|([\w-]+)=(?:"([^"]*)"|“([^”]*)”|(\S+))|(\S+)')


@dataclass(frozen=True)
class Head:
    """A line that opens a box or names a heading, split into words, id and attributes."""

    words: str
    id: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


def parse_head(text: str) -> Head:
    """Split `Words {#id .class key="value"}`; what is none of these comes as `strange`."""
    found = _ATTRIBUTES.search(text)
    if not found:
        return Head(text.strip())
    head_id, attributes = "", {}
    classes: list[str] = []
    strange: list[str] = []
    for part in _ATTRIBUTE.finditer(found[1]):
        if part[1]:
            head_id = part[1]
        elif part[2]:
            classes.append(part[2])
        elif part[3]:
            attributes[part[3]] = part[4] or part[5] or part[6] or ""
        else:
            strange.append(part[7])
    return Head(text[: found.start()].strip(), head_id, attributes, tuple(classes), tuple(strange))


def _reference_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    found = _REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {
            "indexed": not found[1],
            "id": found[2].strip(),
            "text": found[3],
            "main": bool(found[4]),
        }
    state.pos = found.end()
    return True


@cache
def parser() -> MarkdownIt:
    """The parser of the dialect. Raw HTML is parsed, so that the renderer can refuse it."""
    md = MarkdownIt("commonmark", {"html": True, "typographer": True})
    md.enable(["table", "smartquotes"])
    md.use(footnote_plugin).use(deflist_plugin).use(attrs_plugin)
    for name in BOXES:
        md.use(container_plugin, name)
    md.inline.ruler.before("link", "reference", _reference_rule)
    return md


@lru_cache(maxsize=256)
def parsed(text: str) -> tuple[Token, ...]:
    """The block tokens of a text; not to be changed, for they are kept for the next build."""
    return tuple(parser().parse(text))


@lru_cache(maxsize=8192)
def parsed_line(text: str) -> Token:
    """The inline token of one paragraph's worth of text; not to be changed."""
    return parser().parseInline(text)[0]


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
