"""Reading a book folder into a manuscript, with every mistake told in one go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from book.errors import BookError, Mistake, Mistakes, Place, Said
from book.files import image_file, text_of
from book.manuscript.chapters import Chapter, read_chapter
from book.manuscript.config import BookConfig
from book.manuscript.fitting import fitted
from book.manuscript.folder import APPENDICES, CHAPTERS, files_in, id_of
from book.manuscript.glyphs import tell_strange
from book.manuscript.ids import tell_no_id, tell_taken, with_own_ids
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.manuscript.kinds.record import Appendix, Fact
from book.manuscript.register import Register
from book.manuscript.sheet_appendices import appendix_trees
from book.manuscript.sheets import ENDINGS as SPREADSHEETS
from book.manuscript.yamltext import Tree, read_yaml

CONFIG = "book.yaml"
#: Ids in references, footnote marks and attributes: what is written and not printed.
_MARKUP = re.compile(r"\[\[!?[^\]|]*\||\[\^[^\]]*\]|\{[^}]*\}")


@dataclass(frozen=True)
class Manuscript:
    """All that one book is."""

    folder: Path
    config: BookConfig
    chapters: tuple[Chapter, ...]
    appendices: tuple[Appendix, ...]
    register: Register = field(compare=False)
    trees: dict[str, Tree] = field(compare=False)
    #: The groups of records that an index can list, each with the title of such an index.
    index_titles: dict[str, Said] = field(compare=False)
    #: The files of which nothing could be read; none in a manuscript that a book is made of.
    unread: tuple[str, ...] = ()
    #: What spreadsheets hold and no appendix takes.
    left: tuple[Mistake, ...] = ()

    def place(self, appendix_id: str, *path: str | int) -> Place:
        """The place of a value in an appendix file, or in book.yaml by that name."""
        return self.trees[appendix_id].place(path)

    def facts(self) -> Iterator[tuple[Fact, Place]]:
        """What the records of all appendices say, each with the place of its value."""
        for appendix in self.appendices:
            for fact in appendix.facts():
                yield fact, self.place(appendix.id, *fact.path)

    def place_of_section(self, section: str) -> Place:
        """The file of a chapter or an appendix; book.yaml for a section made of neither."""
        for chapter in self.chapters:
            if chapter.id == section:
                return Place(chapter.file, 1, 1)
        tree = self.trees.get(section)
        return tree.place(()) if tree else Place(CONFIG, 1, 1)

    def place_of_words(self, section: str, words: str) -> Place:
        """The line that holds these words as they are printed, in the section's own file or, for
        a title in the contents, in another one; the section's beginning where none does."""
        wanted = _letters(words)
        ordered = sorted(self.chapters, key=lambda chapter: chapter.id != section)
        for chapter in ordered:
            if chapter.id != section and section in self.trees:
                break
            if wanted and wanted in _letters(chapter.matter.title):
                return Place(chapter.file, 2, 1)
            for number, line in enumerate(chapter.body.split("\n")):
                if wanted and wanted in _letters(line):
                    return chapter.place(number, 1)
        for key, tree in self.trees.items():
            if key == section or section not in self.trees:
                for path, place in tree.places.items():
                    value = tree.at(path)
                    if wanted and isinstance(value, str) and wanted in _letters(value):
                        return place
        return self.place_of_section(section)

    def place_of_picture(self, section: str, name: str) -> Place | None:
        """Where a section shows a picture of this name; None where no text of its does."""
        wanted = unicodedata.normalize("NFC", name)
        for chapter in self.chapters:
            if chapter.id == section:
                for number, line in enumerate(chapter.body.split("\n")):
                    if wanted in unquote(line):
                        return chapter.place(number)
        for tree in (self.trees[key] for key in (section, CONFIG) if key in self.trees):
            for path, place in tree.places.items():
                if tree.at(path) in (wanted, quote(wanted)):
                    return place
        return None


