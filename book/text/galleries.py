"""Boxes of several pictures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it.token import Token

from book.errors import Place
from book.photos.formats import is_photograph
from book.photos.rows import Row, filled_page, justified_rows
from book.photos.treatment import read_address
from book.text.dialect import closing
from book.text.photographs import shape_of
from book.text.tree import Element, Nodes, element, text_of

if TYPE_CHECKING:
    from book.text.render import Renderer

#: In hundredths of the measure: the space between pictures, the height of a row that is aimed at,
#: the greatest height of one.
GAP, _WANTED, _MOST = 1.8, 32.0, 60.0
#: A page of pictures may cut this share off one of them at most.
_MOST_CUT = 0.4
#: A line of a caption, in hundredths of the measure, and the letters that it holds at least.
_CAPTION_LINE, _CAPTION_LETTERS = 4.4, 72


@dataclass
class Shown:
    """An image of a box with several, its caption, and the letter by which it is told."""

    image: Element
    caption: Nodes = field(default_factory=list)
    letter: str = ""

    @property
    def lettered(self) -> Nodes:
        """The letter and the caption."""
        letter: Nodes = [element("span", {"class": "letter"}, self.letter)] if self.letter else []
        return [*letter, *([" "] if letter and self.caption else []), *self.caption]


@dataclass
class Contents:
    """What a numbered box holds: its body, its caption, rows of names under it, and the words for
    the list of figures where these are not the caption. `letters` are those of pictures that have
    an anchor."""

    body: Nodes = field(default_factory=list)
    caption: Nodes = field(default_factory=list)
    rows: Nodes = field(default_factory=list)
    listed: str = ""
    letters: dict[str, str] = field(default_factory=dict)


def gallery(renderer: Renderer, inside: Sequence[Token], fill: str, line: int) -> Contents:
    """What stands in a gallery, in rows that fill the measure, or over a page (`fill`)."""
    pictures, caption = read_pictures(renderer, inside, line)
    place = renderer.place(line)
    for number, picture in enumerate(pictures):
        picture.letter = f"({_letter(number)})" if len(pictures) > 1 else ""
        if picture.image.attrib.pop("style", ""):
            renderer.prose.mistakes.add(
                place,
                "a gallery gives its pictures their widths itself",
                "Take “width” out.",
            )
    own = "; ".join(text_of(p.lettered) for p in pictures if p.caption)
    listed = text_of(caption) or own
    letters = {p.image.get("id", ""): p.letter for p in pictures if p.letter}
    if fill and fill != "page":
        renderer.prose.mistakes.add(
            place,
            "“{value}” is not one of {known}",
            "Correct “{attribute}” here, or take it out.",
            value=fill,
            known="page",
            attribute="fill",
        )
    if fill == "page" and pictures:
        for picture in (p for p in pictures if p.caption):
            caption += [*([" "] if caption else []), *picture.lettered]
            picture.caption = []
        body: Nodes = [_page(renderer, pictures, len(text_of(caption)), place)]
    else:
        body = list(_rows(renderer, pictures))
    return Contents(body, caption, [], listed, letters)


def read_pictures(
    renderer: Renderer, inside: Sequence[Token], line: int, listed: list[Nodes] | None = None
) -> tuple[list[Shown], Nodes]:
    """The pictures with their captions, and the caption for all.

    A paragraph behind a picture is its caption; where there is but one, behind the last picture, it
    is that of all. The items of lists go to `listed`, where that is given.
    """
    pictures: list[Shown] = []
    caption: Nodes = []
    last = None
    index = 0
    while index < len(inside):
        end, token = closing(inside, index), inside[index]
        if token.type == "bullet_list_open" and listed is not None:
            # They are in no picture, whoever else in the box is.
            is_picture, renderer.prose.is_picture = renderer.prose.is_picture, False
            items = (t for t in inside[index:end] if t.type == "inline")
            listed += [renderer.inline(t, t.map[0] if t.map else line) for t in items]
            renderer.prose.is_picture = is_picture
            index = end
            continue
        if token.type != "paragraph_open":
            renderer.block_tokens(inside[index:end])
            renderer.prose.mistakes.add(
                renderer.place(token.map[0] if token.map else line),
                "a gallery holds images and their captions, and nothing else",
                "Put this behind the box.",
            )
            index = end
            continue
        inline = inside[index + 1]
        words: Nodes = []
        shown = len(pictures)
        for node in renderer.inline(inline, inline.map[0] if inline.map else line):
            if not isinstance(node, str) and node.tag == "img":
                pictures.append(Shown(node))
            elif len(pictures) > shown:
                pictures[-1].caption.append(node)
            else:
                words.append(node)
        if words and pictures and not text_of(pictures[-1].caption).strip():
            pictures[-1].caption, last = words, pictures[-1]
        elif words:
            caption += [*([" "] if caption else []), *words]
        index = end
    for picture in pictures:
        picture.caption = stripped(picture.caption)
    captioned = [p for p in pictures if p.caption]
    if (
        listed is None
        and not caption
        and len(pictures) > 1
        and captioned == [last]
        and last is pictures[-1]
    ):
        caption, last.caption = last.caption, []
    return pictures, caption


def stripped(nodes: Nodes) -> Nodes:
    """Nodes without the space before and behind them."""
    kept = list(nodes)
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return [node for node in kept if not isinstance(node, str) or node]


def _letter(number: int) -> str:
    rounds, at = divmod(number, 26)
    return (chr(96 + rounds) if rounds else "") + chr(97 + at)


def _shapes(folder: Path, addresses: Sequence[str]) -> list[float]:
    asked = (read_address(address) for address in addresses)
    return [shape_of(folder / name, treatment) for name, treatment in asked]


def percent(value: float) -> str:
    """Rounded down, so that a row is never wider than its measure."""
    return f"{math.floor(value * 10_000) / 10_000:g}%"


def rows(folder: Path, addresses: Sequence[str]) -> list[Row]:
    """Rows of pictures of a book folder; widths are in hundredths of the measure."""
    return justified_rows(_shapes(folder, addresses), 100.0, GAP, _WANTED, _MOST)


def cell_styles(widths: Sequence[float], gap: float) -> list[str]:
    """The styles of the cells of a row, which stand a gap from each other, all in hundredths."""
    return [
        f"width: {percent(width)}" + (f"; margin-left: {percent(gap)}" if number else "")
        for number, width in enumerate(widths)
    ]


def row_of(pictures: Sequence[Shown], styles: Sequence[str]) -> Element:
    """Pictures side by side, each over its words."""
    made = element("div", {"class": "row"})
    for picture, style in zip(pictures, styles, strict=True):
        cell = element("div", {"class": "cell", "style": style}, picture.image)
        if words := picture.lettered:
            cell.append(element("p", {"class": "own"}, *words))
        made.append(cell)
    return made


def _rows(renderer: Renderer, pictures: Sequence[Shown]) -> Iterator[Element]:
    at = 0
    for row in rows(renderer.folder, [p.image.get("src") for p in pictures]):
        count = len(row.widths)
        yield row_of(pictures[at : at + count], cell_styles(row.widths, GAP))
        at += count


def _page(renderer: Renderer, pictures: Sequence[Shown], letters: int, place: Place) -> Element:
    """The pictures over a whole page, room left for a caption of so many letters."""
    lines = 2 + math.ceil(letters / _CAPTION_LETTERS)
    height = max(20.0, renderer.setting.page_shape * 100 - lines * _CAPTION_LINE)
    shapes = _shapes(renderer.folder, [picture.image.get("src") for picture in pictures])
    spots, cut = filled_page(shapes, 100.0, height, GAP)
    if cut > _MOST_CUT:
        renderer.prose.mistakes.add(
            place,
            "over a page, {share} % of one of these pictures would be cut off",
            "Take other pictures, or more or fewer of them, or leave “fill=page” out.",
            share=round(cut * 100),
        )
    made = element("div", {"class": "filled", "style": f"padding-bottom: {percent(height)}"})
    for picture, spot in zip(pictures, spots, strict=True):
        name, treatment = read_address(picture.image.get("src"))
        if is_photograph(name):
            cropped = replace(treatment, crop=(spot.width, spot.height))
            picture.image.set("src", cropped.address(name))
        style = "; ".join(
            (
                f"left: {percent(spot.left)}",
                f"top: {percent(spot.top / height * 100)}",
                f"width: {percent(spot.width)}",
                f"height: {percent(spot.height / height * 100)}",
            )
        )
        made.append(element("div", {"class": "spot", "style": style}, picture.image))
        if picture.letter:
            made[-1].append(element("span", {"class": "letter"}, picture.letter))
    return made
