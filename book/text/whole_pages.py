"""Pictures and tables on pages of their own: plates, spreads over two pages, turned pages."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from book.errors import Mistakes, Place, Said
from book.photos.formats import is_photograph
from book.photos.treatment import read_address
from book.text.attributes import Head
from book.text.tree import NOTE, Element, Nodes, element, text_of

if TYPE_CHECKING:
    from book.text.render import Renderer

#: Boxes that always stand on pages of their own.
WHOLE = ("plate", "spread")
#: Words alone that boxes take: on a turned page; neither counted nor listed.
TURNED, UNNUMBERED = "turned", "unnumbered"
#: Says of an element how many pages it takes; see `book.paged.weasy.whole_pages`.
PAGES = "data-pages"
#: Where the caption of a whole page stands.
CAPTIONS = ("on", "below", "facing")
#: So much of each page of a spread, in mm, is taken to be lost in the gutter.
GUTTER = 3.0
_MOST_GUTTER = 15.0
_GUTTER = re.compile(r"(\d{1,2}(?:\.\d+)?)(?: ?mm)?")
#: The lines of a caption below a picture: letters a line at least, height in shares of the width.
_LETTERS, _LINE, _AROUND = 68, 0.034, 0.05


def whole_page(
    renderer: Renderer, name: str, head: Head, body: Nodes, words: Nodes, anchor: str, line: int
) -> Element:
    """The figure of a plate or a spread, with its caption's words."""
    place, mistakes = renderer.place(line), renderer.prose.mistakes
    images = [image for node in body if not isinstance(node, str) for image in node.iter("img")]
    if any(text_of([node]).strip() for node in body):
        mistakes.add(
            place,
            "a {box} holds a picture and its caption, and nothing else",
            "Put this behind the box.",
            box=name,
        )
    tell_notes(words, place, mistakes)
    if len(images) > 1:
        mistakes.add(
            place,
            "a {box} shows one picture; here are {count}",
            "Take pictures out, or use a gallery.",
            box=name,
            count=len(images),
        )
    where = one_of("caption", head.attributes.get("caption", "on"), CAPTIONS, place, mistakes)
    if name == "spread" and where == "facing":
        mistakes.add(
            place,
            "a spread fills both pages, and none faces it",
            "Take “caption=facing” out, or write caption=below.",
        )
        where = "on"
    caption = element("figcaption", {}, *words)
    width, height = renderer.setting.trim
    strip = 0.0
    if where == "below":
        lines = math.ceil(len(text_of(words)) / _LETTERS)
        strip = width * (_AROUND + lines * _LINE)
    gutter = _gutter(head.attributes.get("gutter", ""), place, mistakes)
    across = width if name == "plate" else 2 * (width - gutter)
    for image in images[:1]:
        _crop(image, across, height - strip)
        image.set("style", f"width: {across:g}mm; height: {height - strip:g}mm")
    classes = f"{name} caption-{where}"
    if name == "plate" and where != "facing":
        attributes = {"class": classes, "id": anchor, PAGES: "one"}
        return element("figure", attributes, *body, *([caption] if words else []))
    attributes = {"class": classes, "id": anchor, PAGES: "two"}
    first: Nodes = [caption] if where == "facing" else body
    second: Nodes = body if where == "facing" else [*_again(images, width, gutter), caption]
    return element(
        "figure",
        attributes,
        element("div", {"class": "half verso"}, *first),
        element("div", {"class": "half recto"}, *second),
    )


def tell_notes(caption: Nodes, place: Place, mistakes: Mistakes) -> None:
    """Tell that a caption has footnotes, for which there is no room on a page of its own."""
    elements = (node for node in caption if not isinstance(node, str))
    if any(inside.get("class") == NOTE for found in elements for inside in found.iter()):
        mistakes.add(
            place,
            "there is no footnote on a page that a picture fills",
            "Say it in the caption.",
        )


def _crop(image: Element, width: float, height: float) -> None:
    """Crop a photograph to the box that it fills, round its focus, where no crop is asked for."""
    name, treatment = read_address(image.get("src"))
    if is_photograph(name) and not treatment.crop[0]:
        image.set("src", replace(treatment, crop=(width, height)).address(name))


def _again(images: Nodes, width: float, gutter: float) -> Nodes:
    """The picture of a spread once more, moved to what its right-hand page shows. What lies in the
    gutter stands on both pages. It was described on the left-hand one."""
    made: Nodes = []
    for image in images[:1]:
        assert not isinstance(image, str)
        other = element("img", {"src": image.get("src"), "class": image.get("class") or ""})
        other.set("alt", "")
        other.set("style", f"{image.get('style')}; --moved: {width - 2 * gutter:g}mm")
        made.append(other)
    return made


def gutter_of(written: str) -> float | None:
    """A width in mm as it is written; None where it is none."""
    found = _GUTTER.fullmatch(written)
    return float(found[1]) if found and float(found[1]) <= _MOST_GUTTER else None


def _gutter(written: str, place: Place, mistakes: Mistakes) -> float:
    """What the gutter takes of a page; the usual width where nothing is said, or it is wrong."""
    found = gutter_of(written)
    if found is None and written:
        mistakes.add(
            place,
            "“{width}” is not the width that a gutter takes of a page",
            "Write millimetres, at most {most}, such as gutter=4mm.",
            width=written,
            most=f"{_MOST_GUTTER:g}",
        )
    return GUTTER if found is None else found


def one_of(
    name: str, written: str, known: tuple[str, ...], place: Place, mistakes: Mistakes
) -> str:
    """A word out of a few; the first of them where it is none."""
    if written in known:
        return written
    mistakes.add(
        place,
        "{attribute}: {reason}",
        "Correct “{attribute}” here, or take it out.",
        attribute=name,
        reason=Said(
            "“{value}” is not one of {known}", {"value": written, "known": ", ".join(known)}
        ),
    )
    return known[0]


def has_spread(tree: Element) -> bool:
    """Whether something in a section takes two pages that face each other."""
    return bool(tree.xpath(f"//*[@{PAGES}='two']"))
