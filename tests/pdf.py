"""Reads a finished PDF as a reader would: its text, labels, links, outline, fonts and boxes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter


@dataclass(frozen=True)
class Link:
    """A link on a page: where it leads (page index) or its address, and the words inside it."""

    page: int
    target: int | None
    uri: str
    words: str


class ReadPdf:
    """One PDF; pages are counted from 0."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pdf = pikepdf.open(path)
        self.shown = pypdfium2.PdfDocument(path)

    def __len__(self) -> int:
        return len(self.pdf.pages)

    @cached_property
    def labels(self) -> list[str]:
        return [page.label for page in self.pdf.pages]

    @cached_property
    def lines(self) -> list[list[str]]:
        """The lines of text of each page, in NFC, as they are drawn."""
        texts = (page.get_textpage().get_text_range() for page in self.shown)
        return [unicodedata.normalize("NFC", t).replace("\r", "").split("\n") for t in texts]

    @cached_property
    def text(self) -> list[str]:
        """The text of each page, with single spaces for all white space."""
        return [plain(" ".join(lines)) for lines in self.lines]

    @cached_property
    def body(self) -> list[str]:
        """The text of each page without its running head, its folio and what runs along its margin."""
        found = []
        for page in self.shown:
            width, height = page.get_size()
            text = page.get_textpage().get_text_bounded(
                width * 0.095, height * 0.116, width * 0.905, height * 0.91
            )
            found.append(plain(unicodedata.normalize("NFC", text)))
        return found

    def page_with(self, words: str, start: int = 0) -> int:
        """The first page that shows these words."""
        return next(n for n in range(start, len(self)) if words in self.text[n])

    @cached_property
    def destinations(self) -> dict[str, int]:
        """Named destinations and their pages."""
        if "/Names" not in self.pdf.Root:
            return {}
        tree = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        at = {page.obj.objgen: n for n, page in enumerate(self.pdf.pages)}
        return {str(name): at[place[0].objgen] for name, place in tree.items()}

    @cached_property
    def links(self) -> list[Link]:
        found = []
        for number, page in enumerate(self.pdf.pages):
            text = self.shown[number].get_textpage()
            for note in page.get("/Annots", ()):
                if note.Subtype != "/Link":
                    continue
                action = note.get("/A")
                named = action is not None and action.S == "/GoTo"
                left, bottom, right, top = sorted_box(note.Rect)
                words = plain(text.get_text_bounded(left, bottom, right, top))
                found.append(
                    Link(
                        number,
                        self.destinations[str(action.D)] if named else None,
                        str(action.get("/URI", "")) if action is not None else "",
                        unicodedata.normalize("NFC", words),
                    )
                )
        return found

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """Level from 0, title and page of each bookmark."""
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in self.shown.get_toc()
        ]

    def opening(self, title: str) -> int:
        """The page on which a section with this title begins, by the outline."""
        return next(page for _, words, page in self.outline if title in words)

    @cached_property
    def fonts(self) -> dict[str, bool]:
        """The names of all fonts without their subset tags, and whether each is embedded."""
        fonts: dict[str, bool] = {}
        for item in self.pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = str(item.FontName).lstrip("/").split("+")[-1]
                embedded = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                fonts[name] = fonts.get(name, True) and embedded
        return fonts

    def picture(self, page: int, scale: float) -> object:
        return self.shown[page].render(scale=scale).to_pil().convert("RGB")


def plain(text: str) -> str:
    """Text with single plain spaces and without the marks that a turned line leaves."""
    text = text.replace("\ufffe", "").replace("\N{SOFT HYPHEN}", "")
    return re.sub(r"[\s\N{NO-BREAK SPACE}]+", " ", text).strip()


def sorted_box(box: pikepdf.Array) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(v) for v in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of the page that differs plainly, small shifts of letters' edges left out."""
    if one.size != other.size:
        return 1.0
    soft = ImageFilter.GaussianBlur(1.5)
    apart = ImageChops.difference(one.filter(soft), other.filter(soft)).convert("L")
    return sum(apart.histogram()[40:]) / (one.width * one.height)
