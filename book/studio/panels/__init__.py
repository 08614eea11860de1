"""What a panel is: a title, and routes; its screen is the module of its name in `static/panels`."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.routing import Route


@dataclass(frozen=True)
class Panel:
    """A screen of the studio beside the pages. `title` is a word of the catalogs, `sign` what
    stands before it; one that `is_for_beginning` is shown where there is no book yet too."""

    name: str
    title: str
    sign: str
    routes: tuple[Route, ...] = ()
    is_for_beginning: bool = False
