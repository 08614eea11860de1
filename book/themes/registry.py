"""All themes by name: the one place where they are found.

A theme is a folder: style sheets, `theme.yaml`, `palettes/`, `ornaments/`, `large-print/`, fonts.
`default` is the first layer of every other one. Those that ship lie beside this module, those of a
book in its `themes/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from book.errors import UnfitError
from book.themes.settings import ThemeSettings

DEFAULT = "default"
#: The folder of a book that holds themes of its own, and the file that says what a theme is.
FOLDER, SETTINGS = "themes", "theme.yaml"
PALETTE = "palette.css"
_SHIPPED = Path(__file__).resolve().parent
_added: dict[str, Path] = {}


@dataclass(frozen=True)
class Theme:
    """A look: its folder, and what its `theme.yaml` says."""

    name: str
    folder: Path
    settings: ThemeSettings

    @property
    def palettes(self) -> tuple[str, ...]:
        """The names of the palettes that may be chosen beside its first."""
        return tuple(sorted(path.stem for path in (self.folder / "palettes").glob("*.css")))

    def palette_sheets(self, chosen: str = "") -> list[Path]:
        """The style sheets of its palette, the chosen one over the first. Raises UnfitError for an
        unknown one."""
        if chosen and chosen not in self.palettes:
            raise UnfitError(
                "the theme “{theme}” has no palette “{name}”; there are: {known}",
                theme=self.name,
                name=chosen,
                known=", ".join(self.palettes) or "–",
            )
        files = [self.folder / PALETTE, self.folder / "palettes" / f"{chosen}.css"]
        return [file for file in files if file.is_file()]


def register(folder: Path) -> None:
    """Enter a theme under its folder's name."""
    _added[folder.name] = folder.resolve()


def names(book: Path | None = None) -> tuple[str, ...]:
    """The names of all themes, the default first, those of a book folder last."""
    shipped = sorted(path.parent.name for path in _SHIPPED.glob("*/*.css"))
    own = sorted(p.name for p in (book / FOLDER).glob("*") if p.is_dir()) if book else []
    return tuple(dict.fromkeys((DEFAULT, *shipped, *_added, *own)))


def own_folder(name: str, book: Path) -> Path | None:
    """The folder of a book's own theme; None where it has none of this name."""
    folder = (book / FOLDER / name).resolve()
    inside = folder.parent == (book / FOLDER).resolve()
    return folder if inside and folder.is_dir() else None


def theme_folder(name: str, book: Path | None = None) -> Path:
    """The folder of a theme. Raises UnfitError where there is none of this name."""
    own = own_folder(name, book) if book else None
    if own or name in _added:
        return own or _added[name]
    if name not in names():
        known = ", ".join(names(book))
        raise UnfitError("there is no theme “{name}”; there are: {known}", name=name, known=known)
    return _SHIPPED / name


def theme(name: str = DEFAULT) -> Theme:
    """A theme that ships or was registered. Raises UnfitError where there is none of this name."""
    folder = theme_folder(name)
    return Theme(name, folder, _settings(folder / SETTINGS))


@lru_cache(maxsize=32)
def _settings(file: Path) -> ThemeSettings:
    if not file.is_file():
        return ThemeSettings()
    return ThemeSettings.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
