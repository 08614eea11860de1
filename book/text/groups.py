"""Boxes of a group with the names of those in it, by row or by the numbers of an outline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from book.errors import UnfitError
from book.photos.treatment import read_address, read_spot
from book.text.dialect import closing
from book.text.galleries import Contents, stripped
from book.text.photographs import shape_of
from book.text.pictures import picture
from book.text.tree import Element, Nodes, element, put

if TYPE_CHECKING:
    from book.text.render import Renderer

#: Where the numbers of a group stand: in an outline below the picture, or on the picture itself.
NUMBERS = ("outline", "picture")
#: `Row 1: one, two, three`
_LABELLED = re.compile(r"\s*([^:\n]{1,40}):\s+\S")
#: The width of an outline in its own units; the size of a head in it, at most and least.
_WIDTH, _HEAD, _LEAST_HEAD = 400.0, 17.0, 8.5
_GREY, _PALE = "#8a8a8a", "#f2f2f2"


def group(renderer: Renderer, inside: Sequence[Token], numbers: str, line: int) -> Contents:
    """The picture of a group, its caption, and those in it: rows of names, `Row 1: one, two`, or
    a numbered list with the spot of each, `1. One {at=10%,40%}`, which makes an outline."""
    body: Nodes = []
    caption: Nodes = []
    rows: Nodes = []
    spots: list[tuple[float, float]] = []
    index = 0
    while index < len(inside):
        end, token = closing(inside, index), inside[index]
        inline = inside[index + 1] if token.type == "paragraph_open" else None
        if token.type == "ordered_list_open":
            names, found = _numbered(renderer, inside[index:end], line)
            if spots:
                renderer.prose.mistakes.add(
                    renderer.place(token.map[0] if token.map else line),
                    "a group has one numbered list; here is another",
                    "Put its names into the first one.",
                )
            rows.append(names)
            spots += found
        elif inline is None:
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
    if spots and count == 1:
        body = _with_numbers(renderer, body, spots, numbers)
    return Contents(body, caption, rows)


def _numbered(
    renderer: Renderer, tokens: Sequence[Token], line: int
) -> tuple[Element, list[tuple[float, float]]]:
    """The names of a numbered list, one behind the other, and their spots (in percent from the
    left, from the top)."""
    made = element("p", {"class": "row numbered"})
    spots: list[tuple[float, float]] = []
    renderer.prose.is_picture = True
    for number, token in enumerate((t for t in tokens if t.type == "inline"), 1):
        at = token.map[0] if token.map else line
        children = list(token.children or ())
        found = [child for child in children if child.type == "spot"]
        try:
            spots += [read_spot(child.meta["at"]) for child in found[:1]]
        except UnfitError as error:
            renderer.prose.mistakes.add(
                renderer.place(at),
                "{attribute}: {reason}",
                "Correct “{attribute}” here, or take it out.",
                attribute="at",
                reason=error.said,
            )
        else:
            if not found:
                renderer.prose.mistakes.add(
                    renderer.place(at),
                    "it is not said where in the picture number {number} is",
                    "Write the spot of the head behind the name, such as {example}.",
                    number=number,
                    example="{at=20%,35%}",
                )
        rest = [child for child in children if child.type != "spot"]
        words = stripped(renderer.inline(Token("inline", "", 0, children=rest), at))
        name = element("span", {"class": "name"}, element("span", {"class": "number"}, str(number)))
        put(name, ["\N{NO-BREAK SPACE}", *words])
        put(made, [*(["; "] if len(made) else []), name])
    renderer.prose.is_picture = False
    return made, spots


def _with_numbers(
    renderer: Renderer, body: Nodes, spots: Sequence[tuple[float, float]], numbers: str
) -> Nodes:
    """A picture with numbers on it, or with an outline under it."""
    image = next(i for node in body if not isinstance(node, str) for i in node.iter("img"))
    name, treatment = read_address(image.get("src"))
    shape = shape_of(renderer.folder / name, treatment)
    if numbers == "picture":
        return [marked(body, enumerate(spots, 1))]
    # The numbers say nothing to those who can't see the picture; the names follow in their order.
    drawn = picture(_outline(spots, shape), "")
    drawn.set("alt", "")
    return [*body, element("div", {"class": "outline"}, drawn)]


def marked(body: Nodes, marks: Iterable[tuple[int, tuple[float, float]]]) -> Element:
    """A picture with numbers on it, each with its spot in percent from the left and the top. They
    say nothing to those who can't see the picture."""
    numbers = (
        element(
            "span",
            {"class": "mark", "style": f"left: {x:g}%; top: {y:g}%", "aria-hidden": "true"},
            str(number),
        )
        for number, (x, y) in marks
    )
    return element("div", {"class": "marked"}, *body, *numbers)


def _outline(spots: Sequence[tuple[float, float]], shape: float) -> str:
    """A drawing of heads and shoulders where people are in a picture, with their numbers."""
    width, height = _WIDTH, _WIDTH / shape
    places = [(x / 100 * width, y / 100 * height) for x, y in spots]
    apart = [
        max(abs(x - u), abs(y - v)) for n, (x, y) in enumerate(places) for u, v in places[n + 1 :]
    ]
    r = min(_HEAD, max(_LEAST_HEAD, 0.45 * min(apart, default=_HEAD * 3)))
    drawn = []
    # Those behind are drawn first, and covered by those before them.
    for number, (x, y) in sorted(enumerate(places, 1), key=lambda item: item[1][1]):
        drawn.append(
            f'<path d="M{x - 1.9 * r:.1f} {min(y + 4 * r, height):.1f} '
            f"C{x - 1.9 * r:.1f} {y + 1.2 * r:.1f} {x - r:.1f} {y + 1.1 * r:.1f} {x:.1f} "
            f"{y + 1.1 * r:.1f} S{x + 1.9 * r:.1f} {y + 1.2 * r:.1f} {x + 1.9 * r:.1f} "
            f'{min(y + 4 * r, height):.1f}" fill="#fff" stroke="{_GREY}" stroke-width="0.8"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#fff" stroke="{_GREY}" '
            f'stroke-width="0.8"/><text x="{x:.1f}" y="{y + 0.36 * r:.1f}" '
            f'font-family="Be Vietnam Pro" font-size="{r:.1f}" font-weight="600" '
            f'text-anchor="middle">{number}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height:.1f}">'
        f'<rect width="{width:.1f}" height="{height:.1f}" fill="{_PALE}"/>{"".join(drawn)}</svg>'
    )


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
