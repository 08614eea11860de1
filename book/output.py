"""Writing a product: beside the old file, then in its place."""

from __future__ import annotations

import contextlib
import io
import secrets
from collections.abc import Iterator
from pathlib import Path

from book.errors import BookError, Mistake, Place


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[io.BytesIO]:
    """A stream for a file's new content; the file changes only when all of it is written.

    The content is held in memory first: qpdf ends the process where a disk is full.
    Raises BookError where the file can't be written; what stood there stays.
    """
    content = io.BytesIO()
    yield content
    beside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not by tempfile, which lets nobody else read its files: rights are as for any new file.
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        with beside.open("xb") as stream:
            stream.write(content.getbuffer())
        beside.replace(path)
    except OSError as error:
        raise BookError(
            Mistake(
                Place(str(path)),
                "the file can't be written: {reason}",
                "Look whether it is open in another program, whether the folder allows writing "
                "and the disk has room; the earlier file is as it was.",
                {"reason": error.strerror or str(error)},
            )
        ) from error
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()
