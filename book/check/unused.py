"""A rule on records that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import not_whole, rule
from book.errors import Mistake
from book.manuscript.kinds.people import People

#: Groups whose printed list is there for what the text names.
_TO_BE_NAMED = ("places", "documents", "congresses")


@rule("record-unused", unless=not_whole)
def record_unused(context: CheckContext) -> Iterator[Mistake]:
    """A person, body, place or document is in the register, but neither the chapters nor another
    record name it; or an office has no holder. It is printed in its list alone, or nowhere."""
    register = context.manuscript.register
    used: set[str] = set()
    for line in context.lines:
        own = _own_record(context, line.place.file, line.path)
        for found in context.named(line.text):
            used.update(b for b in found.bearers if b != own)
        if line.path and line.text in register and line.path[-1] != "id":
            used.add(line.text)
    for entry in register:
        listed_for_itself = entry.anchor and entry.kind not in _TO_BE_NAMED
        if entry.id not in used and not listed_for_itself:
            yield Mistake(
                entry.place,
                "nothing refers to {name}",
                "Name it in a chapter, or take the record out.",
                {"name": entry.printed},
            )
    for appendix in context.manuscript.appendices:
        if not isinstance(appendix, People):
            continue
        held = {term.office for person in appendix.people for term in person.terms}
        for i, office in enumerate(appendix.offices):
            if office.id not in held:
                yield Mistake(
                    context.manuscript.place(appendix.id, "offices", i),
                    "nobody holds the office {office}",
                    "Enter its holders, or take the office out.",
                    {"office": office.name},
                )


def _own_record(context: CheckContext, file: str, path: tuple[str | int, ...]) -> str:
    """The id of the record that a line is a part of; empty for a chapter."""
    if len(path) < 2:
        return ""
    for tree in context.manuscript.trees.values():
        if tree.place(()).file == file and path[:2] in tree.places:
            record = tree.at(path[:2])
            return str(record.get("id", "")) if isinstance(record, dict) else ""
    return ""
