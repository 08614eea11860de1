"""Images of a book folder, and drawn pictures."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import quote, unquote

from markdown_it.token import Token

from book.errors import Mistakes, Place
from book.files import image_file
from book.text.tree import Element, element, with_attribute

__all__ = ["address", "image_file", "images_in", "is_picture", "picture", "tell_missing"]


def address(folder: Path, file: Path) -> str:
    """A file of the book folder as an address relative to it."""
    return quote(file.relative_to(folder.resolve()).as_posix())


def tell_missing(folder: Path, name: str, place: Place, mistakes: Mistakes) -> None:
    """Tell that an image is not in the folder, and which one there is that is named nearly so."""
    wanted = unquote(name)
    there = {}
    around = (folder / wanted).parent
    if around.resolve().is_relative_to(folder.resolve()) and around.is_dir():
        names = [p for p in around.iterdir() if p.is_file()]
        there = {p.name.casefold(): p.relative_to(folder).as_posix() for p in names}
    near = get_close_matches(wanted.rpartition("/")[2].casefold(), there, 1, 0.8)
    mistakes.add(
        place,
        "the image {file} is not in the book folder",
        "Did you mean “{near}”?" if near else "Put it there, or correct its name (capitals count).",
        file=wanted,
        near=there[near[0]] if near else "",
    )


def picture(svg: str, alt: str, rows: Sequence[Sequence[str]] = ()) -> Element:
    """An SVG as an image that carries its own data; `rows` are the table that it is drawn from, the
    first of them its headings, for readers who hear it."""
    data = base64.b64encode(svg.encode()).decode()
    source = f"data:image/svg+xml;base64,{data}"
    attributes = {"class": "drawn", "src": source, "alt": alt}
    if rows:
        attributes["data-rows"] = json.dumps(rows, ensure_ascii=False)
    return element("img", attributes)


#: The attributes that lead to a picture, in HTML and in SVG.
_SOURCES = ("src", "href")


def images_in(tree: Element) -> set[str]:
    """The addresses of the image files that a section shows: those without a scheme, and without
    what is asked of a photograph."""
    found = with_attribute(tree, *_SOURCES)
    addresses = (each.get(name, "") for each in found for name in _SOURCES)
    plain = (address.partition("?")[0] for address in addresses)
    return {address for address in plain if address and ":" not in address}


def is_picture(inside: Sequence[Token]) -> bool:
    """Whether a paragraph holds images and no words."""
    shown = [p for token in inside for p in token.children or () if p.content.strip()]
    return bool(shown) and all(part.type == "image" for part in shown)
