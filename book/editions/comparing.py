"""A book held against a proof of it: what changed, each with the page then and now."""

from __future__ import annotations

from dataclasses import dataclass

from book.editions.edition import BookSource
from book.errors import Place
from book.paged.printed import pages_now
from book.photos.formats import is_photograph
from book.rounds.changes import Change, changes_between
from book.rounds.kept import Round, hashes_of, last_round, round_named
from book.rounds.pages import Pages
from book.rounds.units import units_of


@dataclass(frozen=True)
class PagedChange:
    """A change with the printed pages of it then and now, empty where it is not printed."""

    change: Change
    then: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """What changed since a proof."""

    since: Round
    changes: tuple[PagedChange, ...]


def compared(source: BookSource, since: str = "", pages: Pages | None = None) -> Comparison:
    """What changed in a book since a proof (the last one of other texts where none is named), with
    the pages as they are now, or those given. Raises BookError and RequestError."""
    earlier = round_named(source.folder, since) if since else last_round(source.folder)
    found = changes_between(earlier.units(), units_of(source.manuscript))
    found += _pictures(source, earlier)
    now = pages or (pages_now(source.pages, source.session) if found else None)
    told = []
    for change in found:
        then = earlier.pages.label(change.was, change.old or change.new) if change.old else ""
        here = now.label(change.place, change.new) if now and change.kind != "removed" else ""
        told.append(PagedChange(change, then, here))
    return Comparison(earlier, tuple(told))


def _pictures(source: BookSource, earlier: Round) -> list[Change]:
    """The pictures that are another one under the same name."""
    now = hashes_of(source.folder)
    found = []
    for name, was in earlier.hashes.items():
        if name in earlier.texts or now.get(name, was) == was:
            continue
        if not is_photograph(source.folder / name):
            continue
        place = _shown(source, name)
        found.append(Change("picture", place or Place(name), place or Place(name), name, name))
    return found


def _shown(source: BookSource, name: str) -> Place | None:
    sections = (*(c.id for c in source.manuscript.chapters), *source.manuscript.trees)
    places = (source.manuscript.place_of_picture(section, name) for section in sections)
    return next((place for place in places if place), None)
