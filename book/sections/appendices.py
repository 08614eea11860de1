"""The structured appendices: each kind's records as the words that its template prints."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from markupsafe import Markup

from book.errors import Place
from book.manuscript import records
from book.manuscript.records import Appendix
from book.markup import boxes
from book.markup.pictures import image_file
from book.markup.references import Target
from book.sections.section import Section
from book.sections.workshop import Workshop

Context = dict[str, Any]


def appendix_sections(workshop: Workshop) -> list[Section]:
    """The printed appendices in order, behind an opener of their own when there are several."""
    printed = [a for a in workshop.manuscript.appendices if a.printed]
    sections = []
    for number, appendix in enumerate(printed, 1):
        said = workshop.language.say("Appendix {number}", number=number)
        sections.append(_Writer(workshop, appendix).section(said, 1 if len(printed) > 1 else 0))
    if len(sections) > 1:
        sections.insert(0, _opener(workshop, sections))
    return sections


def _opener(workshop: Workshop, sections: list[Section]) -> Section:
    title = workshop.language.say("Appendices")
    html = workshop.templates.render(
        "part.html", kind="part", start="recto", anchor="section-appendices", title=title,
        names=[s.title for s in sections],
    )  # fmt: skip
    return Section("appendices", "part", html, title)


class _Writer:
    """Writes one appendix."""

    def __init__(self, workshop: Workshop, appendix: Appendix) -> None:
        self.workshop = workshop
        self.appendix = appendix
        self.say = workshop.language.say
        self.prose = workshop.prose(appendix.id)
        self.at = Place("")
        self.renderer = workshop.renderer(self.prose, self._line_place)

    def _line_place(self, line: int) -> Place:
        return Place(self.at.file, self.at.line + line, self.at.column if not line else 0)

    def section(self, number: str, depth: int) -> Section:
        appendix, workshop = self.appendix, self.workshop
        anchor = f"section-{appendix.id}"
        title = self.prose.set(appendix.title)
        place = self._at("title")
        workshop.numbered.target(
            appendix.id, Target(anchor, number), self.prose.register, place, workshop.mistakes
        )
        title_words = self.prose.words(title, place)
        self._at("intro")
        intro = Markup(self.renderer.blocks(appendix.intro))
        html = workshop.templates.render(
            f"{appendix.kind}.html",
            kind=f"appendix {appendix.kind}",
            start="recto",
            anchor=anchor,
            number=number,
            title=title,
            title_words=title_words,
            intro=intro,
            **self._records(),
        )
        return Section(
            appendix.id, "appendix", html, title, number, appendix.short_title or title,
            mentions=tuple(self.prose.mentions), references=tuple(self.prose.references),
            depth=depth,
        )  # fmt: skip

    def _records(self) -> Context:
        writers: dict[str, Callable[[Any], Context]] = {
            "people": self._people,
            "congresses": self._congresses,
            "chronology": self._chronology,
            "statistics": self._statistics,
            "organisations": self._organisations,
            "names": self._names,
            "places": self._places,
            "documents": self._documents,
        }
        return writers[self.appendix.kind](self.appendix)

    # Words of a record --------------------------------------------------------------------

    def _at(self, *path: str | int) -> Place:
        self.at = self.workshop.manuscript.place(self.appendix.id, *path)
        return self.at

    def _line(self, text: str, *path: str | int) -> Markup:
        """A value of a record: one line of Markdown."""
        self._at(*path)
        return Markup(self.renderer.line(text))

    def _person(self, person_id: str, *path: str | int) -> Markup:
        return self.prose.person(person_id, self._at(*path))

    def _own(self, record_id: str) -> Context:
        """The anchor of a record's own entry and its name as the main mention."""
        entry = self.prose.register[record_id]
        return {
            "anchor": entry.anchor,
            "name": self.prose.mention(record_id, self.prose.set(entry.printed), main=True),
        }

    def _span(self, record: Any) -> str:
        return self.workshop.language.span(record.first, record.last)

    # Kinds --------------------------------------------------------------------------------

    def _people(self, appendix: records.People) -> Context:
        offices = {office.id: office for office in appendix.offices}
        held: dict[str, list[tuple[records.Term, str, int, int]]] = {o: [] for o in offices}
        for i, person in enumerate(appendix.people):
            for j, term in enumerate(person.terms):
                if term.office not in offices:
                    self.workshop.mistakes.add(
                        self._at("people", i, "terms", j, "office"),
                        "there is no office “{office}”",
                        "Use one of: {known}; or add it to “offices”.",
                        office=term.office,
                        known=", ".join(offices) or "–",
                    )
                    continue
                held[term.office].append((term, person.id, i, j))
        for terms in held.values():
            terms.sort(key=lambda t: t[0].first)
        anchor = f"section-{appendix.id}"
        return {
            "offices": [
                {
                    "anchor": f"{anchor}-{office.id}",
                    "name": office.plural or office.name,
                    "single": office.name,
                    "held": [
                        {
                            "person": self._person(person_id, "people", i),
                            "span": self._span(term),
                            "note": self._line(term.note, "people", i, "terms", j, "note"),
                        }
                        for term, person_id, i, j in held[office.id]
                    ],
                }
                for office in appendix.offices
                if held[office.id]
            ],
            "stretches": [
                {
                    "name": self.prose.set(stretch.name),
                    "holders": [
                        [
                            self._person(p, "stretches", i)
                            for p in dict.fromkeys(
                                person_id
                                for term, person_id, *_ in held[office.id]
                                if _overlap(term, stretch)
                            )
                        ]
                        for office in appendix.offices
                        if held[office.id]
                    ],
                }
                for i, stretch in enumerate(appendix.stretches)
            ],
            "stretches_anchor": f"{anchor}-terms",
            "cards_anchor": f"{anchor}-cards",
            "cards": [
                self._card(i, person, offices)
                for i, person in enumerate(appendix.people)
                if person.has_card
            ],
        }

    def _card(self, i: int, person: records.Person, offices: dict[str, records.Office]) -> Context:
        if person.portrait and not image_file(self.workshop.manuscript.folder, person.portrait):
            self.workshop.mistakes.add(
                self._at("people", i, "portrait"),
                "the image {file} is not in the book folder",
                "Put it there, or correct its name (capitals count).",
                file=person.portrait,
            )
        return {
            **self._own(person.id),
            "monogram": person.monogram,
            "portrait": person.portrait,
            "portrait_alt": self.say("Portrait of {name}", name=person.name),
            "known_as": self._line(person.known_as, "people", i, "known_as"),
            "terms": [
                {"office": offices[t.office].name, "span": self._span(t)}
                for t in person.terms
                if t.office in offices
            ],
            "note": self._line(person.note, "people", i, "note"),
        }

    def _congresses(self, appendix: records.Congresses) -> Context:
        facts = (
            ("term", "Term"), ("delegates", "Delegates"), ("committee", "Committee"),
            ("standing_committee", "Standing committee"), ("inspection", "Inspection committee"),
        )  # fmt: skip
        texts = (("direction", "Direction"), ("theme", "Theme"), ("goal", "Goal"))

        def lines(congress: records.Congress, i: int, keys: Any) -> list[tuple[str, Markup]]:
            return [
                (self.say(label), self._line(getattr(congress, key), "congresses", i, key))
                for key, label in keys
                if getattr(congress, key)
            ]

        made = []
        for i, congress in enumerate(appendix.congresses):
            where = ("congresses", i)
            made.append(
                {
                    "anchor": self.prose.register[congress.id].anchor,
                    "name": self.prose.set(congress.name),
                    "facts": [
                        (self.say("Date"), self._span(congress)),
                        *lines(congress, i, facts),
                    ],
                    "elected": [
                        (e.office, [self._person(p, *where, "elected", j) for p in e.people])
                        for j, e in enumerate(congress.elected)
                    ],
                    "texts": lines(congress, i, texts),
                    "breakthroughs": [
                        self._line(text, *where, "breakthroughs", j)
                        for j, text in enumerate(congress.breakthroughs)
                    ],
                    "note": self._line(congress.note, *where, "note"),
                }
            )
        return {"congresses": made}

    def _chronology(self, appendix: records.Chronology) -> Context:
        events = sorted(enumerate(appendix.events), key=lambda e: (e[1].when[0], e[0]))
        years = []
        for year, group in groupby(events, key=lambda e: e[1].year):
            years.append(
                (
                    str(year),
                    [
                        {
                            "when": self._when(event),
                            "text": self._line(event.text, "events", i, "text"),
                        }
                        for i, event in group
                    ],
                )
            )
        return {"years": years}

    def _when(self, event: records.Event) -> str:
        """The date of an event without its year, which stands above; empty for a year alone."""
        return " – ".join(
            self.workshop.language.day_of_year(w) for w in event.when if w.month is not None
        )

    def _statistics(self, appendix: records.Statistics) -> Context:
        tables = []
        for i, table in enumerate(appendix.tables):
            where = ("tables", i)
            title = self._line(table.title, *where, "title")
            anchor, caption = boxes.numbered(self.renderer, True, table.id, title, 0)
            tables.append(
                {
                    "anchor": anchor,
                    "caption": Markup(caption),
                    "periods": [self.prose.set(p.name) for p in table.periods],
                    "rows": [
                        {
                            "name": self._line(measure.name, *where, "measures", j, "name"),
                            "unit": measure.unit,
                            "values": [
                                self._value(measure.values.get(p.id)) for p in table.periods
                            ],
                        }
                        for j, measure in enumerate(table.measures)
                    ],
                    "note": self._line(table.note, *where, "note"),
                }
            )
        return {"tables": tables}

    def _value(self, value: int | float | str | None) -> str:
        if value is None:
            return "–"
        if isinstance(value, int | float):
            return self.workshop.language.number(value)
        return self.prose.set(value)

    def _organisations(self, appendix: records.Organisations) -> Context:
        made = []
        for i, body in enumerate(appendix.organisations):
            if body.founded is None:
                continue
            where = ("organisations", i)
            self._at(*where, "text")
            made.append(
                {
                    **self._own(body.id),
                    "founded": self.workshop.language.date(body.founded),
                    "founding": self._line(body.founding, *where, "founding"),
                    "leaders": [
                        (held.office, self._person(held.person, *where, "leaders", j))
                        for j, held in enumerate(body.leaders)
                    ],
                    "sizes": [
                        {
                            "when": self.workshop.language.date(size.when),
                            "units": size.units_text or self._value(size.units),
                            "members": size.members_text or self._value(size.members),
                        }
                        for size in body.sizes
                    ],
                    "congresses": [
                        (self.prose.set(c.name), self.prose.set(c.term)) for c in body.congresses
                    ],
                    "text": Markup(self.renderer.blocks(body.text)),
                }
            )
        return {"organisations": made}

    def _names(self, appendix: records.Names) -> Context:
        def rows(key: str, field: str, items: Any) -> list[Context]:
            return [
                {
                    "span": self._span(item),
                    "words": self._line(getattr(item, field), key, i, field),
                    "note": self._line(item.note, key, i, "note"),
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
                    "heading": self.say(heading),
                    "column": self.say(column),
                    "rows": found,
                }
                for heading, column, found in parts
                if found
            ]
        }

    def _places(self, appendix: records.Places) -> Context:
        return {"places": [self._own(place.id) for place in appendix.places]}

    def _documents(self, appendix: records.Documents) -> Context:
        kinds: dict[str, list[Context]] = {}
        for i, document in enumerate(appendix.documents):
            where = ("documents", i)
            entry = self.prose.register[document.id]
            shown = self.prose.set(document.number or document.name)
            kinds.setdefault(document.kind or self.say("Other documents"), []).append(
                {
                    "anchor": entry.anchor,
                    "number": self.prose.mention(document.id, shown, main=True),
                    "date": self.workshop.language.date(document.date) if document.date else "",
                    "issuer": self._line(document.issuer, *where, "issuer"),
                    "subject": self._line(document.subject, *where, "subject"),
                }
            )
        return {
            "groups": [
                {"anchor": f"section-{appendix.id}-{n}", "kind": kind, "documents": found}
                for n, (kind, found) in enumerate(kinds.items(), 1)
            ]
        }


def _overlap(term: records.Term, stretch: records.Stretch) -> bool:
    """Whether an office was held within a stretch for more than its first or last moment."""
    begins_before = stretch.last is None or term.first < stretch.last
    return begins_before and (term.last is None or stretch.first < term.last)
