"""Maps of appendices: a picture with numbers on it, and what the numbers say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from book.manuscript.kinds.maps import Map, Mark
from book.manuscript.kinds.record import View
from book.photos.treatment import read_address
from book.text import boxes
from book.text.groups import marked
from book.text.maps import width_of_map
from book.text.photographs import shape_of
from book.text.references import PAGE_FOR, REFERS_TO, Reference, Target
from book.text.tree import Nodes, element, markup, nodes_of

if TYPE_CHECKING:
    from book.sections.record_words import RecordWords


def map_view(words: RecordWords, given: Map, marks: Sequence[Mark], *path: str | int) -> View:
    """What a template needs to print a map: its picture with the numbers on it, its caption, its
    legend."""
    source = words.picture(given.picture, *path, "picture")
    name, treatment = read_address(source)
    shape = shape_of(words.context.manuscript.folder / name, treatment)
    share, is_beside = width_of_map(shape, words.context.pictures.page_shape)
    anchor, caption = _caption(words, given, *path)
    image = element("img", {"src": source, "alt": words.prose.set(_told(words, given, marks))})
    # What lies outside, which a rule tells, is drawn at the edge.
    drawn_at = {mark.number: (_inside(mark.spot[0]), _inside(mark.spot[1])) for mark in marks}
    return {
        "anchor": anchor,
        "drawn": markup([marked([image], sorted(drawn_at.items()))]),
        "width": f"{100 * share:.2f}%",
        "left": f"{100 * (1 - share) - 4:.2f}%",
        "beside": is_beside and bool(marks),
        "caption": caption,
        "legend": sorted(marks, key=lambda mark: mark.number),
    }


def _inside(part: float) -> float:
    return min(100.0, max(0.0, part))


def _told(words: RecordWords, given: Map, marks: Sequence[Mark]) -> str:
    """What is seen on a map: what its file says, and what is marked."""
    if not marks:
        return given.alt
    names = "; ".join(f"{mark.number} {Markup(mark.name).striptags()}" for mark in marks)
    return words.say("{alt}. Marked on it: {marks}.", alt=given.alt.rstrip(". "), marks=names)


def _caption(words: RecordWords, given: Map, *path: str | int) -> tuple[str, Markup]:
    """The anchor of a map and its caption, with whose it is behind it."""
    nodes: Nodes = nodes_of(words.line(given.caption, *path, "caption"))
    anchor = ""
    place = words.at(*path, "id")
    if nodes:
        anchor, nodes = boxes.numbered(words.renderer, False, given.id, nodes, 0)
    elif given.id:
        anchor = f"picture-{given.id}"
        target = Target(anchor, f"“{given.alt}”")
        words.context.numbered.target(
            given.id, target, words.prose.register, place=place, mistakes=words.mistakes
        )
    if given.credit:
        nodes += [*([" "] if nodes else []), *nodes_of(words.credit(given.credit, *path, "credit"))]
    return anchor, markup(nodes)


def credit(words: RecordWords, whose: str, *path: str | int) -> Markup:
    """Whose a picture is, kept for the list of credits."""
    if not whose:
        return Markup("")
    return words.marked([boxes.credited(words.renderer, whose, words.at(*path))])


def pages(words: RecordWords, ids: Sequence[str], *path: str | int) -> Markup:
    """Links to what is referred to, of which an edition on pages prints the page numbers."""
    nodes: Nodes = []
    for number, target in enumerate(ids):
        place = words.at(*path, number) if len(ids) > 1 else words.at(*path)
        entry = words.prose.register.entries.get(target)
        if entry is not None and not entry.anchor:
            words.mistakes.add(
                place,
                "“{id}” has no place in the book that a page could be given of",
                "Name a chapter, a heading, a figure or a record that is printed.",
                id=target,
            )
            continue
        words.prose.references.append(Reference(target, place))
        page = element("span", {"class": "kept", PAGE_FOR: target})
        link = element("a", {"class": "reference", REFERS_TO: target}, page)
        nodes += [*([" "] if nodes else []), link]
    return words.marked(nodes)
