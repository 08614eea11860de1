"""Reading a book folder into a manuscript, with every mistake told in one go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

from book.errors import BookError, Mistakes, Place, Said
from book.manuscript.chapters import Chapter, read_chapter
from book.manuscript.config import BookConfig
from book.manuscript.files import image_file, text_of
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.manuscript.kinds.record import Appendix, Fact
from book.manuscript.register import Register
from book.manuscript.yamltext import Tree, read_yaml, validated
from book.themes.fonts import coverage

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
    mistakes = Mistakes()
    reader = _FolderReader(folder, mistakes)
    config = reader.config()
    kinds = kinds_for(folder, config.language if config else "en", KINDS, reader.text, mistakes)
    chapters = reader.chapters(config.chapters if config else ())
    appendices, trees = reader.appendices(kinds, config.appendices if config else ())
    _check_ids(chapters, appendices, trees, mistakes)
    register = _registered(appendices, trees, mistakes)
    if config and not chapters and not len(mistakes):
        mistakes.add(
            Place("chapters"),
            "the book has no chapter",
            "Put at least one Markdown file into the folder “chapters”.",
        )
    if config:
        _check_indexes(config, index_titles(kinds.values()), reader, mistakes)
    mistakes.raise_any()
    assert config is not None
    trees = {**reader.trees, **trees}
    return Manuscript(
        folder,
        config,
        tuple(chapters),
        tuple(appendices),
        register,
        trees,
        index_titles(kinds.values()),
    )


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


#: The ids of sections that the builder makes itself.
_RESERVED = (
    "cover",
    "half-title",
    "title-page",
    "imprint",
    "contents",
    "lists",
    "masthead",
    "handout-cover",
)


def _check_ids(
    chapters: Iterable[Chapter],
    appendices: Iterable[Appendix],
    trees: dict[str, Tree],
    mistakes: Mistakes,
) -> None:
    """A chapter or an appendix has an id of its own."""
    taken: dict[str, str] = dict.fromkeys(_RESERVED, "the builder's own pages")
    own = [(c.id, c.tree.place(("id",) if c.matter.id else ())) for c in chapters]
    own += [(a.id, trees[a.id].place(("id",))) for a in appendices]
    for section, place in own:
        if section in taken:
            mistakes.add(
                place,
                "the id “{id}” is taken already, at {other}",
                "Give one of the two another id.",
                id=section,
                other=taken[section],
            )
        taken.setdefault(section, str(place))


def _check_indexes(
    config: BookConfig, known: dict[str, Said], reader: _FolderReader, mistakes: Mistakes
) -> None:
    """An index lists groups of records that there are kinds for."""
    for i, index in enumerate(config.indexes):
        for j, group in enumerate(index.of):
            if group not in known:
                mistakes.add(
                    reader.trees[CONFIG].place(("indexes", i, "of", j)),
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


class _FolderReader:
    def __init__(self, folder: Path, mistakes: Mistakes) -> None:
        self.folder = folder
        self.mistakes = mistakes
        self.trees: dict[str, Tree] = {}

    def config(self) -> BookConfig | None:
        text = self.text(CONFIG)
        tree = None if text is None else read_yaml(text, CONFIG, self.mistakes)
        if tree is None:
            return None
        self.trees[CONFIG] = tree
        config = validated(BookConfig, tree, self.mistakes)
        return config and self._with_files(config)

    def _with_files(self, config: BookConfig) -> BookConfig:
        """The images that book.yaml names by the names that they have on disk."""

        def on_disk(name: str) -> str:
            file = image_file(self.folder, name) if name else None
            return file.relative_to(self.folder.resolve()).as_posix() if file else name

        cover = config.cover and config.cover.model_copy(update={"art": on_disk(config.cover.art)})
        return config.model_copy(update={"emblem": on_disk(config.emblem), "cover": cover})

    def chapters(self, order: tuple[str, ...]) -> list[Chapter]:
        read = []
        for name in self._ordered("chapters", ".md", order):
            text = self.text(name)
            if text is not None:
                chapter = read_chapter(text, name, _stem(name), self.mistakes)
                if chapter is not None:
                    read.append(chapter)
        return read

    def appendices(
        self, kinds: dict[str, type[Appendix]], order: tuple[str, ...]
    ) -> tuple[list[Appendix], dict[str, Tree]]:
        read: list[Appendix] = []
        trees: dict[str, Tree] = {}
        for name in self._ordered("chapters/appendices", ".yaml", order):
            text = self.text(name)
            tree = None if text is None else read_yaml(text, name, self.mistakes)
            if tree is None:
                continue
            appendix = self._appendix(kinds, tree, name)
            if appendix is None:
                continue
            if appendix.id in trees:
                self.mistakes.add(
                    tree.place(()),
                    "two appendices have the id “{id}”",
                    "Give one of them another “id”.",
                    id=appendix.id,
                )
                continue
            read.append(appendix)
            trees[appendix.id] = tree
        return read, trees

    def _appendix(self, kinds: dict[str, type[Appendix]], tree: Tree, name: str) -> Appendix | None:
        kind = tree.value.get("kind") if isinstance(tree.value, dict) else None
        model = kinds.get(kind) if isinstance(kind, str) else None
        if model is None:
            self.mistakes.add(
                tree.place(("kind",)),
                "the appendix does not say which kind it is",
                "Add a line “kind: …” with one of: {kinds}.",
                kinds=", ".join(kinds),
            )
            return None
        found = validated(model, tree, self.mistakes)
        if found is None:
            return None
        return found.model_copy(update={"id": found.id or _stem(name)})

    def _ordered(self, under: str, suffix: str, order: tuple[str, ...]) -> list[str]:
        """Relative names of the files, in the order that book.yaml gives or by name."""
        present = sorted(p.name for p in (self.folder / under).glob("*" + suffix) if p.is_file())
        if not order:
            return [f"{under}/{name}" for name in present]
        named = [n if n.endswith(suffix) else n + suffix for n in order]
        for name in named:
            if name not in present:
                self.mistakes.add(
                    Place("book.yaml"),
                    "the file {file} is missing",
                    "Add the file, or take it out of the list in book.yaml.",
                    file=f"{under}/{name}",
                )
        return [f"{under}/{name}" for name in named if name in present]

    def text(self, name: str) -> str | None:
        """A file's text in NFC; each character that no book font shows is a mistake."""
        try:
            text = unicodedata.normalize("NFC", text_of(self.folder, name))
        except BookError as error:
            self.mistakes.extend(error)
            return None
        self._check_glyphs(text, name)
        return text

    def _check_glyphs(self, text: str, name: str) -> None:
        missing = set(map(ord, set(text))) - coverage() - {10, 9, 0xA0, 0xAD, 0x200D}
        if not missing:
            return
        pattern = re.compile("[" + re.escape("".join(map(chr, sorted(missing)))) + "]")
        told: set[str] = set()
        for number, line in enumerate(text.split("\n"), 1):
            for found in pattern.finditer(line):
                char = found[0]
                if char in told:
                    continue
                told.add(char)
                self.mistakes.add(
                    Place(name, number, found.start() + 1),
                    "no font of the book has the character “{char}” (U+{code}, {name})",
                    "Write it another way, or take it out.",
                    char=char,
                    code=f"{ord(char):04X}",
                    name=unicodedata.name(char, "?"),
                )


def _stem(name: str) -> str:
    """`chapters/02-thanh-lap.md` is `thanh-lap`."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return re.sub(r"^\d+[-_.]", "", stem) or stem
