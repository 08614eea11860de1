"""Those who held an office and those elected: the people and congresses of the appendices."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from book.manuscript import records
from book.sections.record_words import Context, RecordWords
from book.text.pictures import image_file


def people(words: RecordWords, appendix: records.People) -> Context:
    offices = {office.id: office for office in appendix.offices}
    held: dict[str, list[tuple[records.Term, str, int, int]]] = {o: [] for o in offices}
    for i, person in enumerate(appendix.people):
        for j, term in enumerate(person.terms):
            if term.office not in offices:
                words.context.mistakes.add(
                    words.at("people", i, "terms", j, "office"),
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
                        "person": words.person(person_id, "people", i),
                        "span": words.span(term),
                        "note": words.line(term.note, "people", i, "terms", j, "note"),
                    }
                    for term, person_id, i, j in held[office.id]
                ],
            }
            for office in appendix.offices
            if held[office.id]
        ],
        "stretches": [
            {
                "name": words.prose.set(stretch.name),
                "holders": [
                    [
                        words.person(p, "stretches", i)
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
            _card(words, i, person, offices)
            for i, person in enumerate(appendix.people)
            if person.has_card
        ],
    }


def _card(
    words: RecordWords, i: int, person: records.Person, offices: dict[str, records.Office]
) -> Context:
    if person.portrait and not image_file(words.context.manuscript.folder, person.portrait):
        words.context.mistakes.add(
            words.at("people", i, "portrait"),
            "the image {file} is not in the book folder",
            "Put it there, or correct its name (capitals count).",
            file=person.portrait,
        )
    return {
        **words.own(person.id),
        "monogram": person.monogram,
        "portrait": person.portrait,
        "portrait_alt": words.say("Portrait of {name}", name=person.name),
        "years": _years(words, person),
        "known_as": words.line(person.known_as, "people", i, "known_as"),
        "terms": [
            {"office": offices[t.office].name, "span": words.span(t)}
            for t in person.terms
            if t.office in offices
        ],
        "note": words.line(person.note, "people", i, "note"),
    }


def _years(words: RecordWords, person: records.Person) -> str:
    """The years of a life as far as they are known: `1930–1999`, `born 1930`."""
    if person.born and person.died:
        return f"{person.born.year}\N{EN DASH}{person.died.year}"
    if person.born:
        return words.say("born {year}", year=person.born.year)
    return words.say("died {year}", year=person.died.year) if person.died else ""


def congresses(words: RecordWords, appendix: records.Congresses) -> Context:
    facts = (
        ("term", "Term"),
        ("delegates", "Delegates"),
        ("committee", "Committee"),
        ("standing_committee", "Standing committee"),
        ("inspection", "Inspection committee"),
    )
    texts = (("direction", "Direction"), ("theme", "Theme"), ("goal", "Goal"))

    def lines(congress: records.Congress, i: int, keys: Any) -> list[tuple[str, Markup]]:
        return [
            (words.say(label), words.line(getattr(congress, key), "congresses", i, key))
            for key, label in keys
            if getattr(congress, key)
        ]

    made = []
    for i, congress in enumerate(appendix.congresses):
        where = ("congresses", i)
        made.append(
            {
                "anchor": words.prose.register[congress.id].anchor,
                "name": words.prose.set(congress.name),
                "facts": [
                    (words.say("Date"), words.span(congress)),
                    *lines(congress, i, facts),
                ],
                "elected": [
                    (e.office, [words.person(p, *where, "elected", j) for p in e.people])
                    for j, e in enumerate(congress.elected)
                ],
                "texts": lines(congress, i, texts),
                "breakthroughs": [
                    words.line(text, *where, "breakthroughs", j)
                    for j, text in enumerate(congress.breakthroughs)
                ],
                "note": words.line(congress.note, *where, "note"),
            }
        )
    return {"congresses": made}


def _overlap(term: records.Term, stretch: records.Stretch) -> bool:
    """Whether an office was held within a stretch for more than its first or last moment."""
    begins_before = stretch.last is None or term.first < stretch.last
    return begins_before and (term.last is None or stretch.first < term.last)
