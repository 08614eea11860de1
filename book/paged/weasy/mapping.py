"""Mapping: what stands on the pages that WeasyPrint has laid out, and what is badly set there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout.replaced import replacedbox_layout

from book.languages.rules import NBSP
from book.paged.page_reference import ATTRIBUTE
from book.paged.weasy.covers import cover_faults
from book.paged.weasy.depths import depth_of, lines_of, loose_paragraphs, off_the_grid
from book.paged.weasy.first_words import own_words_in, words_in
from book.paged.weasy.misplaced import misplaced
from book.paged.weasy.patches.photographs import Photograph
from book.paged.weasy.turned import is_turned, turned_point
from book.pagemap import Bookmark, Fault, MappedPage, PageKind, PageMap, Picture
from book.photos.treatment import read_address
from book.text.references import SCHEME
from book.text.stretches import ATTRIBUTE as MARK

_PT = 0.75  # a CSS pixel in points
#: What lies so much (in pixels) outside its place is told.
_SLACK = 1.5
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def mapped(
    pages: Sequence[Page], base_url: str, is_fixed: bool = False, lost: Sequence[str] = ()
) -> PageMap:
    """The page map of a document; addresses of images are told from base_url. What was `lost`, by
    its first words, is told on the first page."""
    told = _torn([page._page_box for page in pages])
    told.setdefault(0, []).extend(Fault("lost-words", words) for words in lost)
    made = (_mapped(page, base_url, told.get(n, ())) for n, page in enumerate(pages))
    return PageMap(tuple(made), is_fixed)


def _mapped(page: Page, base_url: str, told: Sequence[Fault]) -> MappedPage:
    box = page._page_box
    inside = list(box.descendants())
    size = (page.height, page.width) if is_turned(box) else (page.width, page.height)

    def place(at: tuple[float, float]) -> tuple[float, float]:
        x, y = turned_point(at[0], at[1], page.width) if is_turned(box) else at[:2]
        return round(x * _PT, 2), round(y * _PT, 2)

    return MappedPage(
        kind=_kind(box),
        width=size[0] * _PT,
        height=size[1] * _PT,
        anchors={name: place(at) for name, at in page.anchors.items()},
        bookmarks=tuple(
            Bookmark(level, label.replace(NBSP, " "), place(at)[1])
            for level, label, at, _ in page.bookmarks
        ),
        pictures=tuple(_pictures(inside, base_url)),
        faults=(
            *told,
            *_heading_at_foot(box),
            *_too_wide(box),
            *misplaced(box),
            *cover_faults(box),
            *_long_lines_of_contents(inside),
            *(Fault("off-grid", words_in(line)) for line in off_the_grid(box)),
        ),
        filled=filled(box),
        leads_to=tuple(
            dict.fromkeys(
                unquote(link[1].removeprefix(SCHEME))
                for link in page.links
                if link[1].startswith(SCHEME)
            )
        ),
        words=words_in(next(iter(_lines(_text_block(box))), None)),
        figures=dict(_figures(inside)),
        lines=lines_of(box),
        depth=depth_of(box),
        loose=tuple(words_in(paragraph) for paragraph in loose_paragraphs(box)),
        is_open=any(b.element is not None and ATTRIBUTE in b.element.attrib for b in inside),
        stands=tuple(_turned_stands(box) if is_turned(box) else _stands(box, None)),
    )


def _turned_stands(page: Any) -> Iterator[tuple[int, float, float, float, float]]:
    """What stands on a page that is turned, where it comes to lie."""
    across = page.margin_width() * _PT
    for mark, x, y, width, height in _stands(page, None):
        yield mark, y, round(across - x - width, 1), height, width


def _stands(box: Any, around: Any) -> Iterator[tuple[int, float, float, float, float]]:
    """The boxes in a box that print marked elements: each part of an element once, for what lies
    in it may bear the same element again."""
    if not isinstance(box, boxes.ParentBox):
        return
    for child in box.children:
        if not isinstance(child, boxes.Box):
            continue
        element = child.element
        if element is not None and element is not around and MARK in element.attrib:
            x, y, width, height = (round(part * _PT, 1) for part in child.hit_area())
            yield int(element.get(MARK)), x, y, width, height
        yield from _stands(child, element)


def _figures(inside: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """The anchor and the first words behind the number of each caption among the boxes of a
    page."""
    for box in inside:
        if not isinstance(box, boxes.BlockBox) or box.element is None:
            continue
        anchor = box.element.get("id") or ""
        if anchor.startswith(("figure-", "table-")):
            caption = next(
                (b for b in box.descendants() if b.element_tag in ("figcaption", "caption")), box
            )
            if words := own_words_in(caption):
                yield anchor, words


def _kind(box: Any) -> PageKind:
    of = box.page_type
    if of.blank:
        return "blank"
    if of.name in ("plate", "bare"):
        return "plate"
    return "opening" if of.index == 0 else "text"


def _pictures(inside: Sequence[Any], base_url: str) -> Iterator[Picture]:
    """The images of pixels among the boxes of a page, those of drawings not among them."""
    for box in inside:
        if not isinstance(box, boxes.ReplacedBox):
            continue
        shown = box.replacement
        if isinstance(shown, Photograph):
            name = read_address(shown.address)[0]
        elif isinstance(shown, RasterImage):
            address = box.element.get("src", "") if box.element is not None else ""
            name = "" if address.startswith("data:") else unquote(address.removeprefix(base_url))
        else:
            continue
        width, height, _, _ = replacedbox_layout(box)
        if width and height and name:
            inches = (width / 96, height / 96)
            dpi = min(n / i for n, i in zip((shown.width, shown.height), inches, strict=True))
            yield Picture(name, round(dpi))


def _lines(box: Any) -> list[Any]:
    if box is None:
        return []
    return [part for part in box.descendants() if isinstance(part, boxes.LineBox)]


def _torn(pages: Sequence[Any]) -> dict[int, list[Fault]]:
    """Single lines of paragraphs at the foot or the head of a page, by the page's index."""
    parts: dict[Any, list[tuple[int, Any]]] = {}
    for number, page in enumerate(pages):
        for box in page.descendants():
            if not isinstance(box, boxes.BlockBox) or box.element_tag not in ("p", "li"):
                continue
            if box.element.get("class") != "again":  # it is set anew on each page
                parts.setdefault(box.element, []).append((number, box))
    found: dict[int, list[Fault]] = {}
    for stretches in parts.values():
        if len({number for number, _ in stretches}) < 2:
            continue
        whole = words_in(stretches[0][1])
        for number, box in (stretches[0], stretches[-1]):
            if len(_lines(box)) == 1:
                found.setdefault(number, []).append(Fault("widow-orphan", whole))
    return found


