"""Begin: a new book, asked for as the command `new` asks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from babel import Locale
from starlette.requests import Request

from book.errors import RequestError, worded
from book.starters import CALLED, LANGUAGES, LIKE, Wishes, defaults, make_book
from book.studio.answers import Asked, answer, given
from book.studio.panels import Panel


@answer("/api/begin")
async def sorts(_request: Request, asked: Asked) -> dict[str, Any]:
    """What a book may be about, in which languages, and the years that are usual."""
    tag = asked.language.locale.language
    year = dt.date.today().year
    return {
        "folder": _told(asked.desk.folder.resolve()),
        "language": tag if tag in LANGUAGES else LANGUAGES[0],
        "languages": [{"tag": tag, "name": Locale(tag).display_name} for tag in LANGUAGES],
        "sorts": [
            {
                "like": like,
                "called": asked.say(CALLED[like]),
                "usual": {language: defaults(like, language) for language in LANGUAGES},
            }
            for like in LIKE
        ],
        "years": [year - 30, year],
    }


@answer("/api/begin", "POST")
async def begin(request: Request, asked: Asked) -> dict[str, Any]:
    """Write a whole small book into the folder."""
    like, language, title, organisation, first, last = await given(
        request, "like", "language", "title", "organisation", "first", "last"
    )
    if like not in LIKE or language not in LANGUAGES:
        raise RequestError("the studio did not understand the request")
    years = [_year(first), _year(last)]
    wishes = Wishes(like, language, _line(title), _line(organisation), *years)
    written = await asked.desk.work(make_book, asked.desk.folder, wishes, dt.date.today().year)
    asked.desk.changed()
    return {"files": written}


def _told(folder: Path) -> str:
    """A folder as people say where it lies."""
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if home in folder.parents else str(folder)


def _line(given_words: object) -> str:
    return " ".join(str(given_words).split())[:300]


def _year(told: object) -> int | None:
    words = str(told if told is not None else "").strip()
    if not words:
        return None
    if not words.isdecimal() or not 1 <= int(words) <= 9999:
        raise RequestError("“{text}” is no year", text=words[:20])
    return int(words)


PANEL = Panel("begin", worded("Begin a book"), (sorts, begin), is_for_beginning=True)
