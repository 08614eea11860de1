"""The structured appendices: a section for each file, printed by the template of its kind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from book.manuscript.kinds.record import Appendix
from book.sections.context import BuildContext
from book.sections.openings import opening_picture
from book.sections.record_words import RecordWords
from book.sections.section import Section
from book.sources import CONFIG
from book.text.references import Target


def appendix_sections(context: BuildContext) -> list[Section]:
    """The printed appendices in order, behind an opener of their own when there are several.

    One that has nothing to print, a place kept for what is still to come, is left out.
    """
    sections: list[Section] = []
    for appendix in context.manuscript.appendices:
        number = context.language.say("Appendix {number}", number=len(sections) + 1)
        if not appendix.printed:
            continue
        section = context.kept.made(
            appendix.id,
            number,
            context.numbered,
            context.mistakes,
            partial(_section, context, appendix, number),
        )
        if section is not None:
            sections.append(section)
    if len(sections) > 1:
        sections = [replace(section, depth=1) for section in sections]
        sections.insert(0, _opener(context, sections))
    return sections


def _opener(context: BuildContext, sections: list[Section]) -> Section:
    title = context.language.say("Appendices")
    tree = context.templates.render(
        "part.html",
        kind="part",
        start="recto",
        anchor="section-appendices",
        title=title,
        period="",
        lead="",
        names=[s.title for s in sections],
        picture=opening_picture(
            context,
            context.manuscript.config.appendices_picture,
            context.manuscript.trees[CONFIG],
            ("appendices_picture",),
            "section-appendices",
        ),
    )
    return Section("appendices", "part", tree, title)


def _section(context: BuildContext, appendix: Appendix, number: str) -> Section | None:
    words = RecordWords(context, appendix)
    anchor = f"section-{appendix.id}"
    title = words.prose.set(appendix.title)
    place = words.at("title")
    title_words = words.marked(words.prose.words(title, place), place)
    intro = words.blocks(appendix.intro, "intro")
    view = appendix.view(words)
    if not intro and not any(found for found in view.values() if isinstance(found, list)):
        return None
    made = ("id",) not in context.manuscript.trees[appendix.id].places
    context.numbered.target(
        appendix.id,
        Target(anchor, number),
        register=words.prose.register,
        place=words.at("id"),
        mistakes=context.mistakes,
        made=made,
    )
    tree = context.templates.render(
        f"{appendix.template or appendix.kind}.html",
        kind=f"appendix {appendix.css_class or appendix.kind}",
        start="recto",
        anchor=anchor,
        number=number,
        title=title,
        title_words=title_words,
        intro=intro,
        labels=words.labels,
        **view,
    )
    return Section(
        id=appendix.id,
        kind="appendix",
        tree=context.aligned(tree),
        title=title,
        number=number,
        head=appendix.short_title or title,
        start=context.manuscript.start_of("appendices"),
        mentions=tuple(words.prose.mentions),
        references=tuple(words.prose.references),
        stretches=tuple(words.prose.stretches),
    )
