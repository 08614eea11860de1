"""Palettes put together from several sheets, and ornaments drawn in their colours."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from pathlib import Path

from book.errors import UnfitError

_COLOUR = re.compile(r"--([\w-]+):\s*([^;}]+)[;}]")
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_ORNAMENT = re.compile(r"ornament\(\s*([\w-]+)\s*\)")


def merged(sheets: Iterable[str]) -> dict[str, str]:
    """The colours of palettes that come one after the other, by name.

    A sheet that changes a colour and does not say its inks leaves them to be found: those before
    were for another colour.
    """
    colours: dict[str, str] = {}
    for css in sheets:
        found = {name: value.strip() for name, value in _COLOUR.findall(css)}
        for name in found:
            if f"press-{name}" not in found:
                colours.pop(f"press-{name}", None)
        colours.update(found)
    return colours


def as_css(colours: dict[str, str]) -> str:
    """Colours as one style sheet."""
    return ":root {\n" + "".join(f"  --{n}: {value};\n" for n, value in colours.items()) + "}\n"


def coloured(svg: str, colours: dict[str, str]) -> str:
    """A drawing whose colours are written `var(--accent)`, in a palette's."""
    return _VARIABLE.sub(lambda found: colours.get(found[1], "#000000"), svg)


def with_ornaments(css: str, folders: Iterable[Path], colours: dict[str, str]) -> str:
    """A style sheet whose `ornament(name)` are addresses of drawings in a palette's colours: the
    `ornaments/name.svg` of the last folder that has one. Raises UnfitError where none has."""
    known = list(folders)

    def drawn(found: re.Match[str]) -> str:
        for folder in reversed(known):
            file = folder / "ornaments" / f"{found[1]}.svg"
            if file.is_file():
                svg = coloured(file.read_text(encoding="utf-8"), colours)
                data = base64.b64encode(svg.encode()).decode()
                return f'url("data:image/svg+xml;base64,{data}")'
        raise UnfitError("the theme has no ornament “{name}”", name=found[1])

    return _ORNAMENT.sub(drawn, css)
