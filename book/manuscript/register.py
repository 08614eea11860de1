"""The register: the people, bodies, places and documents that the book knows, by id and name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from book.errors import Mistakes, Place

_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}]+")


@dataclass(frozen=True)
class Entry:
    """One record of the register: its `heading` in an index, how `[[id]]` prints it, its names."""

    id: str
    #: The group of records that it belongs to, by which indexes choose.
    kind: str
    heading: str
    printed: str
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    given: str = ""
    #: The anchor of the record's own entry in a printed appendix, where it has one.
    anchor: str = ""
    place: Place = field(default=Place(""), compare=False)


class Register:
    """All entries, by id, and each name with the ids that bear it."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.bearers: dict[str, tuple[str, ...]] = {}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __getitem__(self, entry_id: str) -> Entry:
        return self.entries[entry_id]

    def __contains__(self, entry_id: str) -> bool:
        return entry_id in self.entries

    def add(self, entry: Entry, mistakes: Mistakes) -> None:
        if entry.id in self.entries:
            mistakes.add(
                entry.place,
                "the id “{id}” is taken already, at {other}",
                "Give one of the two another id.",
                id=entry.id,
                other=self.entries[entry.id].place,
            )
            return
        self.entries[entry.id] = entry
        for name in dict.fromkeys(plain_name(n) for n in (*entry.names, *entry.aliases)):
            self.bearers[name] = (*self.bearers.get(name, ()), entry.id)


def plain_name(name: str) -> str:
    """A name with single plain spaces, as it is looked for in prose."""
    return _SPACES.sub(" ", name).strip()
