"""Writing a PDF: the same content makes the same bytes, and no checker is in doubt about them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf

#: The data of a stream that end in a carriage return, and the start of an object's dictionary.
_END, _START = b"\r\nendstream", b" obj\n<< "
_MARKS = re.compile(re.escape(_END) + b"|" + re.escape(_START))
#: So much of a file is looked at in one go.
_CHUNK = 1 << 22


def save(pdf: pikepdf.Pdf, target: BinaryIO, version: str = "") -> None:
    """Write a PDF to a stream that can be read again, its own streams compressed; `version` is that
    of its header. What the PDF has from files is copied from these as it is written."""
    pdf.save(
        target,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        force_version=version,
    )
    _clear_ends(target)


def _clear_ends(target: BinaryIO) -> None:
    """Let no stream's data end in a carriage return before the line feed that ends its line.

    A reader that looks for `endstream` takes both for the end of the line, and the stream for a
    byte shorter than its dictionary says, which PDF/A does not allow (ISO 19005-2, 6.1.7.1). With
    another carriage return there is no doubt. Its byte is taken from a space in the dictionary,
    so that what follows stays where the cross-reference table says.
    """
    start = -1
    for at, mark in list(_marks(target)):
        if mark == _START:
            start = at + len(_START) - 1
        elif start >= 0:
            target.seek(start)
            moved = target.read(at - start + 1)
            if moved[:1] == b" ":
                target.seek(start)
                target.write(moved[1:] + b"\r")
    target.seek(0, io.SEEK_END)


def _marks(target: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The marks in a stream, by their places; of starts, those alone that are the last before an
    end."""
    target.seek(0)
    place, before, last = 0, b"", -1
    overlap = max(len(_END), len(_START)) - 1
    while chunk := target.read(_CHUNK):
        data = before + chunk
        for found in _MARKS.finditer(data):
            at = place - len(before) + found.start()
            if found[0] == _START:
                last = at
            else:
                if last >= 0:
                    yield last, _START
                yield at, _END
        place += len(chunk)
        before = data[-overlap:]
