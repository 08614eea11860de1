"""What is told of ids: where one is taken, and that it came from a file's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from book.errors import Mistakes, Place, Said

if TYPE_CHECKING:
    from book.manuscript.chapters import Chapter
    from book.manuscript.config import BookConfig
    from book.manuscript.kinds.record import Appendix
    from book.manuscript.yamltext import Tree


def tell_taken(
    taken: str, place: Place, other: Said | Place, mistakes: Mistakes, made: bool = False
) -> None:
    """Tell that an id is taken at another place already; `made` of the name of its file."""
    if made:
        mistakes.add(
            place,
            "the id “{id}”, made of the name of this file, is taken already, at {other}",
            "Rename the file, or write a line “id: …” with another id at its head.",
            id=taken,
            other=other,
        )
    else:
        mistakes.add(
            place,
            "the id “{id}” is taken already, at {other}",
            "Give one of the two another id.",
            id=taken,
            other=other,
        )


def tell_no_id(file: str, mistakes: Mistakes) -> None:
    """Tell that nothing is left of a file's name to make an id of."""
    mistakes.add(
        Place(file, 1, 1),
        "the name of this file has no letter or digit to make an id of",
        "Rename the file, or write a line “id: …” at its head.",
    )


#: The ids of sections that the builder makes itself.
_RESERVED = (
    "cover",
    "back-cover",
    "half-title",
    "title-page",
    "imprint",
    "contents",
    "lists",
    "masthead",
    "handout-cover",
    "index-handout",
)
#: Those of sections that it makes where book.yaml asks for them, by the keys that do.
_ASKED_FOR = {
    "frontispiece": "frontispiece",
    "dedication": "dedication",
    "key_figures": "key-figures",
    "notes": "notes",
    "credits": "credits",
}


def with_own_ids(
    chapters: Iterable[Chapter],
    appendices: Sequence[Appendix],
    *,
    config: BookConfig,
    tree: Tree,
    trees: dict[str, Tree],
    mistakes: Mistakes,
) -> list[Chapter]:
    """The chapters, each with an id of its own; one that is taken is told. `tree` is that of
    book.yaml."""
    taken = _generated(config, tree, sum(a.printed for a in appendices), mistakes)
    for appendix in appendices:
        found = trees[appendix.id]
        place = found.place(("id",))
        if appendix.id in taken and appendix.printed:
            made = ("id",) not in found.places
            tell_taken(appendix.id, place, taken[appendix.id], mistakes, made)
        taken.setdefault(appendix.id, place)
    own = []
    for number, chapter in enumerate(chapters):
        made = not chapter.matter.id
        place = chapter.tree.place(() if made else ("id",))
        if not chapter.id:
            tell_no_id(chapter.file, mistakes)
        elif chapter.id in taken:
            tell_taken(chapter.id, place, taken[chapter.id], mistakes, made)
        if chapter.id in taken:
            chapter = replace(chapter, id=f"{chapter.id}-{number}")
        taken[chapter.id] = place
        own.append(chapter)
    return own


def _generated(
    config: BookConfig, tree: Tree, appendices: int, mistakes: Mistakes
) -> dict[str, Said | Place]:
    """The ids of the sections that are made besides chapters and appendices, and where each is
    asked for; an index whose id is taken is told."""
    own = Said("the builder's own pages")
    taken: dict[str, Said | Place] = dict.fromkeys(_RESERVED, own)
    taken[""] = Place("")
    for key, made in _ASKED_FOR.items():
        if getattr(config, key):
            taken[made] = tree.places.get((key,), own)
    if appendices > 1:
        taken["appendices"] = own
    for n, index in enumerate(config.indexes):
        place = tree.places.get(("indexes", n, "id"))
        if place and index.id in taken:
            tell_taken(index.id, place, taken[index.id], mistakes)
        taken.setdefault(index.id, place or own)
    return taken
