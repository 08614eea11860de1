"""The appendices that list: chronology, statistics, organisations, names, places, documents."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from markupsafe import Markup

from book.manuscript import records
from book.sections.record_words import Context, RecordWords
from book.text import boxes


def chronology(words: RecordWords, appendix: records.Chronology) -> Context:
    events = sorted(enumerate(appendix.events), key=lambda e: (e[1].when[0], e[0]))
    years = []
    for year, group in groupby(events, key=lambda e: e[1].year):
        years.append(
            (
                words.say("heading: year", year=year),
                [
                    {
                        "when": _when(words, event),
                        "text": words.line(event.text, "events", i, "text"),
                    }
                    for i, event in group
                ],
            )
        )
    return {"years": years}


def _when(words: RecordWords, event: records.Event) -> str:
    """The date of an event without its year, which stands above; empty for a year alone."""
    return " – ".join(
        words.context.language.day_of_year(w) for w in event.when if w.month is not None
    )


def statistics(words: RecordWords, appendix: records.Statistics) -> Context:
    tables = []
    for i, table in enumerate(appendix.tables):
        where = ("tables", i)
        title = words.line(table.title, *where, "title")
        anchor, caption = boxes.numbered(words.renderer, True, table.id, title, 0)
        tables.append(
            {
                "anchor": anchor,
                "caption": Markup(caption),
                "periods": [words.prose.set(p.name) for p in table.periods],
                "rows": [
                    {
                        "name": words.line(measure.name, *where, "measures", j, "name"),
                        "unit": measure.unit,
                        "values": [words.value(measure.values.get(p.id)) for p in table.periods],
                    }
                    for j, measure in enumerate(table.measures)
                ],
                "note": words.line(table.note, *where, "note"),
            }
        )
    return {"tables": tables}


def organisations(words: RecordWords, appendix: records.Organisations) -> Context:
    made = []
    for i, body in enumerate(appendix.organisations):
        if body.founded is None:
            continue
        where = ("organisations", i)
        made.append(
            {
                **words.own(body.id),
                "founded": words.context.language.date(body.founded),
                "founding": words.line(body.founding, *where, "founding"),
                "leaders": [
                    (held.office, words.person(held.person, *where, "leaders", j))
                    for j, held in enumerate(body.leaders)
                ],
                "sizes": [
                    {
                        "when": words.context.language.date(size.when),
                        "units": size.units_text or words.value(size.units),
                        "members": size.members_text or words.value(size.members),
                    }
                    for size in body.sizes
                ],
                "congresses": [
                    (words.prose.set(c.name), words.prose.set(c.term)) for c in body.congresses
                ],
                "text": words.blocks(body.text, *where, "text"),
            }
        )
    return {"organisations": made}


def names(words: RecordWords, appendix: records.Names) -> Context:
    def rows(key: str, field: str, items: Any) -> list[Context]:
        return [
            {
                "span": words.span(item),
                "words": words.line(getattr(item, field), key, i, field),
                "note": words.line(item.note, key, i, "note"),
            }
            for i, item in enumerate(items)
        ]

    anchor = f"section-{appendix.id}"
    parts = [
        ("Names", "Name", rows("names", "name", appendix.names)),
        ("Seats", "Seat", rows("seats", "address", appendix.seats)),
    ]
    return {
        "parts": [
            {
                "anchor": f"{anchor}-{heading.lower()}",
                "heading": words.say(heading),
                "column": words.say(column),
                "rows": found,
            }
            for heading, column, found in parts
            if found
        ]
    }


def places(words: RecordWords, appendix: records.Places) -> Context:
    return {"places": [words.own(place.id) for place in appendix.places]}


def documents(words: RecordWords, appendix: records.Documents) -> Context:
    kinds: dict[str, list[Context]] = {}
    for i, document in enumerate(appendix.documents):
        where = ("documents", i)
        entry = words.prose.register[document.id]
        shown = words.prose.set(document.number or document.name)
        kinds.setdefault(document.kind or words.say("Other documents"), []).append(
            {
                "anchor": entry.anchor,
                "number": words.prose.mention(document.id, shown, main=True),
                "date": words.context.language.date(document.date) if document.date else "",
                "issuer": words.line(document.issuer, *where, "issuer"),
                "subject": words.line(document.subject, *where, "subject"),
            }
        )
    return {
        "groups": [
            {"anchor": f"section-{appendix.id}-{n}", "kind": kind, "documents": found}
            for n, (kind, found) in enumerate(kinds.items(), 1)
        ]
    }
