"""Whose slips came back signed, and of whom the book says something else since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from book.editions.edition import BookSource
from book.editions.slips import slip_named, slips_of
from book.errors import Mistakes
from book.rounds.signing import SLIPS, Signature, day_of, read_signatures, write_signatures
from book.sections.slips import Slip


def slips_with_signatures(source: BookSource) -> list[tuple[Slip, Signature]]:
    """All slips with what is known of each. Raises BookError."""
    known = _known(source)
    return [(slip, known.get(slip.id, Signature())) for slip in slips_of(source)]


def note_signed(source: BookSource, names: Iterable[str], day: str = "") -> None:
    """Note that slips, by ids or names, came back signed on a day (ISO 8601, today when not given).
    Raises RequestError for a name that no slip has, BookError."""
    when, known, found = day_of(day), _known(source), slips_of(source)
    for name in names:
        slip = slip_named(found, name)
        before = known.get(slip.id, Signature())
        known[slip.id] = replace(before, state="signed", by=slip.name, day=when, mark=slip.mark)
    write_signatures(source.folder, SLIPS, known)


def _known(source: BookSource) -> dict[str, Signature]:
    mistakes = Mistakes()
    known = read_signatures(source.folder, SLIPS, mistakes)
    mistakes.raise_any()
    return known
