"""Reading: the units of a section that was laid out on a page without an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import avoid_page_break, block_level_page_break

from book.paged.weasy.paging.costs import EPSILON
from book.paged.weasy.paging.parts import Float, Unit, Whole
from book.paged.weasy.paging.words import said

#: A page that begins within a table, and one that begins behind words that announce what follows.
ROW, ANNOUNCED = 90.0, 50.0
#: A float that passes a heading.
PASSED = 60.0
_HEADINGS = frozenset(("h2", "h3", "h4"))
#: What may flow on before a float that has moved.
_FLOWING = _HEADINGS | {"p", "ul", "ol", "dl", "blockquote"}
_PLACES = ("head", "foot")


@dataclass
class Flow:
    """The units of a section and its floats; by the number of a unit, the outermost box that begins
    with it, and the table of which it is a row; by the number of a float, its box and its place,
    head or foot; the whole pages that stand between."""

    units: list[Unit] = field(default_factory=list)
    floats: list[Float] = field(default_factory=list)
    starts: list[int | None] = field(default_factory=list)
    tables: list[int | None] = field(default_factory=list)
    floating: list[tuple[int, str]] = field(default_factory=list)
    wholes: dict[int, Whole] = field(default_factory=dict)


class UnreadableError(Exception):
    """The section holds what can't be planned: columns, tables with a foot, nothing in its flow."""


@dataclass(slots=True)
class _Piece:
    """A unit in pixels: its upper edge, where its ink ends and where what follows begins."""

    top: float
    ink: float
    bottom: float
    may_break: bool
    penalty: float
    whole: bool = False
    head: float = 0.0
    notes: float = 0.0
    #: The table of which it is a row.
    table: int | None = None
    row: int = 0
    #: What the grid added above its words.
    added: float = 0.0


