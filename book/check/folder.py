"""Rules on the book folder: what lies in it and is no part of the book."""

from __future__ import annotations

from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake, Place
from book.manuscript.folder import APPENDICES, CHAPTERS, strays


@rule("stray-file")
def stray_file(context: CheckContext) -> Iterator[Mistake]:
    """A file or a folder lies among the chapters or the appendices and is no part of the book:
    another kind of file, a copy that a program made, or one that a list in book.yaml leaves out.
    """
    manuscript = context.manuscript
    read = [chapter.file for chapter in manuscript.chapters]
    read += [tree.place(()).file for tree in manuscript.trees.values()]
    config = manuscript.config
    named = {CHAPTERS: config.chapters, APPENDICES: config.appendices}
    lists = [under for under, names in named.items() if names]
    for stray in strays(manuscript.folder, (*read, *manuscript.unread), lists):
        yield Mistake(
            Place(stray.file),
            "{file} is no part of the book",
            stray.cure.message,
            {"file": stray.file},
        )


@rule("sheet-left")
def sheet_left(context: CheckContext) -> Iterator[Mistake]:
    """A spreadsheet among the appendices holds what is not in the book: a column whose heading is
    not known, a sheet without headings, a value that contradicts the row of the same person above.

    The guide lists the headings that columns may have. A column that is only for the office may
    stay: silence the rule in book.yaml and say so.
    """
    yield from context.manuscript.left
