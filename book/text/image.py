"""An image in a text, with the attributes behind it in braces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown_it.token import Token

from book.errors import Mistakes, Place
from book.photos.formats import is_photograph
from book.text.attributes import Head
from book.text.photographs import (
    FLAGS,
    PHOTOGRAPH_ATTRIBUTES,
    fit_attributes,
    treatment_of,
)
from book.text.pictures import address, image_file, tell_missing
from book.text.references import Target
from book.text.tree import Element, element

if TYPE_CHECKING:
    from book.text.render import Renderer

#: The attributes that an image takes, beside its id and classes.
IMAGE_ATTRIBUTES = frozenset({"width"}) | PHOTOGRAPH_ATTRIBUTES
_WIDTH = re.compile(r"(?:[1-9]\d?%|100%)|(?:[1-9]\d{0,2}(?:\.\d+)?mm)")


def image_of(renderer: Renderer, token: Token, line: int) -> Element:
    """The element of an image that stands at a line (from 0) of the text. Its own attributes go
    before those of its box."""
    mistakes, place = renderer.prose.mistakes, renderer.place(line)
    source, alt = str(token.attrs.get("src", "")), token.content
    head: Head = token.meta.get("attributes", Head()).flagged(FLAGS)
    if not alt.strip():
        mistakes.add(
            place,
            "the image {file} has no alternative text",
            "Say in the square brackets what it shows: ![…]({file}).",
            file=unquote(source),
        )
    if title := str(token.attrs.get("title", "")):
        mistakes.add(
            place,
            "“{words}” in the brackets of an image is not printed",
            "Write the caption as a paragraph behind the image, in a box ::: figure.",
            words=title,
        )
    file = image_file(renderer.folder, source)
    if file is None:
        tell_missing(renderer.folder, source, place, mistakes)
    if unfit := head.unfit(IMAGE_ATTRIBUTES, classes=True):
        mistakes.add(
            place,
            "an image does not take “{what}”",
            "It takes: {known}.",
            what=unfit,
            known=", ".join(("#id", ".class", *sorted(IMAGE_ATTRIBUTES))),
        )
    asked = {**renderer.box_attributes, **fit_attributes(head.attributes, place, mistakes)}
    if file is not None:
        source = _address(renderer, file, asked, place)
    anchor = f"image-{head.id}" if head.id else ""
    if head.id:
        renderer.target(head.id, Target(anchor, f"“{alt}”"), line)
    width = width_of(head.attributes.get("width", ""), place, mistakes)
    attributes = {
        "src": source,
        "id": anchor,
        "class": " ".join([*head.classes, *(["framed"] if "frame" in asked else [])]),
        "style": f"width: {width}" if width else "",
    }
    made = element("img", attributes)
    made.set("alt", alt)
    return made


def _address(renderer: Renderer, file: Path, asked: Mapping[str, str], place: Place) -> str:
    """The address of a picture file with what is asked of it."""
    if is_photograph(file):
        treatment = treatment_of(asked, renderer.setting.ink)
        return treatment.address(file.relative_to(renderer.folder.resolve()).as_posix())
    if asked.keys() - FLAGS:
        renderer.prose.mistakes.add(
            place,
            "a drawing is printed as it is: it can't be cropped, turned or toned",
            "Take “{what}” out, or show a photograph.",
            what=", ".join(sorted(asked.keys() - FLAGS)),
        )
    return address(renderer.folder, file)


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
