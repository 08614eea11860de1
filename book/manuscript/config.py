"""book.yaml: what the whole book is, with a default for all but its title and language."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from book.languages.letters import latin
from book.manuscript.book_parts import Cover, Frontispiece, Imprint, KeyFigures
from book.manuscript.book_parts import Opening as Opening
from book.manuscript.book_parts import OpeningPicture as OpeningPicture
from book.manuscript.fields import Date as Date
from book.manuscript.fields import Dates as Dates
from book.manuscript.fields import End as End
from book.manuscript.fields import Id as Id
from book.manuscript.fields import Record as Record
from book.manuscript.fields import Text as Text
from book.manuscript.values import TRIMS, language_tag, trim_size
from book.themes.registry import DEFAULT
from book.themes.settings import Fonts, PaletteChoice, Starts, StartsChoice


class Occasion(Record):
    """What the book celebrates."""

    text: Text = ""
    first: Date | None = Field(default=None, alias="from")
    last: Date | None = Field(default=None, alias="to")


class Index(Record):
    """One index: its title, the kinds of records that it lists, and how people stand in it: as
    they are written, by their given or their family names; by default as the language has it."""

    id: Id
    title: Text = ""
    of: Annotated[tuple[Text, ...], Field(min_length=1)]
    sort: Literal["written", "given", "surname"] | None = None


class Paper(Record):
    """The paper that the book is printed on: grams a square metre, and cm³ a gram; how many pages
    are folded together into a signature, where the printing house says so."""

    gsm: Annotated[float, Field(gt=0, lt=1000)] = 80
    bulk: Annotated[float, Field(gt=0, lt=10)] = 1.3
    signature: Literal[4, 8, 12, 16, 24, 32] | None = None

    @property
    def thickness(self) -> float:
        """The thickness of one leaf in mm."""
        return self.gsm * self.bulk / 1000


class Press(Record):
    """What the printing house says of its press: an ICC profile in the book folder, the name of
    the printing condition that the profile stands for (such as FOGRA39), and that of an ink of
    its own for the accent (such as PANTONE 187 C)."""

    profile: Text = ""
    condition: Text = ""
    spot: Text = ""


class Goal(Record):
    """How much a book shall tell of each of its kind: on so many pages, in so many pictures, in
    paragraphs of so many words."""

    pages: Annotated[int, Field(ge=0)] = 0
    pictures: Annotated[int, Field(ge=0)] = 0
    words: Annotated[int, Field(ge=0)] = 0


class CoverageGoals(Record):
    """The goals of the coverage report: for each person, term of office and unit, and the first and
    the last year of which there shall be pictures; those of the occasion where none are given."""

    people: Goal = Goal()
    terms: Goal = Goal()
    units: Goal = Goal()
    years: Dates | None = None


class Silence(Record):
    """A rule of the proofreader that shall be silent in this book, and why."""

    rule: Text
    reason: Annotated[Text, Field(min_length=1)]


DEFAULT_INDEXES = (
    Index(id="index-people", of=("people",)),
    Index(id="index-organisations", of=("organisations", "places")),
    Index(id="index-documents", of=("documents",)),
)


Trim = Annotated[tuple[float, float], BeforeValidator(trim_size, json_schema_input_type=str)]


class BookConfig(Record):
    """book.yaml as a whole."""

    title: Annotated[Text, Field(min_length=1)]
    language: Annotated[str, AfterValidator(language_tag)]
    title_lines: tuple[Text, ...] = ()
    subtitle: Text = ""
    short_title: Text = ""
    parent_organisation: Text = ""
    organisation: Text = ""
    place: Text = ""
    occasion: Occasion = Occasion()
    slug: Annotated[Text, Field(pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*)?$")] = ""
    trim: Trim = TRIMS["160x240"]
    theme: Text = DEFAULT
    palette: PaletteChoice = Field(default_factory=dict)
    fonts: Fonts = Fonts()
    binding: Literal["left", "right"] = "left"
    starts: StartsChoice = Starts()
    chapter_numbers: Literal["roman", "arabic", "none"] = "roman"
    chapters: tuple[Text, ...] = ()
    appendices: tuple[Text, ...] = ()
    emblem: Text = ""
    cover: Cover | None = None
    appendices_picture: Opening | None = None
    credits: bool = True
    coverage: CoverageGoals = CoverageGoals()
    half_title: bool = True
    frontispiece: Frontispiece | None = None
    dedication: Text = ""
    key_figures: KeyFigures | None = None
    notes: Annotated[int, Field(ge=0, le=32)] = 0
    colophon: Text = ""
    imprint: Imprint = Imprint()
    indexes: tuple[Index, ...] = DEFAULT_INDEXES
    authors: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()
    description: Text = ""
    paper: Paper = Paper()
    press: Press = Press()
    style: Literal["nd30"] | None = None
    tone_style: Literal["old", "new"] | None = None
    i_style: Literal["i", "y"] | None = None
    public_figures: tuple[Text, ...] = ()
    capitals: tuple[Text, ...] = ()
    spelling: tuple[Text, ...] = ()
    silence: tuple[Silence, ...] = ()

    @property
    def displayed_title(self) -> tuple[str, ...]:
        """The title's lines as cover and title page break them."""
        return self.title_lines or (self.title,)

    @property
    def file_name(self) -> str:
        """The slug, or one made of the title: ASCII letters, digits and hyphens."""
        return self.slug or slug_of(self.title)[:60].rstrip("-") or "book"

    @property
    def running_title(self) -> str:
        return self.short_title or self.title


def slug_of(text: str) -> str:
    """`Đảng bộ Khối` as `dang-bo-khoi`, `Λέσχη` as `lesche`: in plain Latin letters, by ICU."""
    return re.sub(r"[^a-z0-9]+", "-", latin(text)).strip("-")
