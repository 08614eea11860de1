"""What was corrected in a Word file that was made of a book: paragraph by paragraph, each with its
place in the book folder."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from book.errors import Place
from book.importers.blocks import Paragraph
from book.importers.carried import Carried, Piece, carried_by
from book.importers.merging import merged
from book.importers.package import package_of
from book.importers.word import paragraphs_of

_NEW_NOTE = re.compile(r"(?<!\\)\[\^\d+\]")
CorrectionKind = Literal["changed", "deleted", "added"]


@dataclass(frozen=True)
class Correction:
    """One paragraph that differs from what was handed out.

    `old` and `new` are its words as Markdown, as Word shows them; one that was `added` stands
    behind its `piece`. `source` is the text for the place in the book's own marks, None where a
    correction can't be put there by itself; `keeps_marks` is false where references or remarks
    stood across what was corrected, and are lost.
    """

    kind: CorrectionKind
    piece: Piece
    old: str
    new: str
    source: str | None = None
    keeps_marks: bool = True

    @property
    def place(self) -> Place:
        """Where the paragraph stood when the Word file was made."""
        return self.piece.place


@dataclass(frozen=True)
class Comment:
    """What a reader remarked: who, when and what, on a paragraph of these words."""

    piece: Piece | None
    words: str
    remark: str

    @property
    def place(self) -> Place:
        return self.piece.place if self.piece else Place("")


@dataclass(frozen=True)
class Corrections:
    """All that came back in one Word file. `absent` are the files of the book of which nothing
    stands in it any more."""

    carried: Carried
    changes: tuple[Correction, ...]
    comments: tuple[Comment, ...]
    absent: tuple[str, ...] = ()


def corrections_in(docx: Path | bytes) -> Corrections | None:
    """The corrections in a Word file that `export` made and somebody worked in; tracked changes
    are taken as accepted. None where the file is not one, or has lost what it carried.

    Raises RequestError where it is no Word file at all.
    """
    data = docx if isinstance(docx, bytes) else docx.read_bytes()
    name = docx.name if isinstance(docx, Path) else "docx"
    package = package_of(data, name)
    carried = carried_by(data)
    if carried is None:
        return None
    reader = _Reader(carried)
    for paragraph in paragraphs_of(package, name):
        reader.read(paragraph)
    return reader.result()


class _Reader:
    def __init__(self, carried: Carried) -> None:
        self._carried = carried
        self._unmarked = Counter(carried.unmarked)
        self._seen: set[str] = set()
        self._last: Piece | None = None
        self._changes: list[Correction] = []
        self._comments: list[Comment] = []

    def read(self, paragraph: Paragraph) -> None:
        pieces = [self._carried.pieces[b] for b in paragraph.bookmarks if b in self._carried.pieces]
        pieces = [piece for piece in pieces if piece.mark not in self._seen]
        # The paragraphs whose bookmarks stand behind the first are joined to it, or were emptied.
        piece = pieces[0] if pieces else None
        if piece is not None:
            self._seen.add(piece.mark)
            self._last = piece if not paragraph.is_note else self._last
            if paragraph.text != piece.shown:
                self._change(piece, paragraph.text)
        elif paragraph.text and not self._is_ours(paragraph) and self._last is not None:
            source = None if paragraph.is_note or _NEW_NOTE.search(paragraph.text) else ""
            added = Correction("added", self._last, "", paragraph.text, source)
            self._changes.append(added)
        for remark in paragraph.remarks:
            if remark.partition(": ")[2] not in self._carried.remarks:
                self._comments.append(Comment(piece or self._last, paragraph.plain, remark))

    def _is_ours(self, paragraph: Paragraph) -> bool:
        if self._unmarked[paragraph.text]:
            self._unmarked[paragraph.text] -= 1
            return True
        return False

    def _change(self, piece: Piece, new: str) -> None:
        if not new:
            self._changes.append(Correction("deleted", piece, piece.shown, ""))
            return
        source, keeps = None, True
        if piece.is_worded:
            source = new
        elif not _NEW_NOTE.search(new):
            source, keeps = merged(piece.shown, piece.source, new)
        self._changes.append(
            Correction(
                kind="changed",
                piece=piece,
                old=piece.shown,
                new=new,
                source=source,
                keeps_marks=keeps,
            )
        )

    def result(self) -> Corrections:
        pieces = self._carried.pieces.values()
        present = {piece.file for piece in pieces if piece.mark in self._seen}
        absent = dict.fromkeys(piece.file for piece in pieces if piece.file not in present)
        gone = [
            Correction("deleted", piece, piece.shown, "")
            for piece in pieces
            if piece.mark not in self._seen and piece.file in present and piece.shown
        ]
        order = {mark: number for number, mark in enumerate(self._carried.pieces)}
        changes = sorted((*self._changes, *gone), key=lambda c: order[c.piece.mark])
        return Corrections(self._carried, tuple(changes), tuple(self._comments), tuple(absent))
