"""What every kind of record is made of, and what it tells the rest of the builder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from markupsafe import Markup
from pydantic import Field, field_validator

from book.dates import PartialDate, RecordDate
from book.errors import Message, Mistake, Mistakes, Place, Said, UnfitError
from book.manuscript.config import Date, End, Id, Occasion, Record, Text
from book.manuscript.register import Entry
from book.manuscript.yamltext import Path

if TYPE_CHECKING:
    from book.manuscript.kinds.descent import Kin
    from book.manuscript.kinds.maps import Map, Mark

#: What a template is handed.
View = dict[str, Any]


class Listed(Record):
    """A record that indexes list: under its name, or as `listed_as` says (homonyms, streets)."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    listed_as: Text = ""


class Spanned(Record):
    """A record of something that lasts; `last` is left out while it goes on."""

    first: Date = Field(alias="from")
    last: End | None = Field(default=None, alias="to")

    @property
    def end(self) -> RecordDate:
        """Its end, open while it goes on."""
        return self.last or RecordDate(None, "open")

    @property
    def is_backwards(self) -> bool:
        """Whether it surely ends before it begins."""
        return self.end.as_stated.surely_before(self.first.as_stated)

    @property
    def order(self) -> tuple[RecordDate, RecordDate]:
        """What sorts it by time: by its beginning, by its end where that is not known."""
        return (self.first if self.first.date else self.end), self.end

    def in_time_of(self, other: Spanned) -> bool:
        """Whether it lasted within another for more than its first or last moment.

        Dates are taken as they are written, however sure; what has just one is held to be there.
        """
        begins, ends = self.first.date or self.end.date, self.end.date or self.first.date
        if begins is None or ends is None:
            return False
        if self.end.is_open:
            ends = PartialDate(9999)
        opens, closes = other.first.date or PartialDate(1), other.end.date or PartialDate(9999)
        if self.first.date is None:
            return opens < ends <= closes
        return (opens < ends or begins == ends) and opens <= ends and begins < closes


@dataclass(frozen=True)
class Fact:
    """One thing that a record says: a `property` of a `subject` has a `value`.

    `subject` is the id of a record, or the name of what has none. `value` is an id, a text, a
    number or a date. `when` is the first and the last date that the fact holds for, None where it
    holds always. `path` leads to the value in the appendix's file.
    """

    subject: str
    property: str
    value: str | int | float | RecordDate
    path: Path
    when: tuple[RecordDate | None, RecordDate | None] | None = None


@dataclass(frozen=True)
class Portrait:
    """The picture of somebody: by id or name, a file of the book folder, the spot of the face."""

    subject: str
    file: str
    focus: str = ""


_BRACES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_ASKED = re.compile(r"([\w-]+)=(\S+)")


def picture_of(written: str) -> tuple[str, dict[str, str]]:
    """The file of a picture as a record has it, and what is asked of it in braces behind it."""
    found = _BRACES.search(written)
    if not found:
        return written.strip(), {}
    return written[: found.start()].strip(), dict(_ASKED.findall(found[1]))


@dataclass(frozen=True)
class Bar:
    """A bar of a timeline: what lasted from when to when; `id` where the register has it."""

    name: str
    span: Spanned
    id: str = ""


class Words(Protocol):
    """What a view sets its words with; paths are those of the appendix's file."""

    mistakes: Mistakes

    #: The words of the kind by their keys, as the file says them or the language does.
    labels: dict[str, str]

    def say(self, message: Message, /, **values: object) -> str:
        """A word of the builder in the book's language."""

    def at(self, *path: str | int) -> Place:
        """The place of a value."""

    def set(self, text: str) -> str:
        """Plain text with the dashes and spaces of the language; names in it are not looked for."""

    def line(self, text: str, *path: str | int) -> Markup:
        """A value: one line of Markdown."""

    def blocks(self, text: str, *path: str | int) -> Markup:
        """A value: paragraphs of Markdown."""

    def verse(self, text: str, *path: str | int) -> Markup:
        """A value whose lines are kept; an empty line parts stanzas."""

    def record(self, group: str, named: str, *path: str | int) -> Markup:
        """The name of a record of a group of the register, given by id or name, indexed."""

    def entry(self, group: str, record_id: str, name: str, *path: str | int) -> View:
        """`anchor` and `name` of a record that is in the register by an id, or by its name."""

    def timeline(self, groups: list[tuple[str, list[Bar]]]) -> Markup:
        """A chart of time; empty where there is no date to draw."""

    def trees(self, forest: list[Kin]) -> list[View]:
        """Charts of a family, each `drawn`, with its `caption` where there are several."""

    def sort_key(self, text: str) -> Any:
        """What puts texts into the order of the language."""

    def person(self, person_id: str, *path: str | int) -> Markup:
        """The name of a person who is given by id, indexed."""

    def own(self, record_id: str, shown: str = "") -> View:
        """`anchor` of a record's own entry and its `name` as the main mention."""

    def date(self, when: RecordDate) -> str:
        """A date as the language writes it."""

    def day_of_year(self, when: RecordDate) -> str:
        """A date without its year."""

    def span(self, record: Spanned) -> str:
        """The stretch of time that a record covers."""

    def value(self, value: int | float | str | None) -> str:
        """A figure of a table; a dash where it is not known."""

    def caption(self, table_id: str, title: Markup) -> View:
        """`anchor` and `caption` of a table that counts among the book's numbered tables."""

    def picture(self, file: str, *path: str | int, crop: str = "", focus: str = "") -> str:
        """An image of the book folder; one that is not there is a mistake. A photograph is cropped
        to a shape (`20:26`) round the focus, which stands beside the image as `focus`, or behind
        its name, as in a text: `assets/an.jpg {focus=40%,30%}`."""

    def rows(self, pictures: list[str], a_row: int = 0) -> list[list[str]]:
        """Pictures side by side, by their addresses: the style of each, by rows; so many a row, or
        in rows of one height that fill the measure."""

    def drawn_map(self, given: Map, marks: Sequence[Mark], *path: str | int) -> View:
        """A picture with numbered marks on it, its caption and its legend."""

    def pages(self, ids: Sequence[str], *path: str | int) -> Markup:
        """The pages of what is referred to by these ids, as links."""

    def credit(self, whose: str, *path: str | int) -> Markup:
        """Whose a picture is, kept for the list of credits."""


