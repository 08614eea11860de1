"""Pages that stand as they stood: those of a section's last layout that nothing has changed.

A page depends on the blocks on it and beside it (on these for margins, and styles that look at
neighbours), on what the page breaker has planned for it, and on its side. Where all of these are as
they were, the page of the layout before is taken, and its boxes are told the elements of the new
document. Pages are known that are planned and hold nothing from elsewhere: no notes that go on, no
running elements, no counters of pages.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from weasyprint.formatting_structure import build
from weasyprint.layout import page as layout_page

from book.paged.weasy.blocks_before import BlocksBefore
from book.paged.weasy.paging.planning import PlannedPage
from book.paged.weasy.rows import Row, attributes, pairs, tell

#: Say of the box of a page that the next layout may take it, and that it has been taken.
MAY_BE_TAKEN, IS_TAKEN = "may_be_taken", "is_taken"
#: So many blocks before a page and behind its end are looked at.
_BESIDE = 2


class _Place(NamedTuple):
    """Where text goes on: in which block of its section, and where in that."""

    block: int
    inside: Any


@dataclass(frozen=True)
class _Kept:
    """A page that was laid out, with its parts before margin boxes were added.

    `key` says what was planned for it; it reaches so many blocks beyond that with which it begins,
    and the text goes on at `inside` in the last of them, unless it `ends`. `elements` are those of
    its blocks and of those beside them, of its floats, and those around all of them; `contents`
    what they held.
    """

    page: Any
    parts: tuple[Any, ...]
    key: tuple[Any, ...]
    reach: int
    inside: Any
    ends: bool
    next_page: dict[str, Any]
    elements: tuple[Any, ...]
    contents: tuple[Any, ...]


class PagesBefore:
    """The pages of the last layout of a section."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Any, ...], list[_Kept]] = {}
        self.blocks = BlocksBefore()

    @property
    def count(self) -> int:
        return sum(map(len, self.kept.values()))

    def layout(self, row: Row, context: Any, html: Any) -> Layout | None:
        """A layout of these blocks that begins now; None where counters count pages."""
        if context.target_collector.counter_lookup_items:
            return None
        return Layout(self, row, context, html)


