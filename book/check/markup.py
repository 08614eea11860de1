"""Rules on marks of the text that were not understood and are printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake
from book.text.dialect import parsed

#: Marks beside a letter or a digit; `(**)` beside none is a sign of its own, as in notes of tables.
_MARKS = re.compile(r"(?:\*\*|~~|(?<!_)__(?!_))(?=\w)|(?<=[\w.,;:!?…])(?:\*\*|~~|(?<!_)__(?!_))")


@rule("leftover-marks")
def leftover_marks(context: CheckContext) -> Iterator[Mistake]:
    """Marks for bold or struck-out text, `**` or `~~`, are printed as they stand: they were opened
    and not closed, or a space stands inside them, as in `**word **`. Marks stand right at the words
    that they are for."""
    for chapter in context.manuscript.chapters:
        if not _MARKS.search(chapter.body):
            continue
        for token in parsed(chapter.body).tokens:
            line = token.map[0] if token.map else 0
            for child in token.children or ():
                if child.type in ("softbreak", "hardbreak"):
                    line += 1
                elif child.type == "text" and (found := _MARKS.search(child.content)):
                    yield Mistake(
                        chapter.place(line, 1),
                        "“{marks}” is printed as it stands here",
                        "Close what it opens, with no space between the marks and the words; "
                        "or put a backslash before each sign that shall be printed.",
                        {"marks": found[0]},
                    )
