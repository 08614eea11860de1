"""Whole pages: plates, spreads, turned tables, set apart from the text and put between its pages.

An element with `data-pages` takes whole pages: `one`, `two` that face each other, or as `many` as
it needs. It stands behind the page on which what goes before it in the text ends; two that face
each other wait for the next right-hand page (the recto) to end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

#: What says of an element that it takes whole pages.
PAGES = "data-pages"
_BEHIND = "data-behind"


@dataclass
class _Whole:
    """An element on pages of its own, the element before it in the text, and how many pages it has;
    `faces` where these must be a verso and the recto that faces it."""

    element: Any
    before: Any
    count: int
    faces: bool


@dataclass
class Plan:
    """The order of a document's pages: of the text, and of the whole pages between them."""

    wholes: list[_Whole]
    #: By page of the text: whether it is a recto, and which whole pages wait for its end.
    _rectos: dict[int, bool] = field(default_factory=dict)
    _ends: dict[int, list[int]] = field(default_factory=dict)
    _last: int | None = None

    @staticmethod
    def is_behind(element: Any) -> bool:
        """Whether an element is that which holds all whole pages."""
        return _BEHIND in element.attrib

    def made(self, index: int, is_recto: bool, ended: set[int], is_last: bool) -> int:
        """Keep what a page of the text holds: the ids of the elements that end on it, or have
        ended. Gives how many whole pages follow it."""
        waiting = {n for n, _ in enumerate(self.wholes)}
        waiting -= {n for page, found in self._ends.items() if page < index for n in found}
        self._rectos[index] = is_recto
        self._ends[index] = [
            n for n in sorted(waiting) if is_last or id(self.wholes[n].before) in ended
        ]
        self._last = index if is_last else None
        order = self._order(index)
        return sum(self.wholes[n].count for n in order[order.index(~index) + 1 :])

    def begin(self) -> None:
        """Forget the pages of a layout before."""
        self._rectos.clear()
        self._ends.clear()
        self._last = None

    def is_recto_behind(self, index: int) -> bool:
        """Whether the page laid out at this index, a whole one, is a recto where it will stand."""
        laid_out = [(n, nth) for n, whole in enumerate(self.wholes) for nth in range(whole.count)]
        wanted = index - self._text_pages
        if not 0 <= wanted < len(laid_out):
            return True
        number, nth = laid_out[wanted]
        order = self._order(self._text_pages - 1)
        ends_recto = self._ends_recto(order)[order.index(number)]
        return ends_recto ^ ((self.wholes[number].count - 1 - nth) % 2 == 1)

    def arranged(self, pages: Sequence[Any]) -> list[Any]:
        """Pages that were laid out, the whole ones behind the text, in the order of the book."""
        text = self._text_pages
        starts, at = [], text
        for whole in self.wholes:
            starts.append(at)
            at += whole.count
        arranged = []
        for entry in self._order(text - 1):
            if entry < 0:
                arranged.append(pages[~entry])
            else:
                arranged += pages[starts[entry] : starts[entry] + self.wholes[entry].count]
        return arranged

    def agrees_with(self, pages: Sequence[Any]) -> bool:
        """Whether all have as many pages as planned; their number is corrected where not."""
        counts = [0] * len(self.wholes)
        for page in pages[self._text_pages :]:
            shown = {id(b.element) for b in page._page_box.descendants() if b.element is not None}
            for n, whole in enumerate(self.wholes):
                counts[n] += id(whole.element) in shown
        agrees = counts == [whole.count for whole in self.wholes]
        for whole, count in zip(self.wholes, counts, strict=True):
            whole.count = count
        return agrees

    @property
    def _text_pages(self) -> int:
        return 0 if self._last is None else self._last + 1

    def _order(self, until: int) -> list[int]:
        """The pages of the text up to one, as ~index, and the whole ones (by number) between."""
        order: list[int] = []
        queue: list[int] = []
        for index in range(until + 1):
            order.append(~index)
            is_recto = self._rectos[index]
            queue += self._ends[index]
            while queue and (is_recto or not self.wholes[queue[0]].faces):
                order.append(queue.pop(0))
                is_recto ^= self.wholes[order[-1]].count % 2 == 1
        if until == self._last:
            for number in queue:
                order.insert(self._latest_recto(order, self.wholes[number].faces), number)
        return order

    def _latest_recto(self, order: Sequence[int], is_needed: bool) -> int:
        """The last place in an order behind a recto; at the end where none is needed, or there."""
        places = [n + 1 for n, is_recto in enumerate(self._ends_recto(order)) if is_recto]
        return places[-1] if is_needed and places else len(order)

    def _ends_recto(self, order: Sequence[int]) -> list[bool]:
        """Of each entry of an order, whether its last page is a recto."""
        found: list[bool] = []
        for entry in order:
            if entry < 0:
                found.append(self._rectos[~entry])
            else:
                found.append(found[-1] ^ (self.wholes[entry].count % 2 == 1))
        return found


_COUNTS = {"one": 1, "two": 2, "many": 1}


def set_apart(root: Element) -> Plan | None:
    """Move what takes whole pages behind the text; None where nothing does."""
    body = root.find("body")
    if body is None or not any(PAGES in element.attrib for element in body.iter()):
        return None
    parents = {child: parent for parent in body.iter() for child in parent}
    found = [e for e in body.iter() if PAGES in e.attrib and not _lies_in_one(e, parents)]
    wholes = []
    for element in found:
        wanted = element.attrib[PAGES]
        before = _before(element, parents)
        wholes.append(_Whole(element, before, _COUNTS.get(wanted, 1), wanted == "two"))
    for element in found:
        _take_out(element, parents[element])
    behind = SubElement(body, "div", {_BEHIND: ""})
    behind.extend(found)
    return Plan(wholes)


def _lies_in_one(element: Element, parents: dict[Element, Element]) -> bool:
    above = parents.get(element)
    while above is not None:
        if PAGES in above.attrib:
            return True
        above = parents.get(above)
    return False


def _before(element: Element, parents: dict[Element, Element]) -> Any:
    """What goes before an element in the text and stays there: beside it, or beside what it is
    in."""
    while element in parents:
        beside = list(parents[element])
        for other in reversed(beside[: beside.index(element)]):
            if PAGES not in other.attrib:
                return other
        element = parents[element]
    return None


def _take_out(element: Element, parent: Element) -> None:
    """Take an element out of its parent; the words behind it stay."""
    beside = list(parent)
    at = beside.index(element)
    if element.tail and element.tail.strip():
        if at:
            beside[at - 1].tail = (beside[at - 1].tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def leads_behind(root_box: Any, resume_at: Any) -> bool:
    """Whether a page that resumes there begins with, or in, what is laid out behind the text."""
    box = root_box
    while resume_at:
        ((number, resume_at),) = list(resume_at.items())[:1]
        if number >= len(getattr(box, "children", ())):
            return False
        box = box.children[number]
        if box.element is not None and Plan.is_behind(box.element):
            return True
    return False
