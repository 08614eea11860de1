"""Images of a book folder, and drawn pictures, as HTML."""

from __future__ import annotations

import base64
import re
from difflib import get_close_matches
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote

from book.errors import Mistakes, Place
from book.files import image_file
from book.text.attributes import Head

__all__ = ["address", "image", "image_file", "images_in", "picture", "tell_missing", "width_of"]

# Two searches for plain words are ten times as fast as one for either.
_SOURCES = (re.compile(r'src="([^":]+)"'), re.compile(r'href="([^":]+)"'))
#: The attributes that an image takes, beside its id and classes.
IMAGE_ATTRIBUTES = frozenset({"width"})
_WIDTH = re.compile(r"(?:[1-9]\d?%|100%)|(?:[1-9]\d{0,2}(?:\.\d+)?mm)")


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


def image(source: str, alt: str, head: Head, anchor: str, style: str) -> str:
    """An image (HTML) with the classes of its attributes, at an address."""
    more = f' id="{anchor}"' if anchor else ""
    if head.classes:
        more += f' class="{" ".join(head.classes)}"'
    return f'<img src="{escape(source)}" alt="{escape(alt)}"{more}{style}>'


def width_of(written: str, place: Place, mistakes: Mistakes) -> str:
    """A width as CSS takes it: a share of the measure, or mm; empty for none, or a wrong one."""
    if not written or _WIDTH.fullmatch(written):
        return written
    mistakes.add(
        place,
        "“{width}” is not a width",
        "Write a share of the text's width, such as width=60%, or millimetres, such as 45mm.",
        width=written,
    )
    return ""


def picture(svg: str, alt: str) -> str:
    """An SVG as an image (HTML) that carries its own data."""
    data = base64.b64encode(svg.encode()).decode()
    return f'<img class="drawn" src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}">'


def images_in(html: str) -> set[str]:
    """The names of the image files that a section's HTML shows."""
    return {unescape(name) for pattern in _SOURCES for name in pattern.findall(html)}
