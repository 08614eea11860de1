"""Entries of an index: headings with their locators, in letter groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from book.errors import Place
from book.indexes.collation import Collation
from book.indexes.locators import Locator, locators
from book.languages.rules import Rules
from book.manuscript.config import Index
from book.manuscript.register import Entry, Register
from book.pagemap import BookMap
from book.text.references import Mention

#: More locators than these are divided.
MOST_IN_A_LINE = 6


@dataclass
class IndexEntry:
    """One line of an index, and the id of its record; `see` is the heading that an alias sends the
    reader to, `place` where its record stands."""

    heading: str
    sort_as: str
    id: str = ""
    locators: list[Locator] = field(default_factory=list)
    see: str = ""
    place: Place = field(default=Place(""), compare=False)
    see_also: list[str] = field(default_factory=list)
    #: Aliases that are only numbers.
    also: list[str] = field(default_factory=list)

    @property
    def divided(self) -> list[tuple[str, list[Locator]]]:
        """Its locators by the sections in which they lie, where they are too many for one line."""
        if len(self.locators) <= MOST_IN_A_LINE:
            return []
        parts = groupby(self.locators, key=lambda locator: locator.section)
        return [(section, list(found)) for section, found in parts]


@dataclass(frozen=True)
class LetterGroup:
    """The entries under one letter, in order."""

    letter: str
    entries: tuple[IndexEntry, ...]


def letter_groups(
    index: Index,
    register: Register,
    mentions: Iterable[Mention],
    book_map: BookMap,
    collation: Collation,
    *,
    rules: Rules,
    subject: str = "",
) -> list[LetterGroup]:
    """One index of the book; an entry without a locator is left out, with its aliases. People have
    their family names first where the language tells how these are found, unless the index says
    otherwise; an article stands behind what it belongs to. What the whole book is about, the
    `subject`, is led to its main passages alone: it is on every page."""
    by_surname = rules.surnames if index.sort in (None, "surname") else None

    def turned(entry: Entry, name: str, given: str = "") -> str:
        if entry.kind == "people":
            return by_surname.first(name, given) if by_surname else name
        article, _, rest = name.partition(" ")
        return f"{rest}, {article}" if rest and article in rules.articles else name

    by_entry: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_entry[mention.entry].append(mention)
    lines: list[IndexEntry] = []
    aliases: list[tuple[str, str]] = []
    for entry in register:
        found = locators(by_entry[entry.id], book_map) if entry.kind in index.of else []
        if subject and subject in (entry.heading, *entry.names) and len(found) > MOST_IN_A_LINE:
            found = [locator for locator in found if locator.main] or found[:1]
        if found:
            is_own = entry.heading != entry.printed  # told by the record: `listed_as`
            sort_as = entry.heading if is_own else turned(entry, entry.heading, entry.given)
            heading = _printed(sort_as)
            if index.sort == "given":
                sort_as = _by_given_name(entry)
            lines.append(IndexEntry(heading, sort_as, entry.id, found, place=entry.place))
            aliases.extend((_printed(turned(entry, alias)), heading) for alias in entry.aliases)
    for alias, heading in aliases:
        _send(alias, heading, lines)
    ordered = sorted(
        lines, key=lambda line: (collation.key(line.sort_as), collation.key(line.heading))
    )
    return [
        LetterGroup(letter, tuple(group))
        for letter, group in groupby(ordered, key=lambda line: collation.letter(line.sort_as))
    ]


def _send(alias: str, heading: str, lines: list[IndexEntry]) -> None:
    """`alias, see heading`; or `see also`, where the alias is an entry of its own.

    An alias that would stand right beside its heading sends nobody anywhere.
    """
    one, other = alias.casefold(), heading.casefold()
    if other.startswith(one) or one.startswith(f"{other},"):
        return
    if not any(char.isalpha() for char in alias):
        # Nobody looks a bare number up: it stands with what it is the number of.
        main = next(line for line in lines if line.heading == heading)
        main.also.append(alias)
        return
    line = next((line for line in lines if line.heading == alias), None)
    if line is None:
        lines.append(IndexEntry(alias, alias, see=heading))
    elif line.see:
        line.see += f"; {heading}"
    elif heading not in line.see_also:
        line.see_also.append(heading)


def _printed(name: str) -> str:
    """A name with its apostrophes as prose has them."""
    return name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def _by_given_name(entry: Entry) -> str:
    """People may sort by given name: `Lan Nguyễn Thị` for `Nguyễn Thị Lan`."""
    if entry.kind != "people":
        return entry.heading
    rest = entry.heading.removesuffix(entry.given).strip()
    return f"{entry.given} {rest}"
