"""Foreword, chapters and afterword: Markdown with an opener."""

from __future__ import annotations

from markupsafe import Markup

from book.locale import Language
from book.manuscript.chapters import Chapter
from book.markup.references import Target
from book.markup.typography import well_set
from book.pagemap import roman
from book.sections.section import Section
from book.sections.workshop import Workshop


def chapter_sections(workshop: Workshop) -> list[Section]:
    """All Markdown chapters in order, numbered as book.yaml says."""
    sections, number = [], 0
    for chapter in workshop.manuscript.chapters:
        if chapter.matter.kind == "chapter":
            number += 1
            written = _chapter_number(workshop, number)
        else:
            written = ""
        sections.append(_chapter_section(workshop, chapter, written))
    return sections


def _chapter_number(workshop: Workshop, number: int) -> str:
    style = workshop.manuscript.config.chapter_numbers
    if style == "none":
        return ""
    shown = roman(number).upper() if style == "roman" else str(number)
    return workshop.language.say("Chapter {number}", number=shown)


def _chapter_section(workshop: Workshop, chapter: Chapter, number: str) -> Section:
    matter, language = chapter.matter, workshop.language
    prose = workshop.prose(chapter.id)
    renderer = workshop.renderer(prose, chapter.place)
    head = chapter.place(-chapter.first_line + 1)
    title = well_set(matter.title, language.locale.language)
    name = number or f"“{title}”"
    workshop.numbered.target(
        chapter.id, Target(f"section-{chapter.id}", name), prose.register, head, prose.mistakes
    )
    html = workshop.templates.render(
        "chapter.html",
        kind=f"chapter {matter.kind}",
        start="recto",
        anchor=f"section-{chapter.id}",
        title=title,
        number=number,
        period=_period(matter.period, language),
        title_words=prose.words(matter.title, head),
        lead=Markup(renderer.line(matter.lead)),
        body=Markup(renderer.blocks(chapter.body, drop_cap=True)),
        signed=[prose.words(line, head) for line in matter.signed],
    )
    return Section(
        chapter.id, matter.kind, html, title, number, matter.short_title or title,
        "front" if matter.kind == "foreword" else "main", "recto",
        tuple(h for h in renderer.headings if h.level == 2),
        tuple(prose.mentions), tuple(prose.references),
    )  # fmt: skip


def _period(period: str, language: Language) -> str:
    return well_set(period, language.locale.language)
