"""Places kept for what is still to come."""

from __future__ import annotations

from book.manuscript.chapters import Chapter
from book.manuscript.kinds.record import Appendix
from book.manuscript.yamltext import Tree
from book.text.dialect import REMARK


def is_place_kept(chapter: Chapter) -> bool:
    """Whether a chapter has a remark to the editors, and neither a lead nor a text."""
    text, remarks = REMARK.subn("", chapter.body)
    said = chapter.matter.remark or remarks
    return bool(said) and not chapter.matter.lead and not text.strip()


def is_empty(appendix: Appendix, tree: Tree) -> bool:
    """Whether an appendix has neither records nor an introduction."""
    return not appendix.intro and not any(isinstance(v, list) and v for v in tree.value.values())
