"""Remarks to the editors, which are not printed: `remark` of a record, a file or a setting, and
`<!-- … -->` in a chapter, but for those that silence a rule."""

from __future__ import annotations

from book.errors import Place
from book.manuscript.reading import Manuscript
from book.text.dialect import REMARK


def remarks_in(manuscript: Manuscript) -> list[tuple[Place, str]]:
    """Each remark with its place, its white space as between words, in order of place."""
    found: dict[Place, str] = {}
    for chapter in manuscript.chapters:
        for remark in REMARK.finditer(chapter.body):
            before = chapter.body[: remark.start()]
            column = remark.start() - before.rfind("\n")
            found[chapter.place(before.count("\n"), column)] = remark[0][4:-3]
    trees = (*manuscript.trees.values(), *(chapter.tree for chapter in manuscript.chapters))
    for tree in trees:
        paths = (path for path in tree.places if path[-1:] == ("remark",))
        found |= {tree.places[path]: str(tree.at(path)) for path in paths} | tree.kept
    told = ((place, " ".join(words.split())) for place, words in sorted(found.items()))
    return [(place, words) for place, words in told if not words.startswith("silence ")]
