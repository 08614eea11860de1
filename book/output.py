"""Writing a product: beside the old file, then in its place."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from book.errors import BookError, Mistake, Place, RequestError
from book.reasons import of_system
from book.sources import SOURCES

#: So much is written at once.
_CHUNK = 1 << 20


class _Careful(io.FileIO):
    """A file whose writing never fails: what goes wrong is kept in `failed`, for qpdf ends the
    process where it is told that a disk is full."""

    failed: OSError | None = None

    def write(self, data: Any) -> int:
        """Write all of it, unless something has gone wrong."""
        left = memoryview(data).cast("B")
        size = len(left)
        try:
            while left and self.failed is None:
                left = left[super().write(left) or 0 :]
        except OSError as error:
            self.failed = error
        return size


class _Stream(io.BufferedRandom):
    """A stream that qpdf can't write past: it takes a file by its number where it gets one."""

    def fileno(self) -> int:
        raise io.UnsupportedOperation("fileno")


@contextlib.contextmanager
def replacing(path: Path, is_lasting: bool = False) -> Iterator[BinaryIO]:
    """A stream for a file's new content, which is written beside it; the file changes only when all
    of it is there.

    What must be `is_lasting` is on the disk when this ends, and outlives a cut of the power.
    Raises BookError where the file can't be written; what stood there stays.
    """
    # Not by tempfile, which lets nobody else read its files: rights are as for any new file.
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = _Careful(beside, "x+b")
    except OSError as error:
        raise unwritten(path, error) from error
    try:
        with _Stream(raw, _CHUNK) as stream:
            yield stream
            stream.flush()
            _end(raw, path, is_lasting)
        _put(beside, path, is_lasting)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _end(raw: _Careful, path: Path, is_lasting: bool) -> None:
    """Tell what went wrong while a file was written, and bring it onto the disk."""
    try:
        if raw.failed is not None:
            raise raw.failed
        if is_lasting:
            os.fsync(raw.fileno())
    except OSError as error:
        raise unwritten(path, error) from error


def _put(beside: Path, path: Path, is_lasting: bool) -> None:
    """Let a file that is whole take the place of the one before."""
    try:
        beside.replace(path)
        if is_lasting:
            _write_entry(path.parent)
    except OSError as error:
        raise unwritten(path, error) from error


def unwritten(path: Path, error: OSError) -> BookError:
    """What is told of a file that can't be written."""
    return BookError(
        Mistake(
            Place(str(path)),
            "the file can't be written: {reason}",
            "Look whether it is open in another program, whether the folder allows writing "
            "and the disk has room; the earlier file is as it was.",
            {"reason": of_system(error)},
        )
    )


def check_word_target(path: Path, folder: Path) -> None:
    """Raise RequestError where a Word file of a book folder may not be written to a path."""
    if path.is_dir():
        raise RequestError("{path} is a folder; name the file to write in it", path=path)
    if path.suffix.lower() != ".docx":
        raise RequestError("{path} is no name of a Word file; let it end in .docx", path=path)
    _check_apart(path, folder)


def check_page_target(path: Path, folder: Path) -> None:
    """Raise RequestError where a page of HTML of a book folder may not be written to a path."""
    if path.is_dir():
        raise RequestError("{path} is a folder; name the file to write in it", path=path)
    if path.suffix.lower() not in (".html", ".htm"):
        raise RequestError("{path} is no name of a web page; let it end in .html", path=path)
    _check_apart(path, folder)


def _write_entry(folder: Path) -> None:
    """Bring what a folder says of its files onto the disk, where the system lets that be asked."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_target(path: Path, folder: Path) -> None:
    """Raise RequestError where a PDF of a book folder may not be written to a path: it is a source
    of the book, no file, a file of another kind, or named like one."""
    if path.is_dir():
        raise RequestError("{path} is a folder; name the PDF file to write in it", path=path)
    if path.suffix.lower() != ".pdf":
        raise RequestError("{path} is no name of a PDF; let it end in .pdf", path=path)
    _check_apart(path, folder)
    if not path.exists():
        return
    if not path.is_file():
        raise RequestError("{path} is a device, not a file", path=path)
    try:
        with path.open("rb") as stream:
            start = stream.read(1024)
    except OSError:
        return  # told when it can't be written
    if start and b"%PDF-" not in start:
        raise RequestError("{path} is no PDF; it is left as it is", path=path)


def check_target_folder(path: Path, folder: Path) -> None:
    """Raise RequestError where PDFs of a book folder may not be written into a folder."""
    if path.exists() and not path.is_dir():
        raise RequestError("{path} is not a folder", path=path)
    _check_apart(path, folder)


def _check_apart(path: Path, folder: Path) -> None:
    """Raise RequestError for what belongs to the sources of a book."""
    parts = path.resolve().parts
    root = folder.resolve().parts
    if parts[: len(root)] == root and parts[len(root) : len(root) + 1] in [(n,) for n in SOURCES]:
        raise RequestError("{path} belongs to the sources of the book", path=path)
