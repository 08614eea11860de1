"""Lists as they are typed: their numbers, and boxes to be ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

_TASK = re.compile(r"\[(?P<done>[ xX])\]\s+(?P<rest>\S.*)", re.DOTALL)


def task_of(inside: Sequence[Token]) -> tuple[str, str] | None:
    """The box of an item that begins with `[ ]` or `[x]`, and its first paragraph without it, as it
    is written."""
    if len(inside) < 2 or inside[0].type != "paragraph_open":
        return None
    found = _TASK.fullmatch(inside[1].content)
    if found is None:
        return None
    box = "\N{BALLOT BOX}" if found["done"] == " " else "\N{BALLOT BOX WITH CHECK}"
    return box, found["rest"]


def numbers_of(inside: Sequence[Token]) -> list[int] | None:
    """The numbers of an ordered list as they are typed; None where they count up from one, or are
    all alike, which says that the book shall count."""
    depth, typed = 0, []
    for token in inside:
        if depth == 0 and token.type == "list_item_open":
            typed.append(int(token.info or 1))
        depth += token.nesting
    counted = list(range(typed[0], typed[0] + len(typed)))
    if len(typed) > 1 and len(set(typed)) == 1:
        typed = counted
    return None if typed == list(range(1, len(typed) + 1)) else typed
