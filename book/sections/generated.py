"""The sections that wait for the page map: contents, the list of figures, the indexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from book.errors import worded
from book.indexes.collation import Collation
from book.indexes.entries import letter_groups
from book.indexes.locators import locators
from book.manuscript.config import Index
from book.pagemap import BookMap
from book.sections.context import BuildContext
from book.sections.index_parts import IndexParts
from book.sections.section import Section
from book.text.numbered import Listed
from book.text.references import Mention
from book.text.stretches import Stretches
from book.text.tree import markup
from book.text.typography import well_set


def contents(context: BuildContext, listed: Iterable[Section], book_map: BookMap) -> Section:
    """The table of contents: titles and sub-headings with their page labels."""
    title = context.language.say("Contents")
    lines = []
    for section in listed:
        if not section.title:
            continue
        kind = section.kind.split()[0]
        lines.append(
            _line(
                1,
                kind,
                number=section.number,
                words=section.title,
                anchor=section.anchor,
                book_map=book_map,
            )
        )
        for heading in section.headings:
            lines.append(
                _line(
                    heading.level,
                    kind,
                    number="",
                    words=heading.words,
                    anchor=heading.anchor,
                    book_map=book_map,
                )
            )
    tree = context.templates.render(
        "contents.html",
        kind="contents-page",
        start="recto",
        anchor="section-contents",
        title=title,
        lines=lines,
    )
    start = context.manuscript.start_of("front")
    return Section("contents", "contents", tree, title, head=title, matter="front", start=start)


def lists(context: BuildContext, book_map: BookMap) -> Section | None:
    """The list of figures and tables; None for a book with neither."""
    numbered, say = context.numbered, context.language.say
    groups = [
        (say(name), [_listed(context, item, book_map) for item in items])
        for name, items in (
            (worded("Figures"), numbered.figures),
            (worded("Tables"), numbered.tables),
        )
        if items
    ]
    if not groups:
        return None
    both = len(groups) == 2
    title = say("Figures and tables") if both else groups[0][0]
    tree = context.templates.render(
        "lists.html",
        kind="contents-page",
        start="recto",
        anchor="section-lists",
        title=title,
        groups=groups,
    )
    # They go on where the contents end.
    return Section("lists", "contents", tree, title, head=title, matter="front", start="next")


def index_sections(
    context: BuildContext, indexes: Iterable[Index], sections: Iterable[Section], book_map: BookMap
) -> list[Section]:
    """Indexes of what these sections mention; one without entries is left out."""
    sections = list(sections)
    mentions = [mention for section in sections for mention in section.mentions]
    parts = IndexParts.of(context.manuscript, sections)
    collation = Collation(context.manuscript.config.language)
    made = []
    for index in indexes:
        groups = letter_groups(
            index,
            context.manuscript.register,
            mentions,
            book_map,
            collation,
            rules=context.language.rules,
            subject=context.manuscript.config.organisation,
        )
        if not groups:
            continue
        title = index.title or _index_title(index, context)
        anchor = f"section-{index.id}"
        stretches = Stretches()
        tree = context.templates.render(
            "index.html",
            kind="index",
            start="recto",
            anchor=anchor,
            title=title,
            groups=groups,
            parts=parts,
            marks={
                entry.place: markup([stretches.comment(entry.place)])
                for group in groups
                for entry in group.entries
                if entry.place.file
            },
        )
        start = context.manuscript.start_of("indexes")
        # A running head is short: it names the first of the kinds.
        head = index.title or context.manuscript.index_titles[index.of[0]].told(
            context.language.say
        )
        section = Section(index.id, "index", tree, title, head=head, start=start)
        made.append(replace(section, stretches=tuple(stretches)))
    return made


def credits_of(context: BuildContext, book_map: BookMap) -> Section | None:
    """Whose the pictures are, each with the pages that show them; None where nobody is named, or
    the book wants no such list."""
    config, language = context.manuscript.config, context.language
    by_words: dict[str, list[Mention]] = {}
    for mention in context.numbered.credits:
        by_words.setdefault(mention.entry, []).append(mention)
    of_cover = config.cover.credit.strip().removesuffix(".") if config.cover else ""
    if of_cover:
        by_words.setdefault(of_cover, [])
    if not by_words or not config.credits:
        return None
    collation = Collation(config.language)
    title = language.say("Picture credits")
    tree = context.templates.render(
        "credits.html",
        kind="credits",
        start="recto",
        anchor="section-credits",
        title=title,
        credits=[
            {
                "words": well_set(words, language.rules),
                "cover": language.say("on the cover") if words == of_cover else "",
                "locators": [
                    replace(locator, pictured=False)
                    for locator in locators(by_words[words], book_map)
                ],
            }
            for words in sorted(by_words, key=collation.key)
        ],
    )
    start = context.manuscript.start_of("indexes")
    return Section("credits", "credits", tree, title, head=title, start=start)


def _index_title(index: Index, context: BuildContext) -> str:
    if index.of == ("organisations", "places"):
        return context.language.say("Index of organisations and places")
    return context.manuscript.index_titles[index.of[0]].told(context.language.say)


def _line(
    level: int, kind: str, number: str, words: str, anchor: str, book_map: BookMap
) -> dict[str, Any]:
    return {
        "level": level,
        "kind": kind,
        "number": number,
        "words": words,
        "anchor": anchor,
        "label": book_map.label(anchor) or "",
    }


def _listed(context: BuildContext, item: Listed, book_map: BookMap) -> dict[str, Any]:
    # What a caption says beyond its first sentence is read beside the figure.
    said = context.language.sentences(item.caption)
    words = item.caption[slice(*said[0])].removesuffix(".") if said[1:] else item.caption
    return _line(
        2, "listed", number=item.number + ".", words=words, anchor=item.anchor, book_map=book_map
    )
