"""The templates of sections: the builder's own, and in their place those of a book folder, or of
its theme.

Templates of a book or a theme run in a process that can be ended, in Jinja2's sandbox; what they
are given must be data that can be pickled.
"""

from __future__ import annotations

import weakref
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FunctionLoader,
    PackageLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from book.errors import BookError, Mistake, Place, Said, in_english
from book.files import LARGEST, text_of
from book.languages import Language, language
from book.limits import EndedError, Limits, Worker
from book.text.stretches import marked
from book.text.tree import Element, parsed_page

_CURE = "Mend it, or remove the file: the builder's own template then takes its place."
_FOLDER = "templates"
#: What a template of a book may take: seconds and memory; how long a text its operators may make.
SECONDS, MEMORY, LONGEST = 10.0, 2**29, 1_000_000
#: Where templates lie that go before the builder's: a folder, and the part of their names that
#: leads to them from there, by which they are told.
_Rooms = tuple[tuple[Path, str], ...]
#: All such templates: path, time of change, size.
_Own = tuple[tuple[Path, int, int], ...]


class _RefusedError(SecurityError):
    """What the sandbox of the builder refuses beyond Jinja's."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.told(in_english))
        self.said = said


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that tells soon where a template blows up a small text, and knows no chance."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            raise _RefusedError(Said("powers are not for templates"))
        sized, times = (left, right) if hasattr(left, "__len__") else (right, left)
        if hasattr(sized, "__len__") and isinstance(times, int) and len(sized) * times > LONGEST:
            raise _RefusedError(Said("a text or a list is repeated too often"))
        return super().call_binop(context, operator, left, right)


@lru_cache(maxsize=8)
def _environment(rooms: _Rooms, spoken: Language, _own: _Own) -> _Sandbox:
    """The compiled templates of a book whose own ones are these: kept for the next build."""

    def own(name: str) -> tuple[str, str, None] | None:
        """An own template and its file; None where there is none of this name."""
        found = _own_file(rooms, name)
        return (text_of(*found), found[1], None) if found else None

    environment = _Sandbox(
        loader=ChoiceLoader([FunctionLoader(own), PackageLoader("book.sections")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals.update(language=spoken, say=spoken.say)
    # The same input makes the same book.
    del environment.globals["lipsum"], environment.filters["random"]
    return environment


def _own_file(rooms: _Rooms, name: str) -> tuple[Path, str] | None:
    """The folder and the file in it of an own template; None where there is none."""
    files = ((folder, f"{room}/{name}") for folder, room in rooms)
    return next((found for found in files if (found[0] / found[1]).is_file()), None)


def _rendered(
    rooms: _Rooms, spoken: tuple[str, Path], own: _Own, name: str, context: dict[str, Any]
) -> str | Mistake:
    """A template's HTML, or why an own one fails; in a worker where there are any. `spoken` is the
    tag of a language and the book's folder."""
    told = found[1] if (found := _own_file(rooms, name)) else ""
    try:
        html = _environment(rooms, language(*spoken), own).get_template(name).render(context)
    except (BookError, MemoryError):
        raise
    except TemplateSyntaxError as error:
        other = _own_file(rooms, error.name or name)
        return _failure(Place(other[1] if other else told, error.lineno), error.message or "")
    except Exception as error:
        place = _own_line(rooms, error.__traceback__)
        if place is None and not told:
            raise
        reason: str | Said = str(error)
        if isinstance(error, RecursionError):
            reason = Said("it includes itself")
        elif isinstance(error, _RefusedError):
            reason = error.said
        return _failure(place or Place(told), reason)
    if len(html) > LARGEST:
        said = Said("it writes more than {size} MB", {"size": LARGEST // 2**20})
        return _failure(Place(told or name), said)
    return html


def _own_line(rooms: _Rooms, trace: TracebackType | None) -> Place | None:
    """The innermost line of an own template in a traceback."""
    beginnings = tuple(f"{room}/" for _, room in rooms)
    found = None
    while trace:
        if (file := trace.tb_frame.f_code.co_filename).startswith(beginnings):
            found = Place(file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _failure(place: Place, reason: str | Said) -> Mistake:
    return Mistake(place, "the template fails: {reason}", _CURE, {"reason": reason})


def _rooms_of(book: Path, theme: Path | None) -> _Rooms:
    """The templates of a theme, told as files of the book where its folder lies there."""
    if theme is None or not (theme / _FOLDER).is_dir():
        return ()
    at, theme = theme.resolve().parent, theme.resolve()
    at = book if theme.is_relative_to(book) else at
    return ((at, f"{theme.relative_to(at).as_posix()}/{_FOLDER}"),)


class Templates:
    """Renders sections. A file of the same name in the book's `templates` goes before one of its
    theme's, and that before ours."""

    def __init__(self, folder: Path, language: Language, theme: Path | None = None) -> None:
        """`theme` is the folder of the book's theme."""
        book = folder.resolve()
        self._spoken = (language.tag, book)
        self._rooms: _Rooms = ((book, _FOLDER), *_rooms_of(book, theme))
        own = []
        for path in (p for at, room in self._rooms for p in sorted((at / room).rglob("*"))):
            with suppress(OSError):  # an editor's passing file
                about = path.stat()
                own.append((path, about.st_mtime_ns, about.st_size))
        self._own = tuple(own)
        self._worker: Worker | None = None

    def render(self, name: str, **context: Any) -> Element:
        """The page that a template writes, as a tree. Raises BookError where a book's own template
        fails, or takes more time or memory than it may."""
        asked = (self._rooms, self._spoken, self._own, name, context)
        if not self._own:
            html = _rendered(*asked)
        else:
            try:
                html = self._process().call(Limits(SECONDS, MEMORY), _rendered, *asked)
            except EndedError as error:
                found = _own_file(self._rooms, name)
                place = Place(found[1] if found else _FOLDER)
                raise BookError(_failure(place, error.said)) from error
        if isinstance(html, Mistake):
            raise BookError(html)
        return marked(parsed_page(html))

    def _process(self) -> Worker:
        """The process that the book's own templates run in."""
        if self._worker is None or not self._worker.is_alive:
            self._worker = Worker()
            weakref.finalize(self, self._worker.close)
        return self._worker
