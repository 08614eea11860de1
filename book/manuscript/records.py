"""The records of the structured appendices: one model for each kind of file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from book.dates import PartialDate
from book.errors import UnfitError
from book.manuscript.config import Date, Id, Record, Text


class Listed(Record):
    """A record that indexes list: under its name, or as `listed_as` says (homonyms, streets)."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    listed_as: Text = ""


class Spanned(Record):
    """A record of something that lasts; `last` is None while it goes on."""

    first: Date = Field(alias="from")
    last: Date | None = Field(default=None, alias="to")


class Term(Spanned):
    """One stretch of an office."""

    office: Text
    note: Text = ""


class Person(Listed):
    """One who is named in the book; only `id` and `name` are required."""

    given: Text = ""
    known_as: Text = ""
    portrait: Text = ""
    born: Date | None = None
    died: Date | None = None
    note: Text = ""
    terms: tuple[Term, ...] = ()

    @property
    def has_card(self) -> bool:
        """Whether there is more to print of the person than the name."""
        return bool(self.terms or self.note or self.portrait or self.born or self.died)

    @property
    def given_name(self) -> str:
        return self.given or self.name.split()[-1]

    @property
    def monogram(self) -> str:
        """The first letters of the first and the last word of the name."""
        words = self.name.split()
        return (words[0][0] + words[-1][0] if len(words) > 1 else words[0][0]).upper()


class Office(Record):
    """An office that terms refer to, in the order in which offices are printed; `single` where
    one person at a time holds it."""

    id: Id
    name: Text
    plural: Text = ""
    single: bool = False


class Elected(Record):
    """Those elected to one office, by their ids."""

    office: Text
    people: tuple[Text, ...]


class Congress(Spanned):
    """A congress: when it met, whom it elected and what it resolved."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    term: Text = ""
    delegates: Text = ""
    committee: Text = ""
    standing_committee: Text = ""
    inspection: Text = ""
    elected: tuple[Elected, ...] = ()
    direction: Text = ""
    theme: Text = ""
    goal: Text = ""
    breakthroughs: tuple[Text, ...] = ()
    note: Text = ""


def _span(value: object) -> object:
    if isinstance(value, tuple):
        return value
    parts = str(value).split("/")
    if len(parts) > 2:
        raise UnfitError("write one date, or two with a slash between them")
    return tuple(PartialDate.parse(part) for part in parts)


class Event(Record):
    """One line of a chronology; `when` is a date, or two: `1996-02-09/1996-02-10`."""

    when: Annotated[tuple[PartialDate, ...], BeforeValidator(_span)]
    text: Text

    @property
    def year(self) -> int:
        return self.when[0].year


class Period(Record):
    id: Id
    name: Text


class Measure(Record):
    """A row of statistics: one value a period; what is not known is left out. `sum_of` names the
    rows that it is the sum of."""

    id: Id
    name: Text
    unit: Text = ""
    values: dict[str, int | float | str]
    sum_of: tuple[Text, ...] = ()
    note: Text = ""


class StatisticsTable(Record):
    id: Id
    title: Text
    periods: tuple[Period, ...]
    measures: tuple[Measure, ...]
    note: Text = ""


class Size(Record):
    """How big an organisation was at a date: its member organisations and its members."""

    when: Date
    units: int | None = None
    units_text: Text = ""
    members: int | None = None
    members_text: Text = ""


class OrganisationCongress(Record):
    name: Text
    term: Text


class OrganisationLeader(Record):
    office: Text
    person: Text


class Organisation(Listed):
    """A body; with `founded` it has its own entry, otherwise the register knows just its names."""

    founded: Date | None = None
    founding: Text = ""
    leaders: tuple[OrganisationLeader, ...] = ()
    sizes: tuple[Size, ...] = ()
    congresses: tuple[OrganisationCongress, ...] = ()
    text: Text = ""


class NameOverTime(Spanned):
    name: Text
    note: Text = ""


class SeatOverTime(Spanned):
    address: Text
    note: Text = ""


class PlaceName(Listed):
    pass


class Document(Listed):
    """A document cited: known by its number, or by its name where it has none."""

    name: Text = ""
    number: Text = ""
    kind: Text = ""
    date: Date | None = None
    issuer: Text = ""
    subject: Text = ""

    @property
    def shown(self) -> str:
        """The words that name the document where it is referred to."""
        return self.name or f"{self.kind} {self.number}".strip()


class AppendixBase(Record):
    """What every appendix file has; the file's name is its id unless it says another."""

    id: Id = ""
    title: Text
    short_title: Text = ""
    intro: Text = ""
    printed: bool = True


class Stretch(Spanned):
    """A named stretch of time, such as a term, by which holders of offices are listed."""

    name: Text


class People(AppendixBase):
    kind: Literal["people"]
    offices: tuple[Office, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    people: tuple[Person, ...] = ()


class Congresses(AppendixBase):
    kind: Literal["congresses"]
    congresses: tuple[Congress, ...] = ()


class Chronology(AppendixBase):
    kind: Literal["chronology"]
    events: tuple[Event, ...] = ()


class Statistics(AppendixBase):
    kind: Literal["statistics"]
    tables: tuple[StatisticsTable, ...] = ()


class Organisations(AppendixBase):
    kind: Literal["organisations"]
    organisations: tuple[Organisation, ...] = ()


class Names(AppendixBase):
    kind: Literal["names"]
    names: tuple[NameOverTime, ...] = ()
    seats: tuple[SeatOverTime, ...] = ()


class Places(AppendixBase):
    kind: Literal["places"]
    places: tuple[PlaceName, ...] = ()


class Documents(AppendixBase):
    kind: Literal["documents"]
    documents: tuple[Document, ...] = ()


Appendix = (
    People | Congresses | Chronology | Statistics | Organisations | Names | Places | Documents
)
KINDS: dict[str, type[Appendix]] = {
    "people": People,
    "congresses": Congresses,
    "chronology": Chronology,
    "statistics": Statistics,
    "organisations": Organisations,
    "names": Names,
    "places": Places,
    "documents": Documents,
}
