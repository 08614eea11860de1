"""Texts of the book folder, read and saved: whole or not at all, never over somebody else's work.

A browser that saves says from which state of the file its text comes. Where the file has another
state by now, nothing is written, and both texts are told.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from book.errors import RequestError
from book.files import LARGEST, text_of
from book.output import replacing
from book.sources import CONFIG, SOURCES

#: The files that are texts, by their endings.
TEXTS = (".md", ".markdown", ".yaml", ".yml", ".css", ".txt")
#: Where the studio keeps what is not of the book: in the folder, hidden, beside the book's files.
HIDDEN = ".kyyeu"
_TITLE = re.compile(r"^title:.*$", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Text:
    """A text and the state of its file: the hash of its bytes, empty where there is no file."""

    text: str
    state: str


class ConflictError(Exception):
    """A file is not as it was when a text was begun; `there` is what it holds now."""

    def __init__(self, file: str, there: Text) -> None:
        super().__init__(file)
        self.file, self.there = file, there


def title_in(text: str) -> str:
    """The title that a text of the book gives itself; empty where it can't be read."""
    found = _TITLE.search(text[:4000])
    try:
        read = yaml.safe_load(found[0]) if found else None
    except yaml.YAMLError:
        read = None
    return " ".join(str(read.get("title") or "").split()) if isinstance(read, dict) else ""


def inside(folder: Path, name: str, endings: tuple[str, ...] = TEXTS) -> Path:
    """The path of a file of the book that a browser names.

    Raises RequestError for what lies outside the book folder or is no file of its sources.
    """
    root = folder.resolve()
    parts = Path(name).parts
    try:
        path = (root / name).resolve()
    except (OSError, ValueError):
        path = root
    is_source = bool(parts) and parts[0] in SOURCES and ".." not in parts
    is_hidden = any(part.startswith(".") for part in parts)
    if (
        not is_source
        or is_hidden
        or "\0" in name
        or Path(name).is_absolute()
        or not path.is_relative_to(root)
        or not name.lower().endswith(endings)
    ):
        raise RequestError("“{file}” is no file of the book", file=name[:80])
    return path


def state_of(path: Path) -> str:
    """The state of a file; empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def read(folder: Path, name: str) -> Text:
    """A text of the book folder. Raises BookError where it can't be read as one."""
    path = inside(folder, name)
    state = state_of(path)
    return Text(text_of(folder, name) if state else "", state)


def save(folder: Path, name: str, text: str, based_on: str) -> Text:
    """Write a text that was begun from a state of its file (empty for a new file), on the disk
    when this returns; line ends and the mark of UTF-8 stay as they were.

    Raises ConflictError where the file has another state by now and another text.
    """
    path = inside(folder, name)
    if len(text.encode()) > LARGEST:
        raise RequestError("the text is too long for one file; divide it into chapters")
    old = path.read_bytes() if path.exists() else b""
    if state_of(path) != based_on:
        there = read(folder, name)
        if there.text == text:
            return there
        raise ConflictError(name, there)
    data = text.replace("\r\n", "\n").encode()
    if old.count(b"\r\n") * 2 > old.count(b"\n"):
        data = data.replace(b"\n", b"\r\n")
    if old.startswith(_BOM):
        data = _BOM + data
    if data != old or not path.exists():
        write(path, data)
    return Text(text, hashlib.sha256(data).hexdigest())


def write(path: Path, data: bytes) -> None:
    """Write a file beside and rename it, on the disk before this returns."""
    with replacing(path, is_lasting=True) as stream:
        stream.write(data)


def keep_aside(folder: Path, name: str, text: str) -> str:
    """Keep a text that somebody chose to do without, in the folder's hidden place; its name."""
    inside(folder, name)
    data = text.encode()
    stem, dot, ending = name.replace("/", "-").rpartition(".")
    mark = hashlib.sha256(data).hexdigest()[:8]
    kept = f"{HIDDEN}/kept/{stem}-{mark}{dot}{ending}"
    write(folder / kept, data)
    return kept


def texts_of(folder: Path) -> list[str]:
    """The names of all texts that may be opened, in the folder's order."""
    root = folder.resolve()
    found = [CONFIG] if (root / CONFIG).is_file() else []
    for name in SOURCES[1:]:
        there = root / name
        if there.is_dir():
            found += [
                path.relative_to(root).as_posix()
                for path in sorted(there.rglob("*"))
                if path.is_file()
                and path.name.lower().endswith(TEXTS)
                and not any(part.startswith(".") for part in path.relative_to(root).parts)
            ]
    return found
