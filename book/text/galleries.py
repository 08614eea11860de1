"""Boxes of several pictures, and of a group with the names of those in it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markdown_it.token import Token

from book.errors import Place
from book.photos.originals import is_photograph
from book.photos.rows import filled_page, justified_rows
from book.photos.treatment import read_address
from book.text.dialect import closing
from book.text.photographs import shape_of
from book.text.tree import Element, Nodes, element, text_of

if TYPE_CHECKING:
    from book.text.render import Renderer

#: In hundredths of the measure: the space between pictures, the height of a row that is aimed at,
#: the greatest height of one.
_GAP, _WANTED, _MOST = 1.8, 32.0, 60.0
#: A page of pictures may cut this share off one of them at most.
_MOST_CUT = 0.4
#: A line of a caption, in hundredths of the measure, and the letters that it holds at least.
_CAPTION_LINE, _CAPTION_LETTERS = 4.4, 72
#: `Row 1: one, two, three`
_LABELLED = re.compile(r"\s*([^:\n]{1,40}):\s+\S")


@dataclass
class _Picture:
    image: Element
    caption: Nodes = field(default_factory=list)
    letter: str = ""

    @property
    def lettered(self) -> Nodes:
        """The letter and the caption."""
        letter: Nodes = [element("span", {"class": "letter"}, self.letter)] if self.letter else []
        return [*letter, *([" "] if letter and self.caption else []), *self.caption]


@dataclass(frozen=True)
class Gallery:
    """The rows of a gallery, the caption for all of it, and the words for the list of figures.
    `letters` are those of pictures that have an anchor."""

    body: Nodes
    caption: Nodes
    listed: str
    letters: dict[str, str]


def gallery(renderer: Renderer, inside: Sequence[Token], fill: str, line: int) -> Gallery:
    """What stands in a gallery, in rows that fill the measure, or over a page (`fill`)."""
    pictures, caption = _read(renderer, inside, line)
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
    return Gallery(body, caption, listed, letters)


def _read(renderer: Renderer, inside: Sequence[Token], line: int) -> tuple[list[_Picture], Nodes]:
    """The pictures with their captions, and the caption for all.

    A paragraph behind a picture is its caption; where there is but one, behind the last picture, it
    is that of all.
    """
    pictures: list[_Picture] = []
    caption: Nodes = []
    last = None
    index = 0
    while index < len(inside):
        end, token = closing(inside, index), inside[index]
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
                pictures.append(_Picture(node))
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
        picture.caption = _stripped(picture.caption)
    captioned = [p for p in pictures if p.caption]
    if not caption and len(pictures) > 1 and captioned == [last] and last is pictures[-1]:
        caption, last.caption = last.caption, []
    return pictures, caption


def _stripped(nodes: Nodes) -> Nodes:
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


def _shapes(renderer: Renderer, pictures: Sequence[_Picture]) -> list[float]:
    shapes = []
    for picture in pictures:
        name, treatment = read_address(picture.image.get("src"))
        shapes.append(shape_of(renderer.folder / name, treatment))
    return shapes


def _percent(value: float) -> str:
    """Rounded down, so that a row is never wider than its measure."""
    return f"{math.floor(value * 10_000) / 10_000:g}%"


def _rows(renderer: Renderer, pictures: Sequence[_Picture]) -> Iterator[Element]:
    if not pictures:
        return
    left = iter(pictures)
    for row in justified_rows(_shapes(renderer, pictures), 100.0, _GAP, _WANTED, _MOST):
        made = element("div", {"class": "row"})
        for number, width in enumerate(row.widths):
            picture = next(left)
            space = f"; margin-left: {_percent(_GAP)}" if number else ""
            cell = element("div", {"class": "cell", "style": f"width: {_percent(width)}{space}"})
            cell.append(picture.image)
            if words := picture.lettered:
                cell.append(element("p", {"class": "own"}, *words))
            made.append(cell)
        yield made


def _page(renderer: Renderer, pictures: Sequence[_Picture], letters: int, place: Place) -> Element:
    """The pictures over a whole page, room left for a caption of so many letters."""
    lines = 2 + math.ceil(letters / _CAPTION_LETTERS)
    height = max(20.0, renderer.setting.page_shape * 100 - lines * _CAPTION_LINE)
    spots, cut = filled_page(_shapes(renderer, pictures), 100.0, height, _GAP)
    if cut > _MOST_CUT:
        renderer.prose.mistakes.add(
            place,
            "over a page, {share} % of one of these pictures would be cut off",
            "Take other pictures, or more or fewer of them, or leave “fill=page” out.",
            share=round(cut * 100),
        )
    made = element("div", {"class": "filled", "style": f"padding-bottom: {_percent(height)}"})
    for picture, spot in zip(pictures, spots, strict=True):
        name, treatment = read_address(picture.image.get("src"))
        if is_photograph(name):
            cropped = replace(treatment, crop=(spot.width, spot.height))
            picture.image.set("src", cropped.address(name))
        style = "; ".join(
            (
                f"left: {_percent(spot.left)}",
                f"top: {_percent(spot.top / height * 100)}",
                f"width: {_percent(spot.width)}",
                f"height: {_percent(spot.height / height * 100)}",
            )
        )
        made.append(element("div", {"class": "spot", "style": style}, picture.image))
        if picture.letter:
            made[-1].append(element("span", {"class": "letter"}, picture.letter))
    return made


def group(renderer: Renderer, inside: Sequence[Token], line: int) -> tuple[Nodes, Nodes, Nodes]:
    """The picture of a group, its caption, and the rows of names: `Row 1: one, two, three`."""
    body: Nodes = []
    caption: Nodes = []
    rows: Nodes = []
    index = 0
    while index < len(inside):
        end, token = closing(inside, index), inside[index]
        inline = inside[index + 1] if token.type == "paragraph_open" else None
        if inline is None:
            body += renderer.block_tokens(inside[index:end])
        elif lines := _labelled_lines(renderer, inline):
            rows += _named(renderer, lines, inline.map[0] if inline.map else line)
        else:
            words = renderer.inline(inline, inline.map[0] if inline.map else line)
            if any(child.type == "image" for child in inline.children or ()):
                body += words
            else:
                caption += [*([" "] if caption else []), *words]
        index = end
    count = sum(1 for node in body if not isinstance(node, str) for _ in node.iter("img"))
    if count > 1:
        renderer.prose.mistakes.add(
            renderer.place(line),
            "a group shows one picture; here are {count}",
            "Take pictures out, or use a gallery.",
            count=count,
        )
    return body, caption, rows


def _labelled_lines(renderer: Renderer, inline: Token) -> list[list[Token]]:
    """The lines of a paragraph, each of which begins with a label; none where one does not.

    A line alone is a row of names only where its label is the word for a row.
    """
    lines: list[list[Token]] = [[]]
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(child)
    labels = [_LABELLED.match("".join(t.content for t in tokens)) for tokens in lines]
    row = renderer.prose.language.say("Row").casefold()
    alone = len(lines) == 1
    if not all(labels) or (alone and not (labels[0] and labels[0][1].casefold().startswith(row))):
        return []
    return lines


def _named(renderer: Renderer, lines: Sequence[list[Token]], first: int) -> Iterator[Element]:
    """Rows of names, those whom the register knows kept as being in the picture."""
    renderer.prose.is_picture = True
    for number, tokens in enumerate(lines):
        words = renderer.inline(Token("inline", "", 0, children=tokens), first + number)
        label = ""
        if words and isinstance(words[0], str) and ":" in words[0]:
            label, _, rest = words[0].partition(":")
            words[0] = rest
        head: Nodes = [element("span", {"class": "label"}, f"{label.strip()}:")] if label else []
        yield element("p", {"class": "row"}, *head, *words)
    renderer.prose.is_picture = False
