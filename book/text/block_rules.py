"""The dialect's own rules for blocks: boxes, tables that lose nothing, lists that keep numbers."""

from __future__ import annotations

import re
from difflib import get_close_matches

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from book.errors import Said
from book.text.boxes_known import BOXES
from book.text.meant import plain_lines
from book.text.misfits import add_block, misfit

#: Block tokens lie this deep in one another at most: ten lists, or twenty quotes.
DEEPEST = 21

_COLONS = re.compile(r":::+[ \t]*(?P<name>[^\s{]*)")
_YEAR = re.compile(r"\d{4,}[.)](?:\s|$)")


def install(md: MarkdownIt) -> None:
    """Put the rules into a parser that has the table rule and the footnote plugin."""
    interrupts = ["paragraph", "reference"]
    md.block.ruler.at("table", _table, {"alt": interrupts})
    md.block.ruler.at("list", _list, {"alt": [*interrupts, "blockquote"]})
    md.block.ruler.before("table", "box", _box, {"alt": [*interrupts, "blockquote", "list"]})
    md.block.ruler.before("box", "too_deep", _too_deep)
    md.core.ruler.after("block", "plain_lines", plain_lines)
    md.core.ruler.after("inline", "uncalled_notes", _uncalled_notes)
    md.core.ruler.push("unused_addresses", _unused_addresses)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Blocks deeper than the parser can go: it would leave out what is there."""
    if silent or state.level < DEEPEST:
        return False
    add_block(
        state,
        start,
        Said("lists or quotes lie too deep in one another here"),
        Said("The book takes ten lists in one another, or twenty quotes; make it simpler."),
    )
    state.line = end
    return True


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: name … :::`; boxes may lie in one another."""
    found = _COLONS.match(_line(state, start))
    if found is None:
        return False
    if silent:
        return True
    name = found["name"]
    known = name.lower() in BOXES
    last = _end_of_box(state, start, end) if name else None
    if not name:
        add_block(
            state,
            start,
            Said("“:::” closes a box here that is not open"),
            Said("Take the line out, or open the box with “::: figure” or another name."),
        )
    elif not known:
        near = get_close_matches(name.lower(), BOXES, 1)
        add_block(
            state,
            start,
            Said(
                "there is no box “{name}”",
                {"name": name, "near": near[0] if near else "", "known": ", ".join(BOXES)},
            ),
            Said("Did you mean “{near}”?" if near else "There are: {known}."),
        )
    if name and last is None:
        add_block(
            state,
            start,
            Said("the box “{name}” is not closed", {"name": name}),
            Said("Write “:::” on a line of its own where it ends."),
        )
    if last is None:
        state.line = start + 1
        return True
    _inside_of_box(state, start, last, name.lower() if known else "")
    return True


def _end_of_box(state: StateBlock, start: int, end: int) -> int | None:
    """The line that closes the box that begins at `start`; None where none does."""
    depth = 0
    for number in range(start, end):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return None
        found = _COLONS.match(_line(state, number))
        if found:
            depth += 1 if found["name"] else -1
            if depth == 0:
                return number
    return None


def _inside_of_box(state: StateBlock, start: int, last: int, name: str) -> None:
    if name:
        token = state.push(f"container_{name}_open", "div", 1)
        token.info = _COLONS.sub("", _line(state, start), count=1).strip()
        token.map = [start, last]
    parent, lines = state.parentType, state.lineMax
    # Paragraphs do not go on past the end of the box.
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, lines
    if name:
        state.push(f"container_{name}_close", "div", -1)
    state.line = last + 1


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table; cells that its head has no column for would be left out, and are told."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    rows = [t for t in state.tokens[first:] if t.type == "tr_open" and t.map]
    columns = sum(t.type == "th_open" for t in state.tokens[first:])
    for row in rows:
        assert row.map is not None
        count = len(_cells(_line(state, row.map[0])))
        if count > columns:
            add_block(
                state,
                row.map[0],
                Said(
                    "this row has {count} cells, and the table has {columns} columns",
                    {"count": count, "columns": columns},
                ),
                Said(
                    "Take cells out, or give the first row of the table as many; "
                    "a bar inside a cell is written \\|."
                ),
            )
    return True


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line.strip())
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list; `1994. In that year…` is none, but a paragraph that begins with a year."""
    if _YEAR.match(_line(state, start)):
        return False
    return list_block(state, start, end, silent)


def _uncalled_notes(state: StateCore) -> None:
    """Notes that no mark calls, and second notes with one mark: neither would be printed."""
    refs = state.env.get("footnotes", {}).get("refs", {})
    seen: dict[str, int] = {}
    told: list[Token] = []
    for token in state.tokens:
        if token.type != "footnote_reference_open":
            continue
        label, line = token.meta["label"], token.map[0] if token.map else 0
        if label in seen:
            told.append(
                misfit(
                    line,
                    Said("a second note has the mark [^{label}]", {"label": label}),
                    Said("Give one of the two another mark, and call it where it belongs."),
                )
            )
        elif refs.get(f":{label}", -1) < 0:
            told.append(
                misfit(
                    line,
                    Said("nothing calls the note [^{label}]", {"label": label}),
                    Said("Write [^{label}] where it belongs, or take the note out."),
                )
            )
        seen.setdefault(label, line)
    state.tokens[:0] = told


def _unused_addresses(state: StateCore) -> None:
    """`[words]: address` lines that no link uses: they would vanish."""
    used = {
        str(child.attrs.get("href", child.attrs.get("src", "")))
        for token in state.tokens
        for child in token.children or ()
    }
    defined = state.env.get("references", {})
    for reference in defined.values():
        if reference["href"] not in used:
            state.tokens.insert(0, _vanishing(state.src, reference["map"][0]))
    for reference in state.env.get("duplicate_refs", ()):
        state.tokens.insert(0, _vanishing(state.src, reference["map"][0]))


def _vanishing(text: str, line: int) -> Token:
    label = text.split("\n")[line].strip().removeprefix("[").partition("]")[0]
    return misfit(
        line,
        Said("the line [{label}]: … is an address that nothing uses", {"label": label}),
        Said("Refer to it, or put a backslash before the bracket to print the line."),
    )
