"""The files that a book is made of, and whether they have changed.

Nothing that takes time is imported here: a run with nothing to do is short.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

CONFIG = "book.yaml"
#: Files from this size on, in bytes, are hashed once in a run.
_LARGE = 1_000_000
#: What belongs to a book wherever it is named; pictures elsewhere are named by the book's text.
SOURCES = (
    CONFIG,
    "chapters",
    "kinds",
    "assets",
    "styles",
    "templates",
    "languages",
    "themes",
    "fonts",
)

_TEXTS = (".md", ".markdown")
#: What came back of proofs, and who signed what.
PROOFS = "proofs"
#: Where editions are written.
MADE = "dist"
#: What is known of a file without reading it; another one means that it may have changed.
Stamp = tuple[int, int, int, int]


def source_files(folder: Path, of: Iterable[str] = SOURCES) -> Iterator[Path]:
    """The files under these names of a book folder, in one order on every system; a name that is
    no folder is given as it is, whether it is there or not."""
    root = folder.resolve()
    for name in of:
        found = root / name
        if found.is_dir():
            yield from sorted(path for path in found.rglob("*") if path.is_file())
        else:
            yield found


def stamps(folder: Path, of: Iterable[str] = SOURCES) -> dict[Path, Stamp]:
    """What is known of the files under these names without reading them; those that are not there
    are left out."""
    found = {}
    for path in source_files(folder, of):
        with suppress(OSError):  # an editor's passing file
            about = path.stat()
            found[path] = (about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
    return found


def settled(folder: Path, of: Iterable[str]) -> dict[Path, Stamp]:
    """What is known of all files under these names but texts in Markdown, which are written on."""
    found = stamps(folder, of)
    return {path: stamp for path, stamp in found.items() if path.suffix.lower() not in _TEXTS}


def everything(folder: Path) -> tuple[str, ...]:
    """The names of all that lies in a book folder, but for what is hidden or was made of it."""
    try:
        found = sorted(path.name for path in folder.iterdir())
    except OSError:
        return ()
    return tuple(name for name in found if name != MADE and not name.startswith("."))


def content_hash(folder: Path, more: Iterable[str] = ()) -> str:
    """The SHA-256 of all source files of a folder by name and content, and of `more` of its
    files, which are named from the folder."""
    whole = hashlib.sha256()
    root = folder.resolve()
    files = [*(root / name for name in more), *source_files(folder)]
    for file in dict.fromkeys(files):
        whole.update(f"{os.path.relpath(file, root)} {file_hash(file)}\n".encode())
    return whole.hexdigest()


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's content; empty where it can't be read. That of a large file, such as
    a photograph, is remembered in this run while its time and size stay as they are."""
    try:
        about = path.stat()
        if about.st_size < _LARGE:
            return hashlib.sha256(path.read_bytes()).hexdigest()
        return _hash_of_large(path, about.st_mtime_ns, about.st_size)
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _hash_of_large(path: Path, _time: int, _size: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
