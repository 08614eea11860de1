"""The register: the people, bodies, places and documents that the book knows, by id and name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from book.errors import Mistakes, Place
from book.manuscript.config import slug_of
from book.manuscript.ids import tell_taken

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
            tell_taken(entry.id, entry.place, self.entries[entry.id].place, mistakes)
            return
        self._enter(entry)

    def add_by_name(self, entry: Entry) -> None:
        """Add an entry that has no id but its name. One of the group that bears it is the same."""
        if self.named(entry.kind, entry.printed):
            return
        made = slug_of(entry.printed) or "x"
        free = (made if n == 1 else f"{made}-{n}" for n in count(1))
        found = next(name for name in free if name not in self.entries)
        self._enter(replace(entry, id=found, anchor=entry.anchor and f"{entry.anchor}{found}"))

    def named(self, group: str, name: str) -> Entry | None:
        """The first entry of a group that has this id or bears this name."""
        ids = (name, *self.bearers.get(plain_name(name), ()))
        found = (self.entries[i] for i in ids if i in self.entries)
        return next((entry for entry in found if entry.kind == group), None)

    def person(self, named: str) -> str:
        """The id of a person who is named by it, or by a name; what is neither as it is."""
        entry = None if named in self.entries else self.named("people", named)
        return entry.id if entry else named

    def _enter(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        for name in dict.fromkeys(plain_name(n) for n in (*entry.names, *entry.aliases)):
            self.bearers[name] = (*self.bearers.get(name, ()), entry.id)


def plain_name(name: str) -> str:
    """A name with single plain spaces, as it is looked for in prose."""
    return _SPACES.sub(" ", name).strip()