class Layout:
    """One layout of a section, what moves taken out of its boxes: takes pages from the one before,
    and keeps its own."""

    def __init__(self, before: PagesBefore, row: Row, context: Any, html: Any) -> None:
        self._before, self._row, self._context, self._html = before, row, context, html
        self._blocks, self._around = row.blocks, row.around
        self._origins: dict[int, tuple[int, int]] | None = None
        self._made: dict[int, _Kept] = {}

    def finish(self) -> None:
        """Let the next layout have the pages of this one."""
        self._before.kept = {}
        for kept in self._made.values():
            self._before.kept.setdefault(kept.key, []).append(kept)

    def taken(self, index: int, planned: PlannedPage) -> tuple[Any, Any] | None:
        """The page of the layout before that stands here, and where the text goes on; None where
        there is none."""
        context = self._context
        first = self._place(context.page_maker[index][0])
        if first is None or _has_more(context, index):
            return None
        key = self._key(index, first, planned)
        for kept in self._before.kept.get(key, ()):
            elements = self._elements(first.block, kept.reach, planned)
            if self._told(elements) != kept.contents:
                continue
            if not _tell(kept, elements, len(self._around)):
                continue
            self._before.kept[key].remove(kept)
            resume_at = None if kept.ends else self._resume_at(first.block + kept.reach, kept)
            self._stand(kept, index, resume_at)
            self._made[index] = replace(kept, elements=elements)
            return kept.page, resume_at
        return None

    def keep(self, index: int, planned: PlannedPage, page: Any, resume_at: Any) -> None:
        """Keep a page that was laid out."""
        maker = self._context.page_maker
        first, end = self._place(maker[index][0]), self._place(resume_at)
        if (
            first is None
            or (end is None and resume_at is not None)
            or page.page_type.blank
            or page.fixed_boxes
            or _has_more(self._context, index)
        ):
            return
        setattr(page, MAY_BE_TAKEN, True)
        last = len(self._blocks) - 1 if resume_at is None or end is None else end.block
        elements = self._elements(first.block, last - first.block, planned)
        self._made[index] = _Kept(
            page=page,
            parts=tuple(page.children),
            key=self._key(index, first, planned),
            reach=last - first.block,
            inside=end.inside if end is not None else None,
            ends=resume_at is None,
            next_page=maker[index + 1][1],
            elements=elements,
            contents=self._told(elements),
        )

    def _place(self, resume_at: Any) -> _Place | None:
        """A place in the blocks; None where it is in none of them."""
        for step in self._row.steps:
            if resume_at is None:
                break
            if list(resume_at) != [step]:
                return None
            resume_at = resume_at[step]
        if resume_at is None:
            return _Place(0, None)
        ((block, inside),) = resume_at.items()
        return _Place(block, inside) if block < len(self._blocks) else None

    def _resume_at(self, block: int, kept: _Kept) -> Any:
        found = {block: copy.deepcopy(kept.inside)}
        for step in reversed(self._row.steps):
            found = {step: found}
        return found

    def _key(self, index: int, first: _Place, planned: PlannedPage) -> tuple[Any, ...]:
        """What is planned for a page, told without the places of its boxes in the section."""
        _, next_page, right_page, *_ = self._context.page_maker[index]
        added = sorted((*self._spot(box, first), px) for box, px in planned.added.items())
        table, in_rows = planned.rows
        return (
            index == 0,
            right_page,
            next_page["break"],
            repr(first.inside),
            round(planned.space, 3),
            *(tuple(round(px, 3) for _, px in floats) for floats in (planned.heads, planned.feet)),
            tuple(added),
            (*self._spot(table, first), round(in_rows, 3)) if table is not None else None,
        )

    def _spot(self, origin: int, first: _Place) -> tuple[int, int]:
        """Where a box stands: the number of its block on its page, and its own in that."""
        if self._origins is None:
            self._origins = {
                id(box): (number, n)
                for number, block in enumerate(self._blocks)
                for n, box in enumerate(block.descendants(placeholders=True))
            }
        block, number = self._origins.get(origin, (-1, origin))
        return block - first.block, number

    def _elements(self, first: int, reach: int, planned: PlannedPage) -> tuple[Any, ...]:
        """The elements of so many blocks and those beside them, None where there are none; of the
        floats of a page; and those around."""
        beside = range(first - _BESIDE, first + reach + _BESIDE + 1)
        count = len(self._blocks)
        blocks = (self._blocks[n].element if 0 <= n < count else None for n in beside)
        floats = (box.element for box, _ in (*planned.heads, *planned.feet))
        return (*blocks, None, *floats, *self._around)

    def _told(self, elements: Sequence[Any]) -> tuple[Any, ...]:
        """What elements hold; of those around others, what they say themselves. What is held by no
        block is like nothing else."""
        inside = elements[: -len(self._around)]
        blocks = (e if e is None else self._row.contents.get(e, object()) for e in inside)
        return (self._row.outside, *blocks, *(attributes(element) for element in self._around))

    def _stand(self, kept: _Kept, index: int, resume_at: Any) -> None:
        """Let a page stand here, as `remake_page` does with one that it has laid out."""
        context, page = self._context, kept.page
        _, _, right_page, state, _ = context.page_maker[index]
        state = copy.deepcopy(state)
        page.page_type = page.page_type._replace(index=index)
        layout_page.set_page_type_computed_styles(page.page_type, self._html, context.style_for)
        page.children = list(kept.parts)
        setattr(page, IS_TAKEN, True)
        build.update_counters(state, page.style)
        changed = {"content_changed": resume_at is not None, "pages_wanted": False}
        remake_state = {**changed, "anchors": [], "content_lookups": []}
        item = resume_at, kept.next_page, not right_page, state, remake_state
        context.current_page = index + 1
        if index + 1 >= len(context.page_maker):
            context.page_maker.append(item)
        elif context.page_maker[index + 1][:4] != item[:4]:
            context.page_maker[index + 1] = item


def _has_more(context: Any, index: int) -> bool:
    """Whether a page holds, or is followed by, what does not stand in the row of blocks."""
    return bool(
        context.reported_footnotes
        or context.broken_out_of_flow
        or any(found.get(index + 1) for found in context.running_elements.values())
        or context.page_maker[index][1]["page"]
    )


def _tell(kept: _Kept, elements: Sequence[Any], around: int) -> bool:
    """Tell the boxes of a page the elements of the new document, the last of which are those around
    the others; whether all could be told."""
    now: dict[Any, Any] = {}
    inside = len(elements) - around
    for number, (old, new) in enumerate(zip(kept.elements, elements, strict=True)):
        if old is not None:
            now.update(pairs(old, new) if number < inside else ((old, new),))
    boxes_of_page = (box for part in kept.parts for box in part.descendants(placeholders=True))
    return tell(boxes_of_page, now)
