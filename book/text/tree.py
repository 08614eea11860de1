"""Elements: what texts and sections are made of, before they are typeset or put on a screen.

A tree is lxml's: it parses and writes HTML in C, thirty times as fast as the parser that WeasyPrint
reads with, and to the same tree. What is looked up in a tree are attributes, never its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from lxml import etree, html
from markupsafe import Markup

#: An element of lxml.
Element = Any
#: What stands in an element: texts and elements, in order.
Node = str | Element
Nodes = list[Node]

#: The class of a footnote, which lies in the text where it is called.
NOTE = "footnote"
#: Characters that no XML may hold; the reader of a book folder tells them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, attributes: Mapping[str, str] | None = None, *inside: Node) -> Element:
    """An element with what stands in it; attributes without a value are left out."""
    made = html.Element(tag)
    for name, value in (attributes or {}).items():
        if value:
            made.set(name, fit(value))
    put(made, inside)
    return made


def put(parent: Element, inside: Iterable[Node]) -> None:
    """Put texts and elements at the end of an element."""
    last = parent[-1] if len(parent) else None
    for node in inside:
        if not isinstance(node, str):
            parent.append(node)
            last = node
        elif last is None:
            parent.text = (parent.text or "") + fit(node)
        else:
            last.tail = (last.tail or "") + fit(node)


def put_first(parent: Element, inside: Iterable[Node]) -> None:
    """Put texts and elements before all that stands in an element."""
    before, parent.text = parent.text, None
    children = list(parent)
    for child in children:
        parent.remove(child)
    put(parent, inside)
    if before:
        put(parent, [before])
    for child in children:
        parent.append(child)


def fit(text: str) -> str:
    """A text without characters that no XML may hold."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text) if _UNFIT.search(text) else text


def parsed_page(text: str) -> Element:
    """The tree of a whole page of HTML."""
    return html.document_fromstring(text or "<!DOCTYPE html><title>-</title>")


def page_html(tree: Element) -> str:
    """A tree as a page of HTML."""
    return "<!DOCTYPE html>\n" + html_of([tree])


def html_of(nodes: Iterable[Node]) -> str:
    """Texts and elements as HTML."""
    return "".join(
        str(Markup.escape(node))
        if isinstance(node, str)
        else etree.tostring(node, encoding="unicode", method="html", with_tail=False)
        for node in nodes
    )


def markup(nodes: Iterable[Node]) -> Markup:
    """Texts and elements for a template."""
    return Markup(html_of(nodes))


def text_of(nodes: Iterable[Node]) -> str:
    """The words of texts and elements; a comment has none, and a footnote stands elsewhere."""
    return "".join(_words(node) for node in nodes)


def _words(node: Node) -> str:
    if isinstance(node, str):
        return node
    if node.tag is etree.Comment or node.get("class") == NOTE:
        return ""
    inside = (_words(child) + (child.tail or "") for child in node)
    return (node.text or "") + "".join(inside)


def nodes_of(text: Markup) -> Nodes:
    """The texts and elements of a piece of HTML."""
    nodes: Nodes = []
    for node in html.fragments_fromstring(text) if text else ():
        nodes.append(node)
        if not isinstance(node, str) and node.tail:
            nodes.append(node.tail)
            node.tail = None
    return nodes


@cache
def _path(names: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*[{' or '.join(f'@{name}' for name in names)}]")


def with_attribute(tree: Element, *names: str) -> list[Element]:
    """The elements of a tree that have any of these attributes, in order."""
    found: list[Element] = _path(names)(tree)
    return found
