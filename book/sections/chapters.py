"""Foreword, chapters and afterword: Markdown with an opener."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import Any

from book.errors import Place
from book.languages import Language
from book.languages.numerals import roman
from book.manuscript.book_parts import Epigraph
from book.manuscript.chapters import Chapter
from book.sections.context import BuildContext
from book.sections.openings import PORTRAIT, named_picture, opening_picture
from book.sections.section import Section
from book.text.dialect import REMARK
from book.text.kept import is_place_kept
from book.text.prose import Prose
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
        if chapter.matter.kind == "part":
            sections.append(_part_section(context, chapter))
            continue
        if chapter.matter.kind == "chapter":
            number += 1
            written = _chapter_number(context, number)
        else:
            written = ""
        section = context.kept.made(
            chapter.id,
            (chapter, chapter.tree.places, written),
            context.numbered,
            context.mistakes,
            partial(_chapter_section, context, chapter, written),
        )
        in_part = any(s.kind == "part" for s in sections) and chapter.matter.kind == "chapter"
        sections.append(replace(section, depth=1) if in_part else section)
    return sections


def _part_section(context: BuildContext, part: Chapter) -> Section:
    """The page that opens a part of the book, with the titles of its chapters."""
    matter, rules = part.matter, context.language.rules
    for number, line in enumerate(REMARK.sub(_as_many_lines, part.body).split("\n")):
        if line.strip():
            context.mistakes.add(
                part.place(number),
                "a part of the book has no text of its own",
                "Write it as “lead”, or as a chapter behind it.",
            )
            break
    behind = context.manuscript.chapters[context.manuscript.chapters.index(part) + 1 :]
    own = takewhile(lambda chapter: chapter.matter.kind == "chapter", behind)
    title = well_set(matter.title, rules)
    tree = context.templates.render(
        "part.html",
        kind="part",
        start="recto",
        anchor=f"section-{part.id}",
        title=title,
        period=well_set(matter.period, rules),
        lead=well_set(matter.lead, rules),
        names=[well_set(c.matter.title, rules) for c in own if not is_place_kept(c)],
        picture=opening_picture(
            context, matter.picture, part.tree, ("picture",), f"section-{part.id}"
        ),
    )
    return Section(part.id, "part", tree, title)


def _as_many_lines(remark: re.Match[str]) -> str:
    return "\n" * remark[0].count("\n")


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
        portrait=opening_picture(
            context,
            matter.portrait,
            chapter.tree,
            ("portrait",),
            f"section-{chapter.id}",
            shape=PORTRAIT,
        ),
        signature=named_picture(context, matter.signature, chapter.tree, ("signature",)),
        epigraph=_epigraph(matter.epigraph, prose, at, head),
        signed=[
            markup([at("signed", i), *prose.words(line, head)])
            for i, line in enumerate(matter.signed)
        ],
    )
    is_front = matter.kind in ("foreword", "message")
    is_told = context.manuscript.look.theme.settings.margin_years
    start = context.manuscript.start_of("front" if is_front else "chapters")
    return Section(
        chapter.id,
        matter.kind,
        context.aligned(tree),
        title=title,
        number=number,
        head=matter.short_title or title,
        matter="front" if is_front else "main",
        # A spread needs to know which pages face each other.
        start="recto" if has_spread(tree) else start,
        headings=tuple(h for h in renderer.headings if h.level == 2),
        mentions=tuple(prose.mentions),
        references=tuple(prose.references),
        stretches=tuple(prose.stretches),
        period=years_of_period(matter.period) if is_told else None,
    )


def _epigraph(
    given: Epigraph | None, prose: Prose, at: Callable[..., Element], head: Place
) -> dict[str, Any] | None:
    if given is None:
        return None
    lines = [markup([at("epigraph"), *prose.words(line, head)]) for line in given.text.splitlines()]
    return {"lines": [line for line in lines if line], "by": markup(prose.words(given.by, head))}


def _period(period: str, language: Language) -> str:
    return well_set(period, language.rules)


def years_of_period(period: str) -> tuple[int, int] | None:
    """The first and the last year that a period names."""
    found = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", period)]
    return (found[0], found[-1]) if found else None
