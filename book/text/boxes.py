"""The boxes of the dialect as HTML: figures, charts, tables, plates, sidebars, pull-quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from book.errors import Place
from book.text.attributes import Head, parse_head
from book.text.block_rules import BOXES
from book.text.dialect import closing
from book.text.numbered import Listed, plain
from book.text.pictures import width_of
from book.text.prose import Prose
from book.text.references import Target

if TYPE_CHECKING:
    from book.text.render import Renderer

#: Draws a chart from a box's attributes: an image (HTML) with its alternative text.
Draw = Callable[[dict[str, str], Place, Prose], str]

_NBSP = "\N{NO-BREAK SPACE}"


def box(renderer: Renderer, token: Token, inside: Sequence[Token], line: int) -> str:
    """A `:::` box with the tokens inside it as HTML."""
    name = token.type.removeprefix("container_").removesuffix("_open")
    head = parse_head(token.info)
    prose, place = renderer.prose, renderer.place(line)
    if unfit := head.unfit(BOXES[name]):
        prose.mistakes.add(
            place,
            "a {box} does not take “{what}”",
            "It takes: {known}.",
            box=name,
            what=unfit,
            known=", ".join(("#id", *sorted(BOXES[name]))),
        )
    if name in ("figure", "chart", "table", "plate"):
        return _numbered_box(renderer, name, head, inside, line)
    body = renderer.block_tokens(inside)
    if name == "pullquote":
        by = head.attributes.get("by", "")
        cite = f'<p class="by">{prose.words(by, place)}</p>' if by else ""
        return f'<blockquote class="pullquote">{body}{cite}</blockquote>'
    title = f'<p class="title">{prose.words(head.words, place)}</p>' if head.words else ""
    return f'<aside class="{name}">{title}{body}</aside>'


def numbered(
    renderer: Renderer, is_table: bool, target_id: str, caption: str, line: int
) -> tuple[str, str]:
    """Count a figure or table: its anchor, and its caption (HTML) with the number before it."""
    listed = renderer.numbered.tables if is_table else renderer.numbered.figures
    count = len(listed) + 1
    message = "Table {number}" if is_table else "Figure {number}"
    number = renderer.prose.language.say(message, number=count).replace(" ", _NBSP)
    anchor = f"{'table' if is_table else 'figure'}-{count}"
    listed.append(Listed(anchor, number, plain(caption)))
    if target_id:
        renderer.target(target_id, Target(anchor, number), line)
    return anchor, f'<span class="number">{number}.</span> {caption}'


def captioned_table(anchor: str, table: str, caption: str) -> str:
    """A table (HTML that begins with `<table>`) with its caption above."""
    whole = table.replace("<table>", f"<table><caption>{caption}</caption>", 1)
    return f'<div class="table" id="{anchor}">{whole}</div>'


def _numbered_box(
    renderer: Renderer, name: str, head: Head, inside: Sequence[Token], line: int
) -> str:
    place = renderer.place(line)
    if head.words:
        renderer.prose.mistakes.add(
            place,
            "a {box} does not take “{what}”",
            "Write the caption as a paragraph inside the box.",
            box=name,
            what=head.words,
        )
    body, caption = _body_and_caption(renderer, inside, line)
    if name == "chart":
        body += renderer.draw(dict(head.attributes), place, renderer.prose)
    elif not body or (name == "table" and "<table>" not in body):
        renderer.prose.mistakes.add(
            place,
            "the {box} is empty",
            "Put an image ![alternative text](assets/file) or a table into it.",
            box=name,
        )
    anchor, words = numbered(renderer, name == "table", head.id, caption, line)
    if credit := head.attributes.get("credit", ""):
        words += f' <span class="credit">{renderer.prose.words(credit, place)}</span>'
    if name == "table":
        return captioned_table(anchor, body, words)
    width = width_of(head.attributes.get("width", ""), place, renderer.prose.mistakes)
    style = f' style="--width: {width}"' if width else ""
    return (
        f'<figure class="{name}" id="{anchor}"{style}>{body}'
        f"<figcaption>{words}</figcaption></figure>"
    )


def _body_and_caption(renderer: Renderer, inside: Sequence[Token], line: int) -> tuple[str, str]:
    """The images and tables of a box, and the paragraphs that are its caption."""
    body: list[str] = []
    caption: list[str] = []
    index = 0
    while index < len(inside):
        end = closing(inside, index)
        token = inside[index]
        if token.type == "paragraph_open":
            inline = inside[index + 1]
            html = renderer.inline(inline, inline.map[0] if inline.map else line)
            is_image = any(child.type == "image" for child in inline.children or [])
            (body if is_image else caption).append(html)
        else:
            body.append(renderer.block_tokens(inside[index:end]))
        index = end
    return "".join(body), " ".join(caption)
