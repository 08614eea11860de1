"""The templates of sections: the builder's own, and those of a book folder in their place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from book.errors import BookError, Mistake, Place
from book.locale import Language

_CURE = "Mend it, or remove the file: the builder's own template then takes its place."


class Templates:
    """Renders sections. A file of the same name in the book's `templates` goes before ours."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder = folder / "templates"
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(self._folder), PackageLoader("book.sections")]),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.globals.update(language=language, say=language.say)

    def render(self, name: str, **context: Any) -> str:
        """A template's HTML. Raises BookError where a book's own template fails."""
        try:
            return self._environment.get_template(name).render(context)
        except TemplateSyntaxError as error:
            raise self._failure(error.name or name, error.lineno, str(error)) from error
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            if not (self._folder / name).is_file():
                raise
            raise self._failure(name, 0, str(error)) from error

    def _failure(self, name: str, line: int, reason: str) -> BookError:
        place = Place(f"templates/{name}", line)
        return BookError(Mistake(place, "the template fails: {reason}", _CURE, {"reason": reason}))
