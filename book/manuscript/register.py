"""The register: the people, bodies, places and documents that the book knows, by id and name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from book.errors import Mistakes, Place
from book.manuscript import records
from book.manuscript.records import Appendix

EntryKind = Literal["people", "organisations", "places", "documents", "congresses"]

_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}]+")


@dataclass(frozen=True)
class Entry:
    """One record of the register: its `heading` in an index, how `[[id]]` prints it, its names."""

    id: str
    kind: EntryKind
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


def entries_of(appendix: Appendix, places: dict[tuple[str | int, ...], Place]) -> Iterator[Entry]:
    """The register entries of one appendix file; `places` are those of its YAML tree."""

    def made(
        key: str,
        index: int,
        kind: EntryKind,
        record: records.Listed | records.Congress,
        printed: str = "",
        names: tuple[str, ...] = (),
        given: str = "",
        own: bool = True,
    ) -> Entry:
        printed = printed or record.name
        heading = getattr(record, "listed_as", "") or printed
        anchor = f"{kind}-{record.id}" if appendix.printed and own else ""
        return Entry(
            record.id,
            kind,
            heading,
            printed,
            names or (record.name,),
            record.aliases,
            given,
            anchor,
            places[(key, index)],
        )

    match appendix:
        case records.People():
            for i, p in enumerate(appendix.people):
                yield made("people", i, "people", p, given=p.given_name, own=p.has_card)
        case records.Congresses():
            for i, c in enumerate(appendix.congresses):
                yield made("congresses", i, "congresses", c)
        case records.Organisations():
            for i, o in enumerate(appendix.organisations):
                yield made("organisations", i, "organisations", o, own=o.founded is not None)
        case records.Places():
            for i, s in enumerate(appendix.places):
                yield made("places", i, "places", s)
        case records.Documents():
            for i, d in enumerate(appendix.documents):
                names = tuple(n for n in (d.number, d.name) if n)
                yield made("documents", i, "documents", d, printed=d.shown, names=names)
        case _:
            pass
