"""The kinds of records: a module each, entered into one table when it is imported.

A module here, or anywhere that is imported before a book is read, adds a kind by `@kind("name")`
above its `Appendix`; it needs a template of that name and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from book.manuscript.kinds.record import Appendix

Model = TypeVar("Model", bound=type[Appendix])

KINDS: dict[str, type[Appendix]] = {}


def kind(name: str) -> Callable[[Model], Model]:
    """Enter a model of appendix files into the table of kinds, by what their `kind:` says."""

    def entered(model: Model) -> Model:
        KINDS[name] = model
        return model

    return entered


for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
