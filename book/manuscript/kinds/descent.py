"""Who descends from whom among the records of a declared kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from book.manuscript.kinds.declared_view import span_of
from book.manuscript.kinds.record import Spanned, Words
from book.manuscript.register import plain_name

if TYPE_CHECKING:
    from book.manuscript.kinds.declared import DeclaredRecord


@dataclass
class Kin:
    """One of a family: the name, years or the like to stand below it, whom they married, their
    children in order."""

    name: str
    about: str = ""
    partners: tuple[str, ...] = ()
    children: list[Kin] = field(default_factory=list)


def forest(records: Sequence[DeclaredRecord], words: Words) -> list[Kin]:
    """The records that descend from no other one, with those that descend from them.

    A child of two parents stands with the one that is named first. Nobody is their own ancestor:
    who would be is taken to descend from nobody.
    """
    declaration = records[0].declaration if records else None
    if declaration is None or not declaration.parents:
        return []
    made = []
    known: dict[str, int] = {}
    for number, record in enumerate(records):
        partners = record[declaration.partners] if declaration.partners else ()
        several = partners if isinstance(partners, tuple) else (partners,) if partners else ()
        made.append(Kin(record.name, _years(words, record), several))
        for name in (record.id, record.name, *record.aliases):
            if name:
                known.setdefault(plain_name(name), number)
    above: dict[int, int] = {}
    for number, record in enumerate(records):
        named = record[declaration.parents] or ()
        for name in named if isinstance(named, tuple) else (named,):
            parent = known.get(plain_name(name))
            if parent is not None and not _descends(parent, number, above):
                above[number] = parent
                made[parent].children.append(made[number])
                break
    return [kin for number, kin in enumerate(made) if number not in above]


def _years(words: Words, record: DeclaredRecord) -> str:
    """When somebody lived, or the like: the first stretch of time that a record has."""
    for key in record.declaration.of_type("span", "date"):
        if record[key]:
            begins, ends = span_of(record[key])
            return words.span(Spanned.model_construct(first=begins, last=ends))
    return ""


def _descends(one: int, other: int, above: dict[int, int]) -> bool:
    """Whether one is the other, or descends from it."""
    while one != other and one in above:
        one = above[one]
    return one == other
