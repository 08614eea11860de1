"""Rules on pictures: those shown twice or not at all, misnamed files, missing credits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from markdown_it.token import Token

from book.check.context import CheckContext
from book.check.findings import not_whole, rule
from book.errors import Mistake, Place, UnfitError
from book.files import image_file
from book.manuscript.chapters import Chapter
from book.photos.originals import FORMATS, is_photograph, original
from book.text.attributes import Head, parse_head
from book.text.dialect import parsed

#: Boxes that say whose their pictures are.
_CREDITED = ("figure", "plate", "gallery", "group")
_ASSETS = "assets"
#: Where a file may be named beside the texts: what a theme or a template of the book shows.
_LOOKS = ("styles", "templates", "assets")
_TEXTS = (".css", ".html", ".svg")


@dataclass(frozen=True)
class _Use:
    """A picture where a text shows it: its name in the book folder, and the crop asked for."""

    name: str
    place: Place
    crop: str = ""


@dataclass(frozen=True)
class _Box:
    """A box with photographs: the first of them, and whether it has a credit."""

    name: str
    place: Place
    has_credit: bool


def _shown(context: CheckContext) -> tuple[list[_Use], list[_Box]]:
    """The pictures that chapters show, and the boxes that they are in."""
    uses: list[_Use] = []
    boxes: list[_Box] = []
    for chapter in context.manuscript.chapters:
        heads: list[tuple[Token, Head, int]] = []
        for token in parsed(chapter.body):
            if token.type.startswith("container_"):
                if token.nesting == 1:
                    heads.append((token, parse_head(token.info), len(uses)))
                    continue
                opened, head, first = heads.pop()
                inside = [use for use in uses[first:] if is_photograph(use.name)]
                name = token.type.removeprefix("container_").removesuffix("_close")
                if inside and name in _CREDITED:
                    place = chapter.place(opened.map[0] if opened.map else 0, 1)
                    boxes.append(_Box(inside[0].name, place, bool(head.attributes.get("credit"))))
            crop = heads[-1][1].attributes.get("crop", "") if heads else ""
            uses.extend(_images(context, chapter, token, crop))
    return uses, boxes


def _images(context: CheckContext, chapter: Chapter, token: Token, crop: str) -> Iterator[_Use]:
    folder = context.manuscript.folder
    line = token.map[0] if token.map else 0
    for child in token.children or ():
        line += child.type in ("softbreak", "hardbreak")
        if child.type == "image":
            file = image_file(folder, str(child.attrs.get("src", "")))
            own: Head = child.meta.get("attributes", Head())
            if file is not None:
                yield _Use(
                    file.relative_to(folder.resolve()).as_posix(),
                    chapter.place(line, 1),
                    own.attributes.get("crop", crop),
                )


def _named_in_records(context: CheckContext) -> Iterator[_Use]:
    """The pictures that records and book.yaml name."""
    folder = context.manuscript.folder
    for line in context.record_lines:
        if is_photograph(line.text) or line.text.lower().endswith(".svg"):
            file = image_file(folder, line.text.strip())
            if file is not None:
                yield _Use(file.relative_to(folder.resolve()).as_posix(), line.place)


@rule("picture-twice")
def picture_twice(context: CheckContext) -> Iterator[Mistake]:
    """A photograph is shown twice in the chapters. Another crop of it is another picture; so are a
    portrait and what the cover shows."""
    first: dict[tuple[str, str], Place] = {}
    for use in _shown(context)[0]:
        if not is_photograph(use.name):
            continue
        other = first.setdefault((use.name, use.crop), use.place)
        if other != use.place:
            yield Mistake(
                use.place,
                "the picture {file} is shown here and at {other}",
                "Take one of the two out, or silence the rule where it is meant.",
                {"file": use.name, "other": str(other)},
            )


@rule("picture-unused", unless=not_whole)
def picture_unused(context: CheckContext) -> Iterator[Mistake]:
    """A picture lies in the folder `assets`, and neither a text nor a style sheet nor a template of
    the book shows it."""
    folder = context.manuscript.folder.resolve()
    used = {use.name for use in (*_shown(context)[0], *_named_in_records(context))}
    looks = ""
    for path in (p for name in _LOOKS for p in sorted((folder / name).rglob("*"))):
        if path.suffix.lower() in _TEXTS and path.is_file():
            looks += unquote(path.read_text(encoding="utf-8", errors="replace"))
    for path in sorted((folder / _ASSETS).rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_picture = is_photograph(path) or path.suffix.lower() == ".svg"
        if not is_picture or path.name.startswith(".") or not path.is_file():
            continue
        if name not in used and path.name not in looks:
            yield Mistake(
                Place(name),
                "{file} is a picture that nothing in the book shows",
                "Show it with ![what it shows]({file}), or take it out of the folder.",
                {"file": name},
            )


@rule("picture-ending")
def picture_ending(context: CheckContext) -> Iterator[Mistake]:
    """A photograph's file is of another format than its ending says. The book is made all the
    same; other programs may refuse the file."""
    told: set[str] = set()
    for use in (*_shown(context)[0], *_named_in_records(context)):
        if use.name in told or not is_photograph(use.name):
            continue
        told.add(use.name)
        try:
            source = original(Path(context.manuscript.folder / use.name))
        except (UnfitError, OSError):
            continue  # Told by what shows it.
        if not source.has_honest_ending:
            yield Mistake(
                use.place,
                "{file} is a {format} file, whatever its ending says",
                "Give it the ending {ending}, in the text too.",
                {
                    "file": use.name,
                    "format": source.format,
                    "ending": FORMATS[source.format][0],
                },
            )


@rule("picture-credit")
def picture_credit(context: CheckContext) -> Iterator[Mistake]:
    """A box with photographs has no `credit`, and others of the book have one."""
    boxes = _shown(context)[1]
    if any(box.has_credit for box in boxes):
        for box in boxes:
            if not box.has_credit:
                yield Mistake(
                    box.place,
                    "the picture {file} has no credit, and others have one",
                    'Add credit="…" to its box.',
                    {"file": box.name},
                )
