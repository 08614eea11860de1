"""Pages as the page breaker plans them.

Written for WeasyPrint 70, which fills each page before it looks at the next, and breaks where
nothing more fits. Before a document is laid out, its pages are planned (`paging`): each ends where
the plan says, floats stand at its head or foot. Where a document is not planned, or does not come
out as planned, it is laid out as WeasyPrint does; so are all where the patched names are gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import document, layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page, table

from book.paged.weasy.depths import depth_of
from book.paged.weasy.lost_words import Words
from book.paged.weasy.pages_before import IS_TAKEN, Layout, PagesBefore
from book.paged.weasy.paging.costs import FEWEST
from book.paged.weasy.paging.planning import PagePlan, Planner
from book.paged.weasy.patches import quick_boxes  # noqa: F401 - before names are taken
from book.paged.weasy.rows import Row

#: Where an HTML document of WeasyPrint has the first words of what stands on none of its pages.
LOST = "lost_words"
#: Where it has the pages of its last layout.
BEFORE = "pages_before"

#: So many pages more than planned a document never has, its whole pages among them.
_FAR = 1000

_layout_document = document.layout_document
_layout_backgrounds = layout.layout_backgrounds
_block_level_layout = page.block_level_layout
_remake_page = page.remake_page
_resolve_percentages = table.resolve_percentages


def _laid_out(html: Any, root_box: Any, context: Any, *more: Any) -> Iterator[Any]:
    """The pages of a document, by a plan where there is one."""
    before: PagesBefore | None = getattr(html, BEFORE, None)
    row = Row.of(root_box) if before is not None else None
    blocks = before.blocks if before is not None and row is not None else None
    planner = Planner(html, root_box, context, blocks)
    if blocks is not None and row is not None:
        blocks.begin(row, planner.leading)
    footnotes = list(context.footnotes)
    words = Words([root_box, *footnotes])

    def laid_out(plan: PagePlan | None, taking: Layout | None = None) -> list[Any]:
        context.page_plan, context.footnotes = plan, list(footnotes)
        context.layout = taking
        if (whole_pages := getattr(html, "whole_pages", None)) is not None:
            whole_pages.begin()
        return list(_layout_document(html, root_box, context, *more))

    plan = planner.plan()
    if blocks is not None:
        blocks.finish()
    taking = before.layout(row, context, html) if before and row and plan is not None else None
    pages = laid_out(plan, taking)
    lost = words.lost(pages)
    if plan is not None and (lost or not planner.came_out(plan)):
        planner.put_back()
        plan, pages = None, laid_out(None)
        lost = words.lost(pages)
    elif taking is not None:
        taking.finish()
    setattr(html, LOST, lost)
    if plan is None and _is_runt(pages):
        # All a line longer, so that there is no such page, or shorter, so that it holds more.
        for lines in (1, -1):
            other = laid_out(PagePlan(longer=lines * planner.leading))
            if not _is_runt(other) and len(other) == len(pages) - (lines > 0):
                return iter(other)
        if getattr(html, "whole_pages", None) is not None:
            pages = laid_out(None)  # whole pages are counted by the last layout
    return iter(pages)


def _is_runt(pages: list[Any]) -> bool:
    """Whether the last page of several holds a few lines only."""
    return len(pages) > 1 and 0 < depth_of(pages[-1]) < FEWEST - 0.5


def _remake(index: int, context: Any, root_box: Any, html: Any) -> tuple[Any, Any]:
    """Lay out a page; one with a root box of its own stands between pages whose text flows on."""
    plan: PagePlan | None = getattr(context, "page_plan", None)
    planned = plan.page(index + 1) if plan is not None else None
    if plan is None or planned is None:
        made, resume_at = _remake_page(index, context, root_box, html)
        if plan is not None and index > len(plan.pages) + _FAR:
            return made, None  # it does not come out, and would not end
        return made, resume_at
    maker = context.page_maker
    resume_at, next_page, *more = maker[index]
    taking: Layout | None = getattr(context, "layout", None)
    if taking is not None and planned.root is None and (found := taking.taken(index, planned)):
        made, resume_at = found
    elif planned.root is not None:
        maker[index] = None, {"break": "any", "page": ""}, *more
        made, _ = _remake_page(index, context, planned.root, html)
        maker[index + 1] = resume_at, next_page, *maker[index + 1][2:]
    else:
        made, resume_at = _remake_page(index, context, root_box, html)
        if taking is not None:
            taking.keep(index, planned, made, resume_at)
    following = plan.page(index + 2)
    if resume_at is None and following is not None and following.root is not None:
        # The text has ended; the loop goes on.
        return made, {0: None}
    return made, resume_at


def _block_level(context: Any, box: Any, bottom_space: Any, *more: Any, **named: Any) -> Any:
    """Lay out a block of a page; its root box between the floats of its head and foot."""
    plan: PagePlan | None = getattr(context, "page_plan", None)
    planned = plan.page(context.current_page) if plan and box.is_for_root_element else None
    if planned is None or planned.root is not None:
        return _block_level_layout(context, box, bottom_space, *more, **named)
    _, containing_block, _, absolute_boxes, fixed_boxes = more[:5]

    def placed(part: Any, top: float) -> Any:
        part.position_x, part.position_y = box.position_x, top
        made = _block_level_layout(
            context,
            part,
            -1e8,
            skip_stack=None,
            containing_block=containing_block,
            page_is_empty=True,
            absolute_boxes=absolute_boxes,
            fixed_boxes=fixed_boxes,
        )[0]
        made.translate(0, top - made.border_box_y())
        return made

    heads, feet = [], []
    for part, height in planned.heads:
        heads.append(placed(part, box.position_y))
        box.position_y += height
    below = sum(height for _, height in planned.feet)
    result = _block_level_layout(context, box, bottom_space + planned.space + below, *more, **named)
    top = context.page_bottom - below
    for part, height in planned.feet:
        made = placed(part, top)
        made.translate(0, height - made.border_height())
        feet.append(made)
        top += height
    if (heads or feet) and result[0] is not None:
        result[0].children = [*heads, *result[0].children, *feet]
    return result


def _resolve(box: Any, containing_block: Any) -> None:
    """Resolve the edges of a part of a table; its cells are higher where the plan says so."""
    _resolve_percentages(box, containing_block)
    if isinstance(box, boxes.TableCellBox):
        box.padding_top += getattr(containing_block, "added_in_rows", 0.0)


def _backgrounds(page: Any, *more: Any) -> None:
    """Lay out the backgrounds of a page; those of one that is taken have been."""
    is_marked = any(isinstance(child, boxes.MarginBox) for child in page.children)
    if is_marked or not getattr(page, IS_TAKEN, False):
        _layout_backgrounds(page, *more)


document.layout_document = _laid_out
layout.layout_backgrounds = _backgrounds
table.resolve_percentages = _resolve
page.block_level_layout = _block_level
page.remake_page = _remake
