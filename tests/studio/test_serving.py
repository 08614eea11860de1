"""The studio is set up by pinned packages, begins where it is told, and ends in words."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT, run
from driving import Running

from book.check.findings import RULES, Rule
from book.editions import registry
from book.errors import Mistake
from book.studio.desk import Desk
from book.studio.panels.questions import PRODUCTS
from book.studio.server import editor_files


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_its_pins_are_those_of_the_builder_and_more() -> None:
    builder, studio = pins("requirements.lock"), pins("tools/studio.lock")
    both = builder.keys() & studio.keys()
    assert {n: builder[n] for n in both} == {n: studio[n] for n in both}, "run `make lock`"
    assert {"starlette", "uvicorn", "nicegui", "playwright"} <= studio.keys()
    assert not {"starlette", "uvicorn", "nicegui", "playwright"} & builder.keys()


def test_the_editor_has_what_is_taken_from_it() -> None:
    """Of the wheel only the editor's files are used, by these names."""
    folder = editor_files()
    assert folder is not None
    offered = set(re.findall(r"(?:as )?(\w+)[,}]", (folder / "index.js").read_text()))
    static = ROOT / "book/studio/static"
    for module in static.rglob("*.js"):
        text = module.read_text(encoding="utf-8")
        for names in re.findall(r"import \{([^}]*)\} from \"/editor/index.js\"", text):
            assert {n.strip() for n in names.split(",") if n.strip()} <= offered, module.name


def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run("--language", "en", "studio", str(folder), "--port", port, "--no-browser")
    assert done.returncode == 2
    assert f"the port {port} is in use" in done.stderr


def test_a_file_is_no_folder(folder: Path) -> None:
    done = run("--language", "en", "studio", str(folder / "book.yaml"), "--no-browser")
    assert done.returncode == 2
    assert "is a file" in done.stderr


def test_everything_is_answered_and_it_ends_in_words(studio: Running, folder: Path) -> None:
    cookie = studio.cookie()
    status, _, data = studio.ask("/api/texts", Cookie=cookie)
    files = [text["file"] for text in json.loads(data)]
    assert status == 200
    assert {"book.yaml", "chapters/02-later.md", "chapters/appendices/who.yaml"} <= set(files)
    # Line ends and the mark of UTF-8 stay as Notepad wrote them.
    file = folder / "chapters/02-later.md"
    file.write_bytes(b"\xef\xbb\xbf---\r\ntitle: Later\r\n---\r\nWords.\r\n")
    _, _, data = studio.ask("/api/text?file=chapters/02-later.md", Cookie=cookie)
    text = json.loads(data)
    assert text["text"] == "---\ntitle: Later\n---\nWords.\n"
    sent = {**text, "file": "chapters/02-later.md", "text": text["text"] + "More.\n"}
    status, _, _ = studio.ask("/api/text", "POST", json.dumps(sent).encode(), Cookie=cookie)
    assert status == 200
    written = b"\xef\xbb\xbf---\r\ntitle: Later\r\n---\r\nWords.\r\nMore.\r\n"
    assert file.read_bytes() == written
    status, _, data = studio.ask("/api/text", "POST", json.dumps(sent).encode(), Cookie=cookie)
    assert status == 200, "the very same text again is no conflict"
    sent["text"] = "Other."
    status, _, data = studio.ask("/api/text", "POST", json.dumps(sent).encode(), Cookie=cookie)
    assert (status, json.loads(data)["there"]["text"][-6:]) == (409, "More.\n")
    assert file.read_bytes() == written
    if os.name == "nt":
        pytest.skip("Ctrl+C is sent as a signal")
    with socket.create_connection(("127.0.0.1", studio.port), 10) as line:
        request = (
            f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{studio.port}\r\nCookie: {cookie}\r\n\r\n"
        )
        line.sendall(request.encode())
        line.recv(1000)
        studio.process.send_signal(signal.SIGINT)
        assert studio.process.wait(20) == 130
    assert studio.said[-1] == "Stopped.\n"
    assert "Traceback" not in "".join(studio.said)


def test_each_edition_has_words_for_an_office() -> None:
    assert set(registry.names()) <= PRODUCTS.keys()


async def _read_after_a_save(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What two rules say of being asked, the first of which is there when something is saved."""
    heard: list[str] = []
    loop = asyncio.get_running_loop()

    def saved(_context: object) -> Iterator[Mistake]:
        heard.append("first")
        if len(heard) == 1:
            loop.call_soon_threadsafe(desk.changed)
            while not desk.must_end:
                time.sleep(0.01)
        yield from ()

    def later(_context: object) -> Iterator[Mistake]:
        heard.append("later")
        yield from ()

    for name, check in (("first", saved), ("later", later)):
        monkeypatch.setitem(RULES, name, Rule(name, "doubt", check))
    await desk.open()
    while not desk.is_read:
        await asyncio.sleep(0.05)
    await desk.close()
    return heard


def test_the_proofreader_gives_way_to_what_is_saved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("book.studio.desk._PAUSE", 0.1)
    desk = Desk(folder, jobs=1, keep=False)
    # In a thread of its own: one that drives a browser has a loop already.
    with ThreadPoolExecutor(1) as thread:
        heard = thread.submit(asyncio.run, _read_after_a_save(desk, monkeypatch)).result(60)
    assert heard == ["first", "first", "later"]
    assert desk.mistakes == ()
