"""The dialect's own rules inside a paragraph: `[[references]]`, images, attributes, and what is
left over of marks that were not understood."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from book.errors import Said
from book.text.attributes import Head, attributes_of
from book.text.misfits import add_inline

_REFERENCE = re.compile(r"\[\[(!?)([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\](\{\.main\})?")
_EMPTY_REFERENCE = re.compile(r"\[\[[^\[\]\n]{0,200}\]\]|\[\[")
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
#: An image whose address holds spaces, as file names do; brackets in it come in pairs.
_SPACED_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\(\s*(?P<file>(?:[^()<>\n\"]|\([^()\n]*\))+?\.\w{2,5})\s*\)"
)
_BRACES = re.compile(r"\{([^{}\n]*)\}")


def install(md: MarkdownIt) -> None:
    """Put the rules into a parser that has the footnote plugin."""
    md.inline.ruler.before("link", "reference", _reference)
    md.inline.ruler.before("image", "spaced_image", _spaced_image)
    md.inline.ruler.after("footnote_ref", "uncalled", _call_of_nothing)
    md.inline.ruler.push("attributes", _attributes)


def _reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    found = _REFERENCE.match(state.src, state.pos)
    if found and not silent:
        token = state.push("reference", "", 0)
        token.meta = {
            "indexed": not found[1],
            "id": found[2].strip(),
            "text": found[3],
            "main": bool(found[4]),
        }
    if found is None:
        found = _EMPTY_REFERENCE.match(state.src, state.pos)
        assert found is not None
        if not silent:
            add_inline(
                state,
                Said("“{what}” refers to nothing", {"what": found[0]}),
                Said(
                    "Write [[id]] or [[id|words]]; put a backslash before brackets to be printed."
                ),
            )
    state.pos = found.end()
    return True


def _spaced_image(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![", state.pos):
        return False
    found = _SPACED_IMAGE.match(state.src, state.pos)
    if not found or not re.search(r"\s", found["file"]):
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(found["file"]), "alt": ""}
        token.content = found["alt"]
        token.children = []
    state.pos = found.end()
    return True


def _call_of_nothing(state: StateInline, silent: bool) -> bool:
    found = _CALL.match(state.src, state.pos) if state.src.startswith("[^", state.pos) else None
    if found is None:
        return False
    if not silent:
        add_inline(
            state,
            Said("there is no note [^{label}]", {"label": found[1]}),
            Said("Write the note on a line of its own, “[^{label}]: …”, in the same text."),
        )
    state.pos = found.end()
    return True


def useless(written: str) -> tuple[Said, Said]:
    """What is told of braces that nothing takes, and the cure."""
    return (
        Said("nothing here takes “{what}”", {"what": written}),
        Said(
            "Attributes stand behind an image, a heading or the name of a box; put a backslash "
            "before a brace to be printed."
        ),
    )


def _attributes(state: StateInline, silent: bool) -> bool:
    """`{…}` behind an image, or `{at=…}` behind a name in a group; elsewhere braces with attributes
    are of no use to anything."""
    found = _BRACES.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    if found is None:
        return False
    last = state.tokens[-1] if state.tokens and not state.pending else None
    head: Head = attributes_of(found[1])
    if last is not None and last.type == "image":
        if not silent:
            last.meta["attributes"] = head
    elif not head.strange and not head.id and head.attributes.keys() == {"at"}:
        if not silent:
            problem, cure = useless(found[0])
            meta = {"at": head.attributes["at"], "problem": problem, "cure": cure}
            state.push("spot", "", 0).meta = meta
    elif head.strange or not (head.id or head.classes or head.attributes):
        return False
    elif not silent:
        add_inline(state, *useless(found[0]))
    state.pos = found.end()
    return True
