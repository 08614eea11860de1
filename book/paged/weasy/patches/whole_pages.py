"""What fills whole pages stands between the pages of the text, which flows on.

Written for WeasyPrint 70, where a page that is forced (`break-before`) cuts the text off and leaves
the foot of the page before it empty. Here such pages are laid out behind the text, and put between
its pages when the document is complete. What they change while the text is laid out is the side on
which its next page falls: `remake_page` is told it. Where the patched name is gone, the pages stand
behind the text of their section, and the canary test fails.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import page as layout_page

from book.paged.weasy.whole_pages import Plan, leads_behind

_remake_page = layout_page.remake_page
#: Where an HTML document of WeasyPrint has its plan.
PLAN = "whole_pages"


def _remade(index: int, context: Any, root_box: Any, html: Any) -> Any:
    """Lay out a page as WeasyPrint does, on the side that the plan gives it."""
    plan: Plan | None = getattr(html, PLAN, None)
    if plan is None:
        return _remake_page(index, context, root_box, html)
    is_ltr = root_box.style["direction"] == "ltr"
    resume_at = context.page_maker[index][0]
    is_behind = index > 0 and leads_behind(root_box, resume_at)
    if is_behind:
        _turn(context, index, plan.is_recto_behind(index) == is_ltr)
    page, resume_at = _remake_page(index, context, root_box, html)
    if not is_behind:
        is_recto = (page.page_type.side == "right") == is_ltr
        begun = {id(b.element) for b in page.descendants() if b.element is not None}
        going_on = {id(element) for element in _elements(root_box, resume_at)}
        is_last = resume_at is None or leads_behind(root_box, resume_at)
        following = plan.made(index, is_recto, begun - going_on, is_last)
        if resume_at is not None and following % 2:
            _turn(context, index + 1, page.page_type.side == "right")
    return page, resume_at


def _turn(context: Any, index: int, is_right: bool) -> None:
    """Let a page that is still to be laid out fall on a side."""
    resume_at, next_page, _, *more = context.page_maker[index]
    context.page_maker[index] = (resume_at, next_page, is_right, *more)


def _elements(root_box: Any, resume_at: Any) -> list[Any]:
    """The elements that go on where a page resumes, the outermost first; not one that begins."""
    found, box = [], root_box
    while resume_at:
        found.append(box.element)
        ((number, resume_at),) = list(resume_at.items())[:1]
        if number >= len(getattr(box, "children", ())):
            break
        box = box.children[number]
    return found


layout_page.remake_page = _remade
