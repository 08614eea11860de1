"""Small book folders, and a session to build them on."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from pdf import ReadPdf

from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.paged.typeset_book import TypesetBook
from book.project import Project

ROOT = Path(__file__).resolve().parents[1]

MakeFolder = Callable[..., Path]
Build = Callable[..., ReadPdf]


def build_book(folder: Path, output: Path | None, session: Session) -> tuple[Path, int]:
    """Make a folder's PDF on a session: where it was written, and how many pages it has."""
    made = Project(folder, session=session).edition("screen").make(output)
    return made.path, made.pages


def typeset_book(folder: Path, session: Session) -> TypesetBook:
    """The pages of a folder, typeset on a session."""
    return Project(folder, session=session).pages


@pytest.fixture(scope="session", autouse=True)
def heard() -> Iterator[None]:
    """Processes that tests start hear Ctrl+C, also where the suite runs in the background of a
    shell: what is started there ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> GalleyStore:
    """One store for all tests of a run."""
    folder = tmp_path_factory.getbasetemp().parent / "galleys"
    folder.mkdir(exist_ok=True)
    return GalleyStore(folder)


@pytest.fixture(scope="session")
def pool() -> Iterator[TypesetPool]:
    """One process that typesets, for all tests of a run."""
    with TypesetPool(1) as pool:
        yield pool


@pytest.fixture
def session(store: GalleyStore, pool: TypesetPool) -> Session:
    return Session(store, pool)


@pytest.fixture
def own(tmp_path: Path, pool: TypesetPool) -> Session:
    """A session with an empty store of its own."""
    return Session(GalleyStore(tmp_path / "galleys"), pool)


@pytest.fixture(scope="session")
def book(
    store: GalleyStore, pool: TypesetPool, tmp_path_factory: pytest.TempPathFactory
) -> ReadPdf:
    """The book of this repository, built once a process."""
    path = tmp_path_factory.mktemp("book") / "book.pdf"
    build_book(ROOT, path, Session(store, pool))
    return ReadPdf(path)


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Writes a book folder: book.yaml from `config`, and the other files by their names."""

    def make(
        files: dict[str, str | bytes],
        config: str = "title: A book\nlanguage: en\n",
        name: str = "folder",
    ) -> Path:
        folder = tmp_path / name
        for file, text in {"book.yaml": config, **files}.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(text, bytes):
                path.write_bytes(text)
            else:
                path.write_text(textwrap.dedent(text), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def build(make_folder: MakeFolder, session: Session) -> Build:
    """Builds a small folder and reads the PDF."""

    def built(
        files: dict[str, str | bytes],
        config: str = "title: A book\nlanguage: en\n",
        name: str = "folder",
    ) -> ReadPdf:
        folder = make_folder(files, config, name)
        path, _ = build_book(folder, None, session)
        return ReadPdf(path)

    return built


def run(*arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user would, in this process: its end, its output, its errors."""
    from book.cli import main

    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    here = Path.cwd()
    status: object = 0
    with (
        mock.patch.dict(os.environ, env),
        mock.patch.object(sys, "argv", [str(ROOT / "make_book.py"), *arguments]),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        os.chdir(cwd or here)
        try:
            main()
        except SystemExit as end:
            status = end.code
        finally:
            os.chdir(here)
    out, err = (_written(stream) for stream in streams)
    code = status if isinstance(status, int) else int(status is not None)
    return subprocess.CompletedProcess(list(arguments), code, out, err)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


def run_apart(
    *arguments: str, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, str(ROOT / "make_book.py"), *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
        encoding="utf-8",
        env={**os.environ, **env},
    )


def chapter(title: str, body: str, **keys: str) -> str:
    """A chapter file."""
    matter = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\n{matter}---\n{body}\n"


def paragraphs(count: int, text: str = "") -> str:
    """Running text of about `count` paragraphs of four lines each."""
    sentence = text or "The committee met, heard the report, weighed it and wrote its answer. "
    return "\n\n".join(sentence * 4 for _ in range(count))


def rules(count: int) -> str:
    """An appendix with a table of so many documents under one heading."""
    documents = "\n".join(
        f"  - {{id: d{n}, number: R {n}, kind: Rules, subject: What rule {n} says}}"
        for n in range(1, count + 1)
    )
    return f"kind: documents\ntitle: Papers\ndocuments:\n{documents}\n"
