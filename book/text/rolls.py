"""A roll of portraits: faces in rows with their names, and those of whom there is no picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.token import Token

from book.errors import Place
from book.languages import Language
from book.photos.formats import is_photograph
from book.photos.treatment import read_address
from book.text.attributes import Head
from book.text.galleries import Contents, Shown, cell_styles, read_pictures, row_of
from book.text.photographs import treatment_of
from book.text.pictures import image_file
from book.text.tree import Element, Nodes, element, text_of

if TYPE_CHECKING:
    from book.text.render import Renderer

#: How many portraits may stand in a row, and how many do where nothing is said.
FEWEST, MOST, USUAL = 2, 6, 4
#: The shape of a portrait in a roll, width by height.
SHAPE = (4.0, 5.0)
#: The space between portraits in hundredths of the measure.
GAP = 3.0
_NUMBER = re.compile(r"[0-9]+")


def roll(renderer: Renderer, inside: Sequence[Token], head: Head, line: int) -> Contents:
    """Portraits in rows: the images in the box, each with a name behind it, and the people whom
    `people` names. Items of a list in it are people of whom there is no picture."""
    place = renderer.place(line)
    columns = columns_of(renderer, head.attributes.get("columns", ""), place)
    missing: list[Nodes] = []
    renderer.prose.is_picture = True
    pictures, caption = read_pictures(renderer, inside, line, missing)
    renderer.prose.is_picture = False
    for entry_id in filter(None, (p.strip() for p in head.attributes.get("people", "").split(","))):
        image = _portrait(renderer, entry_id)
        renderer.prose.is_picture = image is not None
        name = renderer.prose.person(entry_id, place)
        renderer.prose.is_picture = False
        if image is None:
            missing.append(name)
        else:
            image.set("alt", renderer.prose.language.say("Portrait of {name}", name=text_of(name)))
            pictures.append(Shown(image, name))
    body: Nodes = [*portrait_rows(pictures, columns)]
    if missing := [name for name in missing if name]:
        body.append(not_pictured(renderer.prose.language, missing))
    return Contents(body, caption)


def portrait_rows(pictures: Sequence[Shown], columns: int) -> Iterator[Element]:
    """Rows of portraits of one size, each over its name; a last row that is not full is centred."""
    for start in range(0, len(pictures), columns):
        found = pictures[start : start + columns]
        for picture in found:
            _crop(picture.image)
        yield row_of(found, cell_styles([width_of(columns)] * len(found), GAP))


def width_of(columns: int) -> float:
    """The width of one of so many portraits, in hundredths of the measure."""
    return (100 - GAP * (columns - 1)) / columns


def not_pictured(language: Language, names: Sequence[Nodes]) -> Element:
    """The names of those of whom there is no picture."""
    words: Nodes = []
    for name in names:
        words += [*(["; "] if words else []), *name]
    label = f"{language.say('Not pictured')}{language.rules.colon}"
    return element(
        "p", {"class": "not-pictured"}, element("span", {"class": "label"}, label), " ", *words
    )


def columns_of(renderer: Renderer, written: str, place: Place) -> int:
    """How many portraits stand in a row; the usual number where it is not said, or said wrongly."""
    if not written:
        return USUAL
    if _NUMBER.fullmatch(written) and FEWEST <= int(written) <= MOST:
        return int(written)
    renderer.prose.mistakes.add(
        place,
        "“{value}” is no number of portraits in a row",
        "Write a number from {fewest} to {most}, such as columns=5.",
        value=written,
        fewest=FEWEST,
        most=MOST,
    )
    return USUAL


def _crop(image: Element) -> None:
    """Bring a portrait to the shape of all, round its focus."""
    name, treatment = read_address(image.get("src"))
    if is_photograph(name):
        image.set("src", replace(treatment, crop=SHAPE).address(name))


def _portrait(renderer: Renderer, entry_id: str) -> Element | None:
    """The image of a person's portrait, as the records have it; None where there is none."""
    found = renderer.setting.portraits.get(entry_id)
    file = image_file(renderer.folder, found.file) if found else None
    if found is None or file is None or not is_photograph(file):
        return None
    asked = {"focus": found.focus} if found.focus else {}
    name = file.relative_to(renderer.folder.resolve()).as_posix()
    return element("img", {"src": treatment_of(asked, "").address(name)})
