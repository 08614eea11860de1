"""The studio as its users meet it: a server of its own, and a real browser in front of it."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Running:
    """A studio of a folder; it may be ended and begun again at the same port."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home, self.port = folder, home, free_port()
        self.begin()

    def begin(self) -> None:
        names = ("XDG_CACHE_HOME", "XDG_STATE_HOME")
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-u",
                str(ROOT / "make_book.py"),
                "--language",
                "en",
                "studio",
                str(self.folder),
                "--port",
                str(self.port),
                "--no-browser",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, **{name: str(self.home / name) for name in names}},
        )
        assert self.process.stdout
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if line.startswith("http://"):
                break
        else:
            raise AssertionError("".join(self.said))
        self.address = line.strip()
        self.token = self.address.partition("token=")[2]
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        self.said.extend(self.process.stdout)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(20)

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", **headers: str | None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """A request as anybody could send it: status, headers, body. A header of None is left
        out; `Host` is the right one, and `Origin` too where something is sent, unless given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        told: dict[str, str | None] = {"Host": f"127.0.0.1:{self.port}"}
        if method != "GET":
            told |= {"Origin": f"http://127.0.0.1:{self.port}", "Content-Length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in told.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body or None)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, answer.headers, data

    def cookie(self) -> str:
        """The cookie that is given for the printed address."""
        status, headers, _ = self.ask(f"/?token={self.token}")
        assert status == 303
        return str(headers["set-cookie"]).partition(";")[0]


@contextmanager
def running(folder: Path, home: Path) -> Iterator[Running]:
    studio = Running(folder, home)
    try:
        yield studio
    finally:
        studio.kill()


def shown(page: Any) -> str:
    """The version of the book whose pages are shown; waits until there are any."""
    page.wait_for_selector(".page[data-version] img[src], #status.bad", timeout=60_000)
    assert page.query_selector(".page[data-version]"), page.inner_text("#status")
    return str(page.get_attribute(".page[data-version]", "data-version"))


def write(page: Any, words: str) -> None:
    """Write at the end of the text that is open."""
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    for number, line in enumerate(words.split("\n")):
        if number:
            page.keyboard.press("Enter")
        if line:
            page.keyboard.insert_text(line)


def saved(page: Any) -> None:
    """Wait until the text that is open is saved."""
    until(page, "document.querySelector('.saved').textContent === 'Saved'")


def until(page: Any, holds: str, seconds: float = 30) -> None:
    """Wait until an expression holds in a page, whose policy lets nobody evaluate anything."""
    end = time.monotonic() + seconds
    while not page.evaluate(holds):
        assert time.monotonic() < end, f"{holds}: {page.inner_text('main')[-900:]}"
        time.sleep(0.03)


def complaints(page: Any) -> list[str]:
    """What axe-core finds on a page: rule, and where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


def until_file(path: Path, words: str) -> None:
    """Wait until a file holds these words."""
    end = time.monotonic() + 10
    while words not in path.read_text(encoding="utf-8"):
        assert time.monotonic() < end, path.read_text(encoding="utf-8")
        time.sleep(0.05)
