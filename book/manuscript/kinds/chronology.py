"""Chronology: what happened when, by years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from book.manuscript.config import Dates, Opening, Record, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import Appendix, Fact, View, Words

#: The shape of pictures beside events, width by height.
_PICTURE = "3:2"


class Event(Record):
    """One line of a chronology; `when` is a date, or the first and last of a stretch. A `major`
    one has more weight, and any may have a picture."""

    when: Dates
    text: Text
    major: bool = False
    picture: Opening | None = None

    @property
    def year(self) -> int | None:
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
                    words.say("heading: year", year=year) if year else words.say("Not dated"),
                    [
                        {
                            "when": _when(words, event),
                            "text": words.line(event.text, "events", i, "text"),
                            "major": event.major,
                            "picture": _picture(words, event, i),
                        }
                        for i, event in group
                    ],
                )
                for year, group in groupby(events, key=lambda item: item[1].year)
            ]
        }


def _picture(words: Words, event: Event, i: int) -> View | None:
    """The picture of an event, and what is said of it."""
    if event.picture is None:
        return None
    given = event.picture
    path = ("events", i, "picture")
    source = words.picture(given.file, *path, "file", crop=_PICTURE, focus=given.focus)
    return {"src": source, "alt": given.alt, "credit": given.credit}


def _when(words: Words, event: Event) -> str:
    """The date of an event without its year, which stands above; empty for a year alone."""
    if event.year is None:
        return ""
    told = [
        words.day_of_year(when) if when.year == event.year else words.date(when)
        for when in event.when
    ]
    if not told[0] and any(told):
        # From a year to another: the first is told too, or the last would stand alone.
        told[0] = words.date(event.when[0])
    return " – ".join(date for date in told if date)
