"""A small book whose proofs are read, and annotations as readers write them: each in the manner of
its program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String

PEOPLE = """\
kind: people
title: Who led
offices:
- id: chair
  name: Chair
people:
- id: ann
  name: Ann Brown
  note: A short life.
  terms:
  - office: chair
    from: 1994
    to: 1999
- id: bob
  name: Bob Gray
  born: 1950
"""
CONFIG = "title: A book\nlanguage: en\ntrim: A5\n"
DAY = {"SOURCE_DATE_EPOCH": "86400"}
Box = tuple[float, float, float, float]


def boxes_of(path: Path, words: str) -> tuple[int, list[Box]]:
    """The page that shows words, and the box of each line of them."""
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            text = page.get_textpage()
            found = text.search(words, match_case=True).get_next()
            if found:
                return number, [text.get_rect(n) for n in range(text.count_rects(*found))]
    raise LookupError(words)


def _rect(boxes: list[Box]) -> Array:
    xs, ys = [v for b in boxes for v in b[0::2]], [v for b in boxes for v in b[1::2]]
    return Array([min(xs), min(ys), max(xs), max(ys)])


#: How the corners of a quad follow one another: left, lower, right, upper of its box.
ORDERS: dict[str, Callable[[float, float, float, float], list[float]]] = {
    "acrobat": lambda x1, y1, x2, y2: [x1, y2, x2, y2, x1, y1, x2, y1],
    "preview": lambda x1, y1, x2, y2: [x1, y2, x2, y2, x1, y1, x2, y1],
    "okular": lambda x1, y1, x2, y2: [x1, y1, x2, y1, x2, y2, x1, y2],
    "foxit": lambda x1, y1, x2, y2: [x2, y1, x1, y1, x2, y2, x1, y2],
}


class Reader:
    """One reader with a copy of a proof, which it annotates and saves under another name."""

    def __init__(self, proof: Path, who: str, manner: str) -> None:
        self.proof, self.who, self.manner = proof, who, manner
        self.pdf = pikepdf.open(proof)
        self._count = 0

    def _add(self, page: int, subtype: str, **more: Any) -> Any:
        self._count += 1
        about = Dictionary(
            Type=Name.Annot,
            Subtype=Name(f"/{subtype}"),
            T=String(self.who),
            M=String("D:20260415091500+07'00'"),
            **more,
        )
        if self.manner in ("acrobat", "foxit", "okular"):
            about.NM = String(f"{self.manner}-{self.who}-{self._count}")
        note = self.pdf.make_indirect(about)
        owner = self.pdf.pages[page]
        if "/Annots" not in owner:
            owner.Annots = Array()
        owner.Annots.append(note)
        return note

    def mark(self, words: str, said: str = "", subtype: str = "Highlight", **more: Any) -> Any:
        """Words marked up; what is said of them where this reader puts it."""
        page, boxes = boxes_of(self.proof, words)
        quads = [v for box in boxes for v in ORDERS[self.manner](*box)]
        note = self._add(page, subtype, Rect=_rect(boxes), QuadPoints=Array(quads), **more)
        if said:
            self._say(note, page, said)
        return note

    def _say(self, note: Any, page: int, said: str) -> None:
        if self.manner == "preview":  # in the pop-up alone
            popup = self._add(page, "Popup", Parent=note, Rect=note.Rect, Contents=String(said))
            note.Popup = popup
            return
        if self.manner == "foxit":  # as rich text alone
            note.RC = String(
                f'<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p>'
                f"<span>{said}</span></p></body>"
            )
            return
        note.Contents = String(said)
        if self.manner == "acrobat":
            popup = self._add(page, "Popup", Parent=note, Rect=Array([0, 0, 9, 9]))
            note.Popup = popup

    def beside(self, words: str, said: str) -> Any:
        """A note in the margin at the height of words."""
        page, boxes = boxes_of(self.proof, words)
        _, y1, _, y2 = boxes[0]
        right = float(self.pdf.pages[page].mediabox[2]) - 2
        middle = (y1 + y2) / 2
        rect = Array([right - 20, middle - 10, right, middle + 10])
        return self._add(page, "Text", Rect=rect, Contents=String(said), Name=Name.Comment)

    def replace(self, words: str, said: str) -> None:
        """Words struck out and a caret with the new ones: Acrobat's and Foxit's replacement."""
        page, boxes = boxes_of(self.proof, words)
        x, y = boxes[-1][2], boxes[-1][1]
        caret = self._add(
            page,
            "Caret",
            Rect=Array([x - 3, y - 3, x + 3, y + 6]),
            Contents=String(said),
            IT=Name.Replace,
        )
        self.mark(words, subtype="StrikeOut", IRT=caret, RT=Name.Group, IT=Name.StrikeOutTextEdit)

    def insert(self, behind: str, said: str) -> None:
        page, boxes = boxes_of(self.proof, behind)
        x, y1, y2 = boxes[-1][2], boxes[-1][1], boxes[-1][3]
        rect = Array([x - 3, y1 - 2, x + 4, (y1 + y2) / 2 + 2])
        self._add(page, "Caret", Rect=rect, Contents=String(said))

    def answer(self, note: Any, said: str, **more: Any) -> None:
        page = next(n for n, p in enumerate(self.pdf.pages) if note.objgen in _numbers(p))
        self._add(
            page, "Text", Rect=note.Rect, IRT=note, RT=Name.R, Contents=String(said), F=30, **more
        )

    def save(self, path: Path) -> Path:
        self.pdf.save(path)
        return path


def _numbers(page: Any) -> list[tuple[int, int]]:
    return [note.objgen for note in page.get("/Annots", ())]


def edit(folder: Path, file: str, *pairs: tuple[str, str]) -> None:
    path = folder / file
    text = path.read_text()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text)


def line_of(folder: Path, file: str, words: str) -> int:
    lines = (folder / file).read_text().split("\n")
    return next(n for n, line in enumerate(lines, 1) if words in line)
