"""Reading a book folder into a manuscript, with every mistake told in one go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

from book.errors import Mistake, Mistakes, Place, Said
from book.manuscript.chapters import Chapter
from book.manuscript.config import BookConfig
from book.manuscript.folder_reader import FolderReader
from book.manuscript.ids import with_own_ids
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.manuscript.kinds.record import Appendix, Fact
from book.manuscript.register import Register
from book.manuscript.yamltext import Tree
from book.sources import CONFIG
from book.themes.look import Look
from book.themes.settings import SectionKind, Side, start_of

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
    #: The theme, the faces and the palette that book.yaml chooses.
    look: Look
    #: The files of which nothing could be read; none in a manuscript that a book is made of.
    unread: tuple[str, ...] = ()
    #: What spreadsheets hold and no appendix takes.
    left: tuple[Mistake, ...] = ()

    def start_of(self, kind: SectionKind) -> Side:
        """Where sections of a kind begin, by book.yaml, or by the theme."""
        return start_of(kind, self.config.starts, self.look.theme.settings.starts)

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
                if chapter.matter.picture and chapter.matter.picture.file == wanted:
                    return chapter.tree.place(("picture",))
        for tree in (self.trees[key] for key in (section, CONFIG) if key in self.trees):
            for path, place in tree.places.items():
                value = tree.at(path)
                if isinstance(value, str) and value.split(" {")[0] in (wanted, quote(wanted)):
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
    reader = FolderReader(folder, mistakes)
    config = reader.config()
    kinds = kinds_for(folder, config.language, KINDS, reader.text, mistakes)
    chapters = reader.chapters(config.chapters)
    appendices, trees = reader.appendices(kinds, config.appendices)
    chapters = with_own_ids(
        chapters, appendices, config=config, tree=reader.tree, trees=trees, mistakes=mistakes
    )
    register = _registered(appendices, trees, mistakes)
    appendices = [appendix.resolved(register.person) for appendix in appendices]
    if not chapters and not len(mistakes):
        mistakes.add(
            Place("chapters"),
            "the book has no chapter",
            "Put at least one Markdown file into the folder “chapters”.",
        )
    trees = {CONFIG: reader.tree, **trees}
    _check_indexes(config, index_titles(kinds.values()), reader.tree, mistakes)
    manuscript = Manuscript(
        folder=folder,
        config=config,
        chapters=tuple(chapters),
        appendices=tuple(appendices),
        register=register,
        trees=trees,
        index_titles=index_titles(kinds.values()),
        look=reader.look,
        unread=tuple(reader.unread),
        left=tuple(reader.left),
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
