"""A Word file read into blocks: text in Unicode, headings, lists, notes, tables, pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import mammoth
from mammoth import documents

from book.errors import Plural, RequestError
from book.importers.blocks import Block, Cell, Paragraph
from book.importers.captions import give_captions, is_caption_style
from book.importers.cleaning import cleaned
from book.importers.headings import guess_headings, level_of_style
from book.importers.inline import Inline
from book.importers.legacy_fonts import in_unicode
from book.importers.markdown import escaped, remark
from book.importers.package import Change, Package, open_package
from book.importers.report import Report, paragraph_at
from book.languages import everywhere

Changes = Literal["accept", "remark"]

_BULLET = re.compile(r"^\s*([-–—•●▪*+])\s+(?=\S)")


def read_word(path: Path, changes: Changes, report: Report) -> list[Block]:
    """The blocks of a Word file, in order; what was converted or guessed is in the report.

    Tracked changes are accepted, or (`remark`) kept beside their place as remarks; both ways they
    are listed. Raises RequestError where the file can't be read.
    """
    package = open_package(path)
    document = _document(package, path.name)
    reader = _Reader(document, package, changes, report)
    blocks = reader.blocks(document.children)
    give_captions(blocks)
    guess_headings(blocks)
    reader.tell()
    return [b for b in blocks if b.text or b.rows or b.picture or b.remarks]


def paragraphs_of(package: Package, name: str) -> list[Paragraph]:
    """The paragraphs of a Word file as they stand, notes where they are called; tracked changes
    are accepted. Raises RequestError where the file can't be read."""
    document = _document(package, name)
    reader = _Reader(document, package, "accept", Report())
    reader.blocks(document.children)
    return reader.paragraphs


def _document(package: Package, name: str) -> Any:
    found: list[Any] = []

    def keep(document: Any) -> Any:
        found.append(document)
        return documents.document([])

    try:
        mammoth.convert_to_html(io.BytesIO(package.docx), transform_document=keep)
    except RecursionError as error:
        raise RequestError("{file} has tables too deep in one another", file=name) from error
    except Exception as error:  # mammoth says no more than Python does of a damaged part
        raise RequestError(
            "{file} is damaged: open it in Word and save it as .docx again ({reason})",
            file=name,
            reason=error,
        ) from error
    return found[0]


