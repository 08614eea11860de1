"""Galleys on disk, by the hash of all that they depend on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from book.errors import BookError, Mistake, Place
from book.pagemap import Diagnostic, PageMap

#: What the store may hold, in bytes; the galleys that were used longest ago go first.
LIMIT = 600 * 1024 * 1024
#: So long (in seconds) a galley stays after it was used.
_STAYS = 600
#: So many galleys are known without being read again: those of some edits of a large book.
_REMEMBERED = 1000


def default_folder() -> Path:
    """The builder's place in the user's cache directory."""
    return Path(platformdirs.user_cache_dir("book-builder", appauthor=False)) / "galleys"


def can_be_kept_in(folder: Path) -> bool:
    """Whether galleys can be written to a folder, which is made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def memory_name(of: str, path: Path, more: str = "") -> str:
    """The name under which something about a path is remembered for the next build."""
    return f"{of}-{hashlib.sha256(f'{path.resolve()}{more}'.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class StoredGalley:
    """A galley in the store; its PDF stays on disk, where it is kept, until it is asked for."""

    key: str
    path: Path
    pdf_start: int
    page_map: PageMap
    diagnostics: tuple[Diagnostic, ...]
    #: The whole file, where the store could not write it.
    held: bytes | None = field(default=None, repr=False)

    def pdf(self) -> bytes:
        """The bytes of the PDF. Raises BookError where another run has removed it."""
        if self.held is not None:
            return self.held[self.pdf_start :]
        try:
            with self.path.open("rb") as stream:
                stream.seek(self.pdf_start)
                return stream.read()
        except OSError:
            place = Place(str(self.path.parent.parent))
            raise BookError(
                Mistake(
                    place,
                    "what was typeset is gone",
                    "It was removed while the book was made. Make it once more.",
                )
            ) from None


def sealed_galley(
    key: str, pdf: bytes, page_map: PageMap, diagnostics: Iterable[Diagnostic]
) -> bytes:
    """A galley as a file: the SHA-256 of its key and of the rest, the length of its head, the
    head (JSON), the PDF."""
    head = json.dumps(
        {"map": page_map.as_json(), "diagnostics": [asdict(found) for found in diagnostics]}
    ).encode()
    body = len(head).to_bytes(8, "big") + head + pdf
    return _seal(key, body) + body


def _seal(key: str, body: bytes | memoryview) -> bytes:
    """What tells that a file is whole, and that it lies in its own place."""
    seal = hashlib.sha256(key.encode())
    seal.update(body)
    return seal.digest()


class GalleyStore:
    """A folder of galleys. Files are written beside and renamed, so that two builds may share it.

    What a folder that is full, read-only or in disorder does not take is held in memory.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[str, bytes] = {}
        self._trimmed = 0.0
        self._found: dict[str, tuple[tuple[int, int, int] | None, StoredGalley]] = {}

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _sealed(self, key: str) -> bytes | None:
        """A whole file, seal and all; None where there is none, or where it is damaged."""
        path, held = self._path(key), self._held.get(key)
        try:
            data = path.read_bytes() if held is None else held
        except OSError:
            return None
        if _seal(key, memoryview(data)[32:]) != data[:32]:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def body(self, key: str) -> bytes | None:
        """What was kept under a key; None where there is nothing, or where it is damaged."""
        data = self._sealed(key)
        return None if data is None else data[32:]

    def keep(self, key: str, body: bytes) -> None:
        """Keep something under a key; it is no loss when it can't be kept."""
        with contextlib.suppress(OSError):
            self.put(key, _seal(key, body) + body)

    def find(self, key: str) -> StoredGalley | None:
        """The galley of a key; None where there is none, or where it is damaged. What was found
        before, and lies there as it was left, is not read again."""
        state, galley = self._found.get(key, (None, None))
        if galley is not None and state == self._state(key):
            with contextlib.suppress(OSError):
                os.utime(galley.path)
        else:
            galley = self._read(key)
        if galley is not None and galley.held is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[key] = self._state(key), galley
        return galley

    def _state(self, key: str) -> tuple[int, int, int] | None:
        """What changes when a file is written again, or removed."""
        try:
            about = self._path(key).stat()
        except OSError:
            return None
        return about.st_ino, about.st_size, about.st_mtime_ns

    def _read(self, key: str) -> StoredGalley | None:
        data = self._sealed(key)
        if data is None:
            return None
        length = int.from_bytes(data[32:40], "big")
        head = json.loads(data[40 : 40 + length])
        page_map, diagnostics = (
            PageMap.from_json(head["map"]),
            tuple(Diagnostic(**found) for found in head["diagnostics"]),
        )
        return StoredGalley(
            key=key,
            path=self._path(key),
            pdf_start=40 + length,
            page_map=page_map,
            diagnostics=diagnostics,
            held=self._held.get(key),
        )

    def put(self, key: str, sealed: bytes) -> None:
        """Keep a sealed galley. OSError where the folder does not take it."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(sealed)
            beside.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise

    def hold(self, key: str, sealed: bytes) -> None:
        """Keep a sealed galley in memory, which its folder did not take."""
        self._held[key] = sealed

    def remember(self, name: str, words: dict[str, Any]) -> None:
        """Keep a few values for the next build, as JSON; it is no loss when they can't be kept."""
        path = self.folder / f"{name}.json"
        beside = path.with_name(f".{name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            beside.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
            beside.replace(path)
        with contextlib.suppress(OSError):
            beside.unlink()

    def recall(self, name: str) -> dict[str, Any]:
        """What was remembered under a name; nothing where it is lost or damaged."""
        try:
            found = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def trim_in_turn(self) -> None:
        """Trim, unless that was done in the last minutes, whose galleys stay."""
        if time.time() - self._trimmed > _STAYS:
            self.trim()

    def trim(self, limit: int = LIMIT) -> None:
        """Remove the galleys that were used longest ago until the rest is within the limit.

        Those of the last minutes stay: another build may be about to bind them.
        """
        now = self._trimmed = time.time()
        found = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                about = path.stat()
                found.append((about.st_mtime, about.st_size, path))
        total = sum(size for _, size, _ in found)
        for used, size, path in sorted(found):
            if total <= limit or now - used < _STAYS:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size

    def clear(self) -> int:
        """Remove all galleys; how many there were."""
        removed = 0
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                path.unlink()
                removed += 1
        return removed


def store_for(keep: bool, stack: contextlib.ExitStack) -> GalleyStore:
    """The user's store; where nothing shall be kept, or can be, one that ends with a stack."""
    if keep and can_be_kept_in(default_folder()):
        return GalleyStore(default_folder())
    passing = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    return GalleyStore(Path(stack.enter_context(passing)))
