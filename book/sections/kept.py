"""Sections kept for the next writing of the same book, where nothing has changed of what they are
made of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from book.errors import Mistakes
from book.text.numbered import Numbered

_T = TypeVar("_T")


@dataclass(frozen=True)
class _Kept(Generic[_T]):
    """What was written of something, and what that added to what the whole book counts."""

    of: object
    counted: tuple[int, ...]
    made: _T
    added: Numbered


@dataclass
class KeptSections:
    """What was written, by name. All is forgotten when the `world` changes: whatever else sections
    are made of, told by the states of all other files."""

    world: object = None
    _found: dict[Hashable, _Kept[object]] = field(default_factory=dict)

    def of_world(self, world: object) -> KeptSections:
        """These sections, none of them where the world is another one."""
        if world != self.world:
            self.world = world
            self._found.clear()
        return self

    def made(
        self,
        name: Hashable,
        of: object,
        numbered: Numbered,
        mistakes: Mistakes,
        make: Callable[[], _T],
    ) -> _T:
        """What `make` gives of something, or gave of the same thing when as much was counted before
        it; what it counts is counted in either case. What has mistakes is not kept."""
        known = self._found.get(name)
        if (
            known is not None
            and known.counted == _counted(numbered)
            and known.of == of
            and known.added.targets.keys().isdisjoint(numbered.targets)
        ):
            _count(numbered, known.added)
            return known.made  # type: ignore[return-value]
        counted, wrong = _counted(numbered), len(mistakes)
        targets, places = set(numbered.targets), set(numbered.places)
        made = make()
        if len(mistakes) == wrong:
            figures, tables, credited = counted
            self._found[name] = _Kept(
                of=of,
                counted=counted,
                made=made,
                added=Numbered(
                    figures=numbered.figures[figures:],
                    tables=numbered.tables[tables:],
                    credits=numbered.credits[credited:],
                    targets={k: v for k, v in numbered.targets.items() if k not in targets},
                    places={k: v for k, v in numbered.places.items() if k not in places},
                ),
            )
        else:
            self._found.pop(name, None)
        return made


def _counted(numbered: Numbered) -> tuple[int, ...]:
    return len(numbered.figures), len(numbered.tables), len(numbered.credits)


def _count(numbered: Numbered, added: Numbered) -> None:
    numbered.figures += added.figures
    numbered.tables += added.tables
    numbered.credits += added.credits
    numbered.targets.update(added.targets)
    numbered.places.update(added.places)
