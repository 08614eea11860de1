"""What of a Markdown text can't be understood: told at its line, never printed as it stands."""

from __future__ import annotations

from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from book.errors import Mistakes, Place, Said

#: The type of a token that stands where something could not be understood.
MISFIT = "misfit"


def misfit(line: int, problem: Said, cure: Said) -> Token:
    """A block token that tells what is wrong at a line, counted from 0."""
    meta = {"problem": problem, "cure": cure}
    return Token(MISFIT, "", 0, map=[line, line + 1], block=True, meta=meta)


def add_block(state: StateBlock, line: int, problem: Said, cure: Said) -> None:
    """Put a misfit among the block tokens."""
    token = misfit(line, problem, cure)
    token.level = state.level
    state.tokens.append(token)


def add_inline(state: StateInline, problem: Said, cure: Said) -> None:
    """Put a misfit into a paragraph."""
    token = state.push(MISFIT, "", 0)
    token.meta = {"problem": problem, "cure": cure}


def tell(token: Token, place: Place, mistakes: Mistakes) -> None:
    """Make a mistake of a misfit."""
    problem: Said = token.meta["problem"]
    cure: Said = token.meta["cure"]
    values: dict[str, Any] = problem.values
    mistakes.add(place, problem.message, cure.message, **values)
