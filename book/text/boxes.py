"""The boxes of the dialect: figures, charts, tables, plates, sidebars, pull-quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from book.errors import Place
from book.text.attributes import Head, parse_head
from book.text.boxes_known import BOX_FLAGS, BOXES
from book.text.dialect import closing
from book.text.galleries import Contents, gallery
from book.text.groups import NUMBERS, group
from book.text.image import width_of
from book.text.numbered import Listed
from book.text.photographs import fit_attributes
from book.text.prose import Prose
from book.text.references import Target
from book.text.rolls import roll
from book.text.tree import Element, Nodes, element, put_first, text_of
from book.text.whole_pages import PAGES, TURNED, UNNUMBERED, WHOLE, one_of, tell_notes, whole_page

if TYPE_CHECKING:
    from book.text.render import Renderer

#: Draws a chart from a box's attributes: an image with its alternative text.
Draw = Callable[[dict[str, str], Place, Prose], Nodes]

#: Boxes that are counted, and have a caption.
_NUMBERED = ("figure", "gallery", "group", "roll", "chart", "table", *WHOLE)
#: The sides of the text that a figure may stand on, and its width there.
SIDES = ("left", "right")
BESIDE = "45%"
_NBSP = "\N{NO-BREAK SPACE}"


def box(renderer: Renderer, token: Token, inside: Sequence[Token], line: int) -> Element:
    """A `:::` box with the tokens inside it."""
    name = token.type.removeprefix("container_").removesuffix("_open")
    head = parse_head(token.info).flagged(BOX_FLAGS)
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
    if name in _NUMBERED:
        return _numbered_box(renderer, name, head, inside, line)
    body = renderer.block_tokens(inside)
    if name == "pullquote":
        if by := head.attributes.get("by", ""):
            body.append(element("p", {"class": "by"}, *prose.words(by, place)))
        return element("blockquote", {"class": "pullquote"}, *body)
    if head.words:
        body.insert(0, element("p", {"class": "title"}, *prose.words(head.words, place)))
    return element("aside", {"class": name}, *body)


def credited(renderer: Renderer, whose: str, place: Place, is_listed: bool = True) -> Element:
    """Whose a picture or a table is, kept for the list of credits where `is_listed`."""
    at = renderer.numbered.credit(whose) if is_listed else ""
    return element("span", {"class": "credit", "id": at}, *renderer.prose.words(whose, place))


def numbered(
    renderer: Renderer,
    is_table: bool,
    target_id: str,
    caption: Nodes,
    line: int,
    listed_as: str = "",
) -> tuple[str, Nodes]:
    """Count a figure or table: its anchor, and its caption with the number before it. `listed_as`
    is what the list of figures prints where that is not the caption."""
    listed = renderer.numbered.tables if is_table else renderer.numbered.figures
    count = len(listed) + 1
    message = "Table {number}" if is_table else "Figure {number}"
    number = renderer.prose.language.say(message, number=count).replace(" ", _NBSP)
    anchor = f"{'table' if is_table else 'figure'}-{count}"
    listed.append(Listed(anchor, number, listed_as or text_of(caption)))
    if target_id:
        renderer.target(target_id, Target(anchor, number), line)
    return anchor, [element("span", {"class": "number"}, f"{number}."), " ", *caption]


def _numbered_box(
    renderer: Renderer, name: str, head: Head, inside: Sequence[Token], line: int
) -> Element:
    place = renderer.place(line)
    if head.words:
        renderer.prose.mistakes.add(
            place,
            "a {box} does not take “{what}”",
            "Write the caption as a paragraph inside the box.",
            box=name,
            what=head.words,
        )
    asked = fit_attributes(head.attributes, place, renderer.prose.mistakes)
    renderer.box_attributes, around = asked, renderer.box_attributes
    made = _contents(renderer, name, head, inside, line)
    body, caption = made.body, made.caption
    renderer.box_attributes = around
    if name == "chart":
        body += renderer.draw(dict(head.attributes), place, renderer.prose)
    elif not body or (name == "table" and _table_in(body) is None):
        renderer.prose.mistakes.add(
            place,
            "the {box} is empty",
            "Put an image ![alternative text](assets/file) or a table into it.",
            box=name,
        )
    is_counted = UNNUMBERED not in head.attributes and (name != "roll" or bool(caption))
    if not is_counted:
        anchor, words = _unnumbered(renderer, head.id, body, caption, line)
    else:
        anchor, words = numbered(
            renderer,
            name == "table",
            target_id=head.id,
            caption=caption,
            line=line,
            listed_as=made.listed,
        )
    for image, letter in made.letters.items():
        if image and is_counted:
            number = renderer.numbered.figures[-1].number
            named = Target(image, f"{number} {letter}")
            renderer.numbered.targets[image.removeprefix("image-")] = named
    people = head.attributes.get("people", "") if name != "roll" else ""
    for person in renderer.prose.pictured(people, place):
        words[:1] = [element("span", {"id": person}, *words[:1])]
    if credit := head.attributes.get("credit", ""):
        words += [" ", credited(renderer, credit, place, is_listed=name not in ("table", "chart"))]
    if name in WHOLE:
        return whole_page(
            renderer, name, head=head, body=body, words=words, anchor=anchor, line=line
        )
    pages = {PAGES: "many" if name == "table" else "one"} if TURNED in head.attributes else {}
    also = f" {TURNED}" if pages else ""
    if name == "table":
        if (table := _table_in(body)) is not None:
            put_first(table, [element("caption", {}, *words)])
        if is_counted and not pages:
            number = renderer.numbered.tables[-1].number
            goes_on = renderer.prose.language.say("{heading} (continued)", heading=number)
            # Set where the table goes on on another page, and nowhere else.
            body = [element("p", {"class": "again", "aria-hidden": "true"}, goes_on), *body]
        return element("div", {"class": f"table{also}", "id": anchor, **pages}, *body)
    width = width_of(head.attributes.get("width", ""), place, renderer.prose.mistakes)
    style = f"--width: {width}" if width else ""
    classes = [name]
    side = head.attributes.get("side", "")
    if side and name == "figure":
        side = one_of("side", side, SIDES, place, renderer.prose.mistakes)
        classes += ["beside", side]
        style = f"width: {width or BESIDE}"
    if name == "gallery" and head.attributes.get("fill"):
        classes.append("filling")
        pages = {PAGES: "one"}
        tell_notes(words, place, renderer.prose.mistakes)
    if made.rows:
        words.append(element("div", {"class": "rows"}, *made.rows))
    attributes = {"class": " ".join(classes) + also, "id": anchor, "style": style, **pages}
    parts: Nodes = [*body, *([element("figcaption", {}, *words)] if words else [])]
    if "beside" in classes:
        # A line is not broken over pages, and a float is.
        parts = [element("div", {"class": "whole"}, *parts)]
    return element("figure", attributes, *parts)


def _contents(
    renderer: Renderer, name: str, head: Head, inside: Sequence[Token], line: int
) -> Contents:
    """What stands in a numbered box, by its sort."""
    match name:
        case "gallery":
            return gallery(renderer, inside, head.attributes.get("fill", ""), line)
        case "group":
            wanted = head.attributes.get("numbers", NUMBERS[0])
            place, mistakes = renderer.place(line), renderer.prose.mistakes
            return group(
                renderer, inside, one_of("numbers", wanted, NUMBERS, place, mistakes), line
            )
        case "roll":
            return roll(renderer, inside, head, line)
    return Contents(*_body_and_caption(renderer, inside, line))


def _unnumbered(
    renderer: Renderer, target_id: str, body: Nodes, caption: Nodes, line: int
) -> tuple[str, Nodes]:
    """The anchor and the caption of a picture that is neither counted nor listed."""
    if not target_id:
        return "", list(caption)
    images = (i for node in body if not isinstance(node, str) for i in node.iter("img"))
    alt = next((image.get("alt", "") for image in images), "")
    anchor = f"picture-{target_id}"
    renderer.target(target_id, Target(anchor, f"“{text_of(caption) or alt}”"), line)
    return anchor, list(caption)


def _table_in(body: Nodes) -> Element | None:
    found = (t for node in body if not isinstance(node, str) for t in node.iter("table"))
    return next(found, None)


def _body_and_caption(
    renderer: Renderer, inside: Sequence[Token], line: int
) -> tuple[Nodes, Nodes]:
    """The images and tables of a box, and the paragraphs that are its caption."""
    body: Nodes = []
    caption: Nodes = []
    index = 0
    while index < len(inside):
        end = closing(inside, index)
        token = inside[index]
        if token.type == "paragraph_open":
            inline = inside[index + 1]
            words = renderer.inline(inline, inline.map[0] if inline.map else line)
            if any(child.type == "image" for child in inline.children or []):
                body += words
            else:
                at = renderer.place(inline.map[0] if inline.map else line)
                words = words if caption else [renderer.prose.stretches.comment(at), *words]
                caption += [" ", *words] if caption else words
        else:
            body += renderer.block_tokens(inside[index:end])
        index = end
    return body, caption
