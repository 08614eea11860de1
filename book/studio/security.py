"""Who may ask the studio: the browser that opened the printed address on this machine, no other.

A page of the web that runs in the same browser can send requests here, but can't know the cookie,
nor send it (SameSite), nor name our Host; what runs under another account knows no token.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs

import platformdirs
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: No request's body is larger, in bytes: a long film is no photograph.
LARGEST = 200 * 2**20
#: What the page may load: its own modules, styles, pictures; nothing from anywhere else. CodeMirror
#: writes its styles itself, under a nonce.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'none'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
#: Pictures and products of the folder are shown, and can do nothing.
INERT = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox"
_READING = ("GET", "HEAD")
_SHORTEST = 40


@dataclass(frozen=True)
class Keys:
    """What lets a browser in: the `token` of the printed address, once a run; and the `cookie`
    that is given for it, which outlasts the server so that an open page can come back."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))


def keys_for(folder: Path) -> Keys:
    """The keys of a book folder: its cookie is kept where the user's programs keep their state, so
    that a page that was open when the server ended can save what was written since."""
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    path = Path(platformdirs.user_state_dir("book-builder", appauthor=False)) / f"studio-{name}"
    try:
        cookie = path.read_text(encoding="ascii")
        if len(cookie) > _SHORTEST:
            return Keys(cookie=cookie)
    except (OSError, ValueError):
        pass
    keys = Keys()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(keys.cookie)
    return keys


class Guard:
    """Asks each request before the application sees it, and guards each answer."""

    def __init__(self, app: ASGIApp, port: int, keys: Keys) -> None:
        self._app, self._keys = app, keys
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"kyyeu-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            # There is none, and none is let in: a socket is bound to no origin by itself.
            await send({"type": "websocket.close", "code": 1008})
            return
        nonce = secrets.token_urlsafe(16)
        scope["state"] = {**scope.get("state", {}), "nonce": nonce}
        guarded = _guarded(send, nonce)
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        if self._is_opening(scope):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self._cookie, self._keys.cookie, httponly=True, samesite="strict")
            await answer(scope, receive, guarded)
            return
        if not self._has_cookie(scope):
            words = "Open the address that the studio printed when it was started.\n"
            await PlainTextResponse(words, 401)(scope, receive, guarded)
            return
        await self._app(scope, _bounded(receive), guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Why a request is not even looked at; None where it may be."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("This is not the address of the studio.\n", 421)
        is_reading = scope["method"] in _READING
        origin = headers.get("origin")
        if origin != f"http://{host}" and (origin is not None or not is_reading):
            return PlainTextResponse("The request comes from another page.\n", 403)
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return PlainTextResponse("The request comes from another page.\n", 403)
        if not is_reading and not 0 <= _length(headers) <= LARGEST:
            return PlainTextResponse("That is too large, or its size is not told.\n", 413)
        return None

    def _is_opening(self, scope: Scope) -> bool:
        if scope["path"] != "/" or scope["method"] != "GET":
            return False
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return secrets.compare_digest(given.encode(), self._keys.token.encode())

    def _has_cookie(self, scope: Scope) -> bool:
        cookies: SimpleCookie = SimpleCookie()
        cookies.load(Headers(scope=scope).get("cookie", ""))
        given = cookies[self._cookie].value if self._cookie in cookies else ""
        return secrets.compare_digest(given.encode(), self._keys.cookie.encode())


def _length(headers: Headers) -> int:
    told = headers.get("content-length", "")
    return int(told) if told.isdecimal() and len(told) < 12 else -1


def _bounded(receive: Receive) -> Receive:
    """The body of a request, broken off where it grows larger than it may."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= LARGEST else {"type": "http.disconnect"}

    return bounded


def _guarded(send: Send, nonce: str) -> Send:
    """Answers with what keeps a browser from doing more with them than is meant."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_page = headers.get("content-type", "").startswith("text/html")
            policy = _POLICY.format(nonce=nonce) if is_page else INERT
            headers.setdefault("content-security-policy", policy)
            # A viewer of PDFs is a page of the browser's own, and can't be put into a sandbox.
            if headers.get("content-type", "").startswith("application/pdf"):
                del headers["content-security-policy"]
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "no-referrer"
            headers["cross-origin-opener-policy"] = "same-origin"
            headers["cross-origin-resource-policy"] = "same-origin"
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return guarded