class _Reader:
    """Reads the elements of one document."""

    def __init__(self, document: Any, package: Package, changes: Changes, report: Report) -> None:
        self._notes = document.notes
        self._comments = {c.comment_id: c for c in document.comments}
        self._package = package
        self._changes = changes
        self._report = report
        self._paragraph = 0
        self._converted: dict[str, int] = {}
        self._mended = 0
        self._dashed = 0
        self._mark = 0
        self.paragraphs: list[Paragraph] = []
        self._names_of_notes: dict[str, str] = {}
        self._in_note = False

    # Blocks ---------------------------------------------------------------------------------

    def blocks(self, elements: Iterable[Any]) -> list[Block]:
        """The blocks of elements that follow each other."""
        made: list[Block] = []
        for element in elements:
            if isinstance(element, documents.Table):
                made += self._table(element)
            elif isinstance(element, documents.Paragraph):
                made += self._paragraph_of(element)
            elif isinstance(element, documents.HasChildren):
                made += self.blocks(element.children)
        return made

    def _paragraph_of(self, element: Any) -> list[Block]:
        self._paragraph += 1
        block = Block("paragraph", paragraph=self._paragraph)
        inline = Inline(self, block, self.font_of(element.style_id))
        inline.read(element.children)
        block.text, block.plain = inline.text(), inline.plain().strip()
        style = element.style_name or ""
        outline = self._package.outline_levels.get(element.style_id or "", 0)
        block.is_centred = element.alignment == "center"
        block.is_caption = is_caption_style(style)
        block.looks_bold = inline.is_bold
        if level := level_of_style(style, outline):
            block.kind, block.level = "heading", level
        elif element.numbering is not None:
            block.kind = "item"
            block.level = int(element.numbering.level_index or 0)
            block.is_ordered = element.numbering.is_ordered
        elif re.search(everywhere("quotation style"), style, re.IGNORECASE):
            block.kind = "quote"
        elif found := _BULLET.match(block.plain):
            self._dashed += 1
            block.kind, block.level = "item", 1 if found[1] == "+" else 0
            block.text = re.sub(r"^\W*?(?:\\?[-–—•●▪*+])\s+", "", block.text, count=1)
            block.plain = block.plain[found.end() :]
        if block.kind == "heading":
            block.text = block.plain and escaped(block.plain)
            if inline.notes_called:
                block.text += "".join(f"[^{mark}]" for mark in inline.notes_called)
        self._doubt(inline, block)
        self._keep(inline, block)
        pictures = [
            Block("picture", picture=picture, paragraph=self._paragraph)
            for picture in inline.pictures
        ]
        return [*([block] if block.text or block.remarks else []), *pictures]

    def _keep(self, inline: Inline, block: Block) -> None:
        def named(found: re.Match[str]) -> str:
            return f"[^{self._names_of_notes.get(found[1], found[1])}]"

        self.paragraphs.append(
            Paragraph(
                bookmarks=tuple(inline.bookmarks),
                text=re.sub(r"(?<!\\)\[\^(\d+)\]", named, block.text),
                plain=block.plain,
                remarks=tuple(block.remarks),
                number=block.paragraph,
                is_note=self._in_note,
            )
        )

    def _doubt(self, inline: Inline, block: Block) -> None:
        if inline.is_doubtful:
            place = paragraph_at(block.paragraph, block.plain)
            self._report.add(
                "doubt",
                place,
                "converted from {encoding}, and it is no sure Vietnamese: please read it",
                encoding=inline.encoding,
            )

    def _table(self, element: Any) -> list[Block]:
        block = Block("table", paragraph=self._paragraph + 1)
        inner: list[Block] = []
        for row in element.children:
            cells = []
            for cell in row.children:
                parts = self.blocks(cell.children)
                texts = [p.text for p in parts if p.text and p.kind != "table"]
                inner += [p for p in parts if p.kind in ("table", "picture")]
                cells.append(Cell("; ".join(texts) if len(texts) > 1 else "".join(texts)))
                cells[-1].columns, cells[-1].rows = cell.colspan, cell.rowspan
                for part in parts:
                    block.notes.update(part.notes)
                    block.remarks += part.remarks
                if len(texts) > 1:
                    place = paragraph_at(self._paragraph, texts[0])
                    self._report.add(
                        "changed", place, "the paragraphs of a table cell are joined by “; ”"
                    )
            block.rows.append(cells)
            block.has_head = block.has_head or row.is_header
        if not any(block.rows):
            return inner
        if len(block.rows) == 1 and len(block.rows[0]) == 1:
            words = block.rows[0][0].text
            frame = Block("frame", words, words, block.paragraph, notes=block.notes)
            return [frame, *inner] if words else inner
        if any(cell.columns > 1 or cell.rows > 1 for row in block.rows for cell in row):
            place = paragraph_at(block.paragraph, block.rows[0][0].text)
            self._report.add(
                "changed",
                place,
                "a table has merged cells: what spans rows is said in each of them, what spans "
                "columns stands in the first",
            )
        return [block, *inner]

    # What inlines ask -----------------------------------------------------------------------

    def font_of(self, style_id: str | None) -> str:
        """The font of a style, its own or that of a style it stands on; empty for none."""
        return self._package.style_fonts.get(style_id or "", "")

    def note(self, reference: Any, block: Block) -> str:
        """The mark of a footnote or endnote; its words are kept with the block."""
        self._mark += 1
        mark = str(self._mark)
        paragraph, words, before = self._paragraph, [], len(self.paragraphs)
        self._in_note = True
        for part in self.blocks(self._notes.resolve(reference).body):
            words.append(part.text)
            block.remarks += part.remarks
        self._paragraph, self._in_note = paragraph, False
        for found in self.paragraphs[before:]:
            for name in found.bookmarks:
                self._names_of_notes.setdefault(mark, name)
        block.notes[mark] = " ".join(w for w in words if w)
        return mark

    def comment(self, comment_id: str, block: Block) -> None:
        """Keep a reviewer's comment as a remark, with who made it and when."""
        comment = self._comments.get(comment_id)
        if comment is None:
            return
        paragraph = self._paragraph
        before = len(self.paragraphs)
        words = " ".join(part.plain for part in self.blocks(comment.body))
        del self.paragraphs[before:]
        self._paragraph = paragraph
        who = comment.author_name or comment.author_initials or ""
        when = self._package.comment_dates.get(comment_id, "")
        signed = ", ".join(part for part in (who, when) if part)
        block.remarks.append(f"{signed}: {words}" if signed else words)

    def change(self, number: int) -> str:
        """A tracked change at its place: listed, and a remark where remarks are wanted."""
        change: Change = self._package.changes[number]
        message = (
            "{who} inserted “{words}”"
            if change.kind == "inserted"
            else ("{who} struck out “{words}”")
        )
        who = ", ".join(part for part in (change.author, change.date) if part)
        words = self.unicode(change.words, "").strip()
        place = paragraph_at(self._paragraph, words)
        self._report.add("changed", place, message, who=who, words=words)
        if self._changes == "accept":
            return ""
        sign = "+" if change.kind == "inserted" else "−"
        return remark(f"{who}: {sign} “{words}”")

    def unicode(self, text: str, font: str, inline: Inline | None = None) -> str:
        """A run's text in Unicode; what was converted is counted."""
        made = in_unicode(text, font or self._package.default_font)
        if made.encoding:
            self._converted[made.encoding] = self._converted.get(made.encoding, 0) + len(text)
            if inline is not None:
                inline.encoding = made.encoding
                inline.is_doubtful = inline.is_doubtful or made.is_doubtful
        return made.text

    def clean(self, text: str) -> str:
        """Words with their spaces, dashes and quotes mended; how many there were is counted."""
        made = cleaned(text)
        self._mended += made != text
        return made

    def tell(self) -> None:
        """Say in the report what was done throughout."""
        for encoding, count in self._converted.items():
            converted = Plural(
                "{count} letter converted from {encoding} to Unicode",
                "{count} letters converted from {encoding} to Unicode",
            )
            self._report.counted(count, converted, encoding=encoding)
        dashed = Plural(
            "{count} line that began with a dash or a dot is an item of a list",
            "{count} lines that began with a dash or a dot are items of lists",
        )
        self._report.counted(self._dashed, dashed)
        mended = Plural(
            "spaces, dashes or quotation marks mended in {count} paragraph",
            "spaces, dashes or quotation marks mended in {count} paragraphs",
        )
        self._report.counted(self._mended, mended)
