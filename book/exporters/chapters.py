"""Chapters of the manuscript in a Word file."""

from __future__ import annotations

from markdown_it.token import Token

from book.exporters.inline import Shown
from book.exporters.texts import TextWriter
from book.exporters.word_file import Line, WordFile
from book.exporters.word_styles import CAPTION, LEAD, PULL_QUOTE, SIGNED
from book.importers.carried import Piece
from book.manuscript.chapters import Chapter
from book.photos.treatment import Treatment
from book.text.pictures import image_file


def write_chapter(
    word: WordFile, shown: Shown, texts: TextWriter, chapter: Chapter, number: int | None
) -> None:
    """Write a chapter; `number` is the list of numbered headings that it is in."""

    def value(key: str, words: str, *more: str | int) -> Line:
        path: tuple[str | int, ...] = (key, *more)
        place = chapter.tree.place(path)
        piece = Piece("", chapter.file, place.line, "value", words, path=path)
        return Line(shown.line(words), piece)

    def piece_of(inline: Token, cell: tuple[int, int] | None) -> Piece | None:
        if cell is not None:
            line = chapter.place(cell[0]).line
            return Piece("", chapter.file, line, "cell", inline.content, path=(cell[1],))
        if inline.map is None:
            return None
        line = chapter.place(inline.map[0]).line
        return Piece("", chapter.file, line, "lines", inline.content)

    matter = chapter.matter
    if matter.remark:
        word.remark(matter.remark)
    word.paragraph(
        value("title", matter.title), "Heading 1", number=(number, 0) if number else None
    )
    for opening in (matter.picture, matter.portrait):
        if opening and (file := image_file(texts.folder, opening.file)):
            texts.picture(file, Treatment(), opening.alt)
    if matter.epigraph:
        at = ("text",) if ("epigraph", "text") in chapter.tree.places else ()
        word.paragraph(value("epigraph", matter.epigraph.text, *at), PULL_QUOTE)
        if matter.epigraph.by:
            word.paragraph(value("epigraph", matter.epigraph.by, "by"), CAPTION)
    for key, words in (("period", matter.period), ("lead", matter.lead)):
        if words:
            word.paragraph(value(key, words), LEAD)
    texts.write(chapter.body, piece_of)
    for index, words in enumerate(matter.signed):
        word.paragraph(value("signed", words, index), SIGNED)
    if matter.signature and (hand := image_file(texts.folder, matter.signature)):
        texts.picture(hand, Treatment(), "")
