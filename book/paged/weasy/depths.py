"""How deep pages are filled, in lines of their grid; which lines stand off it, and which paragraphs
could be a line shorter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from book.paged.weasy.composer.planning import can_lose_a_line

#: A line that is so many pixels off the grid is off it (0.3 pt).
_OFF = 0.4


def leading_of(page: Any) -> float:
    """The height of the lines of a page's grid; 0 where it has none."""
    root = _root(page)
    return float(getattr(root.style["line_height"], "value", 0) or 0) if root is not None else 0.0


def _root(page: Any) -> Any:
    return next((box for box in page.children if box.element_tag == "html"), None)


def lines_of(page: Any) -> float:
    """How many lines of the grid a page has; 0 where it has none, or a figure is all it holds."""
    leading = leading_of(page)
    return round(page.height / leading, 2) if leading and not _is_figure(_root(page)) else 0.0


def _is_figure(box: Any) -> bool:
    """Whether a box holds one figure and nothing else."""
    while isinstance(box, boxes.BlockContainerBox) and box.element_tag != "figure":
        inside = [child for child in box.children if child.is_in_normal_flow()]
        if len(inside) != 1:
            return False
        box = inside[0]
    return bool(box is not None and box.element_tag == "figure")


def depth_of(page: Any) -> float:
    """How many lines of the grid are taken down to the last line, picture or footnote."""
    leading = leading_of(page)
    if not leading:
        return 0.0
    top = page.content_box_y()
    ends = [
        box.position_y + box.margin_height()
        for part in page.children
        if not isinstance(part, boxes.MarginBox)
        for box in part.descendants()
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox)
    ]
    return float(round((max(ends, default=top) - top) / leading, 2))


def off_the_grid(page: Any) -> Iterator[Any]:
    """The first line of running text on a page that stands off the grid; those behind it may."""
    leading, root = leading_of(page), _root(page)
    if not leading or page.page_type.name not in ("", "auto", None):
        return
    top, size = page.content_box_y(), root.style["font_size"]
    for paragraph in _paragraphs(root):
        style = paragraph.style
        if paragraph.element_tag not in ("p", "li") or style["font_size"] != size:
            continue
        line = paragraph.children[0]
        off = (line.position_y - top) % leading
        if line.height == leading and min(off, leading - off) > _OFF:
            yield line
            return


def loose_paragraphs(page: Any) -> Iterator[Any]:
    """The paragraphs that end on a page and could be a line shorter."""
    root = _root(page)
    if root is not None:
        for paragraph in _paragraphs(root):
            last = paragraph.children[-1]
            if last.resume_at is None and can_lose_a_line(last):
                yield paragraph


def _paragraphs(box: Any) -> Iterator[Any]:
    """The blocks of lines in the flow of a box, those in tables and columns not among them."""
    for child in box.children:
        if isinstance(child, boxes.TableBox) or not isinstance(child, boxes.BlockContainerBox):
            continue
        style = child.style
        if style["column_count"] != "auto" or not child.is_in_normal_flow():
            continue
        if child.children and isinstance(child.children[0], boxes.LineBox):
            yield child
        else:
            yield from _paragraphs(child)
