"""The look that book.yaml asks for: a theme that ships or lies in the book folder, its faces and
its palette; what can't be had is told at its line."""

from __future__ import annotations

from pathlib import Path

from book.errors import BookError, Mistakes, UnfitError
from book.files import text_of
from book.manuscript.config import BookConfig
from book.manuscript.fitting import fitted
from book.manuscript.yamltext import Tree, read_yaml
from book.themes.look import Look, look_of
from book.themes.registry import FOLDER, SETTINGS, Theme, own_folder, theme
from book.themes.settings import ThemeSettings


def theme_for(folder: Path, name: str) -> Theme:
    """A theme by its name as a book folder has it. Raises UnfitError where there is none, BookError
    where the folder's own has mistakes."""
    own = own_folder(name, folder)
    if not own:
        return theme(name)
    mistakes = Mistakes()
    made = _own(folder, own, mistakes)
    mistakes.raise_any()
    return made


def look_for(folder: Path, config: BookConfig, tree: Tree, mistakes: Mistakes) -> Look:
    """The look of a book; the default one in place of what is wrong."""

    def tell(path: tuple[str | int, ...], error: UnfitError) -> None:
        place = tree.place(path)
        if path[0] == "fonts" and path[:2] not in tree.places:
            place = tree.place(("theme",))  # it is the theme that asks for it
        mistakes.add(place, error.said.message, **error.said.values)

    try:
        own = own_folder(config.theme, folder)
        chosen = _own(folder, own, mistakes) if own else theme(config.theme)
    except UnfitError as error:
        tell(("theme",), error)
        return look_of(theme(), config.fonts, {}, folder, tell)
    return look_of(chosen, config.fonts, config.palette, folder, tell)


def _own(folder: Path, own: Path, mistakes: Mistakes) -> Theme:
    """A theme of the book folder, as far as its settings can be read."""
    name = f"{FOLDER}/{own.name}/{SETTINGS}"
    settings = None
    if (own / SETTINGS).is_file():
        try:
            tree = read_yaml(text_of(folder, name), name, mistakes)
        except BookError as error:
            mistakes.extend(error)
            tree = None
        if tree is not None and tree.value is not None:
            settings, _ = fitted(ThemeSettings, tree, mistakes)
    return Theme(own.name, own, settings or ThemeSettings())
