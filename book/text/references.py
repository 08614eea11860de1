"""References of a text: attributes that say what is referred to, looked up when it is known where
the targets are."""

from __future__ import annotations

from dataclasses import dataclass

from book.errors import Place
from book.text.tree import Element, Node, Nodes, element

#: Links carry this scheme until binding makes named destinations of them.
SCHEME = "book:"
#: On a link: the id of the target that it leads to.
REFERS_TO = "data-refers-to"
#: On an element that begins with the name of the target of this id.
NAME_OF = "data-name-of"
#: On an element for the page of the target of this id, which a printed edition puts into it in
#: brackets; one without pages leaves it out.
PAGE_FOR = "data-page-for"


@dataclass(frozen=True)
class Target:
    """What `[[id]]` may point to: where it is and the words that name it."""

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
    """A name of the register on a page, by the anchor that stands there; `pictured` where it is
    somebody in a picture."""

    anchor: str
    entry: str
    main: bool
    pictured: bool = False


def reference(target: str, words: Node | None, with_page: bool) -> Element:
    """A link to the target of an id; without words it bears the target's name."""
    attributes = {"class": "reference", REFERS_TO: target}
    if words is None:
        attributes[NAME_OF] = target
    inside: Nodes = [] if words is None else [words]
    if with_page:
        inside += [" ", element("span", {"class": "kept", PAGE_FOR: target})]
    return element("a", attributes, *inside)
