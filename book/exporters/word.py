"""A book's manuscript as one Word file, for people who read and correct there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from book.errors import worded
from book.exporters.chapters import write_chapter
from book.exporters.inline import Shown
from book.exporters.records import RecordWriter
from book.exporters.targets import Counts, printed_appendices, targets_of
from book.exporters.texts import TextWriter
from book.exporters.word_file import Line, Run, WordFile
from book.exporters.word_styles import BODY, LABEL
from book.files import text_of
from book.importers.carried import Carried, Piece, as_xml
from book.importers.package import package_of
from book.importers.word import paragraphs_of
from book.languages import language
from book.manuscript.reading import Manuscript
from book.photos.formats import is_photograph
from book.sources import CONFIG, source_files
from book.text.kept import is_place_kept

#: What is printed of book.yaml on the title page, in its order: the key and the style.
_TITLE_PAGE = (
    ("parent_organisation", "Subtitle"),
    ("organisation", "Subtitle"),
    ("title", "Title"),
    ("subtitle", "Subtitle"),
    ("place", "Subtitle"),
)
#: Words of book.yaml that stand elsewhere in the book, and what they are called.
_ELSEWHERE = (
    (("dedication",), worded("Dedication")),
    (("short_title",), worded("Short title")),
    (("description",), worded("What the book is about")),
    (("colophon",), worded("Colophon")),
    (("imprint", "note"), worded("Note of the imprint")),
)
_FORMS = {"roman": "upperRoman", "arabic": "decimal"}


def word_file(manuscript: Manuscript) -> bytes:
    """The Word file of a manuscript: front matter, chapters and records, as they are read and
    corrected, each paragraph with a bookmark; the file carries the texts of the folder."""
    spoken = language(manuscript.config.language, manuscript.folder)
    shown = Shown(spoken, manuscript.register, targets_of(manuscript, spoken))
    config = manuscript.config
    word = WordFile(config.language, config.title, spoken.say("The editors"))
    _front(word, shown, manuscript)
    form = _FORMS.get(config.chapter_numbers)
    chapters = word.numbers.headings(spoken.say("Chapter {number}", number="%1."), form or "none")
    texts = TextWriter(word, shown, Counts(spoken), manuscript.folder)
    for chapter in manuscript.chapters:
        is_chapter = chapter.matter.kind == "chapter" and not is_place_kept(chapter)
        write_chapter(word, shown, texts, chapter, chapters if is_chapter and form else None)
    appendices = word.numbers.headings(spoken.say("Appendix {number}", number="%1."), "decimal")
    printed = [appendix.id for appendix in printed_appendices(manuscript)]
    for appendix in sorted(manuscript.appendices, key=lambda appendix: appendix.id not in printed):
        tree = manuscript.trees[appendix.id]
        records = RecordWriter(
            word=word,
            shown=shown,
            texts=texts,
            folder=manuscript.folder,
            appendix=appendix,
            tree=tree,
        )
        records.write(appendices if appendix.id in printed else None)
    word.carry(as_xml(_carried(word, manuscript.folder, texts.pictures)))
    return word.saved()


def _carried(word: WordFile, folder: Path, pictures: dict[str, str]) -> Carried:
    """What the file carries; each piece with what an import reads of it now, so that what differs
    from that later was changed."""
    name = "book.docx"
    read, unmarked = {}, []
    remarks: set[str] = set()
    for paragraph in paragraphs_of(package_of(word.saved(), name), name):
        remarks.update(remark.partition(": ")[2] for remark in paragraph.remarks)
        for mark in paragraph.bookmarks:
            read[mark] = paragraph.text
        if not paragraph.bookmarks and paragraph.text:
            unmarked.append(paragraph.text)
    pieces = {mark: replace(p, shown=read.get(mark, "")) for mark, p in word.pieces.items()}
    files, photographs = _files(folder)
    lacking = tuple(name for name in photographs if name not in pictures)
    return Carried(
        pieces=pieces,
        files=files,
        pictures=pictures,
        remarks=frozenset(remarks),
        unmarked=tuple(unmarked),
        lacking=lacking,
    )


def _files(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """The sources of the folder, and the names of its photographs, which the file shows."""
    root = folder.resolve()
    found: dict[str, bytes] = {}
    photographs = []
    for path in source_files(folder):
        name = path.relative_to(root).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if not path.is_file() or hidden or path.is_symlink():
            continue
        if is_photograph(path):
            photographs.append(name)
            continue
        is_text = path.suffix.lower() in (".md", ".markdown", ".yaml", ".yml")
        found[name] = text_of(folder, name).encode() if is_text else path.read_bytes()
    return found, photographs


def _front(word: WordFile, shown: Shown, manuscript: Manuscript) -> None:
    """The title page, and the words of book.yaml that stand elsewhere in the book."""
    config = manuscript.config
    for key, style in _TITLE_PAGE:
        _value(word, manuscript, getattr(config, key), (key,), style)
    _value(word, manuscript, config.occasion.text, ("occasion", "text"), "Subtitle")
    for path, said in _ELSEWHERE:
        text = getattr(config.imprint if path[0] == "imprint" else config, path[-1])
        if text:
            word.paragraph(Line((Run(shown.language.say(said)),)), LABEL)
            _value(word, manuscript, text, path, BODY)


def _value(
    word: WordFile, manuscript: Manuscript, text: str, path: tuple[str, ...], style: str
) -> None:
    if text:
        place = manuscript.place(CONFIG, *path)
        piece = Piece("", CONFIG, place.line, "value", text, path=path)
        word.paragraph(Line((Run(text),), piece), style)
