"""Markdown of the manuscript as paragraphs, lists, tables and pictures of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from book.errors import Mistakes, Place
from book.exporters.inline import Shown, remark_in
from book.exporters.pictures import word_picture
from book.exporters.targets import COUNTED, Counts
from book.exporters.word_file import Line, Run, WordFile
from book.exporters.word_styles import (
    BODY,
    BOX,
    BOX_TITLE,
    CAPTION,
    LABEL,
    PULL_QUOTE,
    QUOTE,
)
from book.importers.carried import Piece
from book.photos.treatment import Treatment
from book.text.attributes import Head, parse_head
from book.text.boxes_known import BOX_FLAGS
from book.text.dialect import REMARK, closing, parsed, parsed_rest
from book.text.lists import numbers_of
from book.text.photographs import FLAGS, fit_attributes, treatment_of
from book.text.pictures import image_file, is_picture
from book.text.whole_pages import UNNUMBERED

_DEEPEST = 6


#: Makes the piece of a paragraph, or of a table's cell with the line (from 0 in the text) and the
#: column that it stands in.
PieceOf = Callable[[Token, tuple[int, int] | None], Piece | None]


class TextWriter:
    """Writes texts of one section."""

    def __init__(self, word: WordFile, shown: Shown, counts: Counts, folder: Path) -> None:
        self._word, self._shown, self._counts, self.folder = word, shown, counts, folder
        self._defined: dict[str, Any] = {}
        self._piece_of: PieceOf = lambda inline, cell: None
        #: The pictures that were put in, with the parts that hold them.
        self.pictures: dict[str, str] = {}

    def write(self, text: str, piece_of: PieceOf) -> None:
        """A text of any length."""
        self._piece_of = piece_of
        tokens, self._defined = parsed(text, self._shown.quotes)
        self._shown.notes = self._notes(tokens)
        self._blocks(tokens, BODY, None)

    def _line(self, inline: Token, cell: tuple[int, int] | None = None) -> Line:
        return Line(self._shown.runs(inline), self._piece_of(inline, cell))

    def _notes(self, tokens: Sequence[Token]) -> dict[int, Line]:
        """The words of the notes; what a note calls itself is left out, as nobody writes it."""
        found: dict[int, list[Token]] = {}
        current = None
        for token in tokens:
            if token.type == "footnote_open":
                current = found.setdefault(token.meta["id"], [])
            elif token.type == "footnote_close":
                current = None
            elif current is not None and token.type == "inline":
                current.append(token)
        notes = {}
        for note, inlines in found.items():
            runs: list[Run] = []
            for index, inline in enumerate(inlines):
                runs += [*([Run(" ")] if index else []), *self._shown.runs(inline)]
            piece = self._piece_of(inlines[0], None) if len(inlines) == 1 else None
            notes[note] = Line(tuple(runs), piece)
        return notes

    # Blocks ---------------------------------------------------------------------------------

    def _blocks(self, tokens: Sequence[Token], style: str, number: tuple[int, int] | None) -> None:
        index = 0
        while index < len(tokens):
            end = closing(tokens, index)
            self._block(tokens[index], tokens[index + 1 : end - 1], style, number)
            # What goes on in an item of a list has no sign of its own.
            number = None if tokens[index].type == "paragraph_open" else number
            index = end

    def _block(
        self, token: Token, inside: Sequence[Token], style: str, number: tuple[int, int] | None
    ) -> None:
        match token.type:
            case "heading_open":
                self._heading(token, inside[0])
            case "paragraph_open":
                self._paragraph(inside, style, number)
            case "html_block" if REMARK.fullmatch(token.content.strip()):
                self._word.remark(remark_in(token.content))
            case "fence" | "code_block":
                for line in token.content.rstrip("\n").split("\n"):
                    self._word.paragraph(Line((Run(line),)), "Normal")
            case "hr":
                self._word.paragraph(Line((Run("* * *"),)), PULL_QUOTE)
            case "blockquote_open":
                self._blocks(inside, QUOTE, None)
            case "bullet_list_open" | "ordered_list_open":
                self._list(token, inside, number)
            case "table_open":
                self._table(token, inside)
            case "dt_open":
                self._paragraph(inside, BOX_TITLE, None)
            case "footnote_block_open":
                pass
            case kind if kind.startswith("container_"):
                self._box(kind.removeprefix("container_").removesuffix("_open"), token, inside)
            case _:
                self._blocks(inside, style, None)

    def _heading(self, token: Token, inline: Token) -> None:
        head = parse_head(inline.content)
        level = min(_DEEPEST, max(2, int(token.tag[1])))
        words = inline
        if head.words != inline.content:
            words = parsed_rest(head.words, self._shown.quotes, self._defined)
        line = Line(self._shown.runs(words), self._piece_of(inline, None))
        self._word.paragraph(line, f"Heading {level}")

    def _paragraph(
        self, inside: Sequence[Token], style: str, number: tuple[int, int] | None
    ) -> None:
        inline = inside[0]
        if not is_picture(inside):
            line = self._line(inline)
            if line.runs:
                self._word.paragraph(line, "List Paragraph" if number else style, number=number)
        self._pictures(inline, Head())

    def _list(self, token: Token, inside: Sequence[Token], around: tuple[int, int] | None) -> None:
        depth = around[1] + 1 if around else 0
        if token.type == "bullet_list_open":
            number = self._word.numbers.bullets()
        else:
            typed = numbers_of(inside) or [1]
            number = self._word.numbers.numbers(token.markup == ")", typed[0])
            depth = 0 if around is None else depth
        index = 0
        while index < len(inside):
            end = closing(inside, index)
            self._item(inside[index + 1 : end - 1], (number, depth))
            index = end

    def _item(self, inside: Sequence[Token], number: tuple[int, int]) -> None:
        index, begun = 0, False
        while index < len(inside):
            end = closing(inside, index)
            token = inside[index]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._list(token, inside[index + 1 : end - 1], number)
            else:
                own = None if begun else number
                self._blocks(inside[index:end], "List Paragraph", own)
            begun, index = True, end

    def _table(self, token: Token, inside: Sequence[Token]) -> None:
        rows: list[list[list[Line]]] = []
        line = 0
        for index, part in enumerate(inside):
            if part.type == "tr_open":
                rows.append([])
                line = part.map[0] if part.map else token.map[0] if token.map else 0
            elif part.type in ("th_open", "td_open"):
                inline = inside[index + 1]
                rows[-1].append([self._line(inline, (line, len(rows[-1])))])
        if rows:
            self._word.table(rows)

    def _box(self, name: str, token: Token, inside: Sequence[Token]) -> None:
        head = parse_head(token.info).flagged(BOX_FLAGS)
        if name == "table":
            self._captioned_table(inside)
        elif name in COUNTED:
            self._figure(name, head, inside)
        elif name == "pullquote":
            self._blocks(inside, PULL_QUOTE, None)
            if by := head.attributes.get("by", ""):
                self._word.paragraph(Line(self._shown.line(by)), CAPTION)
        else:
            if head.words:
                title = Token("inline", "", 0, map=token.map, content=token.info.strip())
                piece = self._piece_of(title, None)
                self._word.paragraph(Line(self._shown.line(head.words), piece), BOX_TITLE)
            self._blocks(inside, BOX, None)

    def _figure(self, name: str, head: Head, inside: Sequence[Token]) -> None:
        """Pictures, then the captions under the box's number."""
        captions = []
        for token in inside:
            if token.type == "inline":
                self._pictures(token, head)
                line = self._line(token)
                if any(run.text.strip() or run.note for run in line.runs):
                    captions.append(line)
            elif token.type == "html_block" and REMARK.fullmatch(token.content.strip()):
                self._word.remark(remark_in(token.content))
        if name == "chart":
            words = self._shown.language.say("Here the book draws a chart of its figures.")
            self._word.paragraph(Line((Run(words),)), LABEL)
        counted = UNNUMBERED not in head.attributes
        number = Run(f"{self._counts.next(name)}. ") if counted else Run()
        for index, line in enumerate(captions or ([Line()] if counted else [])):
            runs = line.runs if index else (number, *line.runs)
            self._word.paragraph(Line(runs, line.piece), CAPTION)

    def _captioned_table(self, inside: Sequence[Token]) -> None:
        number = Run(f"{self._counts.next('table')}. ")
        index, tables = 0, []
        while index < len(inside):
            end = closing(inside, index)
            token = inside[index]
            if token.type == "paragraph_open":
                line = self._line(inside[index + 1])
                self._word.paragraph(Line((number, *line.runs), line.piece), CAPTION)
                number = Run()
            else:
                tables.append((token, inside[index + 1 : end - 1]))
            index = end
        for token, inner in tables:
            self._block(token, inner, BODY, None)

    def _pictures(self, inline: Token, box: Head) -> None:
        for token in inline.children or ():
            if token.type != "image":
                continue
            own: Head = token.meta.get("attributes", Head()).flagged(FLAGS)
            asked = {**box.attributes, **own.attributes}
            fit = fit_attributes(asked, Place(""), Mistakes())
            file = image_file(self.folder, str(token.attrs.get("src", "")))
            if file is not None:
                self.picture(file, treatment_of(fit, ""), token.content)

    def picture(self, file: Path, treatment: Treatment, alt: str) -> None:
        """Put a picture of the folder in, if it can be shown."""
        if made := word_picture(file, treatment):
            part = self._word.picture(made.data, made.width, made.height, alt)
            self.pictures.setdefault(file.relative_to(self.folder.resolve()).as_posix(), part)