class Reader:
    """Reads the units of a page without an end. Lengths of boxes are in pixels, those of units in
    lines of `leading`; boxes are told by their `origin`, the number of what was laid out.

    `wholes` are whole pages by the element that they stand behind; `notes` gives the height of
    each footnote.
    """

    def __init__(
        self,
        context: Any,
        leading: float,
        width: float,
        wholes: Mapping[int, Sequence[Whole]],
        notes: Mapping[int, float],
    ) -> None:
        self._context, self._leading, self._width = context, leading, width
        self._wholes, self._notes = wholes, notes
        self._pieces: list[_Piece] = []
        self._flow = Flow()
        self._beside: list[tuple[float, float]] = []
        #: What stands above what goes on on another page, but for the head of a table.
        self._again = 0.0
        # Of the piece that comes next:
        self._may_break, self._penalty = False, 0.0
        self._edge: float | None = None
        self._starting: int | None = None

    def flow(self, root: Any) -> Flow:
        """The units and floats of a root box. Raises UnreadableError."""
        self._block(root)
        for piece in self._pieces:
            if any(top + 1 < piece.top < bottom - 1 for top, bottom in self._beside):
                piece.may_break = False
        reached = self._pieces[0].top if self._pieces else 0.0
        for piece in self._pieces:
            self._flow.units.append(
                Unit(
                    gap=self._lines(piece.top - reached),
                    height=self._lines(piece.ink - piece.top - piece.added),
                    whole=piece.whole,
                    may_break=piece.may_break,
                    penalty=piece.penalty,
                    head=self._lines(piece.head),
                    notes=self._lines(piece.notes),
                    row=piece.row,
                )
            )
            self._flow.tables.append(piece.table)
            reached = piece.bottom
        return self._flow

    def _lines(self, length: float) -> float:
        return length / self._leading

    def _block(self, box: Any) -> None:
        if self._edge is None and (box.padding_top or box.border_top_width):
            self._edge = box.border_box_y()
        if self._starting is None:
            self._starting = getattr(box, "origin", None)
        before = len(self._pieces)
        style = box.style
        if style["column_count"] != "auto" or style["column_width"] != "auto":
            raise UnreadableError
        if (
            not isinstance(box, boxes.BlockContainerBox | boxes.TableBox)
            or avoid_page_break(style["break_inside"], self._context)
            or box.is_monolithic()
        ):
            self._add(box.border_box_y(), box.border_box_y() + box.border_height(), box)
        elif isinstance(box, boxes.TableBox):
            self._table(box)
        else:
            outside = self._again
            self._again += self._leading if _goes_on(box) else 0.0
            self._children(box)
            self._again = outside
            if len(self._pieces) > before:
                # With its first piece it begins, and does not go on.
                self._pieces[before].head = outside
        if len(self._pieces) > before:
            self._end(box)
        for number, whole in enumerate(self._wholes.get(id(box.element), ())):
            key = id(box.element) + number
            self._flow.wholes[key] = whole._replace(at=len(self._pieces))

    def _add(self, top: float, bottom: float, box: Any) -> _Piece:
        if self._edge is not None:
            top = min(top, self._edge)
        piece = _Piece(top, bottom, bottom, self._may_break, self._penalty, head=self._again)
        self._flow.starts.append(self._starting)
        if self._notes:
            called = (part.footnote for part in box.descendants() if part.footnote)
            piece.notes = sum(self._notes.get(id(note), 0.0) for note in called)
        self._pieces.append(piece)
        self._may_break, self._penalty, self._edge, self._starting = False, 0.0, None, None
        return piece

    def _end(self, box: Any) -> None:
        """Let the last piece reach as far as a block that ends with it."""
        filled = getattr(box, "whole_lines", None)
        if filled is None and not (box.padding_bottom or box.border_bottom_width or box.min_height):
            return
        above, below = filled or (0.0, 0.0)
        piece = self._pieces[-1]
        bottom = box.border_box_y() + box.border_height()
        piece.ink = max(piece.ink if piece.bottom < bottom - 0.01 else 0.0, bottom - below)
        piece.bottom = max(piece.bottom, bottom)
        piece.added += above
        piece.whole |= filled is not None

    def _children(self, box: Any) -> None:
        lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
        if lines:
            self._lines_of(box, lines)
        inside = []
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                continue
            if child.is_in_normal_flow():
                inside.append(child)
            elif child.is_floated():
                self._beside.append((child.position_y, child.position_y + child.margin_height()))
        starts = []
        for number, child in enumerate(inside):
            if number:
                before = inside[number - 1]
                broken = block_level_page_break(before, child)
                self._may_break = not avoid_page_break(broken, self._context)
                self._penalty = ANNOUNCED if _announces(before) else 0.0
            starts.append(len(self._pieces))
            self._block(child)
        starts.append(len(self._pieces))
        following = None
        for number in range(len(inside) - 1, 0, -1):
            if said(inside[number], "place") not in _PLACES:
                following = inside[number]
            elif following is not None:
                units = starts[number], starts[number + 1]
                self._float(inside[number], inside[number - 1], following, *units)

    def _lines_of(self, box: Any, lines: Sequence[Any]) -> None:
        style = box.style
        for number, line in enumerate(lines):
            if number:
                left = len(lines) - number
                self._may_break = number >= style["orphans"] and left >= style["widows"]
            self._add(line.position_y, line.position_y + line.height, line)

    def _table(self, table: Any) -> None:
        head, before, is_below_head, number = self._again, None, False, 0
        for group in table.children:
            if group.is_footer:
                raise UnreadableError
            for row in group.children:
                if before is not None:
                    broken = block_level_page_break(before, row)
                    self._may_break = not (is_below_head or avoid_page_break(broken, self._context))
                    self._penalty = ROW
                piece = self._add(row.position_y, row.position_y + row.height, row)
                number += 1
                piece.table, piece.row = table.origin, number
                if not group.is_header:
                    piece.head = head
                before, is_below_head = row, group.is_header
            if group.is_header:
                head += group.height

    def _float(self, box: Any, before: Any, after: Any, start: int, end: int) -> None:
        """Note a block that may move to the next page; `after` is what flows on then."""
        if (
            start == end
            or after.element_tag not in _FLOWING
            or abs(box.margin_width() - self._width) > 1
            or not self._pieces[start].may_break
            or not self._pieces[end].may_break
            or _announces(before)
        ):
            return
        place = said(box, "place")
        first, last = self._pieces[start], self._pieces[end - 1]
        height = self._lines(last.ink - first.top - last.added)
        space = box.margin_bottom if place == "head" else max(box.margin_top, box.margin_bottom)
        height = ceil(ceil(height - EPSILON) + self._lines(space) - EPSILON)
        gap = self._lines(max(before.margin_bottom, after.margin_top))
        cost = PASSED if after.element_tag in _HEADINGS else 0.0
        self._flow.floats.append(Float(start, end, height, gap, cost=cost))
        self._flow.floating.append((box.origin, place))


def _goes_on(box: Any) -> bool:
    """Whether a line of the page stands above each part of a block but the first
    (`patches/continued.py`)."""
    element = box.element
    return element is not None and len(element) > 0 and element[0].get("class") == "again"


def _announces(box: Any) -> bool:
    """Whether the words of a block end with a colon."""
    while box.children:
        box = box.children[-1]
        if not hasattr(box, "children"):
            break
    return str(getattr(box, "text", "")).rstrip().endswith(":")
