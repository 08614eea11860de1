"""Family trees: boxes by generation from left to right, joined by lines; what does not fit on a
page is drawn by branches, each on a chart of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from book.manuscript.kinds.descent import Kin
from book.sections.drawing import Drawing, Palette
from book.themes.fonts import Face

#: The sizes of names and of what stands below them, with the heights of their lines, in pt.
_NAME, _SMALL, _NAME_LINE, _SMALL_LINE = 7.8, 7.0, 9.4, 8.4
#: The space inside a box, between boxes one below the other, and between generations.
_INSIDE, _BELOW, _ACROSS = 3.0, 5.0, 11.0
#: The coloured edge of a box.
_EDGE = 1.6
#: How wide a box is at least, so that most names take two lines at most.
_NARROWEST = 58.0
#: The first chart stands under a title, and has less of the page.
_FIRST, _REST = 0.72, 0.9


@dataclass
class _Node:
    """A box: its lines of words, its spot, and the boxes that descend from it; `goes_on` is the
    number of the chart that shows its descendants."""

    kin: Kin
    names: list[str]
    small: list[str]
    children: list[_Node] = field(default_factory=list)
    goes_on: int = 0
    x: float = 0.0
    y: float = 0.0

    @property
    def height(self) -> float:
        small = len(self.small) + self.is_cut
        return 2 * _INSIDE + len(self.names) * _NAME_LINE + small * _SMALL_LINE

    @property
    def is_cut(self) -> bool:
        """Whether there are descendants that are not drawn with it."""
        return bool(self.kin.children) and not self.children


@dataclass
class TreeChart:
    """One chart: its number, from whom it goes out, its drawing, and what it shows in words."""

    number: int
    name: str
    svg: str
    told: str
    is_branch: bool


class FamilyTree:
    """Draws a forest of kin in charts of a width and a greatest height in pt."""

    def __init__(self, width: float, height: float, face: Face, palette: Palette) -> None:
        self._width, self._most, self._face, self._palette = width, height, face, palette
        self._columns = max(2, int((width + _ACROSS) // (_NARROWEST + _ACROSS)))
        self._box = (width + _ACROSS) / self._columns - _ACROSS
        self._waiting: list[tuple[int, Kin]] = []
        self._count = 0

    def charts(self, forest: Sequence[Kin]) -> Iterator[TreeChart]:
        """The charts, each followed by those of the branches that did not fit on it."""
        roots = [*forest]
        self._waiting = []
        while roots or self._waiting:
            if self._waiting:
                number, kin = self._waiting.pop(0)
                yield self._chart([kin], number, is_branch=True)
                continue
            yield self._chart(self._together(roots), self._next(), is_branch=False)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _room(self, number: int) -> float:
        return self._most * (_FIRST if number == 1 else _REST)

    def _together(self, roots: list[Kin]) -> list[Kin]:
        """The next roots that fit on one chart, taken away from those that wait."""
        room = self._room(self._count + 1)
        taken = [roots.pop(0)]
        while roots:
            high = sum(self._high(self._node(kin, 1)) for kin in (*taken, roots[0]))
            if high > room:
                break
            taken.append(roots.pop(0))
        return taken

    def _chart(self, kin: list[Kin], number: int, is_branch: bool) -> TreeChart:
        nodes = [self._node(each, 1) for each in kin]
        self._make_fit(nodes, self._room(number))
        branches = [node for root in nodes for node in _cut(root)]
        for node in branches:
            node.goes_on = self._next()
        self._waiting[:0] = [(node.goes_on, node.kin) for node in branches]
        y = 0.0
        for root in nodes:
            y = self._place(root, 0, y)
        drawing = Drawing(self._width, max(1.0, y - _BELOW), self._face)
        for root in nodes:
            self._draw(drawing, root)
        told = "; ".join(line for root in nodes for line in _told(root))
        return TreeChart(number, kin[0].name, drawing.svg(), told, is_branch)

    def _node(self, kin: Kin, depth: int) -> _Node:
        wide = self._box - 2 * _INSIDE - _EDGE
        small = [part for text in (kin.about,) if text for part in self._lines(text, _SMALL, wide)]
        for partner in kin.partners:
            small += self._lines(f"& {partner}", _SMALL, wide)
        node = _Node(kin, self._lines(kin.name, _NAME * 1.06, wide), small)
        if depth < self._columns:
            node.children = [self._node(child, depth + 1) for child in kin.children]
        return node

    def _lines(self, text: str, size: float, wide: float) -> list[str]:
        """Words in lines no wider than this; a single word that is stands alone."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._face.width(longer, size) <= wide:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _high(self, node: _Node) -> float:
        """How high a box and what descends from it are, with the space below."""
        return max(node.height + _BELOW, sum(self._high(child) for child in node.children))

    def _make_fit(self, roots: list[_Node], room: float) -> None:
        """Cut off branches, the highest that fit on a chart of their own first."""
        while sum(self._high(root) for root in roots) - _BELOW > room:
            inner = [n for root in roots for n in _all(root) if n.children and n not in roots]
            fitting = [node for node in inner if self._high(node) <= self._most * _REST] or inner
            if not fitting:
                return  # brothers and sisters alone: the chart is made smaller as a whole
            chosen = max(fitting, key=self._high)
            chosen.children = []

    def _place(self, node: _Node, depth: int, y: float) -> float:
        """Give a box and its descendants their spots from a height downwards; where the next may
        begin."""
        node.x = depth * (self._box + _ACROSS)
        below = y
        for child in node.children:
            below = self._place(child, depth + 1, below)
        if node.children:
            first, last = node.children[0], node.children[-1]
            middle = (first.y + first.height / 2 + last.y + last.height / 2) / 2
            node.y = max(y, middle - node.height / 2)
        else:
            node.y = y
        return max(below, node.y + node.height + _BELOW)

    # Drawing ------------------------------------------------------------------------------

    def _draw(self, drawing: Drawing, node: _Node) -> None:
        ink, quiet = self._palette.ink, self._palette.quiet
        accent = self._palette.parts[0]
        drawing.frame(node.x, node.y, self._box, node.height, self._palette.rule)
        drawing.bar(node.x, node.y, _EDGE, node.height, accent)
        y = node.y + _INSIDE - 1.8
        for line in node.names:
            y += _NAME_LINE
            drawing.words(node.x + _INSIDE + _EDGE, y, text=line, fill=ink, size=_NAME, weight=600)
        for line in node.small:
            y += _SMALL_LINE
            drawing.words(node.x + _INSIDE + _EDGE, y, line, quiet, _SMALL)
        right, middle = node.x + self._box, node.y + node.height / 2
        if node.goes_on:
            sign = f"→ {node.goes_on}"
            drawing.words(
                node.x + _INSIDE + _EDGE,
                y + _SMALL_LINE,
                text=sign,
                fill=accent,
                size=_SMALL,
                weight=600,
            )
        if not node.children:
            return
        knee = right + _ACROSS / 2
        drawing.line(right, middle, x2=knee, y2=middle, stroke=quiet, width=0.6)
        spots = [child.y + child.height / 2 for child in node.children]
        drawing.line(
            knee, min(*spots, middle), x2=knee, y2=max(*spots, middle), stroke=quiet, width=0.6
        )
        for child, spot in zip(node.children, spots, strict=True):
            drawing.line(knee, spot, x2=child.x, y2=spot, stroke=quiet, width=0.6)
            self._draw(drawing, child)


def _all(node: _Node) -> Iterator[_Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _cut(root: _Node) -> Iterator[_Node]:
    """The boxes whose descendants are not drawn with them."""
    return (node for node in _all(root) if node.is_cut)


def _told(node: _Node) -> Iterator[str]:
    if node.children:
        yield f"{node.kin.name} → {', '.join(child.kin.name for child in node.children)}"
    for child in node.children:
        yield from _told(child)
