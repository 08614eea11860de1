"""Names and seats: what an organisation was called, and where it sat, over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from book.errors import Mistake, Place, Said
from book.manuscript.config import Occasion, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.maps import Mapped, Mark, Sited, shown
from book.manuscript.kinds.record import Fact, Spanned, View, Words
from book.manuscript.kinds.sense import overlapping
from book.manuscript.yamltext import Path


class NameOverTime(Spanned):
    name: Text
    note: Text = ""


class SeatOverTime(Spanned, Sited):
    """Where a body sat; `name` is what the house or the place is called."""

    address: Text
    name: Text = ""


@kind("names")
class Names(Mapped):
    words: ClassVar[dict[str, Said]] = {
        "time": Said("Time"),
        "names": Said("Names"),
        "name": Said("Name"),
        "seats": Said("Seats"),
        "address": Said("Seat"),
    }

    names: tuple[NameOverTime, ...] = ()
    seats: tuple[SeatOverTime, ...] = ()

    def faults(self, place: Callable[..., Place], occasion: Occasion) -> Iterator[Mistake]:  # noqa: ARG002
        for key in ("names", "seats"):
            records = enumerate(getattr(self, key))
            yield from overlapping(((record, (key, i)) for i, record in records), place)

    def facts(self) -> Iterator[Fact]:
        for i, name in enumerate(self.names):
            yield Fact("", "name", name.name, ("names", i, "name"), (name.first, name.last))
        for i, seat in enumerate(self.seats):
            yield Fact("", "seat", seat.address, ("seats", i, "address"), (seat.first, seat.last))

    def sites(self) -> Iterator[tuple[Path, Sited]]:
        for i, seat in enumerate(self.seats):
            yield ("seats", i), seat

    def view(self, words: Words) -> View:
        numbers = self.numbers()
        seats = [self._seat(words, i, numbers.get(("seats", i), 0)) for i in range(len(self.seats))]
        parts = (
            ("names", "name", [self._name(words, i) for i in range(len(self.names))]),
            ("seats", "address", seats),
        )
        marks = [
            Mark(
                row["number"],
                seat.spot,
                words.set(seat.name or seat.address),
                row["years"],
                row["pages"],
                leads_to=row["anchor"],
            )
            for seat, row in zip(self.seats, seats, strict=True)
            if row["number"]
        ]
        return {
            "maps": self.maps(words, marks),
            "parts": [
                {
                    "part": part,
                    "anchor": f"section-{self.id}-{part}",
                    "heading": words.labels[part],
                    "column": words.labels[column],
                    "is_shown": part == "seats" and any(seat.is_shown for seat in self.seats),
                    "rows": rows,
                }
                for part, column, rows in parts
                if rows
            ],
        }

    def _name(self, words: Words, i: int) -> View:
        name = self.names[i]
        return {
            "anchor": "",
            "number": 0,
            "name": "",
            "span": words.span(name),
            "words": words.line(name.name, "names", i, "name"),
            "note": words.line(name.note, "names", i, "note"),
            "pages": "",
        }

    def _seat(self, words: Words, i: int, number: int) -> View:
        seat, path = self.seats[i], ("seats", i)
        return {
            "anchor": f"section-{self.id}-seat-{i + 1}",
            "number": number,
            "words": words.line(seat.address, *path, "address"),
            "name": words.line(seat.name, *path, "name"),
            **shown(words, seat, path, seat.name or seat.address, seat),
        }
