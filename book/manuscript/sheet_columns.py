"""How records stand in a spreadsheet: which heading means which field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from book.languages.columns import headings
from book.languages.letters import in_words, plain
from book.manuscript.kinds.declaration import Declaration, Label, every
from book.manuscript.kinds.declarations import shipped

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def heading_key(text: str) -> str:
    """A heading as it is compared: without accents, capitals, brackets and punctuation."""
    return " ".join(in_words(plain(_BRACKETS.sub(" ", text)).casefold()))


@dataclass(frozen=True)
class Columns:
    """The columns of one kind's sheet.

    `records` is the key of the appendix under which the rows go. `fields` are the keys of a record
    with the headings that they may stand under, `nested` those of the records inside one, which
    go under `inside`: rows with the same `same` are then one record. `wanted` must all be there
    for a sheet to be taken for one of this kind. `lists` are the fields of several
    values, `persons` those of names of people, `called` the words by which a sheet's name means the
    kind; `makes_ids` says whether a record without an id gets one. `kind` is that of the appendix
    where the columns are entered under another name.
    """

    records: str
    fields: Mapping[str, tuple[str, ...]]
    wanted: tuple[str, ...]
    nested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inside: str = ""
    same: str = ""
    lists: frozenset[str] = frozenset(("aliases",))
    called: tuple[str, ...] = ()
    makes_ids: bool = True
    persons: frozenset[str] = frozenset()
    kind: str = ""

    def field_of(self, heading: str) -> str:
        """The field that a heading means; empty where it is none of this kind's."""
        key = heading_key(heading)
        for name, known in (*self.fields.items(), *self.nested.items()):
            if key and any(key == heading_key(words) for words in known):
                return name
        return ""


@cache
def built_in_columns() -> dict[str, Columns]:
    """The columns of the kinds that are modules, by the names of the kinds."""
    return {
        "people": Columns(
            records="people",
            fields=_headed(
                "people",
                "id",
                "name",
                "aliases",
                "known_as",
                "born",
                "died",
                "portrait",
                "focus",
                "note",
            ),
            wanted=("name",),
            nested=_headed("people", "office", "from", "to"),
            inside="terms",
            same="name",
            persons=frozenset(("name",)),
        ),
        "chronology": Columns(
            "events", _headed("chronology", "when", "text"), wanted=("when", "text")
        ),
        "documents": Columns(
            "documents",
            _headed("documents", "id", "number", "kind", "date", "issuer", "subject", "name"),
            wanted=("number", "subject"),
        ),
        "places": Columns("places", _headed("places", "id", "name", "aliases"), wanted=("name",)),
        "organisations": Columns(
            records="organisations",
            fields=_headed("organisations", "id", "name", "aliases", "founded", "founding", "text"),
            wanted=("name",),
            nested=_headed("organisations", "office", "person"),
            inside="leaders",
            same="name",
            persons=frozenset(("person",)),
        ),
        "congresses": Columns(
            records="congresses",
            fields=_headed(
                "congresses",
                "id",
                "name",
                "aliases",
                "from",
                "to",
                "term",
                "delegates",
                "committee",
                "standing_committee",
                "inspection",
                "direction",
                "theme",
                "goal",
                "breakthroughs",
                "note",
            ),
            wanted=("name", "from"),
            nested=_headed("congresses", "office", "people"),
            inside="elected",
            same="name",
            lists=frozenset(("aliases", "breakthroughs", "people")),
            called=headings("called", "congresses"),
            persons=frozenset(("people",)),
        ),
        "names": Columns(
            "names", _headed("names", "name", "from", "to", "note"), wanted=("name", "from")
        ),
        "seats": Columns(
            "seats",
            _headed("seats", "address", "from", "to", "note"),
            wanted=("address", "from"),
            called=headings("called", "seats"),
            kind="names",
        ),
    }


def _headed(kind: str, *keys: str) -> dict[str, tuple[str, ...]]:
    return {key: headings(kind, key) for key in keys}


def columns_of(name: str, declaration: Declaration) -> Columns:
    """The columns of a declared kind: a field stands under its label in any of its languages, or
    under its key; names, dates and remarks under the headings that offices give them, too."""
    fields: dict[str, tuple[str, ...]] = {}
    dates = declaration.of_type("span", "date")
    for key, declared in declaration.fields.items():
        known = (key, *_words(declared.label))
        if key == declaration.title_field and declared.indexed == "people":
            known += headings("shared", "name")
        if dates == [key]:
            known += headings("shared", "date")
        if key == "note":
            known += headings("shared", "note")
        fields[key] = known
    fields.setdefault("aliases", headings("people", "aliases"))
    fields.setdefault("id", headings("shared", "id"))
    required = tuple(key for key, declared in declaration.fields.items() if declared.required)
    return Columns(
        declaration.records,
        fields,
        required or (declaration.title_field,),
        lists=frozenset(("aliases", *(k for k, f in declaration.fields.items() if f.many))),
        called=(name, *_words(declaration.label)),
        makes_ids=False,
    )


def _words(label: Label) -> tuple[str, ...]:
    """The words of a label in all its languages, and each of those that commas part in it."""
    whole = every(label) if label else []
    return tuple(dict.fromkeys((*whole, *(part for words in whole for part in words.split(",")))))


@cache
def known_columns() -> dict[str, Columns]:
    """The columns of all kinds that the builder brings."""
    return {
        **built_in_columns(),
        **{name: columns_of(name, kind) for name, kind in shipped().items()},
    }