def read_manuscript(folder: Path) -> Manuscript:
    """The manuscript of a book folder. Raises BookError with all that is wrong."""
    manuscript, mistakes = read_as_far(folder)
    mistakes.raise_any()
    return manuscript


def read_as_far(folder: Path) -> tuple[Manuscript, Mistakes]:
    """What can be read of a book folder, and all that is wrong with it.

    What does not fit is left out, so that the rest can be looked at in the same run; a book is
    made only where nothing is wrong. Raises BookError where there is no book.yaml at all.
    """
    mistakes = Mistakes()
    reader = _FolderReader(folder, mistakes)
    config = reader.config()
    kinds = kinds_for(folder, config.language, KINDS, reader.text, mistakes)
    chapters = reader.chapters(config.chapters)
    appendices, trees = reader.appendices(kinds, config.appendices)
    chapters = with_own_ids(chapters, appendices, trees, mistakes)
    register = _registered(appendices, trees, mistakes)
    if not chapters and not len(mistakes):
        mistakes.add(
            Place("chapters"),
            "the book has no chapter",
            "Put at least one Markdown file into the folder “chapters”.",
        )
    trees = {CONFIG: reader.tree, **trees}
    _check_indexes(config, index_titles(kinds.values()), reader.tree, mistakes)
    manuscript = Manuscript(
        folder,
        config,
        tuple(chapters),
        tuple(appendices),
        register,
        trees,
        index_titles(kinds.values()),
        tuple(reader.unread),
        tuple(reader.left),
    )
    return manuscript, mistakes


def _registered(appendices: list[Appendix], trees: dict[str, Tree], mistakes: Mistakes) -> Register:
    """The register of all records: those with ids first, then those that have just a name."""
    entries = [
        entry
        for appendix in appendices
        for entry in appendix.entries(partial(_place, trees[appendix.id]))
    ]
    register = Register()
    for entry in entries:
        if entry.id:
            register.add(entry, mistakes)
    for entry in entries:
        if not entry.id:
            register.add_by_name(entry)
    return register


def _place(tree: Tree, *path: str | int) -> Place:
    return tree.place(path)


def _check_indexes(
    config: BookConfig, known: dict[str, Said], tree: Tree, mistakes: Mistakes
) -> None:
    """An index lists groups of records that there are kinds for."""
    for i, index in enumerate(config.indexes):
        for j, group in enumerate(index.of):
            if group not in known:
                mistakes.add(
                    tree.place(("indexes", i, "of", j)),
                    "an index can't list “{group}”",
                    "Write one or several of: {known}.",
                    group=group,
                    known=", ".join(known),
                )


def index_titles(kinds: Iterable[type[Appendix]]) -> dict[str, Said]:
    """The groups of records that an index can list, each with the title of such an index."""
    titles: dict[str, Said] = {}
    for kind in kinds:
        for group, title in kind.groups.items():
            titles.setdefault(group, title)
    return titles


def _letters(text: str) -> str:
    """The letters and digits of a text alone, so that neither markup nor spaces matter."""
    return "".join(c for c in _MARKUP.sub("", text) if c.isalnum()).casefold()


#: Stand for what is missing in book.yaml or an appendix, so that the rest can be looked at.
_CONFIG_STAND_INS: dict[str, Any] = {"title": "?", "language": "en"}
_APPENDIX_STAND_INS = {"title": "?"}


