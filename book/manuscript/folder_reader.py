"""The files of a book folder read one by one, each as far as it goes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from book.errors import BookError, Mistake, Mistakes, Place
from book.files import image_file, text_of
from book.manuscript.chapters import Chapter, read_chapter
from book.manuscript.config import BookConfig
from book.manuscript.fitting import fitted
from book.manuscript.folder import APPENDICES, CHAPTERS, files_in, id_of
from book.manuscript.glyphs import tell_strange, tell_strange_values
from book.manuscript.ids import tell_no_id, tell_taken
from book.manuscript.kinds.record import Appendix
from book.manuscript.looks import look_for
from book.manuscript.sheet_appendices import appendix_trees
from book.manuscript.sheets import ENDINGS as SPREADSHEETS
from book.manuscript.yamltext import Tree, read_yaml
from book.sources import CONFIG
from book.themes.look import default_look

#: Stand for what is missing in book.yaml or an appendix, so that the rest can be looked at.
_CONFIG_STAND_INS: dict[str, Any] = {"title": "?", "language": "en"}
_APPENDIX_STAND_INS = {"title": "?"}


class FolderReader:
    def __init__(self, folder: Path, mistakes: Mistakes) -> None:
        self.folder = folder
        self.mistakes = mistakes
        self.tree = Tree({}, {(): Place(CONFIG, 1, 1)})
        self.look = default_look()
        #: The files of which nothing could be read.
        self.unread: list[str] = []
        #: What spreadsheets hold and no appendix takes.
        self.left: list[Mistake] = []

    def config(self) -> BookConfig:
        text = text_of(self.folder, CONFIG)
        tree = read_yaml(text, CONFIG, self.mistakes)
        config = None
        if tree is None:
            self.unread.append(CONFIG)
        else:
            config, self.tree = fitted(BookConfig, tree, self.mistakes, _CONFIG_STAND_INS)
        config = config or BookConfig(**_CONFIG_STAND_INS)
        self.look = look_for(self.folder, config, self.tree, self.mistakes)
        tell_strange(text, CONFIG, self.look.faces, self.mistakes)
        return self._with_files(config)

    def _with_files(self, config: BookConfig) -> BookConfig:
        """The images that book.yaml names by the names that they have on disk."""

        def on_disk(name: str) -> str:
            file = image_file(self.folder, name) if name else None
            return file.relative_to(self.folder.resolve()).as_posix() if file else name

        named = {
            key: on_disk(getattr(config.cover, key)) for key in ("art", "photo") if config.cover
        }
        cover = config.cover and config.cover.model_copy(update=named)
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
                for _, tree in found:
                    tell_strange_values(tree, self.look.faces, self.mistakes)
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
        tell_strange(text, name, self.look.faces, self.mistakes)
        return text
