"""Rules on documents and on the chronology."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from book.check.copy import Copy, SourceLine
from book.check.findings import rule
from book.dates import PartialDate
from book.errors import Mistake, Place
from book.manuscript import records
from book.markup.typography import DOCUMENT_NUMBER

#: How far behind its number the date of a document may stand, in characters.
_NEAR = 70
#: An event begins with what is named this far from its beginning: `Quyết định số 1-QĐ/TU …`.
_AT_ONCE = 16


def _documents(copy: Copy) -> Iterator[tuple[str, int, records.Document]]:
    for appendix in copy.manuscript.appendices:
        if isinstance(appendix, records.Documents):
            for index, document in enumerate(appendix.documents):
                yield appendix.id, index, document


@rule("chronology-order")
def chronology_order(copy: Copy) -> Iterator[Mistake]:
    """An event of a chronology stands before an earlier one in its file. The book prints them in
    order; a wrong order in the source is often a wrong year."""
    for appendix in copy.manuscript.appendices:
        if not isinstance(appendix, records.Chronology):
            continue
        for n, (before, event) in enumerate(pairwise(appendix.events)):
            if event.when[0].surely_before(before.when[0]):
                yield Mistake(
                    copy.manuscript.place(appendix.id, "events", n + 1, "when"),
                    "this event is earlier than the one before it",
                    "Correct the date, or move the event.",
                )


@rule("document-twice")
def document_twice(copy: Copy) -> Iterator[Mistake]:
    """Two documents have the same number and kind, but neither `listed_as` nor issuers tell them
    apart; or the same document stands in the list twice."""
    seen: dict[tuple[str, str, str], str] = {}
    for appendix, i, document in _documents(copy):
        if not document.number:
            continue
        key = (document.number, document.kind, document.listed_as)
        if key in seen:
            yield Mistake(
                copy.manuscript.place(appendix, "documents", i, "number"),
                "the number {number} stands at “{other}” already",
                "Take one of them out, or tell them apart by “listed_as”.",
                {"number": document.number, "other": seen[key]},
            )
        seen.setdefault(key, document.id)


@rule("document-date")
def document_date(copy: Copy) -> Iterator[Mistake]:
    """A document has one date here and another there: in the list of documents, or in two places
    of the text.

    The date is the first one that stands close behind the number, in the same sentence.
    """
    listed: dict[str, list[records.Document]] = {}
    for _, _, document in _documents(copy):
        if document.number:
            listed.setdefault(document.number, []).append(document)
    said: dict[str, tuple[PartialDate, Place]] = {}
    for line, number, column, date in _dated_numbers(copy):
        recorded = [d.date for d in listed.get(number, ()) if d.date]
        place = line.at(column)
        if recorded:
            if not any(date.may_be(d) for d in recorded):
                yield Mistake(
                    place, "{number} is of {date} in the list of documents",
                    "Correct this date, or the list.",
                    {"number": number, "date": str(recorded[0])},
                )  # fmt: skip
        elif len(listed.get(number, ())) < 2:
            before = said.setdefault(number, (date, place))
            if not date.may_be(before[0]):
                yield Mistake(
                    place, "{number} has another date at {other}",
                    "Correct one of the two dates.", {"number": number, "other": before[1]},
                )  # fmt: skip


def _dated_numbers(copy: Copy) -> Iterator[tuple[SourceLine, str, int, PartialDate]]:
    """Each document number with a date behind it: its line, the date's column, the date."""
    between = re.compile(
        rf"[^.;:]*?(?<!\w)(?:{copy.words.dated})\s*" if copy.words.dated else "[ ,(]*"
    )
    for line in copy.lines:
        numbers = list(DOCUMENT_NUMBER.finditer(line.text))
        if not numbers:
            continue
        dates = copy.dates(line.text)
        for n, found in enumerate(numbers):
            end = numbers[n + 1].start() if n + 1 < len(numbers) else len(line.text)
            date = next((d for d in dates if found.end() <= d.start < end), None)
            if date is None or date.start - found.end() > _NEAR or date.date.day is None:
                continue
            if between.fullmatch(line.text[found.end() : date.start]):
                yield line, found[0], date.start, date.date


@rule("document-unknown")
def document_unknown(copy: Copy) -> Iterator[Mistake]:
    """The number of a document is written that is in no list of documents, and will not be found
    in the index. Told only where the book has such a list."""
    known = copy.manuscript.register
    if not any(entry.kind == "documents" for entry in known):
        return
    for line in copy.lines:
        for found in DOCUMENT_NUMBER.finditer(line.text):
            if found[0] not in known.bearers:
                yield Mistake(
                    line.at(found.start()), "{number} is in no list of documents",
                    "Correct the number, or add the document.", {"number": found[0]},
                )  # fmt: skip


@rule("event-date")
def event_date(copy: Copy) -> Iterator[Mistake]:
    """An event of a chronology begins with the name of a congress, or with the number of a
    document, and has another date than the record of it."""
    dated: dict[str, tuple[PartialDate, PartialDate]] = {}
    for appendix in copy.manuscript.appendices:
        if isinstance(appendix, records.Congresses):
            for c in appendix.congresses:
                dated[c.id] = (c.first, c.last or c.first)
    for _, _, document in _documents(copy):
        if document.date:
            dated[document.id] = (document.date, document.date)
    for appendix in copy.manuscript.appendices:
        if not isinstance(appendix, records.Chronology):
            continue
        for i, event in enumerate(appendix.events):
            first = next(iter(copy.named(event.text)), None)
            if first is None or len(first.bearers) != 1 or first.bearers[0] not in dated:
                continue
            begins, ends = dated[first.bearers[0]]
            if first.start > _AT_ONCE:
                continue
            if not (event.when[0].may_be(begins) and event.when[-1].may_be(ends)):
                yield Mistake(
                    copy.manuscript.place(appendix.id, "events", i, "when"),
                    "{name} is of {date} in its record", "Correct this date, or the record.",
                    {"name": event.text[first.start : first.end], "date": str(begins)},
                )  # fmt: skip
