"""Foreword, chapters and afterword: Markdown with an opener."""

from __future__ import annotations

from book.languages import Language
from book.languages.numerals import roman
from book.manuscript.chapters import Chapter
from book.sections.context import BuildContext
from book.sections.openings import opening_picture
from book.sections.section import Section
from book.text.kept import is_place_kept
from book.text.references import Target
from book.text.tree import Element, markup
from book.text.typography import well_set
from book.text.whole_pages import has_spread


def chapter_sections(context: BuildContext) -> list[Section]:
    """All Markdown chapters in order, numbered as book.yaml says.

    One that holds nothing but remarks, a place kept for what is still to come, is left out.
    """
    sections, number = [], 0
    for chapter in context.manuscript.chapters:
        if is_place_kept(chapter):
            continue
        if chapter.matter.kind == "chapter":
            number += 1
            written = _chapter_number(context, number)
        else:
            written = ""
        sections.append(_chapter_section(context, chapter, written))
    return sections


def _chapter_number(context: BuildContext, number: int) -> str:
    style = context.manuscript.config.chapter_numbers
    if style == "none":
        return ""
    shown = roman(number).upper() if style == "roman" else str(number)
    return context.language.say("Chapter {number}", number=shown)


def _chapter_section(context: BuildContext, chapter: Chapter, number: str) -> Section:
    matter, language = chapter.matter, context.language
    prose = context.prose(chapter.id)
    renderer = context.renderer(prose, chapter.place)
    head = chapter.place(-chapter.first_line + 1)
    title = well_set(matter.title, language.rules)
    name = number or f"“{title}”"
    context.numbered.target(
        chapter.id,
        Target(f"section-{chapter.id}", name),
        prose.register,
        chapter.tree.place(("id",)) if matter.id else head,
        prose.mistakes,
        made=not matter.id,
    )

    def at(*path: str | int) -> Element:
        return prose.stretches.comment(chapter.tree.place(path))

    tree = context.templates.render(
        "chapter.html",
        kind=f"chapter {matter.kind}",
        start="recto",
        anchor=f"section-{chapter.id}",
        title=title,
        number=number,
        period=_period(matter.period, language),
        title_words=markup([at("title"), *prose.words(matter.title, head)]),
        lead=markup([at("lead"), *renderer.line(matter.lead)]) if matter.lead else "",
        body=markup(renderer.blocks(chapter.body, drop_cap=True)),
        picture=opening_picture(
            context, matter.picture, chapter.tree, ("picture",), f"section-{chapter.id}"
        ),
        signed=[
            markup([at("signed", i), *prose.words(line, head)])
            for i, line in enumerate(matter.signed)
        ],
    )
    start = context.manuscript.start_of("front" if matter.kind == "foreword" else "chapters")
    return Section(
        chapter.id,
        matter.kind,
        tree,
        title=title,
        number=number,
        head=matter.short_title or title,
        matter="front" if matter.kind == "foreword" else "main",
        # A spread needs to know which pages face each other.
        start="recto" if has_spread(tree) else start,
        headings=tuple(h for h in renderer.headings if h.level == 2),
        mentions=tuple(prose.mentions),
        references=tuple(prose.references),
        stretches=tuple(prose.stretches),
    )


def _period(period: str, language: Language) -> str:
    return well_set(period, language.rules)
