"""Binding: galleys and furniture made into one tagged PDF with links, outline and labels."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from book.paged.page_reference import written
from book.paged.pdf.blank import add_blank_page
from book.paged.pdf.fonts import embed_fonts
from book.paged.pdf.metadata import About, describe
from book.paged.pdf.photographs import Fill, fill_photographs
from book.paged.pdf.saving import save
from book.paged.pdf.structure import StructureMerge
from book.paged.stamp import Stamp
from book.pagemap import BookMap

#: What a stream's dictionary says of how its bytes are written.
_CODING = ("/Length", "/Filter", "/DecodeParms")


@dataclass
class Binding:
    """What is bound: the map of the book, its galleys and its furniture, opened when they are
    wanted.

    `depths` says how deep each section lies in the outline (absent: not in it); `link_words`
    gives the description of a link to a page of this label, `cover_label` that of the cover.
    """

    book_map: BookMap
    galleys: dict[str, Callable[[], Pdf]]
    furniture: dict[str, Callable[[], Pdf]]
    stamps: dict[int, list[Stamp]]
    depths: dict[str, int]
    about: About
    link_words: Callable[[str], str]
    cover_label: str
    #: Gives the photographs that the pages show; without it they stay open.
    fill: Fill | None = None
    #: The label of an anchor that is printed, where it may lie outside.
    label_of: Callable[[str], str | None] | None = None
    #: By how much pages are wider at their left and right, in pt, for notes on a proof.
    wider: dict[int, tuple[float, float]] = field(default_factory=dict)

    def save(self, target: BinaryIO) -> None:
        """Bind and write the PDF; the same galleys make the same bytes."""
        pdf, opened = self._opened()
        structure = StructureMerge(pdf)
        for section, galley in opened.items():
            structure.add(galley, self._pages_of(section, pdf))
        structure.finish()
        self._link(pdf)
        forms = self._stamp(pdf)
        embed_fonts(pdf, [*(page.obj for page in pdf.pages), *forms])
        self._outline(pdf)
        self._labels(pdf)
        describe(pdf, self.about)
        save(pdf, target)

    def bare(self) -> Pdf:
        """The pages with their furniture and labels, and nothing that a viewer alone needs."""
        pdf, _ = self._opened()
        forms = self._stamp(pdf)
        embed_fonts(pdf, [*(page.obj for page in pdf.pages), *forms])
        self._labels(pdf)
        return pdf

    def _opened(self) -> tuple[Pdf, dict[str, Pdf]]:
        """A PDF of the pages as they are in the galleys, and the galleys."""
        pdf = Pdf.new()
        opened: dict[str, Pdf] = {}
        for section in dict.fromkeys(leaf.section for leaf in self.book_map.leaves):
            opened[section] = self.galleys[section]()
        self._add_pages(pdf, opened)
        label_of = self.label_of or self.book_map.label
        for page, leaf in zip(pdf.pages, self.book_map.leaves, strict=True):
            if leaf.page is not None and self.book_map.maps[leaf.section].pages[leaf.page].is_open:
                content = written(page.Contents.read_bytes(), label_of)
                page.Contents = pdf.make_stream(content)
        if self.fill is not None:
            fill_photographs(pdf, (page.obj for page in pdf.pages), self.fill)
        return pdf, opened

    def _pages_of(self, section: str, pdf: Pdf) -> list[pikepdf.Page]:
        return [
            pdf.pages[index]
            for index, leaf in enumerate(self.book_map.leaves)
            if leaf.section == section and leaf.page is not None
        ]

    def _add_pages(self, pdf: Pdf, opened: dict[str, Pdf]) -> None:
        for leaf in self.book_map.leaves:
            if leaf.page is not None:
                pdf.pages.append(opened[leaf.section].pages[leaf.page])
            else:
                page = self.book_map.maps[leaf.section].pages[0]
                add_blank_page(pdf, page.width, page.height)

    # Links ----------------------------------------------------------------------------------

    def _link(self, pdf: Pdf) -> None:
        """Describe each link inside the book, and make the named destinations that they lead to."""
        used: set[str] = set()
        for page in pdf.pages:
            for annotation in page.get("/Annots", ()):
                action = annotation.get("/A")
                if action is None or "/D" not in action:
                    continue
                anchor = str(action.D)
                label = self.book_map.label(anchor)
                if label is None:
                    del annotation["/A"]
                    continue
                used.add(anchor)
                annotation.Contents = String(self.link_words(label))
        names = Array()
        for anchor in sorted(used):
            names.append(String(anchor))
            names.append(self._destination(pdf, anchor))
        if len(names):
            pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names)))

    def _destination(self, pdf: Pdf, anchor: str) -> Array:
        spot = self.book_map.spots[anchor]
        leaf = self.book_map.leaves[spot.leaf]
        assert leaf.page is not None
        height = self.book_map.maps[leaf.section].pages[leaf.page].height
        page = pdf.pages[spot.leaf].obj
        return Array([page, Name.XYZ, 0, round(height - max(spot.y - 12, 0), 2), None])

    # Furniture ------------------------------------------------------------------------------

    def _stamp(self, pdf: Pdf) -> list[Any]:
        """Lay the furniture over the pages; gives the forms that it is made of."""
        forms = stamped(pdf, self.stamps, self.furniture)
        for index, (left, right) in self.wider.items():
            x1, y1, x2, y2 = (float(v) for v in pdf.pages[index].mediabox)
            pdf.pages[index].mediabox = Array([x1 - left, y1, x2 + right, y2])
            for box in ("/TrimBox", "/BleedBox", "/CropBox"):
                if box in pdf.pages[index]:
                    del pdf.pages[index][box]
        return forms

    # Outline and labels -----------------------------------------------------------------------

    def _outline(self, pdf: Pdf) -> None:
        path: list[tuple[int, OutlineItem]] = []
        with pdf.open_outline() as outline:
            for index, leaf in enumerate(self.book_map.leaves):
                if leaf.page is None or leaf.section not in self.depths:
                    continue
                mapped = self.book_map.maps[leaf.section].pages[leaf.page]
                for mark in mapped.bookmarks:
                    level = mark.level + self.depths[leaf.section]
                    top = round(mapped.height - max(mark.top - 12, 0), 2)
                    item = OutlineItem(mark.label, index, "XYZ", left=0, top=top)
                    item.is_closed = True
                    while path and path[-1][0] >= level:
                        path.pop()
                    (path[-1][1].children if path else outline.root).append(item)
                    path.append((level, item))

    def _labels(self, pdf: Pdf) -> None:
        numbers: list[Any] = []
        before: str | None = None
        for index, leaf in enumerate(self.book_map.leaves):
            if leaf.style == before:
                continue
            before = leaf.style
            style = {"roman": Name.r, "arabic": Name.D}.get(leaf.style)
            if style:
                numbers += [index, Dictionary(S=style, St=leaf.folio)]
                continue
            # The cover's first page has the word alone, the others a number too.
            if leaf.folio == 1:
                numbers += [index, Dictionary(P=String(self.cover_label))]
                index, following = index + 1, 2
            else:
                following = leaf.folio
            if index < len(self.book_map.leaves):
                others = Dictionary(P=String(f"{self.cover_label} "), S=Name.D, St=following)
                numbers += [index, others]
        pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def stamped(
    pdf: Pdf, stamps: dict[int, list[Stamp]], furniture: dict[str, Callable[[], Pdf]]
) -> list[Any]:
    """Lay stamps over pages, by their index; gives the forms that they are made of."""
    forms = _Forms(pdf, furniture)
    for index, on_page in sorted(stamps.items()):
        if not on_page:
            continue
        page = pdf.pages[index]
        drawn: list[str] = []
        below: list[str] = []
        for stamp in on_page:
            name, form = forms.of(stamp)
            page.add_resource(form, Name.XObject, name)
            subtype = "/Header" if stamp.role == "head" else "/Footer"
            (below if stamp.under else drawn).append(
                f"/Artifact <</Type /Pagination /Subtype {subtype}>> BDC "
                f"q {_matrix(stamp)} cm {name} Do Q EMC"
            )
        if below:
            page.contents_add("\n".join(below).encode(), prepend=True)
        if drawn:
            page.contents_add("\n".join(drawn).encode())
    return forms.made


class _Forms:
    """The form XObjects that stamps are made with, each in the new PDF once."""

    def __init__(self, pdf: Pdf, furniture: dict[str, Callable[[], Pdf]]) -> None:
        self._pdf = pdf
        self._furniture = furniture
        self._sheets: dict[str, Pdf] = {}
        self._open: dict[tuple[str, int], Any] = {}
        self._written: dict[tuple[str, int, str], tuple[Name, Any]] = {}

    @property
    def made(self) -> list[Any]:
        """All forms."""
        return [form for _, form in self._written.values()]

    def of(self, stamp: Stamp) -> tuple[Name, Any]:
        """The form of a stamp, and its name: of its own, for pages of a galley share resources."""
        key = (stamp.pdf, stamp.page, stamp.label)
        if key not in self._written:
            form = self._form(stamp.pdf, stamp.page)
            before = form.read_bytes()
            after = written(before, lambda _anchor: stamp.label)
            if after is not before:
                about = {k: v for k, v in form.stream_dict.items() if k not in _CODING}
                form = self._pdf.make_stream(after, about)
            self._written[key] = (Name(f"/Furniture{len(self._written)}"), form)
        return self._written[key]

    def _form(self, sheet: str, page: int) -> Any:
        """A page of a sheet as a form, its page reference still open."""
        if sheet not in self._sheets:
            self._sheets[sheet] = self._furniture[sheet]()
        if (sheet, page) not in self._open:
            form = self._sheets[sheet].pages[page].as_form_xobject()
            _leave_unused(form)
            self._open[sheet, page] = self._pdf.copy_foreign(form)
        return self._open[sheet, page]


def _leave_unused(form: Any) -> None:
    """Leave out of a form's resources the drawings of the other strips of its sheet."""
    drawings = form.Resources.get("/XObject", Dictionary())
    if len(drawings) > 1:
        used = set(re.findall(rb"/[^\s/\[\]<>()]+(?=\s+Do\b)", form.read_bytes()))
        kept = {name: held for name, held in drawings.items() if name.encode() in used}
        form.Resources = Dictionary({**dict(form.Resources.items()), "/XObject": Dictionary(kept)})


def _matrix(stamp: Stamp) -> str:
    if not stamp.angle and stamp.scale == 1:
        return f"1 0 0 1 {stamp.x:.2f} {stamp.y:.2f}"
    cos, sin = stamp.scale * math.cos(stamp.angle), stamp.scale * math.sin(stamp.angle)
    return f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {stamp.x:.2f} {stamp.y:.2f}"
