"""All sections of a book in order: those written once, and those that wait for the page map."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from book.pagemap import BookMap
from book.sections.appendices import appendix_sections
from book.sections.back_cover import back_cover
from book.sections.chapters import chapter_sections
from book.sections.context import BuildContext
from book.sections.front import front_matter
from book.sections.generated import contents, credits_of, index_sections, lists
from book.sections.imprint import imprint, imprint_in_front
from book.sections.parts import dedication, key_figures, notes
from book.sections.section import Section
from book.text.photographs import fit_attributes
from book.text.pictures import image_file, tell_missing


@dataclass(frozen=True)
class Assembly:
    """The sections of one book; the late ones come anew for each page map."""

    context: BuildContext
    front: tuple[Section, ...]
    main: tuple[Section, ...]
    imprint: Section | None
    numbers: Section | None = None
    notes: Section | None = None
    back: Section | None = None

    @classmethod
    def of(cls, context: BuildContext) -> Assembly:
        """Write all sections but the late ones. Raises BookError with all that is wrong."""
        config = context.manuscript.config
        chapters = chapter_sections(context)
        appendices = appendix_sections(context)
        _check_pictures(context)
        if not context.manuscript.unread:
            _check_references((*chapters, *appendices), context)
        numbers = key_figures(context)
        front = front_matter(context)
        context.mistakes.raise_any()
        dedicated = dedication(context)
        return cls(
            context,
            front=(
                *front,
                *([dedicated] if dedicated else []),
                *(c for c in chapters if c.matter == "front"),
            ),
            main=(*(c for c in chapters if c.matter == "main"), *appendices),
            imprint=imprint(config, context.language, context.templates),
            numbers=numbers,
            notes=notes(context),
            back=back_cover(context),
        )

    @property
    def written(self) -> tuple[Section, ...]:
        """The sections that need no page map."""
        last = (s for s in (self.numbers, self.notes, self.imprint, self.back) if s)
        return (*self.front, *self.main, *last)

    def sections(self, book_map: BookMap) -> list[Section]:
        """Every section in the order of the book, contents and indexes made from the map."""
        context = self.context
        before = [s for s in self.front if s.kind not in ("dedication", "message", "foreword")]
        said = [s for s in self.front if s not in before]
        forewords = [s for s in said if s.title]
        wanted = context.manuscript.config.indexes
        indexes = index_sections(context, wanted, (*forewords, *self.main), book_map)
        tables = lists(context, book_map)
        credited = credits_of(context, book_map)
        tail = [
            *self.main,
            *([credited] if credited else []),
            *indexes,
            *([self.notes] if self.notes else []),
        ]
        numbers = [self.numbers] if self.numbers else []
        listed = [*forewords, *([tables] if tables else []), *numbers, *tail]
        ordered = [*before, *said, contents(context, listed, book_map)]
        ordered += [tables] if tables else []
        ordered += [*numbers, *tail]
        if self.imprint:
            in_front = imprint_in_front(context.manuscript.config)
            ordered.insert(len(before) if in_front else len(ordered), self.imprint)
        return [*ordered, *([self.back] if self.back else [])]


def _check_pictures(context: BuildContext) -> None:
    """The pictures that book.yaml names are in the folder."""
    manuscript, config = context.manuscript, context.manuscript.config
    cover, appendices = config.cover, config.appendices_picture
    for name, path in (
        (config.emblem, ("emblem",)),
        (cover.art if cover else "", ("cover", "art")),
        (cover.photo if cover else "", ("cover", "photo")),
        (appendices.file if appendices else "", ("appendices_picture",)),
    ):
        if name and not image_file(manuscript.folder, name):
            place = manuscript.place("book.yaml", *path)
            tell_missing(manuscript.folder, name, place, context.mistakes)
    for shown, key in ((cover, "cover"), (appendices, "appendices_picture")):
        if shown and shown.focus:
            place = manuscript.place("book.yaml", key, "focus")
            fit_attributes({"focus": shown.focus}, place, context.mistakes)


def _check_references(sections: tuple[Section, ...], context: BuildContext) -> None:
    targets = context.numbered.targets
    for section in sections:
        for reference in section.references:
            if reference.id in targets:
                continue
            known = [*targets, *context.manuscript.register.entries]
            near = get_close_matches(reference.id, known, 1)
            context.mistakes.add(
                reference.place,
                "nothing in the book has the id “{id}”",
                "Did you mean “{near}”?"
                if near
                else "Correct the id, or give the thing that is meant this id.",
                id=reference.id,
                near=near[0] if near else "",
            )
