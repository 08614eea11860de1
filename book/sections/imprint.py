"""The imprint, as publishers of a book's language and country print it."""

from __future__ import annotations

from typing import Any

from book.errors import worded
from book.languages import Language
from book.manuscript.book_parts import Imprint
from book.manuscript.config import BookConfig
from book.sections.section import Section
from book.sections.templates import Templates
from book.text.typography import well_set

#: Those who made the book, and what the law wants to be told of its printing, in the order of
#: Luật Xuất bản 2012, article 27.
_PEOPLE = (
    ("responsible", worded("Responsible for publication")),
    ("content", worded("Responsible for the content")),
    ("compiler", worded("Compiled by")),
    ("editor", worded("Editor")),
    ("designer", worded("Design")),
    ("proofreader", worded("Proofreading")),
)
_PUBLISHER = (
    ("publisher", worded("Publisher")),
    ("publisher_address", worded("Publisher's address")),
)
_PRINTING = (
    ("print_run", worded("Print run")),
    ("trim", worded("Trim size")),
    ("printer", worded("Printed by")),
    ("printer_address", worded("Printer's address")),
    ("registration", worded("Registration number")),
    ("decision", worded("Decision on publication")),
    ("licence", worded("Licence for non-business publication")),
    ("isbn", worded("ISBN")),
    ("deposit", worded("Printed and deposited")),
)
_PRINTED_IN_ENGLISH = (
    ("trim", worded("Trim size")),
    ("print_run", worded("Print run")),
    ("registration", worded("Registration number")),
    ("licence", worded("Licence for non-business publication")),
)


def imprint(config: BookConfig, language: Language, templates: Templates) -> Section | None:
    """The imprint, on a left-hand page; None where book.yaml gives nothing to print in it."""
    given = config.imprint
    view = (
        _english(config, language) if language.locale.language == "en" else _plain(given, language)
    )
    told = any(view[key] for key in ("publisher", "opening", "fields", "printing", "closing"))
    if not (told or given.not_for_sale or given.note or config.colophon):
        return None
    tree = templates.render(
        "imprint.html",
        kind="imprint",
        start="verso",
        anchor="section-imprint",
        title=config.title,
        book=config,
        note=given.note,
        colophon=config.colophon,
        not_for_sale=given.not_for_sale,
        **view,
    )
    matter: Any = "front" if imprint_in_front(config) else "main"
    return Section("imprint", "imprint", tree, matter=matter, start="verso")


def imprint_in_front(config: BookConfig) -> bool:
    """Whether the imprint backs the title page; in Vietnamese books it is the last page."""
    where = config.imprint.place
    return where == "front" or (where is None and not config.language.startswith("vi"))


def _plain(given: Imprint, language: Language) -> dict[str, Any]:
    """The publisher at the head, who made the book line by line, its printing run on."""
    return {
        "manner": "listed",
        "publisher": [value for _, value in _labelled(given, _PUBLISHER, language)],
        "opening": [],
        "fields": _labelled(given, _PEOPLE, language),
        "printing": _labelled(given, _PRINTING, language),
        "closing": [v for v in (given.copyright, given.rights, given.catalogue) if v],
    }


def _english(config: BookConfig, language: Language) -> dict[str, Any]:
    """Sentences, as English and American publishers write them; the owner of the rights follows
    the sign in Britain and elsewhere, and the year in America."""
    given, say = config.imprint, language.say
    is_american = language.locale.territory in (None, "US")
    by = given.publisher or config.organisation
    published, rights = [], []
    if given.publisher:
        values = {"year": given.year, "publisher": by}
        message = (
            "First published in {year} by {publisher}" if given.year else "Published by {publisher}"
        )
        published = [say(message, **values)] + [a for a in (given.publisher_address,) if a]
    if given.copyright:
        year = given.year
        words = (f"{year} by {given.copyright}", f"{given.copyright} {year}".strip())
        rights.append(f"Copyright © {words[0]}" if is_american and year else f"© {words[1]}")
    rights += [line for line in (given.rights, given.catalogue) if line]
    people = _labelled(given, _PEOPLE, language)
    printing = _labelled(given, _PRINTED_IN_ENGLISH, language)
    printed = ", ".join(part for part in (given.printer, given.printer_address) if part)
    closing = [say("Printed and bound by {printer}", printer=printed)] if printed else []
    closing += [part for part in (given.decision, given.deposit) if part]
    return {
        "manner": "told",
        "publisher": [],
        "opening": [*published, *rights],
        "fields": [*people, *([("ISBN", given.isbn)] if given.isbn else [])],
        "printing": printing,
        "closing": closing,
    }


def _labelled(
    given: Imprint, fields: tuple[tuple[str, str], ...], language: Language
) -> list[tuple[str, str]]:
    """The fields that are filled in, each with its label."""
    return [
        (language.say(label) + language.rules.colon, well_set(getattr(given, name), language.rules))
        for name, label in fields
        if getattr(given, name)
    ]
