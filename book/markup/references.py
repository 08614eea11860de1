"""Gaps in a section's HTML that other sections fill: page labels and the names of targets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from book.errors import Place

#: Links between sections carry this scheme until binding makes named destinations of them.
SCHEME = "book:"

# Private-use characters can't occur in a manuscript: no book font shows them.
_GAP = re.compile("\ue000(page|name):([^\ue001]*)\ue001")


@dataclass(frozen=True)
class Target:
    """What `[[id]]` may point to: where it is and the words that name it (HTML)."""

    anchor: str
    name: str


@dataclass(frozen=True)
class Reference:
    """A use of `[[id]]` that a target of another section must meet."""

    id: str
    place: Place


@dataclass(frozen=True)
class Mention:
    """A name of the register on a page, by the anchor that stands there."""

    anchor: str
    entry: str
    main: bool


def page_gap(target: str) -> str:
    """A gap for the page label of a target's id."""
    return f"\ue000page:{target}\ue001"


def name_gap(target: str) -> str:
    """A gap for the words that name a target."""
    return f"\ue000name:{target}\ue001"


def filled(html: str, pages: Callable[[str], str], names: Callable[[str], str]) -> str:
    """The HTML with its gaps filled."""
    return _GAP.sub(lambda gap: (pages if gap[1] == "page" else names)(gap[2]), html)


def link(anchor: str, words: str, css_class: str = "reference") -> str:
    """A link (HTML) to an anchor anywhere in the book."""
    return f'<a class="{css_class}" href="{SCHEME}{anchor}">{words}</a>'
