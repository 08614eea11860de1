"""The templates of sections: the builder's own, and those of a book folder in their place."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FunctionLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from book.errors import BookError, Mistake, Place
from book.languages import Language
from book.limits import TooLongError, limited
from book.manuscript.files import text_of

_CURE = "Mend it, or remove the file: the builder's own template then takes its place."


#: How long a template may take, and how long a text its operators may make.
SECONDS, LONGEST = 10.0, 1_000_000


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox whose templates can't blow up a small text into one that fills the memory."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            raise SecurityError("powers are not for templates")
        sized, times = (left, right) if hasattr(left, "__len__") else (right, left)
        if hasattr(sized, "__len__") and isinstance(times, int) and len(sized) * times > LONGEST:
            raise SecurityError("a text or a list is repeated too often")
        return super().call_binop(context, operator, left, right)


@lru_cache(maxsize=8)
def _environment(folder: Path, language: Language, _own: tuple[object, ...]) -> _Sandbox:
    """The compiled templates of a folder whose own ones are these: kept for the next build."""

    def own(name: str) -> str | None:
        """The text of a book's own template; None where it has none of this name."""
        return text_of(folder.parent, f"templates/{name}") if (folder / name).is_file() else None

    environment = _Sandbox(
        loader=ChoiceLoader([FunctionLoader(own), PackageLoader("book.sections")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals.update(language=language, say=language.say)
    return environment


class Templates:
    """Renders sections. A file of the same name in the book's `templates` goes before ours."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder = folder.resolve() / "templates"
        own = []
        for path in sorted(self._folder.rglob("*")):
            with suppress(OSError):  # an editor's passing file
                about = path.stat()
                own.append((path, about.st_mtime_ns, about.st_size))
        self._environment = _environment(self._folder, language, tuple(own))

    def render(self, name: str, **context: Any) -> str:
        """A template's HTML. Raises BookError where a book's own template fails."""
        try:
            with limited(SECONDS):
                return self._environment.get_template(name).render(context)
        except TooLongError as error:
            raise self._failure(name, 0, str(error)) from error
        except RecursionError as error:
            raise self._failure(name, 0, "it includes itself") from error
        except TemplateSyntaxError as error:
            raise self._failure(error.name or name, error.lineno, str(error)) from error
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            if not (self._folder / name).is_file():
                raise
            raise self._failure(name, 0, str(error)) from error

    def _failure(self, name: str, line: int, reason: str) -> BookError:
        place = Place(f"templates/{name}", line)
        return BookError(Mistake(place, "the template fails: {reason}", _CURE, {"reason": reason}))
