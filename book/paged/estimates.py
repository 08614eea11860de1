"""What the next build of a book can foresee: pages, and how long contents and indexes are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from book.paged.layout import book_map as laid_out
from book.paged.store import GalleyStore, StoredGalley
from book.pagemap import BookMap, MappedPage, PageKind, PageMap
from book.sections.section import Section

_KINDS = frozenset(get_args(PageKind))


@dataclass(frozen=True)
class Estimates:
    """The pages of targets by id, the sections whose printed pages can't be left open, and all
    sections in order, each with its matter and the kinds of its pages."""

    labels: dict[str, str] = field(default_factory=dict)
    literal: frozenset[str] = frozenset()
    order: tuple[tuple[str, Any, tuple[PageKind, ...]], ...] = ()

    @classmethod
    def recalled(cls, store: GalleyStore, name: str) -> Estimates:
        """What was kept under a name; nothing where it is not what it should be."""
        kept = store.recall(name)
        try:
            order = tuple((str(s), str(m), tuple(kinds)) for s, m, kinds in kept["order"])
            if not all(kinds and _KINDS.issuperset(kinds) for _, _, kinds in order):
                return cls()
            labels = {str(k): str(v) for k, v in kept["labels"].items()}
            return cls(labels, frozenset(kept["literal"]), order)
        except (KeyError, TypeError, ValueError, AttributeError):
            return cls()

    def keep(self, store: GalleyStore, name: str) -> None:
        store.remember(
            name,
            {"labels": self.labels, "literal": sorted(self.literal), "order": list(self.order)},
        )

    @classmethod
    def of(
        cls,
        sections: Iterable[Section],
        galleys: dict[str, StoredGalley],
        labels: dict[str, str],
        literal: Iterable[str],
    ) -> Estimates:
        """What a settled book lets foresee."""
        order = tuple(
            (s.id, s.matter, tuple(page.kind for page in galleys[s.id].page_map.pages))
            for s in sections
        )
        return cls(labels, frozenset(literal), order)

    def book_map(self, sections: Sequence[Section], galleys: dict[str, StoredGalley]) -> BookMap:
        """The map of the sections that are typeset, with room for contents and indexes as long as
        they were: their own pages are right at once, where their lengths have not changed."""
        known = {s.id: s for s in sections}
        maps = {name: galley.page_map for name, galley in galleys.items()}
        ordered = []
        for name, matter, kinds in self.order:
            if name in known:
                ordered.append(known.pop(name))
                continue
            first, *rest = (MappedPage(kind, 0, 0, {}, ()) for kind in kinds)
            first = replace(first, anchors={f"section-{name}": (0.0, 0.0)})
            maps[name] = PageMap((first, *rest))
            ordered.append(Section(name, "", "", matter=matter))
        return laid_out(sections if known else ordered, maps)
