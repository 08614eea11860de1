"""What `theme.yaml` says of a look, and what a book may choose otherwise: faces, page, palette."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from book.errors import UnfitError

#: How the names of font files end.
FONT_ENDINGS = (".ttf", ".otf")


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _names(value: object) -> object:
    return (value,) if isinstance(value, str) else value


#: The name of a family that is installed as a package, or the files of one.
Family = Annotated[tuple[str, ...], BeforeValidator(_names, json_schema_input_type=str | list[str])]


class Fonts(_Settings):
    """Faces by what they are for; a role that is left out is the theme's. `more` are families for
    characters that the others lack, each by one name or file."""

    text: Family = ()
    heads: Family = ()
    labels: Family = ()
    more: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The font files that are named."""
        named = (*self.text, *self.heads, *self.labels, *self.more)
        return tuple(name for name in named if name.lower().endswith(FONT_ENDINGS))


class PageShape(_Settings):
    """The page as shares of its trim: margins of its width (inner, outer) and height (top,
    bottom); the type in pt for a mm of measure, and in its least and greatest pt; the leading for
    a pt of type; how long a line may be, in mm for a pt of type."""

    inner: Annotated[float, Field(gt=0.03, lt=0.4)] = 0.125
    outer: Annotated[float, Field(gt=0.03, lt=0.4)] = 0.15
    top: Annotated[float, Field(gt=0.03, lt=0.4)] = 0.104
    bottom: Annotated[float, Field(gt=0.03, lt=0.4)] = 0.117
    size: Annotated[float, Field(gt=0.02, lt=0.3)] = 0.093
    least: Annotated[float, Field(gt=5, lt=20)] = 9.0
    greatest: Annotated[float, Field(gt=5, lt=20)] = 12.0
    leading: Annotated[float, Field(gt=1, lt=2.5)] = 1.39
    longest: Annotated[float, Field(gt=4, lt=40)] = 12.6
    #: Where running heads stand, and how many lines folios are away from the text.
    head: Literal["top", "foot"] = "top"
    folio: Annotated[float, Field(gt=1, lt=6)] = 3.2
    #: The face of the letter that begins a chapter.
    initial: Literal["text", "heads"] = "text"


Side = Literal["recto", "next"]


class Starts(_Settings):
    """Where sections begin: on a right-hand page, or on the next one; None where it is not said."""

    front: Side | None = None
    chapters: Side | None = None
    appendices: Side | None = None
    indexes: Side | None = None


SectionKind = Literal["front", "chapters", "appendices", "indexes"]
_USUAL: dict[SectionKind, Side] = {"appendices": "next", "indexes": "next"}


def start_of(kind: SectionKind, *said: Starts) -> Side:
    """Where sections of a kind begin: what is said first, or what is usual."""
    found: list[Side | None] = [getattr(starts, kind) for starts in said]
    return next((side for side in found if side), _USUAL.get(kind, "recto"))


def _starts(value: object) -> object:
    """One word is for all sections."""
    return dict.fromkeys(Starts.model_fields, value) if isinstance(value, str) else value


StartsChoice = Annotated[Starts, BeforeValidator(_starts)]


class ThemeSettings(_Settings):
    """`theme.yaml`: what a theme is called and for whom it is, by language; its faces and page, and
    where sections begin."""

    title: dict[str, str] = {}
    about: dict[str, str] = {}
    fonts: Fonts = Fonts()
    page: PageShape = PageShape()
    starts: StartsChoice = Starts()
    #: Whether the years of a chapter's period run along its margin.
    margin_years: bool = False


#: The colours of a palette, in the order in which they are told.
COLOURS = ("accent", "second", "ink", "quiet", "rule", "tint", "on-accent")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_INKS = re.compile(r"(\d+(?:\.\d+)?)[\s,/]+" * 3 + r"(\d+(?:\.\d+)?)")


def _palette(value: object) -> object:
    """A name, or colours by name: `base` names the palette that they change."""
    if isinstance(value, str):
        return {"base": value}
    if not isinstance(value, dict):
        raise UnfitError("a palette's name, or lines such as “accent: '#9e1b1e'” are expected")
    for key, given in value.items():
        if key == "base":
            continue
        name, text = str(key).removeprefix("press-"), str(given).strip()
        if name not in COLOURS:
            raise UnfitError(
                "there is no colour “{name}”; there are: {known}",
                name=key,
                known=", ".join(COLOURS),
            )
        if name == key and not _HEX.fullmatch(text):
            raise UnfitError("“{text}” is no colour; write it such as '#9e1b1e'", text=text)
        if name != key and not _are_inks(text):
            raise UnfitError(
                "“{text}” are no inks; write per cent of cyan, magenta, yellow and black, such as "
                "20 100 95 22",
                text=text,
            )
    return {str(key): str(given).strip() for key, given in value.items()}


def _are_inks(text: str) -> bool:
    found = _INKS.fullmatch(text)
    return found is not None and all(float(part) <= 100 for part in found.groups())


#: What `palette:` says: `base`, colours as `#rrggbb`, and inks as `press-…: 20 100 95 22`.
PaletteChoice = Annotated[
    dict[str, str], BeforeValidator(_palette, json_schema_input_type=str | dict[str, str])
]


def chosen_css(choice: dict[str, str]) -> str:
    """The colours that a choice states itself, as a style sheet; empty for none."""
    lines = []
    for key, given in choice.items():
        if key.startswith("press-"):
            inks = " ".join(f"{float(part) / 100:g}" for part in re.split(r"[\s,/]+", given))
            lines.append(f"--{key}: device-cmyk({inks});")
        elif key != "base":
            lines.append(f"--{key}: {given};")
    return f":root {{ {' '.join(lines)} }}" if lines else ""
