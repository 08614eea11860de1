"""The dots of a leader: one box that is drawn in many places.

Written for WeasyPrint 70, which makes a box for each dot, lays it out, looks at it in each of its
walks and shapes it once more when it draws it: eight hundred times on a page of contents, which
cost as much as ten pages of text. Here the last dot stands for all of them. Where it is not drawn
by one operator, or the patched names are gone, each dot is drawn by itself.
"""

from __future__ import annotations

from typing import Any

from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.leader import leader_index

from book.paged.weasy.patches import page_numbers  # noqa: F401 - it is wrapped here

_handle_leader = inline.handle_leader
_draw_text = draw.draw_text


def _handle(context: Any, line: Any, containing_block: Any) -> None:
    """Fill the leader of a line: with one dot that knows where the others stand."""
    _handle_leader(context, line, containing_block)
    _, leader = leader_index(line)
    if leader is None or len(leader.children) < 2:
        return
    first, *others = leader.children
    if isinstance(first, boxes.TextBox):
        first.repeated = [other.position_x - first.position_x for other in others]
        leader.children = (first,)


def _draw(stream: Any, box: Any, *more: Any) -> None:
    """Draw a text box, again in each place where it is repeated."""
    # Text that follows text goes on in its text object.
    begun = len(stream.stream) - (stream.stream[-1:] == [b"ET"])
    _draw_text(stream, box, *more)
    places = [box.position_x + further for further in getattr(box, "repeated", ())]
    if not places:
        return
    drawn = stream.stream[begun:]
    matrices = [shown for shown in drawn if shown.endswith(b" Tm")]
    shown = [shown for shown in drawn if shown.endswith(b"] TJ")]
    is_plain = box.style["text_decoration_line"] == "none"
    if not is_plain or len(matrices) != 1 or drawn[-2:] != [*shown, b"ET"]:
        for place in places:
            other = box.copy()
            other.position_x = place
            _draw_text(stream, other, *more)
        return
    *scales, _, y, operator = matrices[0].split()
    stream.stream.pop()
    for place in places:
        x = f"{place:f}".rstrip("0").rstrip(".").encode()
        stream.stream += (b" ".join((*scales, x, y, operator)), *shown)
    stream.stream.append(b"ET")


inline.handle_leader = _handle
draw.draw_text = _draw
