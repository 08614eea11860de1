"""What was worked out from the files of a book folder, kept until one of them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from book.errors import BookError
from book.sources import Stamp, everything, stamps

_T = TypeVar("_T")


@dataclass(frozen=True)
class _Result:
    """Something worked out, or the BookError in its place, from files under these names that were
    in this state."""

    names: tuple[str, ...]
    stamps: dict[Path, Stamp]
    made: Any


class Results:
    """Results by name. For one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[object, _Result] = {}

    def once(self, name: object, of: Callable[[], Iterable[str]], make: Callable[[], _T]) -> _T:
        """What `make` gives or raises as a BookError, worked out again after files under the names
        that `of` gives have changed; these may be others after `make` than before it."""
        kept = self._kept.get(name)
        if kept is None or stamps(self._folder, kept.names) != kept.stamps:
            kept = self._kept[name] = self._worked_out(of, make)
        if isinstance(kept.made, BookError):
            raise BookError(*kept.made.mistakes)
        return kept.made  # type: ignore[no-any-return]

    def _worked_out(self, of: Callable[[], Iterable[str]], make: Callable[[], Any]) -> _Result:
        names = tuple(of())
        before = stamps(self._folder, names)
        try:
            made = make()
        except BookError as error:
            made = error
        # Any file may mend a mistake: it may be the one that was missing.
        known = everything(self._folder) if isinstance(made, BookError) else tuple(of())
        # What changed while it was worked out is worked out again: its old stamp counts.
        if known != names:
            now = stamps(self._folder, known)
            before = {path: before.get(path, stamp) for path, stamp in now.items()}
        return _Result(known, before, made)
