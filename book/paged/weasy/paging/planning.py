"""Planning: a section is laid out without an end, its pages are chosen, and told to the layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import block, initialize_page_maker, page

from book.paged.weasy.blocks_before import BlocksBefore
from book.paged.weasy.paging.breaking import PageBreaker
from book.paged.weasy.paging.parts import Page, Whole
from book.paged.weasy.paging.reading import Flow, Reader, UnreadableError
from book.paged.weasy.whole_pages import Plan as WholePages
from book.paged.weasy.whole_pages import leads_behind

#: A page that is longer than any section.
_ENDLESS = 1e8
#: A page ends so much of a line below what it should hold.
_SLACK = 0.3
#: The name of a page that has none.
_PLAIN = ("", "auto", None)


@dataclass
class PlannedPage:
    """How a page is laid out, in pixels: how much of it stays empty, the boxes at its head and foot
    with their heights, what is added above boxes (by their origin), and in each row of one
    table. A page without text has a root box of its own."""

    space: float = 0.0
    heads: list[tuple[Any, float]] = field(default_factory=list)
    feet: list[tuple[Any, float]] = field(default_factory=list)
    added: dict[int, float] = field(default_factory=dict)
    rows: tuple[int | None, float] = (None, 0.0)
    root: Any = None


@dataclass
class PagePlan:
    """The pages of a section in order. An endless one has what is not parted by force on one, and
    may count lines in place of setting them, and take `blocks` of the last one; where none are
    named, all may be `longer` than they are, in pixels."""

    pages: list[PlannedPage] = field(default_factory=list)
    is_endless: bool = False
    counts_lines: bool = False
    longer: float = 0.0
    blocks: BlocksBefore | None = None

    def page(self, number: int) -> PlannedPage | None:
        """A page by its number, from 1."""
        if self.is_endless:
            return PlannedPage(-_ENDLESS)
        if self.longer:
            return PlannedPage(-self.longer)
        return self.pages[number - 1] if number <= len(self.pages) else None

    def added_above(self, number: int, origin: int) -> float:
        """What is added above a box on a page."""
        found = self.page(number)
        return found.added.get(origin, 0.0) if found is not None and found.added else 0.0

    def added_in_rows(self, number: int, table: int | None) -> float:
        """What is added to each row of a table on a page."""
        found = self.page(number)
        return found.rows[1] if found is not None and table == found.rows[0] is not None else 0.0


class Planner:
    """Plans the pages of one document, and takes what moves out of its boxes."""

    def __init__(
        self, html: Any, root: Any, context: Any, blocks: BlocksBefore | None = None
    ) -> None:
        self._html, self._root, self._context, self._before = html, root, context, blocks
        self.leading = float(getattr(root.style["line_height"], "value", 0))
        #: All blocks and the blocks that they stand in.
        self._blocks: dict[int, tuple[Any, Any]] = {}
        #: What was taken out of the flow: the block it stood in, and what that held.
        self._taken: list[tuple[Any, Any]] = []

    def plan(self) -> PagePlan | None:
        """The plan; None for what is not planned, whose boxes stay as they were."""
        if not self.leading or self._root.page_values()[0] not in _PLAIN:
            return None
        if not self._look_through(self._root):
            return None
        try:
            return self._planned()
        except UnreadableError:
            self.put_back()
            return None

    def put_back(self) -> None:
        """Let all boxes stand where they stood."""
        for parent, children in reversed(self._taken):
            parent.children = children
        self._taken.clear()

    def _look_through(self, box: Any) -> bool:
        """Note all blocks; whether they can be planned."""
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                return True
            if child.element is not None and WholePages.is_behind(child.element):
                continue
            self._blocks[id(child)] = child, box
            style = child.style
            if style["column_count"] != "auto" or style["column_width"] != "auto":
                return False
            if isinstance(child, boxes.BlockContainerBox) and not self._look_through(child):
                return False
        return True

    def _planned(self) -> PagePlan:
        wholes: dict[int, list[Whole]] = {}
        plan = getattr(self._html, "whole_pages", None)
        for whole in plan.wholes if plan is not None else ():
            found = Whole(0, whole.count, whole.faces)
            wholes.setdefault(id(whole.before), []).append(found)
        pages = self._endless()
        is_left = not self._context.page_maker[0][2]
        made = PagePlan()
        notes, rule = self._notes(pages[0])
        for laid_out in pages:
            kind = laid_out.page_type
            if kind.blank:
                raise UnreadableError
            if kind.name not in _PLAIN:
                made.pages.append(PlannedPage())
                is_left = not is_left
                continue
            reader = Reader(self._context, self.leading, laid_out.width, wholes, notes)
            flow = reader.flow(laid_out.children[0])
            if not flow.units:
                raise UnreadableError
            lines = int(laid_out.height / self.leading + 0.01)
            # What is higher than a page goes on on the next one, where it stands.
            fits = [number for number, found in enumerate(flow.floats) if found.height <= lines]
            flow.floats = [flow.floats[number] for number in fits]
            flow.floating = [flow.floating[number] for number in fits]
            breaker = PageBreaker(flow.units, flow.floats, lines, rule, tuple(flow.wholes.values()))
            for chosen in breaker.pages(is_left):
                if plan is not None and chosen.first == chosen.end:
                    # What stands between pages is counted by the pages of the text.
                    raise UnreadableError
                made.pages.append(self._page(chosen, flow, laid_out.height))
                is_left = not chosen.is_left
        for page_made in made.pages:
            for box, _ in (*page_made.heads, *page_made.feet):
                self._take(box)
        return made

    def _page(self, chosen: Page, flow: Flow, height: float) -> PlannedPage:
        made = PlannedPage()
        taken = 0.0
        for number in chosen.floats:
            origin, place = flow.floating[number]
            box = self._blocks[origin][0]
            high = flow.floats[number].height * self.leading
            (made.heads if place == "head" else made.feet).append((box, high))
            taken += high
        for number in chosen.given:
            giver = flow.starts[number]
            if giver is not None:
                made.added[giver] = made.added.get(giver, 0.0) + self.leading
        if chosen.added_to_rows:
            tables = (table for table in flow.tables[chosen.end - 1 :: -1] if table is not None)
            made.rows = next(tables), chosen.added_to_rows * self.leading
        if chosen.first == chosen.end:
            made.root = self._alone([box for box, _ in (*made.heads, *made.feet)])
        holds = chosen.flow + chosen.notes + _SLACK
        made.space = height - taken - holds * self.leading
        if not chosen.first and chosen.end == len(flow.units):
            # Nothing follows that should be kept away; padding below the last words has its room.
            made.space = min(made.space, 0.0)
        return made

    def _take(self, box: Any) -> None:
        parent = self._blocks[id(box)][1]
        self._taken.append((parent, parent.children))
        parent.children = [child for child in parent.children if child is not box]

    def _alone(self, floats: Sequence[Any]) -> Any:
        """A copy of the root box that holds floats alone."""
        made: list[Any] = []
        for box in floats:
            inside, around = [], box
            while around is not self._root:
                around = self._blocks[id(around)][1]
                inside.append(around)
            for parent in inside[:-1]:
                box = parent.copy_with_children([box])
            made.append(box)
        return self._root.copy_with_children(made)

    def _endless(self) -> list[Any]:
        """The pages of a layout in which pages have no end, without footnotes and whole pages."""
        context, pages = self._context, []
        footnotes, context.footnotes = context.footnotes, []
        context.page_plan = PagePlan(
            is_endless=True, counts_lines=not footnotes, blocks=self._before
        )
        try:
            initialize_page_maker(context, self._root)
            for made in page.make_all_pages(context, self._root, self._html, []):
                pages.append(made)
                if leads_behind(self._root, context.page_maker[len(pages)][0]):
                    break
            return pages
        finally:
            context.footnotes, context.page_plan = footnotes, None
            if (plan := getattr(self._html, "whole_pages", None)) is not None:
                plan.begin()

    def came_out(self, plan: PagePlan) -> bool:
        """Whether the text has as many pages as planned."""
        ends = [item[0] for item in self._context.page_maker]
        count = len(plan.pages)
        return (
            len(ends) > count and self._is_end(ends[count]) and not self._is_end(ends[count - 1])
        ) or count == 1

    def _is_end(self, resume_at: Any) -> bool:
        """Whether no text is left for a page that resumes there."""
        return resume_at is None or leads_behind(self._root, resume_at)

    def _notes(self, laid_out: Any) -> tuple[dict[int, float], float]:
        """The heights of all footnotes in pixels, and of what stands above them, in lines."""
        context, heights, rule = self._context, {}, 0.0
        style = context.style_for(laid_out.page_type, "@footnote")
        for note in context.footnotes:
            area = boxes.FootnoteAreaBox(laid_out, style or laid_out.style.anonymous_style)
            page.resolve_percentages(area, laid_out)
            area.position_x, area.position_y = laid_out.content_box_x(), 0
            area.children = [note]
            context.create_block_formatting_context()
            area = block.block_level_layout(
                context, build.create_anonymous_boxes(area.deepcopy()), -_ENDLESS, None, laid_out
            )[0]
            context.finish_block_formatting_context()
            heights[id(note)] = area.height
            rule = (area.margin_height() - area.height) / self.leading
        return heights, rule
