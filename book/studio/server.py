"""The server: one page with its modules, events to every open page, and the panels' routes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
from collections.abc import AsyncIterator, Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import uvicorn
from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from book.errors import BookError, RequestError
from book.files import text_of
from book.languages import Language, catalogs, language
from book.sources import CONFIG
from book.studio import viewer
from book.studio.answers import LANGUAGE_COOKIE, Asked, answer, given, reader_of
from book.studio.desk import Desk, Listener
from book.studio.files import title_in
from book.studio.panels.registry import PANELS
from book.studio.security import Guard, Keys
from book.studio.words import STATIC, words_for

ADDRESS = "127.0.0.1"
#: The port when none is named: the same each time, so that a browser finds what it kept.
PORT = 8421
_TRIED = 20
#: A line that keeps an idle connection open is sent so often, in seconds.
_BEAT = 15.0


def editor_files() -> Path | None:
    """Where the editor's modules lie: CodeMirror, as NiceGUI's wheel brings it; None without."""
    found = find_spec("nicegui")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "elements/codemirror/dist"
    return folder if (folder / "index.js").is_file() else None


async def _page(request: Request) -> Response:
    """The one page of the studio."""
    desk: Desk = request.app.state.desk
    reader = reader_of(request)
    data = {
        "words": words_for(reader),
        "nonce": request.state.nonce,
        "folder": str(desk.folder.resolve()),
        "state": desk.state(),
        "panels": [
            {
                "name": p.name,
                "title": reader.say(p.title),
                "has_style": (STATIC / f"panels/{p.name}.css").is_file(),
            }
            for p in PANELS
            if p.is_for_beginning != desk.is_begun
        ],
    }
    html = _templates.get_template("studio.html").render(
        say=reader.say,
        language=reader,
        languages=[(tag, language(tag).locale.display_name) for tag in catalogs()],
        # Nothing in it may end the element that holds it.
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        title=_title(desk),
    )
    return HTMLResponse(html)


def _title(desk: Desk) -> str:
    """What the book is called; the folder's name where it says nothing yet."""
    try:
        text = text_of(desk.folder, CONFIG)
    except BookError:
        text = ""
    return title_in(text) or desk.folder.resolve().name


_templates = Environment(loader=PackageLoader("book.studio"), autoescape=True, trim_blocks=True)


@answer("/api/state")
async def _state(_request: Request, asked: Asked) -> dict[str, Any]:
    """What is known of the book now."""
    return asked.desk.state()


@answer("/api/language", "POST")
async def _choose(request: Request, _asked: Asked) -> Response:
    """Let the studio speak another language to this browser."""
    (tag,) = await given(request, "tag")
    if tag not in catalogs():
        raise RequestError("the studio did not understand the request")
    response = Response("{}", media_type="application/json")
    response.set_cookie(LANGUAGE_COOKIE, tag, max_age=10**8, httponly=True, samesite="strict")
    return response


async def _events(request: Request) -> Response:
    """What happens, as it happens: server-sent events for one open page."""
    desk: Desk = request.app.state.desk
    client = request.query_params.get("client", "")[:40]

    async def told() -> AsyncIterator[str]:
        with desk.listening(client) as listener:
            yield _event({"kind": "state", **desk.state()})
            while not listener.is_ending:
                yield await _next(listener)

    return StreamingResponse(told(), media_type="text/event-stream")


async def _next(listener: Listener) -> str:
    try:
        return _event(await asyncio.wait_for(listener.events.get(), _BEAT))
    except TimeoutError:
        return ": still here\n\n"


def _event(what: dict[str, Any]) -> str:
    return f"data: {json.dumps(what, ensure_ascii=False)}\n\n"


def application(desk: Desk, speak: Language) -> Starlette:
    """The studio of one book, not yet guarded."""
    routes: list[BaseRoute] = [
        Route("/", _page),
        Route("/events", _events),
        _state,
        _choose,
        *viewer.ROUTES,
        *(route for panel in PANELS for route in panel.routes),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    if editor := editor_files():
        routes.append(Mount("/editor", StaticFiles(directory=editor)))

    @contextlib.asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        await desk.open()
        yield
        await desk.close()

    app = Starlette(routes=routes, lifespan=life)
    app.state.desk, app.state.language = desk, speak
    return app


def listening(port: int | None) -> socket.socket:
    """A socket on this machine alone: on a port, or on the usual one or the next that is free.
    Raises RequestError where the port is taken."""
    for tried in (port,) if port is not None else range(PORT, PORT + _TRIED):
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Elsewhere this would let two programs listen at once.
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((ADDRESS, tried))
        except OSError:
            found.close()
            continue
        return found
    raise RequestError(
        "the port {port} is in use: is a studio open already? Name another with --port",
        port=port or PORT,
    )


def serve(
    desk: Desk, speak: Language, keys: Keys, at: socket.socket, ready: Callable[[str], None]
) -> None:
    """Serve until Ctrl+C; `ready` is told the address that lets a browser in."""
    port = at.getsockname()[1]
    app = application(desk, speak)
    config = uvicorn.Config(
        Guard(app, port, keys),
        http="h11",
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(
        config, lambda: ready(f"http://{ADDRESS}:{port}/?token={keys.token}"), desk.end
    )
    server.run(sockets=[at])


class _Server(uvicorn.Server):
    """Tells when it listens, and ends what pages listen to before it waits for their end."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready, self._ending = ready, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)
