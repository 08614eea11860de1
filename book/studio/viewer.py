"""The pages beside every panel: their pictures, and the way from a page to its source and back."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from book.errors import RequestError
from book.studio.answers import Asked, answer, asked_for, number
from book.studio.desk import Shown


def _shown(asked: Asked) -> Shown:
    if asked.desk.shown is None:
        raise RequestError("the book has not been made yet")
    return asked.desk.shown


@answer("/api/pages")
async def pages(_request: Request, asked: Asked) -> dict[str, Any]:
    """All pages in order, and what begins on which of them."""
    if asked.desk.shown is None:
        return {"version": "", "leaves": [], "sections": []}
    shown, book = asked.desk.shown, asked.desk.shown.book
    starts: dict[str, int] = {}
    leaves = []
    for index, leaf in enumerate(book.book_map.leaves):
        page_map = book.book_map.maps[leaf.section]
        page = page_map.pages[leaf.page or 0]
        leaves.append({"label": leaf.label, "width": page.width, "height": page.height})
        if leaf.page is not None:
            starts.setdefault(leaf.section, index)
    titles = [
        {"title": f"{section.number} {section.title}".strip(), "leaf": starts[section.id]}
        for section in book.sections
        if section.title and section.id in starts
    ]
    return {
        "version": shown.version,
        "leaves": leaves,
        "sections": titles,
        "is_right_bound": book.manuscript.config.binding == "right",
    }


@answer("/page/{version}/{leaf:int}.webp")
async def picture(request: Request, asked: Asked) -> Response:
    """The picture of a page, `width` pixels wide."""
    shown, leaf = _shown(asked), request.path_params["leaf"]
    width = int(number(request, "width"))
    try:
        data = await run_in_threadpool(shown.pictures.webp, leaf, width)
    except IndexError:
        return Response("", 404)
    is_same = request.path_params["version"] == shown.version
    kept = "private, max-age=86400, immutable" if is_same else "no-store"
    return Response(data, media_type="image/webp", headers={"cache-control": kept})


@answer("/api/at")
async def source_at(request: Request, asked: Asked) -> dict[str, Any]:
    """What is printed at a point of a page: its place in the sources, or where its link leads."""
    shown = _shown(asked)
    leaf, x, y = (number(request, name) for name in ("leaf", "x", "y"))
    if not 0 <= leaf < len(shown.pictures):
        raise RequestError("the book has no such page")
    place = shown.book.source_map.at(int(leaf), x, y)
    if place is None:
        target = shown.pictures.link(int(leaf), x, y)
        if target is not None:
            return {"leaf": target}
        section = shown.book.book_map.leaves[int(leaf)].section
        place = shown.book.manuscript.place_of_section(section)
    return {"file": place.file, "line": place.line, "cell": place.cell}


@answer("/api/stands")
async def stands(request: Request, asked: Asked) -> list[dict[str, Any]]:
    """Where a line of a file is printed: pages, and boxes on them."""
    found = _shown(asked).book.source_map.stands(
        asked_for(request, "file"), int(number(request, "line"))
    )
    return [
        {
            "leaf": stand.leaf,
            "x": stand.x,
            "y": stand.y,
            "width": stand.width,
            "height": stand.height,
        }
        for stand in found
    ]


ROUTES = (pages, picture, source_at, stands)
