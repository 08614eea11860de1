"""What the next build of a book can foresee: pages, and how long contents and indexes are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from book.paged.layout import book_map as laid_out
from book.paged.store import GalleyStore, StoredGalley, memory_name
from book.pagemap import BookMap, MappedPage, PageKind, PageMap
from book.sections.section import Section, unwritten
from book.text.references import Target
from book.themes.styles import PT_PER_MM, PageGeometry

#: How many letters make a page, as a share of those that a full page holds: short lines, headings,
#: tables and blank pages take some (0.80 to 0.87 where it was measured), and each element as much
#: as so many letters.
_A_PAGE, _AN_ELEMENT = 0.83, 20
#: How wide a letter is on average, in ems (Bringhurst, 2.1.2).
_LETTER = 0.45
_KINDS = frozenset(get_args(PageKind))


@dataclass(frozen=True)
class Estimates:
    """The labels of anchors, the sections whose page references can't be left open, and all
    sections in order, each with its matter, where it starts and the kinds of its pages; the keys
    of their galleys."""

    labels: dict[str, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    order: tuple[tuple[str, Any, Any, tuple[PageKind, ...]], ...] = ()
    keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def recalled(cls, store: GalleyStore, name: str) -> Estimates:
        """What was kept under a name; nothing where it is not what it should be."""
        kept = store.recall(name)
        try:
            order = tuple((str(s), str(m), str(at), tuple(k)) for s, m, at, k in kept["order"])
            if not all(kinds and _KINDS.issuperset(kinds) for *_, kinds in order):
                return cls()
            labels = {str(k): str(v) for k, v in kept["labels"].items()}
            keys = {str(k): str(v) for k, v in kept["keys"].items()}
            return cls(labels, frozenset(kept["fixed"]), order, keys)
        except (KeyError, TypeError, ValueError, AttributeError):
            return cls()

    def keep(self, store: GalleyStore, name: str) -> None:
        store.remember(
            name,
            {
                "labels": self.labels,
                "fixed": sorted(self.fixed),
                "order": list(self.order),
                "keys": self.keys,
            },
        )

    @classmethod
    def of(
        cls,
        sections: Iterable[Section],
        galleys: dict[str, StoredGalley],
        labels: dict[str, str],
        fixed: Iterable[str],
    ) -> Estimates:
        """What a settled book lets foresee."""
        order = tuple(
            (s.id, s.matter, s.start, tuple(page.kind for page in galleys[s.id].page_map.pages))
            for s in sections
        )
        keys = {name: galley.key for name, galley in galleys.items()}
        return cls(labels, frozenset(fixed), order, keys)

    def book_map(self, sections: Sequence[Section], galleys: dict[str, StoredGalley]) -> BookMap:
        """The map of the sections that are typeset, with room for the others, contents and indexes,
        as long as they were: their own pages are right at once, where lengths have not changed."""
        known = {s.id: s for s in sections}
        maps = {name: galley.page_map for name, galley in galleys.items()}
        ordered = []
        for name, matter, start, kinds in self.order:
            ordered.append(known.pop(name) if name in known else unwritten(name, matter, start))
            if name not in maps:
                first, *rest = (MappedPage(kind, 0, 0, {}, ()) for kind in kinds)
                first = replace(first, anchors={f"section-{name}": (0.0, 0.0)})
                maps[name] = PageMap((first, *rest))
        return laid_out(sections if known else ordered, maps)


def name_of_estimates(folder: Path, geometry: PageGeometry) -> str:
    """Under which name the estimates of a book in one geometry are kept."""
    return memory_name("estimates", folder, str(geometry))


def estimated_labels(
    sections: Iterable[Section], targets: dict[str, Target], geometry: PageGeometry
) -> dict[str, str]:
    """About the page of each target, by its anchor, from how much text stands before it: near
    enough to tell how many digits its number has."""
    lines = (geometry.height - geometry.top - geometry.bottom) * PT_PER_MM / geometry.leading
    letters = geometry.measure_pt / (geometry.size * _LETTER)
    before = 0
    at: dict[str, int] = {}
    for section in sections:
        if section.matter == "main":
            for found in section.tree.iter():
                at.setdefault(found.get("id"), before)
                before += _AN_ELEMENT + len(found.text or "") + len(found.tail or "")
    letters_a_page = _A_PAGE * lines * letters
    return {
        target.anchor: str(int(at[target.anchor] / letters_a_page) + 1)
        for target in targets.values()
        if target.anchor in at
    }
