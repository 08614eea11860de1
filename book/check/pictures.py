"""Rules on pictures: those shown twice or not at all, misnamed files, missing credits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from book.check.context import CheckContext
from book.check.findings import not_whole, rule
from book.check.shown import named_in_records, shown
from book.errors import Mistake, Place, UnfitError
from book.manuscript.kinds.maps import Mapped
from book.manuscript.kinds.record import picture_of
from book.photos.formats import FORMATS, is_photograph
from book.photos.originals import original

_ASSETS = "assets"
#: Where a file may be named beside the texts: what a theme or a template of the book shows.
_LOOKS = ("styles", "templates", "assets")
_TEXTS = (".css", ".html", ".svg")


@rule("picture-twice")
def picture_twice(context: CheckContext) -> Iterator[Mistake]:
    """A photograph is shown twice in the chapters. Another crop of it is another picture; so are a
    portrait and what the cover shows."""
    first: dict[tuple[str, str], Place] = {}
    for use in shown(context)[0]:
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
    used = {use.name for use in (*shown(context)[0], *named_in_records(context))}
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
    for use in (*shown(context)[0], *named_in_records(context)):
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
    """A box with photographs, a photograph on the cover, one with which a chapter opens, a map or a
    picture of a seat has no `credit`, and others of the book have one."""
    found = [(box.name, box.place, box.has_credit) for box in shown(context)[1]]
    found += [*_openings(context), *_of_places(context)]
    if any(has_credit for _, _, has_credit in found):
        for name, place, has_credit in found:
            if not has_credit:
                yield Mistake(
                    place,
                    "the picture {file} has no credit, and others have one",
                    'Add credit="…" to its box, or “credit: …” to what names it.',
                    {"file": name},
                )


def _openings(context: CheckContext) -> Iterator[tuple[str, Place, bool]]:
    """The photographs of the cover and of openings, and whether they have a credit."""
    manuscript = context.manuscript
    cover, appendices = manuscript.config.cover, manuscript.config.appendices_picture
    if cover and cover.photo:
        place = manuscript.place("book.yaml", "cover", "photo")
        yield cover.photo, place, bool(cover.credit)
    if appendices:
        place = manuscript.place("book.yaml", "appendices_picture")
        yield appendices.file, place, bool(appendices.credit)
    for chapter in manuscript.chapters:
        if opening := chapter.matter.picture:
            yield opening.file, chapter.tree.place(("picture",)), bool(opening.credit)


def _of_places(context: CheckContext) -> Iterator[tuple[str, Place, bool]]:
    """The photographs of places and seats, and those that serve as maps."""
    manuscript = context.manuscript
    for appendix in manuscript.appendices:
        if not isinstance(appendix, Mapped) or not appendix.printed:
            continue
        pictures = [(path, site.picture, site.credit) for path, site in appendix.sites()]
        if plan := appendix.map:
            pictures.append((("map",), plan.picture, plan.credit))
        for path, written, credit in pictures:
            name, _ = picture_of(written)
            if is_photograph(name):
                yield name, manuscript.place(appendix.id, *path, "picture"), bool(credit)
