"""The structured appendices: a section for each file, printed by the template of its kind."""

from __future__ import annotations

from book.manuscript.kinds.record import Appendix
from book.sections.context import BuildContext
from book.sections.record_words import RecordWords
from book.sections.section import Section
from book.text.references import Target


def appendix_sections(context: BuildContext) -> list[Section]:
    """The printed appendices in order, behind an opener of their own when there are several."""
    printed = [a for a in context.manuscript.appendices if a.printed]
    sections = []
    for number, appendix in enumerate(printed, 1):
        said = context.language.say("Appendix {number}", number=number)
        sections.append(_section(context, appendix, said, 1 if len(printed) > 1 else 0))
    if len(sections) > 1:
        sections.insert(0, _opener(context, sections))
    return sections


def _opener(context: BuildContext, sections: list[Section]) -> Section:
    title = context.language.say("Appendices")
    html = context.templates.render(
        "part.html",
        kind="part",
        start="recto",
        anchor="section-appendices",
        title=title,
        names=[s.title for s in sections],
    )
    return Section("appendices", "part", html, title)


def _section(context: BuildContext, appendix: Appendix, number: str, depth: int) -> Section:
    words = RecordWords(context, appendix)
    anchor = f"section-{appendix.id}"
    title = words.prose.set(appendix.title)
    place = words.at("title")
    made = ("id",) not in context.manuscript.trees[appendix.id].places
    context.numbered.target(
        appendix.id,
        Target(anchor, number),
        words.prose.register,
        words.at("id"),
        context.mistakes,
        made,
    )
    html = context.templates.render(
        f"{appendix.template or appendix.kind}.html",
        kind=f"appendix {appendix.kind}",
        start="recto",
        anchor=anchor,
        number=number,
        title=title,
        title_words=words.prose.words(title, place),
        intro=words.blocks(appendix.intro, "intro"),
        **appendix.view(words),
    )
    return Section(
        appendix.id,
        "appendix",
        html,
        title,
        number,
        appendix.short_title or title,
        mentions=tuple(words.prose.mentions),
        references=tuple(words.prose.references),
        depth=depth,
    )
