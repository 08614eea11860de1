"""The structured appendices: a section for each file, printed by the template of its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from book.manuscript.records import Appendix
from book.markup.references import Target
from book.sections import holders, listings
from book.sections.recordwords import Context, RecordWords
from book.sections.section import Section
from book.sections.workshop import Workshop

_WRITERS: dict[str, Callable[[RecordWords, Any], Context]] = {
    "people": holders.people,
    "congresses": holders.congresses,
    "chronology": listings.chronology,
    "statistics": listings.statistics,
    "organisations": listings.organisations,
    "names": listings.names,
    "places": listings.places,
    "documents": listings.documents,
}


def appendix_sections(workshop: Workshop) -> list[Section]:
    """The printed appendices in order, behind an opener of their own when there are several."""
    printed = [a for a in workshop.manuscript.appendices if a.printed]
    sections = []
    for number, appendix in enumerate(printed, 1):
        said = workshop.language.say("Appendix {number}", number=number)
        sections.append(_section(workshop, appendix, said, 1 if len(printed) > 1 else 0))
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


def _section(workshop: Workshop, appendix: Appendix, number: str, depth: int) -> Section:
    words = RecordWords(workshop, appendix)
    anchor = f"section-{appendix.id}"
    title = words.prose.set(appendix.title)
    place = words.at("title")
    workshop.numbered.target(
        appendix.id, Target(anchor, number), words.prose.register, place, workshop.mistakes
    )
    html = workshop.templates.render(
        f"{appendix.kind}.html",
        kind=f"appendix {appendix.kind}",
        start="recto",
        anchor=anchor,
        number=number,
        title=title,
        title_words=words.prose.words(title, place),
        intro=words.blocks(appendix.intro, "intro"),
        **_WRITERS[appendix.kind](words, appendix),
    )
    return Section(
        appendix.id, "appendix", html, title, number, appendix.short_title or title,
        mentions=tuple(words.prose.mentions), references=tuple(words.prose.references),
        depth=depth,
    )  # fmt: skip
