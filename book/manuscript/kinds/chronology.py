"""Chronology: what happened when, by years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated

from pydantic import BeforeValidator

from book.dates import PartialDate
from book.errors import UnfitError
from book.manuscript.config import Record, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import Appendix, Fact, View, Words


def _span(value: object) -> object:
    if isinstance(value, tuple):
        return value
    parts = str(value).split("/")
    if len(parts) > 2:
        raise UnfitError("write one date, or two with a slash between them")
    return tuple(PartialDate.parse(part) for part in parts)


class Event(Record):
    """One line of a chronology; `when` is a date, or two: `1996-02-09/1996-02-10`."""

    when: Annotated[tuple[PartialDate, ...], BeforeValidator(_span)]
    text: Text

    @property
    def year(self) -> int:
        return self.when[0].year


@kind("chronology")
class Chronology(Appendix):
    events: tuple[Event, ...] = ()

    def facts(self) -> Iterator[Fact]:
        for i, event in enumerate(self.events):
            span = (event.when[0], event.when[-1])
            yield Fact(event.text, "happened", event.text, ("events", i, "text"), span)

    def view(self, words: Words) -> View:
        events = sorted(enumerate(self.events), key=lambda item: (item[1].when[0], item[0]))
        return {
            "years": [
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
                for year, group in groupby(events, key=lambda item: item[1].year)
            ]
        }


def _when(words: Words, event: Event) -> str:
    """The date of an event without its year, which stands above; empty for a year alone."""
    return " – ".join(words.day_of_year(when) for when in event.when if when.month is not None)
