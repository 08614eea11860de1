"""Places: names for the register and an index of them; where they are on a map, and their time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from pydantic import Field

from book.dates import RecordDate
from book.errors import Mistake, Place, Said
from book.manuscript.config import Date, End, Occasion
from book.manuscript.kinds import kind
from book.manuscript.kinds.maps import Mapped, Mark, Sited, shown
from book.manuscript.kinds.record import Listed, Spanned, View, Words
from book.manuscript.register import Entry
from book.manuscript.yamltext import Path


class PlaceName(Listed, Sited):
    """A place by its name; `from` and `to` say when it was what the book tells it to be."""

    first: Date | None = Field(default=None, alias="from")
    last: End | None = Field(default=None, alias="to")

    @property
    def lasted(self) -> Spanned | None:
        """Its time; None where neither end of it is said."""
        if self.first is None and self.last is None:
            return None
        first = self.first or RecordDate(None, "unknown")
        return Spanned.model_validate({"from": first, "to": self.last})


@kind("places")
class Places(Mapped):
    groups: ClassVar[dict[str, Said]] = {"places": Said("Index of places")}
    words: ClassVar[dict[str, Said]] = {
        "place": Said("Place"),
        "time": Said("Time"),
        "note": Said("Remarks"),
    }

    places: tuple[PlaceName, ...] = ()

    def entries(self, place: Callable[..., Place]) -> Iterator[Entry]:
        for i, record in enumerate(self.places):
            yield self.entry("places", record, place("places", i))

    def faults(self, place: Callable[..., Place], occasion: Occasion) -> Iterator[Mistake]:  # noqa: ARG002
        for i, record in enumerate(self.places):
            if (lasted := record.lasted) and lasted.is_backwards:
                yield Mistake(
                    place("places", i, "to"),
                    "this ends before it begins",
                    "Correct “from” or “to”.",
                )

    def sites(self) -> Iterator[tuple[Path, Sited]]:
        for i, place in enumerate(self.places):
            yield ("places", i), place

    def view(self, words: Words) -> View:
        numbers = self.numbers()
        rows = [self._row(words, i, numbers.get(("places", i), 0)) for i in range(len(self.places))]
        # Where the legend says all that there is, it is the list.
        is_list = not any(place.note or place.is_shown for place in self.places)
        marks: list[Mark] = []
        for place, row in zip(self.places, rows, strict=True):
            if row["number"]:
                marks.append(
                    Mark(
                        row["number"],
                        place.spot,
                        row["name"] if is_list else words.set(place.name),
                        row["years"],
                        row["pages"],
                        leads_to="" if is_list else row["anchor"],
                        anchor=row["anchor"] if is_list else "",
                    )
                )
        listed = [r for r in rows if not (r["is_shown"] or (is_list and r["number"]))]
        return {
            "maps": self.maps(words, marks),
            "shown": [row for row in rows if row["is_shown"]],
            "places": listed,
            "has_times": any(row["span"] for row in listed),
            "has_notes": any(row["note"] for row in listed),
        }

    def _row(self, words: Words, i: int, number: int) -> View:
        place, path = self.places[i], ("places", i)
        return {
            **words.own(place.id),
            "number": number,
            "words": "",
            "is_shown": place.is_shown,
            **shown(words, place, path, place.name, place.lasted),
        }
