"""The templates of sections: the builder's own, and those of a book folder in their place.

A book's own templates run in a process that can be ended, in Jinja2's sandbox; what they are
given must be data that can be pickled.
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
#: A book's own templates: path, time of change, size.
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
def _environment(folder: Path, spoken: Language, _own: _Own) -> _Sandbox:
    """The compiled templates of a book folder whose own ones are these: kept for the next build."""

    def own(name: str) -> tuple[str, str, None] | None:
        """A book's own template and its file; None where it has none of this name."""
        file = f"{_FOLDER}/{name}"
        return (text_of(folder, file), file, None) if (folder / file).is_file() else None

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


def _rendered(
    folder: Path, tag: str, own: _Own, name: str, context: dict[str, Any]
) -> str | Mistake:
    """A template's HTML, or why one of the book's own fails; in a worker where there are any."""
    try:
        html = _environment(folder, language(tag, folder), own).get_template(name).render(context)
    except (BookError, MemoryError):
        raise
    except TemplateSyntaxError as error:
        return _failure(Place(f"{_FOLDER}/{error.name or name}", error.lineno), error.message or "")
    except Exception as error:
        place = _own_line(error.__traceback__)
        if place is None and not (folder / _FOLDER / name).is_file():
            raise
        reason: str | Said = str(error)
        if isinstance(error, RecursionError):
            reason = Said("it includes itself")
        elif isinstance(error, _RefusedError):
            reason = error.said
        return _failure(place or Place(f"{_FOLDER}/{name}"), reason)
    if len(html) > LARGEST:
        said = Said("it writes more than {size} MB", {"size": LARGEST // 2**20})
        return _failure(Place(f"{_FOLDER}/{name}"), said)
    return html


def _own_line(trace: TracebackType | None) -> Place | None:
    """The innermost line of a book's own template in a traceback."""
    found = None
    while trace:
        if (file := trace.tb_frame.f_code.co_filename).startswith(f"{_FOLDER}/"):
            found = Place(file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _failure(place: Place, reason: str | Said) -> Mistake:
    return Mistake(place, "the template fails: {reason}", _CURE, {"reason": reason})


class Templates:
    """Renders sections. A file of the same name in the book's `templates` goes before ours."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder, self._tag = folder.resolve(), language.tag
        own = []
        for path in sorted((self._folder / _FOLDER).rglob("*")):
            with suppress(OSError):  # an editor's passing file
                about = path.stat()
                own.append((path, about.st_mtime_ns, about.st_size))
        self._own = tuple(own)
        self._worker: Worker | None = None

    def render(self, name: str, **context: Any) -> Element:
        """The page that a template writes, as a tree. Raises BookError where a book's own template
        fails, or takes more time or memory than it may."""
        asked = (self._folder, self._tag, self._own, name, context)
        if not self._own:
            html = _rendered(*asked)
        else:
            try:
                html = self._process().call(Limits(SECONDS, MEMORY), _rendered, *asked)
            except EndedError as error:
                is_own = (self._folder / _FOLDER / name).is_file()
                place = Place(f"{_FOLDER}/{name}" if is_own else _FOLDER)
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