def _text_block(page: Any) -> Any:
    """The box of a page's text: its html element."""
    return next((box for box in page.children if box.element_tag == "html"), None)


def _heading_at_foot(page: Any) -> Iterator[Fault]:
    """A heading behind which nothing stands on its page."""
    last = None if _kind(page) == "plate" else _last_block(_text_block(page))
    if last is not None and last.element_tag in _HEADINGS:
        yield Fault("heading-at-foot", words_in(last))


def _last_block(box: Any) -> Any:
    """The last block in the flow of a box that holds lines or an image."""
    found = box
    while isinstance(found, boxes.BlockContainerBox):
        inside = [
            child
            for child in found.children
            if child.is_in_normal_flow() and not isinstance(child, boxes.LineBox)
        ]
        if not inside:
            break
        found = inside[-1]
    return found


def _too_wide(page: Any) -> Iterator[Fault]:
    """Tables and lines that run over the edge of what holds them."""
    block = _text_block(page)
    if block is None:
        return
    left, right = page.content_box_x(), page.content_box_x() + page.width
    for box in block.descendants():
        if isinstance(box, boxes.TableBox) and page.page_type.name != "plate":
            if box.border_box_x() + box.border_width() > right + _SLACK:
                yield Fault("wide-table", words_in(box))
        elif isinstance(box, boxes.LineBox) and page.page_type.name != "plate":
            ends = [
                part.position_x + part.width
                for part in box.descendants()
                if isinstance(part, boxes.TextBox)
                and part.text.strip()
                and part.is_in_normal_flow()
            ]
            if ends and max(ends) > right + _SLACK and box.position_x >= left - _SLACK:
                yield Fault("line-overflow", words_in(box))


def _long_lines_of_contents(inside: Sequence[Any]) -> Iterator[Fault]:
    """Lines of the contents, among the boxes of a page, whose words take more than two lines."""
    for table in inside:
        if table.element_tag != "ul" or not _has_class(table, "contents"):
            continue
        for item in table.descendants():
            if item.element_tag != "li" or not isinstance(item, boxes.BlockBox):
                continue
            inside = [box for box in item.descendants() if isinstance(box, boxes.BlockBox)]
            numbers = [box for box in inside if _has_class(box, "number")]
            lines = len(_lines(item)) - sum(len(_lines(number)) for number in numbers)
            if lines > 2:
                words = next((b for b in item.descendants() if _has_class(b, "words")), item)
                yield Fault("contents-line", words_in(words))


def _has_class(box: Any, name: str) -> bool:
    return box.element is not None and name in (box.element.get("class") or "").split()


def filled(page: Any) -> float:
    """How much of the height of the text block is taken."""
    block = _text_block(page)
    if block is None or not page.height:
        return 0.0
    ends = [
        box.position_y + box.margin_height()
        for box in block.descendants()
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox)
    ]
    top = page.content_box_y()
    share = (max(ends, default=top) - top) / page.height
    return float(round(max(0.0, min(1.0, share)), 3))
