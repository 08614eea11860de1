"""The pictures that a book shows, for the rules on them: where, and how they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from book.check.context import CheckContext
from book.errors import Place
from book.files import image_file
from book.manuscript.chapters import Chapter
from book.manuscript.kinds.record import picture_of
from book.photos.formats import is_photograph
from book.text.attributes import Head, parse_head
from book.text.dialect import parsed

#: Boxes that say whose their pictures are.
_CREDITED = ("figure", "plate", "spread", "gallery", "group", "roll")


@dataclass(frozen=True)
class Use:
    """A picture where a text shows it: its name in the book folder, the box that it is in, and
    what is asked of it, by itself or by its box."""

    name: str
    place: Place
    box: str = ""
    asked: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def crop(self) -> str:
        return self.asked.get("crop", "")


@dataclass(frozen=True)
class Box:
    """A box with photographs: the first of them, and whether it has a credit."""

    name: str
    place: Place
    has_credit: bool


def shown(context: CheckContext) -> tuple[list[Use], list[Box]]:
    """The pictures that chapters show, and the boxes that they are in."""
    uses: list[Use] = []
    boxes: list[Box] = []
    for chapter in context.manuscript.chapters:
        heads: list[tuple[Token, Head, int]] = []
        for token in parsed(chapter.body).tokens:
            if token.type.startswith("container_"):
                if token.nesting == 1:
                    heads.append((token, parse_head(token.info), len(uses)))
                    continue
                opened, head, first = heads.pop()
                inside = [use for use in uses[first:] if is_photograph(use.name)]
                name = _name_of(opened)
                if inside and name in _CREDITED:
                    place = chapter.place(opened.map[0] if opened.map else 0, 1)
                    boxes.append(Box(inside[0].name, place, bool(head.attributes.get("credit"))))
            box, around = ("", Head()) if not heads else (_name_of(heads[-1][0]), heads[-1][1])
            uses.extend(_images(context, chapter, token, box, around))
    return uses, boxes


def _name_of(token: Token) -> str:
    return token.type.removeprefix("container_").removesuffix("_open")


def _images(
    context: CheckContext, chapter: Chapter, token: Token, box: str, around: Head
) -> Iterator[Use]:
    folder = context.manuscript.folder
    line = token.map[0] if token.map else 0
    for child in token.children or ():
        line += child.type in ("softbreak", "hardbreak")
        if child.type == "image":
            file = image_file(folder, str(child.attrs.get("src", "")))
            own: Head = child.meta.get("attributes", Head())
            if file is not None:
                name = file.relative_to(folder.resolve()).as_posix()
                asked = {**around.attributes, **own.attributes}
                yield Use(name, chapter.place(line, 1), box, asked)


def named_in_records(context: CheckContext) -> Iterator[Use]:
    """The pictures that records, book.yaml and the front matter of chapters name."""
    folder = context.manuscript.folder
    for line in context.record_lines:
        name, asked = picture_of(line.text)
        if is_photograph(name) or name.lower().endswith(".svg"):
            file = image_file(folder, name)
            if file is not None:
                found = file.relative_to(folder.resolve()).as_posix()
                yield Use(found, line.place, "", asked)
