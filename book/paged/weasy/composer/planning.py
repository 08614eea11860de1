"""Planning: which characters of a paragraph each of its lines holds, looked up when it is set."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.float import avoid_collisions

from book.paged.weasy.composer.breaking import SLACK, Pieces, fits, total_fit
from book.paged.weasy.composer.paragraph import Paragraph, read
from book.paged.weasy.composer.pieces import Block
from book.paged.weasy.composer.rivers import LINES, avoiding_rivers
from book.paged.weasy.composer.shaping import face_of

#: No picture beside text is higher than so many lines.
_LINES_BESIDE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A planned line: the characters from start to end; the next line begins at `resume`."""

    start: int
    end: int
    resume: int
    hyphen: str
    #: It ends its paragraph, or stands before a forced break.
    last: bool
    #: A forced break follows.
    forced: bool
    #: How much of it hangs over the left and the right edge.
    hangs: tuple[float, float]


def planned_line(
    context: Any, line_box: Any, skip_stack: Any, width: float, containing_block: Any
) -> Line | None:
    """The line of a line box that begins at a skip stack; None where none is planned.

    The whole rest of the paragraph is planned the first time; what comes later on this page or the
    next is looked up. `width` holds no indent.
    """
    paragraph = _paragraph_of(line_box, containing_block)
    if paragraph is None or not width > 0:
        return None
    start = _offset(line_box, skip_stack)
    key = start, round(width, 2)
    if key not in paragraph.lines:
        block, first = _piece_at(paragraph, start)
        if block is None:
            return None
        widths = [width, *_widths_below(context, line_box, containing_block)]
        if not _plan(paragraph, block, first, widths):
            paragraph.lines[key] = None
    line: Line | None = paragraph.lines.get(key)
    return line


def _paragraph_of(line_box: Any, containing_block: Any) -> Paragraph | None:
    """What was read from a line box; read again where its edges may be of other widths."""
    width = containing_block.width
    known: tuple[float, Paragraph | None] | None = line_box.__dict__.get("composed")
    if known is None or known[0] != width:
        known = line_box.composed = width, read(line_box, containing_block)
    return known[1]


def _widths_below(context: Any, line_box: Any, containing_block: Any) -> list[float]:
    """The widths of the lines below the first one; the last of them is that of all that follow."""
    if not context.excluded_shapes:
        return [containing_block.width]
    probe = line_box.copy()
    height = probe.height = face_of(line_box.style).line_height
    probe.width = 0
    widths: list[float] = []
    deepest = max(s.position_y + s.margin_height() for s in context.excluded_shapes)
    while height > 0 and len(widths) < _LINES_BESIDE:
        probe.position_y += height
        if probe.position_y > deepest:
            break
        _, below, width = avoid_collisions(context, probe, containing_block, outer=False)
        if below != probe.position_y:
            break
        widths.append(width)
    return [*widths, containing_block.width]


def _piece_at(paragraph: Paragraph, start: int) -> tuple[Block | None, int]:
    """The block and the piece in it that begin at a place of the text."""
    for block in paragraph.blocks:
        if start <= block.begins[-1]:
            first = bisect_left(block.begins, start)
            # At the beginning of a paragraph a space may stand, and is skipped.
            if (
                block.begins[first] == start
                or not paragraph.text[start : block.begins[first]].strip()
            ):
                return block, first
    return None, 0


def _plan(paragraph: Paragraph, block: Block, first: int, widths: Sequence[float]) -> bool:
    """Plan the lines from a piece on; whether it could be done."""
    if paragraph.anywhere and max(p.width for p in block.pieces[first:]) > min(widths):
        return False
    following = paragraph.blocks.index(block) + 1
    begun = first
    breaks = _breaks(paragraph, following - 1, first, widths)
    for number, last in enumerate(breaks):
        last += first
        is_last = last == len(block.ends) - 1
        if not is_last:
            resume = block.begins[last + 1]
        elif block.forced:
            resume = block.ends[last] + 1
        else:
            resume = len(paragraph.text)
        hangs = block.pieces[begun].begin, 0.0 if is_last else block.pieces[last].end
        line = Line(
            start=block.begins[begun],
            end=block.ends[last],
            resume=resume,
            hyphen="" if is_last else block.hyphens[last],
            last=is_last,
            forced=is_last and block.forced,
            hangs=hangs if paragraph.hangs else (0.0, 0.0),
        )
        width = widths[min(number, len(widths) - 1)]
        paragraph.lines[line.start, round(width, 2)] = line
        begun = last + 1
    # What follows a forced break begins a line of its own.
    if block.forced and following < len(paragraph.blocks) and len(widths) > len(breaks) + 1:
        _plan(paragraph, paragraph.blocks[following], 0, widths[len(breaks) :])
    return bool(breaks)


def _breaks(
    paragraph: Paragraph, number: int, first: int, widths: Sequence[float]
) -> Sequence[int]:
    """The breaks of a block, by its number, from a piece on; counted from that piece."""
    key = number, first, *(round(width, 2) for width in widths)
    breaks: Sequence[int] | None = paragraph.plans.get(key)
    if breaks is None:
        pieces = Pieces(paragraph.blocks[number].pieces[first:])
        breaks = total_fit(pieces, widths, paragraph.ragged)
        if len(breaks) > LINES and not paragraph.ragged:
            breaks = avoiding_rivers(pieces, widths, breaks)
        paragraph.plans[key] = breaks
    return breaks


def can_lose_a_line(line_box: Any) -> bool:
    """Whether the paragraph that ends with a planned line could be set in a line less, no line
    tighter than it should be. One that is broken by force, or has lines beside something, is not
    asked."""
    _, paragraph = line_box.__dict__.get("composed") or (0.0, None)
    if paragraph is None or len(paragraph.blocks) != 1 or paragraph.ragged:
        return False
    measure, lines = line_box.composed[0], sorted(paragraph.lines)
    first = lines[0][1] if lines else measure
    if len(lines) < 2 or any(abs(width - measure) > SLACK for _, width in lines[1:]):
        return False
    key = "shorter", len(lines), round(first, 2), round(measure, 2)
    if key not in paragraph.plans:
        widths = [first, *[measure] * (len(lines) - 2)]
        paragraph.plans[key] = fits(Pieces(paragraph.blocks[0].pieces), widths)
    return bool(paragraph.plans[key])


def _offset(box: Any, skip_stack: Any) -> int:
    """How many characters of a box lie before a skip stack."""
    if skip_stack is None:
        return 0
    ((index, below),) = skip_stack.items()
    if isinstance(box, boxes.TextBox):
        return len(box.text.encode()[:index].decode())
    before = sum(_length(child) for child in box.children[:index])
    return before + (_offset(box.children[index], below) if below else 0)


def _length(box: Any) -> int:
    if isinstance(box, boxes.TextBox):
        return len(box.text)
    return sum(_length(child) for child in box.children)
