"""Places: names for the register and an index of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from book.errors import Place, Said
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import Appendix, Listed, View, Words
from book.manuscript.register import Entry


class PlaceName(Listed):
    pass


@kind("places")
class Places(Appendix):
    groups: ClassVar[dict[str, Said]] = {"places": Said("Index of places")}

    places: tuple[PlaceName, ...] = ()

    def entries(self, place: Callable[..., Place]) -> Iterator[Entry]:
        for i, record in enumerate(self.places):
            yield self.entry("places", record, place("places", i))

    def view(self, words: Words) -> View:
        return {"places": [words.own(record.id) for record in self.places]}
