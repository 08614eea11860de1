"""book.yaml: what the whole book is, with a default for all but its title and language."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from book.dates import RecordDate
from book.errors import UnfitError
from book.languages.letters import latin
from book.languages.written_dates import read_date, read_dates
from book.manuscript.values import TRIMS, checked_isbn, language_tag, trim_size
from book.themes.registry import DEFAULT
from book.themes.settings import Fonts, PaletteChoice, Starts, StartsChoice


def _end(value: object) -> object:
    return value if isinstance(value, RecordDate) else read_date(str(value))


def _date(value: object) -> object:
    date = _end(value)
    if isinstance(date, RecordDate) and date.is_open:
        raise UnfitError("“{text}” is for the end of what goes on; write a date", text=value)
    return date


def _dates(value: object) -> object:
    return value if isinstance(value, tuple) else read_dates(str(value))


def _text(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


#: A date as exactly as it is known, and how sure it is; see `book.languages.written_dates`.
Date = Annotated[RecordDate, BeforeValidator(_date, json_schema_input_type=str | int)]
#: The end of what may go on still: a date, or “now”.
End = Annotated[RecordDate, BeforeValidator(_end, json_schema_input_type=str | int)]
#: A date, or the first and the last of a stretch.
Dates = Annotated[tuple[RecordDate, ...], BeforeValidator(_dates, json_schema_input_type=str | int)]
#: Text that an editor may write without quotes even when it is a number (a year, a house number).
Text = Annotated[str, BeforeValidator(_text, json_schema_input_type=str | int | float)]


#: What other places refer by, and files are named after: letters, digits, dots and hyphens.
Id = Annotated[Text, Field(pattern=r"^(\w[\w.-]*)?$")]


class Record(BaseModel):
    """A typed piece of a book folder: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    #: A word to the editor; it is not printed.
    remark: Text = ""


class Occasion(Record):
    """What the book celebrates."""

    text: Text = ""
    first: Date | None = Field(default=None, alias="from")
    last: Date | None = Field(default=None, alias="to")


class Imprint(Record):
    """The colophon's fields, printed in this order; those left empty vanish."""

    place: Literal["front", "back"] | None = None
    responsible: Text = ""
    content: Text = ""
    compiler: Text = ""
    editor: Text = ""
    designer: Text = ""
    proofreader: Text = ""
    publisher: Text = ""
    publisher_address: Text = ""
    print_run: Text = ""
    trim: Text = ""
    printer: Text = ""
    printer_address: Text = ""
    registration: Text = ""
    decision: Text = ""
    licence: Text = ""
    isbn: Annotated[Text, AfterValidator(checked_isbn)] = ""
    deposit: Text = ""
    year: Text = ""
    not_for_sale: bool = False
    note: Text = ""


class Cover(Record):
    """The cover: as `art` an SVG drawn to the trim size or a picture of one's own making, as
    `photo` a photograph with the title where it hides least, on a `scrim` where it needs one; both
    are cropped to the trim round the focus. The words of its spine and of its back where they are
    not the short title and the description."""

    art: Text = ""
    photo: Text = ""
    alt: Text = ""
    focus: Text = ""
    credit: Text = ""
    scrim: Literal["auto", "none"] = "auto"
    title_place: Literal["top", "bottom"] | None = None
    spine: Text = ""
    back: Text = ""

    @property
    def picture(self) -> str:
        """The picture of the cover, whichever it has."""
        return self.photo or self.art

    @model_validator(mode="after")
    def _has_one_picture(self) -> Cover:
        if self.art and self.photo:
            raise UnfitError("a cover has either “art” or “photo”")
        return self


class OpeningPicture(Record):
    """A photograph with which a section opens; `alt` says what it shows."""

    file: Text
    alt: Text = ""
    focus: Text = ""
    credit: Text = ""


def _opening(value: Any) -> Any:
    """A file alone says all that is needed."""
    return {"file": value} if isinstance(value, str) else value


#: The picture of an opening: a file, or a file and what is said of it.
Opening = Annotated[
    OpeningPicture, BeforeValidator(_opening, json_schema_input_type=str | OpeningPicture)
]


class Index(Record):
    """One index: its title and the kinds of records that it lists."""

    id: Id
    title: Text = ""
    of: Annotated[tuple[Text, ...], Field(min_length=1)]
    sort: Literal["written", "given"] = "written"


class Paper(Record):
    """The paper that the book is printed on: grams a square metre, and cm³ a gram."""

    gsm: Annotated[float, Field(gt=0, lt=1000)] = 80
    bulk: Annotated[float, Field(gt=0, lt=10)] = 1.3

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
