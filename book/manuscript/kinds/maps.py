"""Places and seats on a map or plan: spots of a picture, the numbers that mark them, what is shown
of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from markupsafe import Markup
from pydantic import BeforeValidator, Field

from book.errors import UnfitError
from book.manuscript.config import Id, Record, Text
from book.manuscript.kinds.record import Appendix, Spanned, View, Words
from book.manuscript.yamltext import Path

_NUMBER = r"(-?\d+(?:\.\d+)?)\s*%?"
_SPOT = re.compile(rf"\s*{_NUMBER}(?:\s*[,;]\s*|\s+){_NUMBER}\s*")
#: The shape of the pictures of seats, width by height.
_SHAPE = "7:4"


def _spot(value: object) -> object:
    """A spot as it is kept, `23%,40%`; it may lie outside the picture, which a rule tells."""
    written = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    if not written.strip():
        return ""
    found = _SPOT.fullmatch(written)
    if not found:
        raise UnfitError(
            "“{value}” is not a spot of the map; write how far it is from the left and from the "
            "top, in percent: 23% 40%",
            value=written,
        )
    return f"{float(found[1]):g}%,{float(found[2]):g}%"


def _ids(value: object) -> object:
    return tuple(i.strip() for i in value.split(",")) if isinstance(value, str) else value


#: A spot of a picture: percent from its left and from its top.
Spot = Annotated[str, BeforeValidator(_spot, json_schema_input_type=str | list[float])]
#: One id or several; as a text they are parted by commas.
Ids = Annotated[tuple[Id, ...], BeforeValidator(_ids, json_schema_input_type=str | list[str])]


class Map(Record):
    """The picture that places are marked on; it is a numbered figure where it has a caption."""

    picture: Annotated[Text, Field(min_length=1)]
    alt: Annotated[Text, Field(min_length=1)]
    caption: Text = ""
    credit: Text = ""
    id: Id = ""


class Sited(Record):
    """What may have a spot `at` on the map, a picture of its own, and `see` what tells of it."""

    at: Spot = ""
    see: Ids = ()
    picture: Text = ""
    alt: Text = ""
    credit: Text = ""
    text: Text = ""
    note: Text = ""

    @property
    def spot(self) -> tuple[float, float]:
        """Its spot in percent from the left and from the top, where it has one."""
        left, top = self.at.replace("%", "").split(",")
        return float(left), float(top)

    @property
    def is_shown(self) -> bool:
        """Whether there is more of it to show than a row of a table holds."""
        return bool(self.picture or self.text)


@dataclass(frozen=True)
class Mark:
    """A number on a map and its line of the legend: a `name`, the time, and the pages that tell of
    it; `leads_to` is the anchor of its record, `anchor` that of the line itself."""

    number: int
    spot: tuple[float, float]
    name: str | Markup
    when: str = ""
    pages: Markup = Markup("")
    leads_to: str = ""
    anchor: str = ""


class Mapped(Appendix):
    """An appendix whose records may be marked on a map."""

    map: Map | None = None

    def sites(self) -> Iterator[tuple[Path, Sited]]:
        """The records that may be marked, in order, with their paths."""
        raise NotImplementedError

    def numbers(self) -> dict[Path, int]:
        """The numbers of those that are marked; what is at the same spot shares its number."""
        spots: dict[str, int] = {}
        marked = [(path, site.at) for path, site in self.sites() if site.at and self.map]
        return {path: spots.setdefault(at, len(spots) + 1) for path, at in marked}

    def maps(self, words: Words, marks: list[Mark]) -> list[View]:
        """The map, in a list; spots that there is no map for are told."""
        if self.map:
            return [words.drawn_map(self.map, marks, "map")]
        for path, site in self.sites():
            if site.at:
                words.mistakes.add(
                    words.at(*path, "at"),
                    "there is no map to mark this on",
                    "Give the appendix one: “map:” with “picture:” and “alt:” below it; or take "
                    "“at” out.",
                )
        return []


def years_of(words: Words, span: Spanned | None) -> str:
    """The years of a stretch of time."""
    if span is None:
        return ""
    first, last = (d.to_the_year if d and d.date else d for d in (span.first, span.last))
    return words.span(Spanned.model_validate({"from": first, "to": last}))


def shown(words: Words, site: Sited, path: Path, name: str, span: Spanned | None) -> View:
    """What is shown of a record: its picture, its text, what is remarked on it, its time as `years`
    and as a `span`, which is `exact` where it says more; `name` is what it is called."""
    picture = words.picture(site.picture, *path, "picture", crop=_SHAPE) if site.picture else ""
    alt = site.alt or words.say("Picture: {name}", name=name)
    years, whole = years_of(words, span), words.span(span) if span else ""
    return {
        "years": years,
        "span": whole,
        "exact": whole if whole != years else "",
        "picture": picture,
        "alt": words.set(alt) if picture else "",
        "credit": words.credit(site.credit, *path, "credit") if picture else "",
        "text": words.blocks(site.text, *path, "text"),
        "note": words.line(site.note, *path, "note"),
        "pages": words.pages(site.see, *path, "see"),
    }
