"""What a handout adds to a chapter: a cover, a masthead with contents, indexes of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from book.manuscript.config import Index
from book.pagemap import BookMap
from book.sections.context import BuildContext
from book.sections.generated import index_sections
from book.sections.section import Section
from book.text.references import SCHEME
from book.text.tree import Element, with_attribute

#: A handout of more pages than this has indexes of its own.
FEW_PAGES = 4
#: The ids of what a handout adds.
COVER, MASTHEAD, INDEX = "handout-cover", "masthead", "index-handout"


def chapter_alone(chapter: Section) -> Section:
    """The chapter as it stands in a handout: in the main matter, at the top of the outline."""
    return replace(chapter, matter="main", depth=0)


def cover(context: BuildContext, chapter: Section, edition: str) -> Section:
    """A cover page for a handout."""
    tree = context.templates.render(
        "handout-cover.html",
        kind="part",
        start="recto",
        anchor=f"section-{COVER}",
        **_names(context, chapter, edition),
    )
    return Section(COVER, "part", tree, matter="cover")


def masthead(
    context: BuildContext, chapter: Section, indexes: list[Section], edition: str, handout: BookMap
) -> Section:
    """The first page: book, organisation, chapter and edition, and the contents of the handout."""
    listed = [(h.words, h.anchor) for h in chapter.headings if h.level == 2]
    listed += [(index.title, index.anchor) for index in indexes]
    tree = context.templates.render(
        "masthead.html",
        kind="masthead-opening",
        start="recto",
        anchor=f"section-{MASTHEAD}",
        lines=[
            {"words": words, "anchor": anchor, "label": handout.label(anchor) or ""}
            for words, anchor in listed
        ]
        if chapter.headings
        else [],
        **_names(context, chapter, edition),
    )
    return Section(MASTHEAD, "masthead", tree, context.language.say("In this handout"))


def own_index(context: BuildContext, chapter: Section, handout: BookMap) -> list[Section]:
    """The handout's own index of people and documents, as a list; empty for a few pages."""
    pages = handout.maps[chapter.id].pages if chapter.id in handout.maps else ()
    if len(pages) <= FEW_PAGES:
        return []
    people = next((i for i in context.manuscript.config.indexes if "people" in i.of), None)
    index = Index(
        id=INDEX,
        title=context.language.say("Index of people and documents"),
        of=("people", "documents"),
        sort=people.sort if people else "written",
    )
    return index_sections(context, [index], [chapter], handout)


def leave_dead_links(tree: Element, inside: Callable[[str], bool]) -> None:
    """Leave of the tree's references to anchors that are not inside their words alone."""
    for link in with_attribute(tree, "href"):
        anchor = link.get("href")
        if link.get("class") == "reference" and not inside(anchor.removeprefix(SCHEME)):
            link.drop_tag()


def _names(context: BuildContext, chapter: Section, edition: str) -> dict[str, str]:
    config = context.manuscript.config
    return {
        "organisation": config.organisation,
        "book_title": config.title,
        "number": chapter.number,
        "title": chapter.title,
        "edition": edition,
    }
