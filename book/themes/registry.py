"""All themes by name: the one place where they are found.

A theme is a folder of style sheets; `default` is the first layer of every other one. Those that
ship lie beside this module.
"""

from __future__ import annotations

from pathlib import Path

from book.errors import UnfitError

DEFAULT = "default"
_SHIPPED = Path(__file__).resolve().parent
_added: dict[str, Path] = {}


def register(folder: Path) -> None:
    """Enter a theme under its folder's name."""
    _added[folder.name] = folder.resolve()


def names() -> tuple[str, ...]:
    """The names of all themes, the default first."""
    shipped = sorted(path.parent.name for path in _SHIPPED.glob("*/*.css"))
    return tuple(dict.fromkeys((DEFAULT, *shipped, *_added)))


def theme_folder(name: str) -> Path:
    """The folder of a theme. Raises UnfitError where there is none of this name."""
    if name in _added:
        return _added[name]
    if name not in names():
        known = ", ".join(names())
        raise UnfitError("there is no theme “{name}”; there are: {known}", name=name, known=known)
    return _SHIPPED / name
