"""Names and seats: what an organisation was called, and where it sat, over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from book.errors import Mistake, Place, Said
from book.manuscript.config import Occasion, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import Appendix, Fact, Spanned, View, Words
from book.manuscript.kinds.sense import overlapping


class NameOverTime(Spanned):
    name: Text
    note: Text = ""


class SeatOverTime(Spanned):
    address: Text
    note: Text = ""


@kind("names")
class Names(Appendix):
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

    def view(self, words: Words) -> View:
        names = [(item, item.name, ("names", i)) for i, item in enumerate(self.names)]
        seats = [(item, item.address, ("seats", i)) for i, item in enumerate(self.seats)]
        parts = (
            ("names", words.labels["names"], words.labels["name"], "name", names),
            ("seats", words.labels["seats"], words.labels["address"], "address", seats),
        )
        return {
            "parts": [
                {
                    "anchor": f"section-{self.id}-{part}",
                    "heading": heading,
                    "column": column,
                    "rows": [
                        {
                            "span": words.span(item),
                            "words": words.line(text, *path, field),
                            "note": words.line(item.note, *path, "note"),
                        }
                        for item, text, path in rows
                    ],
                }
                for part, heading, column, field, rows in parts
                if rows
            ]
        }
