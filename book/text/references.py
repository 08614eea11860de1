"""Gaps in a section's HTML that the page map fills: pages, names and anchors of targets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from book.errors import Place

#: Links carry this scheme until binding makes named destinations of them.
SCHEME = "book:"

GapKind = Literal["page", "name", "anchor"]

# Private-use characters can't occur in a manuscript: no book font shows them.
_GAP = re.compile("\ue000(page|name|anchor):([^\ue001]*)\ue001")


@dataclass(frozen=True)
class Target:
    """What `[[id]]` may point to: where it is and the words that name it (HTML)."""

    anchor: str
    name: str


@dataclass(frozen=True)
class Reference:
    """A use of `[[id]]`; `printed` when the page of its target is printed beside it."""

    id: str
    place: Place
    printed: bool = True


@dataclass(frozen=True)
class Mention:
    """A name of the register on a page, by the anchor that stands there."""

    anchor: str
    entry: str
    main: bool


def gap(kind: GapKind, target: str) -> str:
    """A gap for something of a target that is known by its id; `page` is filled by `page 57`."""
    return f"\ue000{kind}:{target}\ue001"


def filled(html: str, content: Callable[[GapKind, str], str]) -> str:
    """The HTML with each gap filled by content(kind, target id)."""
    return _GAP.sub(lambda found: content(found[1], found[2]), html)  # type: ignore[arg-type]


def link(anchor: str, words: str, css_class: str = "reference") -> str:
    """A link (HTML) to an anchor anywhere in the book."""
    return f'<a class="{css_class}" href="{SCHEME}{anchor}">{words}</a>'
