"""Drawings (SVG) looked through before WeasyPrint draws them: what they name, how much they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from weasyprint.svg import SVG

from book.errors import UnfitError

#: More shapes than this are a mistake or an attack: a detailed map has some ten thousand.
MOST_SHAPES = 200_000
#: Elements lie in one another no deeper than this.
DEEPEST = 200
_XLINK = "{http://www.w3.org/1999/xlink}href"
_USED = re.compile(r"url\(\s*[\"']?#([^\"')]+)")
_NUMBER = re.compile(r"\d+")


def vetted(data: bytes, url: str) -> list[str]:
    """The addresses of pictures that a drawing shows.

    Raises UnfitError for one that can't be read, that holds scripts, leads out of its folder, or
    that is drawn without an end.
    """
    try:
        # Expat itself ends entities that grow without measure.
        tree = ElementTree.fromstring(data)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnfitError("it is no drawing in SVG ({reason})", reason=str(error)) from error
    if _depth(tree) > DEEPEST:
        raise UnfitError("its shapes lie in one another without an end")
    names = []
    for element in tree.iter():
        for name in _addresses(element):
            if name.startswith(("data:", "#")):
                continue
            if re.match(r"\w+:|/", name):
                raise UnfitError("it refers to {address}", address=name)
            if _tag(element) == "image":
                names.append(name)
    if _Weights(tree).of(tree) > MOST_SHAPES:
        raise UnfitError("it draws more than {count} shapes", count=MOST_SHAPES)
    try:
        drawing = SVG(tree, url, None, None)
        drawing.get_intrinsic_size(16)
        if len(drawing.get_viewbox() or range(4)) != 4:
            raise ValueError("viewBox")
    except Exception as error:  # whatever WeasyPrint stumbles over
        raise UnfitError("it is no drawing that can be shown ({reason})", reason=error) from error
    return names


def _addresses(element: ElementTree.Element) -> Iterator[str]:
    """What an element refers to. Raises UnfitError for a script."""
    if _tag(element) == "script":
        raise UnfitError("a drawing may not hold scripts")
    for name, value in element.attrib.items():
        if name.lower().startswith("on") or "javascript:" in value.lower():
            raise UnfitError("a drawing may not hold scripts")
        if name in ("href", _XLINK):
            yield value.strip()


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _depth(tree: ElementTree.Element) -> int:
    deep, layer = 0, [tree]
    while layer:
        deep, layer = deep + 1, [child for element in layer for child in element]
    return deep


class _Weights:
    """How many shapes elements draw, those counted that they use again and again."""

    def __init__(self, tree: ElementTree.Element) -> None:
        self._named = {e.attrib["id"]: e for e in tree.iter() if "id" in e.attrib}
        self._known: dict[ElementTree.Element, int] = {}
        self._open: set[ElementTree.Element] = set()

    def of(self, element: ElementTree.Element) -> int:
        """The shapes of an element. Raises UnfitError where it uses itself."""
        if element in self._known:
            return self._known[element]
        if element in self._open or len(self._open) > DEEPEST:
            raise UnfitError("its shapes lie in one another without an end")
        self._open.add(element)
        inside = 1 + sum(self.of(child) for child in element)
        again = 0
        for name, value in element.attrib.items():
            if name in ("href", _XLINK) and value.startswith("#") and _tag(element) != "a":
                again += self._named_one(value[1:])
            for used in _USED.findall(value):
                # A marker stands at each point of a line, a pattern may be in each shape inside.
                points = len(_NUMBER.findall(element.get("d", element.get("points", "")))) // 2
                often = max(1, points) if "marker" in name or name == "style" else 1
                again += self._named_one(used) * often * inside
        self._open.discard(element)
        self._known[element] = inside + again
        return self._known[element]

    def _named_one(self, name: str) -> int:
        return self.of(self._named[name]) if name in self._named else 0
