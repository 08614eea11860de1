"""A Word file as it is written: paragraphs, tables, pictures, notes and remarks, each paragraph
with a bookmark that says where it came from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun
from lxml import etree

from book.dates import source_date
from book.exporters.word_numbers import Numbers
from book.exporters.word_styles import BODY, CELL, NOTE, NOTE_MARK, TABLE, give_styles
from book.importers.carried import Piece
from book.text.tree import fit

_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STORE_ITEM = "{A5C1B7E2-6E0B-4C57-9B5E-6B7979656E01}"
#: The page of the file in mm, A4 as offices print it, and its margins.
_PAGE, _MARGIN, _INNER = (210, 297), 20, 30
#: How wide a letter of a table and the space round a cell are, in mm; how many letters are much.
_LETTER, _PADDING, _MUCH = 2.3, 4.5, 80
#: What no line ends in; one may end behind a dash.
_WORD = re.compile(r"[^\s–-]+[–-]?")
#: How wide the text is, in mm.
MEASURE = _PAGE[0] - _MARGIN - _INNER


@dataclass(frozen=True)
class Run:
    """Words with marks (`bold`, `italic`, `strike`), a line's end (`\\n`), or the call of a note,
    whose words are runs too; `remark` is one of the editors that stands here."""

    text: str = ""
    marks: frozenset[str] = frozenset()
    note: Line | None = None
    remark: str = ""


@dataclass(frozen=True)
class Line:
    """The runs of a paragraph or a cell, and where they came from."""

    runs: tuple[Run, ...] = ()
    piece: Piece | None = None


#: The paragraphs of a table's cell.
Cell = Sequence[Line]


class WordFile:
    """Writes one file. `pieces` are those of the paragraphs so far, by their bookmarks."""

    def __init__(self, tag: str, title: str, author: str) -> None:
        self.document = docx.Document()
        give_styles(self.document, tag)
        for rel in [r for r in self.document.part.rels.values() if r.reltype == RT.CUSTOM_XML]:
            self.document.part.rels.pop(rel.rId)  # one of the template that the file begins as
        self.numbers = Numbers(self.document)
        self.pieces: dict[str, Piece] = {}
        self._author = author
        self._notes: list[Any] = []
        self._marks = 0
        self._waiting: list[str] = []
        about = self.document.core_properties
        about.title, about.author, about.language, about.comments = title, "", tag, ""
        self._page()

    def paragraph(
        self,
        line: Line,
        style: str = BODY,
        into: Any = None,
        number: tuple[int, int] | None = None,
    ) -> None:
        """Add a paragraph to the text, or to a cell (`into`); `number` is a list and the depth
        in it."""
        made = (into or self.document).add_paragraph(style=style)
        self._fill(made, line, number)

    def remark(self, words: str) -> None:
        """A remark of the editors: a comment on the paragraph that comes next."""
        self._waiting.append(words)

    def table(self, rows: Sequence[Sequence[Cell]], has_head: bool = True) -> None:
        """Add a table; all rows have as many cells, each of one paragraph or more."""
        table = self.document.add_table(len(rows), len(rows[0]), style=TABLE)
        table.autofit = False
        widths = _widths(rows)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, row in enumerate(rows):
            for cell, lines, width in zip(table.rows[number].cells, row, widths, strict=True):
                cell.width = Mm(width)
                for index, line in enumerate(lines or (Line(),)):
                    made = cell.add_paragraph() if index else cell.paragraphs[0]
                    made.style = CELL
                    self._fill(made, _bold(line) if has_head and not number else line, None)
        for each in table.rows:
            each._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if has_head:
            table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph(style="Normal")

    def picture(self, data: bytes, width: float, height: float, alt: str) -> str:
        """Add a picture of this size in mm (made smaller where it is too large for the page); the
        part of the package that holds it."""
        share = min(1.0, MEASURE / width, (_PAGE[1] - 3 * _MARGIN) / height)
        made = self.document.add_paragraph(style="Normal")
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.paragraph_format.keep_with_next = True
        shape = made.add_run().add_picture(io.BytesIO(data), Emu(int(width * share * 36000)))
        shape._inline.docPr.set("descr", fit(alt))
        related = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        return str(self.document.part.related_parts[related].partname).lstrip("/")

    # How it is made -------------------------------------------------------------------------

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
        section.left_margin, section.right_margin = Mm(_INNER), Mm(_MARGIN)
        section.top_margin = section.bottom_margin = Mm(_MARGIN)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        foot._p.append(field)

    def _fill(self, made: Paragraph, line: Line, number: tuple[int, int] | None) -> None:
        if number:
            said = made._p.get_or_add_pPr().get_or_add_numPr()
            said.get_or_add_numId().val, said.get_or_add_ilvl().val = number
        waiting, self._waiting = self._waiting, []
        self._put(made._p, line)
        runs = [WordRun(r, made) for r in made._p.iterchildren(qn("w:r"))]
        for words in [*waiting, *(run.remark for run in line.runs if run.remark)]:
            if not runs:
                self._waiting.append(words)
                continue
            comment = self.document.add_comment(runs, fit(words), self._author, "")
            comment._comment_elm.attrib.pop(qn("w:date"), None)

    def _put(self, paragraph: Any, line: Line) -> None:
        """Put runs into a paragraph's element, between the two ends of its bookmark."""
        if line.piece is not None:
            self._marks += 1
            mark = f"_ky{self._marks:05d}"
            self.pieces[mark] = replace(line.piece, mark=mark)
            for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
                end = OxmlElement(tag)
                end.set(qn("w:id"), str(self._marks))
                if tag == "w:bookmarkStart":
                    end.set(qn("w:name"), mark)
                paragraph.append(end)
            last = paragraph[-1]
        for run in line.runs:
            for made in self._runs(run):
                if line.piece is not None:
                    last.addprevious(made)
                else:
                    paragraph.append(made)

    def _runs(self, run: Run) -> Iterable[Any]:
        if run.note is not None:
            yield self._note(run.note)
            return
        for index, text in enumerate(run.text.split("\n")):
            made = OxmlElement("w:r")
            if index:
                made.append(OxmlElement("w:br"))
            marks = {"bold": "w:b", "italic": "w:i", "strike": "w:strike"}
            if run.marks:
                about = OxmlElement("w:rPr")
                for name, tag in marks.items():
                    if name in run.marks:
                        about.append(OxmlElement(tag))
                made.insert(0, about)
            if text:
                words = OxmlElement("w:t")
                words.text = fit(text)
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                made.append(words)
            if text or index:
                yield made

    def _note(self, line: Line) -> Any:
        """A footnote; the run that calls it."""
        number = len(self._notes) + 1
        note = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr>'
            f'<w:pStyle w:val="{self._id(NOTE)}"/></w:pPr><w:r><w:rPr>'
            f'<w:rStyle w:val="{self._id(NOTE_MARK)}"/></w:rPr><w:footnoteRef/></w:r></w:p>'
            "</w:footnote>"
        )
        self._notes.append(note)
        self._put(note[0], replace(line, runs=(Run(" "), *line.runs)))
        return parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="{self._id(NOTE_MARK)}"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )

    def _id(self, style: str) -> str:
        return str(self.document.styles[style].style_id)

    def carry(self, data: bytes) -> None:
        """Put what the file carries into a part of its own."""
        package, part = self.document.part.package, self.document.part
        item = Part(PackURI("/customXml/item1.xml"), "application/xml", data, package)
        about = (
            '<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem '
            f'ds:itemID="{_STORE_ITEM}" xmlns:ds="http://schemas.openxmlformats.org/'
            'officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>'
        )
        kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        properties = Part(PackURI("/customXml/itemProps1.xml"), kind, about.encode(), package)
        item.relate_to(properties, RT.CUSTOM_XML_PROPS)
        part.relate_to(item, RT.CUSTOM_XML)

    def saved(self) -> bytes:
        """The file: the same bytes for the same book."""
        part, package = self.document.part, self.document.part.package
        if self._notes and not any(r.reltype == RT.FOOTNOTES for r in part.rels.values()):
            notes = Part(PackURI("/word/footnotes.xml"), _NOTES, self._all_notes(), package)
            part.relate_to(notes, RT.FOOTNOTES)
        for rel in [r for r in package.rels.values() if r.reltype.endswith("/thumbnail")]:
            package.rels.pop(rel.rId)
        for name in ("created", "modified"):
            self._dated(name)
        out = io.BytesIO()
        self.document.save(out)
        return _undated(out.getvalue())

    def _all_notes(self) -> bytes:
        root = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
            "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
        )
        root.extend(self._notes)
        data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, standalone=True)
        return data

    def _dated(self, name: str) -> None:
        """No date but one that SOURCE_DATE_EPOCH names."""
        about = self.document.core_properties
        if (when := source_date()) is not None:
            setattr(about, name, when.replace(tzinfo=None))
            return
        for found in list(about._element):
            if etree.QName(found).localname == name:
                about._element.remove(found)


def _bold(line: Line) -> Line:
    return replace(line, runs=tuple(replace(r, marks=r.marks | {"bold"}) for r in line.runs))


def _widths(rows: Sequence[Sequence[Cell]]) -> list[float]:
    """The widths of a table's columns in mm: each holds its longest word, the rest is shared by how
    much stands in them."""
    least, more = [], []
    for column in range(len(rows[0])):
        texts = ["".join(run.text for run in line.runs) for row in rows for line in row[column]]
        longest = max((len(w) for text in texts for w in _WORD.findall(text)), default=1)
        least.append(longest * _LETTER + _PADDING)
        more.append(min(max(map(len, texts), default=1), _MUCH) - longest + 1)
    spare = MEASURE - sum(least)
    if spare <= 0:
        return [MEASURE * width / sum(least) for width in least]
    return [width + spare * part / sum(more) for width, part in zip(least, more, strict=True)]


def _undated(data: bytes) -> bytes:
    """A package without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w") as made:
        for name in parts.namelist():
            about = zipfile.ZipInfo(name)
            about.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(about, parts.read(name))
    return out.getvalue()
