"""The lines of a finished PDF, read from its content streams and its structure tree alone.

Of each line: where its glyphs stand, how wide its word spaces are beside the natural one, and to
which paragraph it belongs. Lengths are in points; y grows upwards, as in the PDF.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf

#: Structure elements that hold lines of their own.
_BLOCKS = "P LI LBody Lbl H1 H2 H3 H4 H5 H6 TD TH Caption Note FENote Title BlockQuote".split()
_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_TRIPLE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass(frozen=True, slots=True)
class Glyph:
    """What one glyph shows, and from where to where it reaches."""

    text: str
    left: float
    right: float
    size: float
    #: How wide the space of its font is by itself.
    space: float


@dataclass
class Line:
    """Glyphs on one baseline of one page, in the order of x."""

    page: int
    y: float
    glyphs: list[Glyph]

    @cached_property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return max((g.size for g in self.glyphs), default=0.0)

    @cached_property
    def _inked(self) -> list[Glyph]:
        return [glyph for glyph in self.glyphs if glyph.text.strip()]

    @property
    def left(self) -> float:
        return self._inked[0].left

    @property
    def right(self) -> float:
        return self._inked[-1].right

    @cached_property
    def spaces(self) -> list[tuple[float, float, float]]:
        """Each word space: its left and right edge, its width as a share of the natural one."""
        found = []
        for n, glyph in enumerate(self.glyphs):
            if glyph.text in (" ", "\u00a0") and 0 < n < len(self.glyphs) - 1:
                left, right = self.glyphs[n - 1].right, self.glyphs[n + 1].left
                found.append((left, right, (right - left) / glyph.space))
        return found


@dataclass
class Paragraph:
    """Lines of one structure element, over all its pages."""

    role: str
    lines: list[Line] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines)


@dataclass
class _Font:
    widths: dict[int, float]
    default: float
    texts: dict[int, str]
    bytes_a_code: int

    @cached_property
    def space(self) -> float:
        codes = [code for code, text in self.texts.items() if text in (" ", "\u00a0")]
        return self.widths.get(codes[0], self.default) if codes else 250.0


@dataclass
class ReadPage:
    """What stands on one page: glyphs by mark, the edges of pictures, whether it paints anything,
    and whether a field of colour fills it."""

    marked: dict[int, list[tuple[float, Glyph]]]
    pictures: list[tuple[float, float]]
    paints: bool
    coloured: bool = False


def read_page(page: pikepdf.Page) -> ReadPage:
    """Run the content stream of a page."""
    reader = _Reader(page)
    for operands, operator in pikepdf.parse_content_stream(page):
        reader.step(str(operator), operands)
    return ReadPage(reader.marked, reader.pictures, reader.paints, reader.coloured)


class _Reader:
    def __init__(self, page: pikepdf.Page) -> None:
        resources = page.obj.get("/Resources", {})
        self._fonts = {
            name: _font_of(font) for name, font in (resources.get("/Font") or {}).items()
        }
        self._images = {
            name for name, x in (resources.get("/XObject") or {}).items()
            if x.get("/Subtype") == "/Image"
        }  # fmt: skip
        self.marked: dict[int, list[tuple[float, Glyph]]] = defaultdict(list)
        self.pictures: list[tuple[float, float]] = []
        self.paints = self.coloured = False
        box = [float(n) for n in page.mediabox]
        self._page_area, self._area = (box[2] - box[0]) * (box[3] - box[1]), 0.0
        self._stack: list[Any] = []
        self._matrix = pikepdf.Matrix()
        self._font: _Font | None = None
        self._size, self._scale, self._rise = 0.0, 1.0, 0.0
        self._text = self._start = pikepdf.Matrix()
        self._marks: list[int | None] = []

    def step(self, operator: str, operands: Any) -> None:
        match operator:
            case "q":
                self._stack.append((self._matrix, self._font, self._size, self._scale))
            case "Q":
                self._matrix, self._font, self._size, self._scale = self._stack.pop()
            case "cm":
                self._matrix = pikepdf.Matrix(*map(float, operands)) @ self._matrix
            case "Tf":
                self._font, self._size = self._fonts.get(str(operands[0])), float(operands[1])
            case "Tz":
                self._scale = float(operands[0]) / 100
            case "Ts":
                self._rise = float(operands[0])
            case "BT":
                self._text = self._start = pikepdf.Matrix()
            case "Tm":
                self._text = self._start = pikepdf.Matrix(*map(float, operands))
            case "Td":
                moved = pikepdf.Matrix(1, 0, 0, 1, *map(float, operands))
                self._text = self._start = moved @ self._start
            case "BDC" | "BMC":
                mark = operands[1].get("/MCID") if operator == "BDC" else None
                self._marks.append(None if mark is None else int(mark))
            case "EMC":
                self._marks.pop()
            case "TJ":
                self._show(operands[0])
            case "Tj":
                self._show([operands[0]])
            case "Do" if str(operands[0]) in self._images:
                edges = [self._matrix.transform((0, y))[1] for y in (0, 1)]
                self.pictures.append((min(edges), max(edges)))
                self.paints = True
            case "re":
                width, height = (float(n) for n in operands[2:4])
                self._area = abs(width * height * self._matrix.a * self._matrix.d)
            case "f" | "F" | "f*" | "B" | "S" | "s" | "sh" | "Do":
                self.paints = True
                self.coloured |= operator in ("f", "f*") and self._area > 0.8 * self._page_area

    def _show(self, items: Any) -> None:
        font, mark = self._font, next((m for m in reversed(self._marks) if m is not None), None)
        if font is None:
            return
        whole = self._text @ self._matrix
        size = abs(whole.d) * self._size
        across = abs(whole.a) * self._size / 1000
        reached = 0.0
        for item in items:
            if isinstance(item, pikepdf.String):
                data, n = bytes(item), font.bytes_a_code
                for at in range(0, len(data), n):
                    code = int.from_bytes(data[at : at + n], "big")
                    advance = font.widths.get(code, font.default) * self._scale
                    if mark is not None:
                        left = whole.e + reached * across
                        text = font.texts.get(code, "")
                        right = left + advance * across
                        glyph = Glyph(text, left, right, size, font.space * across)
                        self.marked[mark].append((whole.f + self._rise, glyph))
                    reached += advance
            else:
                reached -= float(item) * self._scale
        self.paints = True
        self._text = pikepdf.Matrix(1, 0, 0, 1, reached * self._size / 1000, 0) @ self._text


def _font_of(font: pikepdf.Dictionary) -> _Font:
    composite = "/DescendantFonts" in font
    inner = font.DescendantFonts[0] if composite else font
    widths: dict[int, float] = {}
    row = [*(inner.get("/W") or [])]
    at = 0
    while at < len(row):
        first = int(row[at])
        if isinstance(row[at + 1], pikepdf.Array):
            widths.update({first + n: float(w) for n, w in enumerate(row[at + 1])})
            at += 2
        else:
            widths.update(dict.fromkeys(range(first, int(row[at + 1]) + 1), float(row[at + 2])))
            at += 3
    texts: dict[int, str] = {}
    if "/ToUnicode" in font:
        table = font.ToUnicode.read_bytes().decode("latin-1")
        for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
            for code, shown in _PAIR.findall(section):
                texts[int(code, 16)] = bytes.fromhex(shown).decode("utf-16-be", "replace")
        for section in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
            for first, last, shown in _TRIPLE.findall(section):
                start, letter = int(first, 16), int(shown, 16)
                texts.update({start + n: chr(letter + n) for n in range(int(last, 16) - start + 1)})
    return _Font(widths, float(inner.get("/DW", 1000)), texts, 2 if composite else 1)


def paragraphs_of(pdf: pikepdf.Pdf, pages: list[ReadPage]) -> list[Paragraph]:
    """The paragraphs of a tagged PDF in the order of its structure tree, with their lines."""
    number = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    found: dict[int, tuple[str, list[tuple[int, int]]]] = {}

    def walk(element: Any, page: int | None, block: tuple[int, str]) -> None:
        if isinstance(element, pikepdf.Dictionary):
            if "/Pg" in element:
                page = number.get(element.Pg.objgen)
            if element.get("/Type") == "/MCR":
                walk(int(element.MCID), page, block)
                return
            role = str(element.get("/S", "")).removeprefix("/")
            if role in _BLOCKS:
                block = len(found), role
                found[block[0]] = role, []
            kids = element.get("/K")
            for kid in kids if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
                walk(kid, page, block)
        elif page is not None and block[0] in found:
            found[block[0]][1].append((page, int(element)))

    root = pdf.Root.get("/StructTreeRoot")
    if root is not None:
        walk(root, None, (-1, ""))
    return [p for p in (_lines(role, marks, pages) for role, marks in found.values()) if p.lines]


def _lines(role: str, marks: list[tuple[int, int]], pages: list[ReadPage]) -> Paragraph:
    paragraph = Paragraph(role)
    for page, mark in marks:
        for y, glyph in pages[page].marked.get(mark, ()):
            last = paragraph.lines[-1] if paragraph.lines else None
            if last is None or last.page != page or abs(last.y - y) > 0.35 * max(glyph.size, 1):
                last = Line(page, y, [])
                paragraph.lines.append(last)
            last.glyphs.append(glyph)
    lines = [line for line in paragraph.lines if line.text.strip()]
    # An initial that is several lines deep is no line.
    size = min((line.size for line in lines), default=0.0)
    paragraph.lines = [n for n in lines if n.size < 2 * size or len(n.text.strip()) > 1]
    return paragraph


def read(path: Path) -> tuple[pikepdf.Pdf, list[ReadPage], list[Paragraph]]:
    """A PDF, its pages and its paragraphs."""
    pdf = pikepdf.open(path)
    pages = [read_page(page) for page in pdf.pages]
    return pdf, pages, paragraphs_of(pdf, pages)
