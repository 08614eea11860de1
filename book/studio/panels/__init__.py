"""What a panel is: a title, and routes; its screen is the module of its name in `static/panels`."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.routing import Route


@dataclass(frozen=True)
class Panel:
    """A screen of the studio beside the pages. `title` is a word of the catalogs; one that
    `is_for_beginning` is shown where there is no book yet, and only there."""

    name: str
    title: str
    routes: tuple[Route, ...] = ()
    is_for_beginning: bool = False
