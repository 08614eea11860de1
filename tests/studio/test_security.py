"""No one else gets in: what a page of the web or another program may send is refused."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from driving import Running

TEXT = "/api/text?file=chapters/01-beginnings.md"


def body(**values: str) -> bytes:
    return json.dumps(values).encode()


@pytest.fixture(scope="module")
def cookie(studio: Running) -> str:
    return studio.cookie()


def test_the_cookie_is_given_for_the_token_alone(studio: Running, cookie: str) -> None:
    _, headers, _ = studio.ask(f"/?token={studio.token}")
    assert {"HttpOnly", "SameSite=strict"} <= set(headers["set-cookie"].split("; "))
    assert headers["location"] == "/", "the token goes out of the address bar"
    assert studio.ask("/?token=" + "x" * len(studio.token))[0] == 401
    assert studio.ask(TEXT, Cookie=cookie)[0] == 200
    assert studio.ask(TEXT, Cookie=cookie + "x")[0] == 401


@pytest.mark.parametrize("path", ["/", "/events", TEXT, "/static/main.js", "/page/x/0.webp"])
def test_nothing_is_told_without_the_cookie(studio: Running, path: str) -> None:
    status, _, data = studio.ask(path)
    assert status == 401
    assert b"Beginnings" not in data


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "", None])
def test_another_host_is_refused(studio: Running, cookie: str, host: str | None) -> None:
    """A name of the web that was led to this machine (DNS rebinding)."""
    assert studio.ask(TEXT, Host=host, Cookie=cookie)[0] in (400, 421)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", None])
def test_another_page_can_change_nothing(
    studio: Running, cookie: str, folder: Path, origin: str | None
) -> None:
    sent = body(file="chapters/01-beginnings.md", text="gone", state="")
    assert studio.ask("/api/text", "POST", sent, Origin=origin, Cookie=cookie)[0] == 403
    assert "gone" not in (folder / "chapters/01-beginnings.md").read_text()


def test_another_page_can_read_nothing(studio: Running, cookie: str) -> None:
    assert studio.ask(TEXT, Origin="http://evil.example", Cookie=cookie)[0] == 403
    status, headers, _ = studio.ask(TEXT, Sec_Fetch_Site="cross-site", Cookie=cookie)
    assert status == 403
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "name",
    [
        "../secret.md",
        "chapters/../../secret.md",
        "/etc/passwd",
        "chapters/..%2f..%2fsecret.md",
        "chapters/link.md",
        "chapters/.hidden.md",
        "chapters/01-beginnings.md%00.png",
        "make_book.py",
        ".git/config",
        "dist/x.md",
        "",
    ],
)
def test_no_file_outside_the_book(studio: Running, cookie: str, folder: Path, name: str) -> None:
    (folder.parent / "secret.md").write_text("secret words")
    link = folder / "chapters/link.md"
    if not link.is_symlink():
        link.symlink_to(folder.parent / "secret.md")
    try:
        for path in (f"/api/text?file={name}", f"/thumb?file={name}", f"/made/{name}"):
            status, _, data = studio.ask(path, Cookie=cookie)
            assert status in (400, 404), path
            assert b"secret words" not in data
            assert b"root:" not in data
        status, _, _ = studio.ask(
            "/api/text", "POST", body(file=name, text="written", state=""), Cookie=cookie
        )
        assert status == 400
        assert (folder.parent / "secret.md").read_text() == "secret words"
    finally:
        link.unlink()


def test_uploads_are_bounded_and_looked_into(studio: Running, cookie: str, folder: Path) -> None:
    def send(path: str, data: bytes, **headers: str | None) -> int:
        return studio.ask(path, "POST", data, Cookie=cookie, **headers)[0]

    before = sorted(folder.rglob("*"))
    assert send("/api/picture?name=a.jpg", b"<script>alert(1)</script>") == 400
    assert send("/api/picture?name=a.svg", b"<html><script/></html>") == 400
    assert send("/api/bring/file?name=a.docx", b"MZ\x90\x00 a program") == 400
    assert send("/api/bring/file?name=../../a.docx", b"PK\x03\x04") == 400
    assert send("/api/picture?name=a.jpg", b"x", Content_Length=str(10**12)) == 413
    assert send("/api/picture?name=a.jpg", b"", Content_Length=None) == 413
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("sent", [b"", b"[]", b'{"file": 3}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_request_is_refused(studio: Running, cookie: str, sent: bytes) -> None:
    for path in ("/api/text", "/api/make", "/api/problems/right", "/api/begin"):
        status, _, data = studio.ask(path, "POST", sent, Cookie=cookie)
        assert status == 400, path
        assert b"Traceback" not in data


def test_a_socket_is_not_let_in(studio: Running, cookie: str) -> None:
    with socket.create_connection(("127.0.0.1", studio.port), 10) as line:
        line.sendall(
            f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{studio.port}\r\nCookie: {cookie}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://evil.example\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        assert b" 101 " not in line.recv(100)


def test_it_listens_on_this_machine_alone(studio: Running) -> None:
    with socket.socket() as other:
        other.settimeout(2)
        name = socket.gethostbyname(socket.gethostname())
        if not name.startswith("127."):
            assert other.connect_ex((name, studio.port)) != 0
    assert studio.address.startswith("http://127.0.0.1:")


def test_answers_let_a_browser_do_nothing_else(studio: Running, cookie: str) -> None:
    _, headers, data = studio.ask("/", Cookie=cookie)
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert b"<script>" not in data
    _, headers, _ = studio.ask("/static/icon.svg", Cookie=cookie)
    assert "sandbox" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
