"""The parts of a book that book.yaml and the heads of chapters describe: imprint, cover, pictures
of openings, frontispiece, epigraphs, key figures."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from book.errors import UnfitError
from book.manuscript.fields import Record, Text
from book.manuscript.values import checked_isbn


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
    copyright: Text = ""
    rights: Text = ""
    catalogue: Text = ""
    isbn: Annotated[Text, AfterValidator(checked_isbn)] = ""
    deposit: Text = ""
    year: Text = ""
    not_for_sale: bool = False
    note: Text = ""


class Cover(Record):
    """The cover: as `art` an SVG drawn to the trim size or a picture of one's own making, as
    `photo` a photograph with the title where it hides least, on a `scrim` where it needs one; both
    are cropped to the trim round the focus. The words of its spine and of its back where they are
    not the short title and the description; an empty `back` has none."""

    art: Text = ""
    photo: Text = ""
    alt: Text = ""
    focus: Text = ""
    credit: Text = ""
    scrim: Literal["auto", "none"] = "auto"
    title_place: Literal["top", "bottom"] | None = None
    spine: Text = ""
    back: Text | None = None

    @property
    def picture(self) -> str:
        """The picture of the cover, whichever it has."""
        return self.photo or self.art

    @model_validator(mode="after")
    def _has_one_picture(self) -> Cover:
        if self.art and self.photo:
            raise UnfitError("a cover has either “art” or “photo”")
        return self


def _in_short(model: type[Record], field: str) -> BeforeValidator:
    """Let a text alone stand for a record that has but this field."""

    def read(value: Any) -> Any:
        return {field: value} if isinstance(value, str) else value

    return BeforeValidator(read, json_schema_input_type=str | model)


class OpeningPicture(Record):
    """A photograph with which a section opens; `alt` says what it shows."""

    file: Text
    alt: Text = ""
    focus: Text = ""
    credit: Text = ""


#: The picture of an opening: a file, or a file and what is said of it.
Opening = Annotated[OpeningPicture, _in_short(OpeningPicture, "file")]


class Frontispiece(OpeningPicture):
    """A picture that faces the title page, with its caption."""

    caption: Text = ""


class Epigraph(Record):
    """Words of another that stand before a text, and whose they are."""

    text: Annotated[Text, Field(min_length=1)]
    by: Text = ""


#: An epigraph: its words alone, or with whose they are.
GivenEpigraph = Annotated[Epigraph, _in_short(Epigraph, "text")]


class KeyFigure(Record):
    """One number of the book's key figures: a cell of its statistics by the ids of table, row and
    period; `words` say otherwise than the row's name what is counted, `growth` draws the row."""

    of: Text
    row: Text
    at: Text
    words: Text = ""
    growth: bool = False


class KeyFigures(Record):
    """Two facing pages of large numbers, drawn from the statistics, before the first chapter."""

    title: Annotated[Text, Field(min_length=1)]
    lead: Text = ""
    figures: Annotated[tuple[KeyFigure, ...], Field(min_length=1, max_length=10)]
