"""How panels answer: functions at addresses, in the reader's language, mistakes with a cure."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from book.errors import BookError, Mistake, RequestError, Translate
from book.languages import Language, catalogs, language
from book.studio.desk import Desk, failure
from book.studio.files import ConflictError

#: The cookie in which a browser keeps the language that its reader chose.
LANGUAGE_COOKIE = "kyyeu-language"


@dataclass(frozen=True)
class Asked:
    """What an answer is made from: the book at work, and the language of who asks."""

    desk: Desk
    language: Language

    @property
    def say(self) -> Translate:
        return self.language.say


Answer = Callable[[Request, Asked], Awaitable[Any]]


def answer(path: str, method: str = "GET") -> Callable[[Answer], Route]:
    """Let a function answer at an address: with what it gives back as JSON, or a response of its
    own. What is wrong with the book or the request is told in words, with status 400; a text that
    would be written over somebody else's with status 409 and what is there now."""

    def entered(function: Answer) -> Route:
        async def answered(request: Request) -> Response:
            asked = Asked(request.app.state.desk, reader_of(request))
            try:
                found = await function(request, asked)
            except BookError as error:
                told = [mistake_told(mistake, asked.say) for mistake in error.mistakes]
                return JSONResponse({"mistakes": told}, 400)
            except RequestError as error:
                return JSONResponse({"error": error.said.told(asked.say)}, 400)
            except ConflictError as error:
                return JSONResponse({"file": error.file, "there": asdict(error.there)}, 409)
            except Exception as error:
                if os.environ.get("BOOK_DEBUG"):
                    raise
                return JSONResponse({"mistakes": [mistake_told(failure(error), asked.say)]}, 500)
            if isinstance(found, Response):
                return found
            return JSONResponse(asdict(found) if is_dataclass(found) else found)  # type: ignore[arg-type]

        return Route(path, answered, methods=[method], name=function.__name__)

    return entered


def reader_of(request: Request) -> Language:
    """The language of who asks: chosen in the browser, or that of who started the studio."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    spoken: Language = request.app.state.language
    return language(chosen) if chosen in catalogs() else spoken


async def given(request: Request, *names: str) -> tuple[Any, ...]:
    """The values of these names in the JSON that was sent; RequestError where one is missing."""
    try:
        sent = json.loads(await request.body())
        return tuple(sent[name] for name in names)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RequestError("the studio did not understand the request") from error


def asked_for(request: Request, name: str) -> str:
    """A value of the address; RequestError where it is missing."""
    if name not in request.query_params:
        raise RequestError("the studio did not understand the request")
    return request.query_params[name]


def number(request: Request, name: str) -> float:
    """A number of the address."""
    try:
        found = float(asked_for(request, name))
    except ValueError as error:
        raise RequestError("the studio did not understand the request") from error
    if not -1e7 < found < 1e7:
        raise RequestError("the studio did not understand the request")
    return found


def mistake_told(mistake: Mistake, say: Translate) -> dict[str, Any]:
    """A mistake in words, and its place."""
    values = mistake.told_values(say)
    place = mistake.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "cell": place.cell,
        "problem": say(mistake.problem, **values),
        "cure": say(mistake.cure, **values) if mistake.cure else "",
    }
