"""The look of one book: a theme, its faces and its palette, as the book chooses them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from book.errors import UnfitError
from book.themes.fonts import Face, Faces, default_faces, face_of_family, face_of_files
from book.themes.registry import Theme, theme
from book.themes.settings import FONT_ENDINGS, Fonts, chosen_css

#: Told of a choice that can't be: its path in book.yaml, and why.
Tell = Callable[[tuple[str | int, ...], UnfitError], None]


@dataclass(frozen=True)
class Look:
    """A theme with its faces; the palette's name and the colours that the book states itself."""

    theme: Theme
    faces: Faces
    palette: str = ""
    colours: str = ""


@cache
def default_look() -> Look:
    """The look of a book that chooses none."""
    return Look(theme(), default_faces())


def look_of(theme: Theme, fonts: Fonts, palette: dict[str, str], book: Path, tell: Tell) -> Look:
    """A theme with the fonts and the palette that a book folder chooses; what can't be had is
    told, and the theme's or the default one stands in."""
    base = palette.get("base", "")
    try:
        theme.palette_sheets(base)
    except UnfitError as error:
        tell(("palette",), error)
        base = ""
    return Look(theme, _faces(theme, fonts, book, tell), base, chosen_css(palette))


def _faces(theme: Theme, fonts: Fonts, book: Path, tell: Tell) -> Faces:
    found: dict[str, Face] = {}
    for role in ("text", "heads", "labels"):
        for family, folder in (
            (getattr(fonts, role), book),
            (getattr(theme.settings.fonts, role), theme.folder),
        ):
            if not family:
                continue
            try:
                found.setdefault(role, face_of(family, folder))
            except UnfitError as error:
                tell(("fonts", role), error)
    more = []
    for names, folder in ((fonts.more, book), (theme.settings.fonts.more, theme.folder)):
        for number, name in enumerate(names):
            try:
                more.append(face_of((name,), folder))
            except UnfitError as error:
                tell(("fonts", "more", number), error)
    usual = default_faces()
    return Faces(
        found.get("text", usual.text),
        found.get("heads", usual.heads),
        found.get("labels", usual.labels),
        tuple(more),
    )


def face_of(family: tuple[str, ...], folder: Path) -> Face:
    """An installed family by its one name, or one made of files in a folder. Raises UnfitError."""
    if all(name.lower().endswith(FONT_ENDINGS) for name in family):
        return face_of_files(folder, family)
    if len(family) > 1:
        raise UnfitError("write the name of one family, or the names of its font files")
    return face_of_family(family[0])