class Appendix(Record):
    """A file of records. Each kind is a subclass, which also says what its records are.

    The file's name is its id unless it says another. A kind overrides what it has to tell of its
    records; a template of its name prints what `view` gives.
    """

    #: The classes of its pages beside `appendix`; the kind's name where it names none.
    css_class: ClassVar[str] = ""
    #: The template; that of the kind's name where it names none.
    template: ClassVar[str] = ""
    #: The groups of the register that its records may be in, with the title of an index of each.
    groups: ClassVar[dict[str, Said]] = {}

    #: The words of its own that it prints, which `labels` of a file may say otherwise.
    words: ClassVar[dict[str, Said]] = {}

    id: Id = ""
    kind: Text
    title: Text
    short_title: Text = ""
    intro: Text = ""
    printed: bool = True
    labels: dict[Text, Text] = Field(default_factory=dict)

    @field_validator("labels")
    @classmethod
    def _known_labels(cls, labels: dict[str, str]) -> dict[str, str]:
        for key in labels:
            if key not in cls.words:
                raise UnfitError(
                    "there is no label “{key}” here; there are: {known}",
                    key=key,
                    known=", ".join(cls.words) or "–",
                )
        return labels

    def entries(self, place: Callable[..., Place]) -> Iterator[Entry]:  # noqa: ARG002
        """What the register is told; `place` gives the place of a path of keys and indexes."""
        yield from ()

    def facts(self) -> Iterator[Fact]:
        """What the records say, one thing at a time, for checks against prose."""
        yield from ()

    def terms(self) -> Iterator[tuple[str, Spanned]]:
        """The named stretches of time, such as terms of office, that the records tell of."""
        yield from ()

    def portraits(self) -> Iterator[Portrait]:
        """The pictures of those whom the records name."""
        yield from ()

    def faults(self, place: Callable[..., Place], occasion: Occasion) -> Iterator[Mistake]:  # noqa: ARG002
        """What records of the kind do not hold to, for the proofreader."""
        yield from ()

    def resolved(self, person: Callable[[str], str]) -> Appendix:  # noqa: ARG002
        """The same with people by their ids wherever a name was written for one; `person` gives
        the id of a name that the register has."""
        return self

    def timeline(self) -> Iterator[tuple[str, list[Bar]]]:
        """What a chart of time shows: groups of bars by name; nothing where the kind has none."""
        yield from ()

    def view(self, words: Words) -> View:
        """What the template prints, in words of the book's language."""
        raise NotImplementedError

    def entry(
        self, group: str, record: Any, place: Place, *, own: bool = True, **more: Any
    ) -> Entry:
        """An entry of the register in the words of a record that has a name and aliases; `own`
        says whether it has a place of its own in the printed appendix."""
        shown = {"printed": record.name, "names": (record.name,), **more}
        return Entry(
            id=record.id,
            kind=group,
            heading=getattr(record, "listed_as", "") or shown["printed"],
            aliases=record.aliases,
            anchor=f"{group}-{record.id}" if self.printed and own else "",
            place=place,
            **shown,
        )


def more(words: Words, given: dict[str, str], *path: str | int) -> list[tuple[str, Markup]]:
    """What a record says under labels of its own (`more`), each with its label."""
    return [
        (words.set(label), words.line(text, *path, "more", label)) for label, text in given.items()
    ]