class _FolderReader:
    def __init__(self, folder: Path, mistakes: Mistakes) -> None:
        self.folder = folder
        self.mistakes = mistakes
        self.tree = Tree({}, {(): Place(CONFIG, 1, 1)})
        #: The files of which nothing could be read.
        self.unread: list[str] = []
        #: What spreadsheets hold and no appendix takes.
        self.left: list[Mistake] = []

    def config(self) -> BookConfig:
        text = text_of(self.folder, CONFIG)
        tell_strange(text, CONFIG, self.mistakes)
        tree = read_yaml(text, CONFIG, self.mistakes)
        if tree is None:
            self.unread.append(CONFIG)
            return BookConfig(**_CONFIG_STAND_INS)
        config, self.tree = fitted(BookConfig, tree, self.mistakes, _CONFIG_STAND_INS)
        return self._with_files(config or BookConfig(**_CONFIG_STAND_INS))

    def _with_files(self, config: BookConfig) -> BookConfig:
        """The images that book.yaml names by the names that they have on disk."""

        def on_disk(name: str) -> str:
            file = image_file(self.folder, name) if name else None
            return file.relative_to(self.folder.resolve()).as_posix() if file else name

        cover = config.cover and config.cover.model_copy(update={"art": on_disk(config.cover.art)})
        return config.model_copy(update={"emblem": on_disk(config.emblem), "cover": cover})

    def chapters(self, order: tuple[str, ...]) -> list[Chapter]:
        read = []
        for name in files_in(self.folder, CHAPTERS, order, self.mistakes):
            text = self.text(name)
            chapter = None if text is None else read_chapter(text, name, self.mistakes)
            if chapter is None:
                self.unread.append(name)
            else:
                read.append(chapter)
        return read

    def appendices(
        self, kinds: dict[str, type[Appendix]], order: tuple[str, ...]
    ) -> tuple[list[Appendix], dict[str, Tree]]:
        read: list[Appendix] = []
        trees: dict[str, Tree] = {}
        for name, own, written in self._appendix_trees(kinds, order):
            appendix, tree = (None, written) if not written else self._appendix(kinds, written)
            if appendix is None or tree is None:
                self.unread.append(name)
                continue
            made = not appendix.id
            appendix = appendix.model_copy(update={"id": appendix.id or own})
            if not appendix.id:
                tell_no_id(name, self.mistakes)
            elif appendix.id in trees:
                other = trees[appendix.id].place(("id",))
                tell_taken(appendix.id, tree.place(("id",)), other, self.mistakes, made)
            if not appendix.id or appendix.id in trees:
                appendix = appendix.model_copy(update={"id": f"{appendix.id}-{len(trees)}"})
            read.append(appendix)
            trees[appendix.id] = tree
        return read, trees

    def _appendix_trees(
        self, kinds: dict[str, type[Appendix]], order: tuple[str, ...]
    ) -> Iterator[tuple[str, str, Tree | None]]:
        """What the appendix files hold: the file, the id that its name makes, and the values."""
        for name in files_in(self.folder, APPENDICES, order, self.mistakes):
            if name.lower().endswith(SPREADSHEETS):
                found, left = appendix_trees(self.folder, name, kinds, self.mistakes)
                self.left += left
                yield from ((name, own, tree) for own, tree in found)
                if not found:
                    yield name, "", None
                continue
            text = self.text(name)
            yield name, id_of(name), None if text is None else read_yaml(text, name, self.mistakes)

    def _appendix(
        self, kinds: dict[str, type[Appendix]], tree: Tree
    ) -> tuple[Appendix | None, Tree]:
        kind = tree.value.get("kind") if isinstance(tree.value, dict) else None
        model = kinds.get(kind) if isinstance(kind, str) else None
        if model is None:
            self.mistakes.add(
                tree.place(("kind",)),
                "the appendix does not say which kind it is",
                "Add a line “kind: …” with one of: {kinds}.",
                kinds=", ".join(kinds),
            )
            return None, tree
        return fitted(model, tree, self.mistakes, _APPENDIX_STAND_INS)

    def text(self, name: str) -> str | None:
        """A file's text in NFC; each character that no book font shows is a mistake."""
        try:
            text = unicodedata.normalize("NFC", text_of(self.folder, name))
        except BookError as error:
            self.mistakes.extend(error)
            return None
        tell_strange(text, name, self.mistakes)
        return text
