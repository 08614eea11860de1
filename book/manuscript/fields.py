"""What the values of a book folder's YAML are made of: dates, texts, ids, and records of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from book.dates import RecordDate
from book.errors import UnfitError
from book.languages.written_dates import read_date, read_dates


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

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    #: A word to the editor; it is not printed.
    remark: Text = ""
