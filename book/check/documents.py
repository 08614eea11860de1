"""Rules on documents and on the chronology."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from book.check.context import CheckContext
from book.check.findings import not_whole, rule
from book.dates import RecordDate
from book.errors import Mistake
from book.manuscript.kinds.chronology import Chronology
from book.manuscript.kinds.congresses import Congresses
from book.manuscript.kinds.documents import Document, Documents
from book.sources import CONFIG
from book.text.typography import DOCUMENT_NUMBER

#: An event begins with what is named this far from its beginning: `Quyết định số 1-QĐ/TU …`.
_AT_ONCE = 16


def _documents(context: CheckContext) -> Iterator[tuple[str, int, Document]]:
    for appendix in context.manuscript.appendices:
        if isinstance(appendix, Documents):
            for index, document in enumerate(appendix.documents):
                yield appendix.id, index, document


@rule("chronology-order")
def chronology_order(context: CheckContext) -> Iterator[Mistake]:
    """An event of a chronology stands before an earlier one in its file. The book prints them in
    order; a wrong order in the source is often a wrong year."""
    for appendix in context.manuscript.appendices:
        if not isinstance(appendix, Chronology):
            continue
        for n, (before, event) in enumerate(pairwise(appendix.events)):
            if event.when[0].surely_before(before.when[0]):
                yield Mistake(
                    context.manuscript.place(appendix.id, "events", n + 1, "when"),
                    "this event is earlier than the one before it",
                    "Correct the date, or move the event.",
                )


@rule("document-twice")
def document_twice(context: CheckContext) -> Iterator[Mistake]:
    """Two documents have the same number and kind, but neither `listed_as` nor issuers tell them
    apart; or the same document stands in the list twice."""
    seen: dict[tuple[str, str, str], str] = {}
    for appendix, i, document in _documents(context):
        if not document.number:
            continue
        key = (document.number, document.kind, document.listed_as)
        if key in seen:
            yield Mistake(
                context.manuscript.place(appendix, "documents", i, "number"),
                "the number {number} stands at “{other}” already",
                "Take one of them out, or tell them apart by “listed_as”.",
                {"number": document.number, "other": seen[key]},
            )
        seen.setdefault(key, document.id)


@rule("document-unknown", unless=not_whole)
def document_unknown(context: CheckContext) -> Iterator[Mistake]:
    """The number of a document is written that is in no list of documents, and will not be found
    in the index. Told only where the book has such a list; the imprint's numbers are in none."""
    known = context.manuscript.register
    if not any(entry.kind == "documents" for entry in known):
        return
    for line in context.lines:
        if line.place.file == CONFIG and line.path[:1] == ("imprint",):
            continue
        for found in DOCUMENT_NUMBER.finditer(line.text):
            if found[0] not in known.bearers:
                yield Mistake(
                    line.at(found.start()),
                    "{number} is in no list of documents",
                    "Correct the number, or add the document.",
                    {"number": found[0]},
                )


@rule("event-date")
def event_date(context: CheckContext) -> Iterator[Mistake]:
    """An event of a chronology begins with the name of a congress, or with the number of a
    document, and has another date than the record of it."""
    dated: dict[str, tuple[RecordDate, RecordDate]] = {}
    for appendix in context.manuscript.appendices:
        if isinstance(appendix, Congresses):
            for c in appendix.congresses:
                dated[c.id] = (c.first, c.last or c.first)
    for _, _, document in _documents(context):
        if document.date:
            dated[document.id] = (document.date, document.date)
    for appendix in context.manuscript.appendices:
        if not isinstance(appendix, Chronology):
            continue
        for i, event in enumerate(appendix.events):
            first = next(iter(context.named(event.text)), None)
            if first is None or len(first.bearers) != 1 or first.bearers[0] not in dated:
                continue
            begins, ends = dated[first.bearers[0]]
            if first.start > _AT_ONCE:
                continue
            if not (event.when[0].may_be(begins) and event.when[-1].may_be(ends)):
                yield Mistake(
                    context.manuscript.place(appendix.id, "events", i, "when"),
                    "{name} is of {date} in its record",
                    "Correct this date, or the record.",
                    {"name": event.text[first.start : first.end], "date": str(begins)},
                )
