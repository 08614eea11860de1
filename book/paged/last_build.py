"""What the last build of a book folder left behind, so that an unchanged folder is told at once.

Nothing of the builder is imported here that takes time: a run with nothing to do is short.
"""

from __future__ import annotations

import hashlib
import json
import os
import sysconfig
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from book.paged.store import GalleyStore

PACKAGE = Path(__file__).resolve().parents[1]
#: What belongs to a book wherever it is named; pictures elsewhere are named by the book's text.
SOURCES = ("book.yaml", "chapters", "assets", "styles", "templates")


@dataclass(frozen=True)
class LastBuild:
    """A PDF that was built: where, of how many pages; the inner margin in mm; and for each
    section its title and the indexes of its pages."""

    path: str
    pages: int
    inner: float
    sections: dict[str, tuple[str, tuple[int, ...]]]


def remember(
    store: GalleyStore,
    folder: Path,
    output: Path | None,
    build: LastBuild,
    pictures: Iterable[str],
) -> None:
    """Keep what was built of a folder whose text names these pictures.

    `output` is the file that was asked for, None for the book's own place.
    """
    named = sorted(pictures)
    store.remember(
        _name(folder, Path(build.path)),
        {
            "build": asdict(build),
            "pictures": named,
            "state": _state(folder, named),
            "file": file_hash(Path(build.path)),
        },
    )
    if output is None:
        store.remember(_name(folder, None), {"path": build.path})


def recall(store: GalleyStore, folder: Path, output: Path | None) -> LastBuild | None:
    """The last build of a folder (to this file), if both are as they were then."""
    path = output or Path(str(store.recall(_name(folder, None)).get("path", "")))
    known: dict[str, Any] = store.recall(_name(folder, path))
    try:
        kept = known["build"]
        build = LastBuild(
            kept["path"],
            kept["pages"],
            kept["inner"],
            {name: (title, tuple(pages)) for name, (title, pages) in kept["sections"].items()},
        )
        same = known["file"] == file_hash(path) and known["state"] == _state(
            folder, known["pictures"]
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return build if same else None


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's content; empty where it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _name(folder: Path, output: Path | None) -> str:
    place = f"{folder.resolve()} {output.resolve() if output else ''}"
    return f"built-{hashlib.sha256(place.encode()).hexdigest()[:16]}"


def _state(folder: Path, pictures: Iterable[str]) -> str:
    """All that a book's PDF is made of: its files by content, the builder, the libraries."""
    whole = hashlib.sha256()
    root = folder.resolve()
    files = [root / picture for picture in pictures]
    for source in SOURCES:
        found = root / source
        files += sorted(p for p in found.rglob("*") if p.is_file()) if found.is_dir() else [found]
    for file in dict.fromkeys(files):
        whole.update(f"{file.relative_to(root)} {file_hash(file)}\n".encode())
    code = sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".html", ".css", ".po"))
    for file in code:
        about = file.stat()
        whole.update(f"{file} {about.st_size} {about.st_mtime_ns}\n".encode())
    libraries = sorted(p.name for p in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    whole.update(json.dumps([libraries, os.environ.get("SOURCE_DATE_EPOCH", "")]).encode())
    return whole.hexdigest()
