"""Looks: the themes and palettes that the book can have, as pages of a small book, to choose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from book.editions.specimens import specimen, told_in
from book.errors import RequestError, worded
from book.manuscript.looks import theme_for
from book.project import Project
from book.report import Quiet
from book.sources import CONFIG
from book.studio import files
from book.studio.answers import Asked, answer, given, number
from book.studio.panels import Panel
from book.studio.pictures import Pictures
from book.studio.record_files import RecordFile
from book.studio.record_heads import with_keys
from book.themes.registry import DEFAULT, names

#: Where `theme` and `palette` stand in book.yaml: behind these.
_ORDER = ("title", "subtitle", "organisation", "language", "theme", "palette")
#: Which of the pages that show a theme are seen: cover, title page, two of the chapter.
_SEEN = (0, 1, 4, 5)


@answer("/api/looks")
async def looks(_request: Request, asked: Asked) -> dict[str, Any]:
    """All themes, and the one that the book has with its palette."""
    folder = asked.desk.folder
    shown = RecordFile(files.read(folder, CONFIG).text)
    palette = shown.value("palette")
    chosen = shown.value("theme") or DEFAULT
    in_order = sorted(names(folder), key=lambda name: name != chosen)
    themes = [theme_for(folder, name) for name in in_order]
    return {
        "theme": chosen,
        "palette": palette.get("base", "") if isinstance(palette, dict) else palette,
        "has_own_colours": isinstance(palette, dict),
        "themes": [
            {
                "name": theme.name,
                "title": told_in(theme.settings.title, asked.language) or theme.name,
                "about": told_in(theme.settings.about, asked.language),
                "palettes": list(theme.palettes),
                "pictures": len(_SEEN),
            }
            for theme in themes
        ],
    }


@answer("/looks/{theme}/{seen:int}.webp")
async def picture(request: Request, asked: Asked) -> Response:
    """A page of the small book in a theme, `width` pixels wide."""
    theme, seen = request.path_params["theme"], request.path_params["seen"]
    if theme not in names(asked.desk.folder) or seen >= len(_SEEN):
        return Response("", 404)
    pictures, pages = await asked.desk.work(_specimen, asked, theme)
    try:
        data = await run_in_threadpool(
            pictures.webp, pages[_SEEN[seen]], int(number(request, "width"))
        )
    except IndexError:
        return Response("", 404)
    return Response(data, media_type="image/webp", headers={"cache-control": "no-store"})


def _specimen(asked: Asked, theme: str) -> tuple[Pictures, list[int]]:
    """The small book in a theme, made once in each language."""
    desk, language = asked.desk, asked.language
    made = desk.kept.setdefault(__name__, {})
    if (theme, language.tag) not in made:
        called = told_in(theme_for(desk.folder, theme).settings.title, language)
        # What is said of its pages is not said of the book's.
        session = replace(desk.project.session, report=Quiet(), typeset=[])
        pdf, pages = specimen(
            desk.folder,
            theme,
            called,
            language,
            lambda folder: Project(folder, session=session),
        )
        made[theme, language.tag] = Pictures(pdf), pages
    found: tuple[Pictures, list[int]] = made[theme, language.tag]
    return found


@answer("/api/looks", "POST")
async def choose(request: Request, asked: Asked) -> dict[str, str]:
    """Let the book have a theme and one of its palettes; colours of its own stay."""
    theme, palette = await given(request, "theme", "palette")
    folder = asked.desk.folder
    if theme not in names(folder) or palette not in ("", *theme_for(folder, theme).palettes):
        raise RequestError("the studio did not understand the request")
    there = files.read(folder, CONFIG)
    shown = RecordFile(there.text)
    wanted = {"theme": theme}
    if not isinstance(shown.value("palette"), dict):
        wanted["palette"] = palette
    saved = files.save(folder, CONFIG, with_keys(shown, wanted, _ORDER), there.state)
    asked.desk.changed()
    asked.desk.tell("saved", file=CONFIG, state=saved.state)
    return {"theme": theme}


PANEL = Panel("looks", worded("Look"), (looks, picture, choose))
