"""Writing a PDF: the same content makes the same bytes, and no checker is in doubt about them."""

from __future__ import annotations

import io

import pikepdf

_END = b"\nendstream"


def save(pdf: pikepdf.Pdf, target: io.BytesIO, version: str = "") -> None:
    """Write a PDF, its streams compressed; `version` is that of its header."""
    written = io.BytesIO()
    pdf.save(
        written,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        force_version=version,
    )
    target.write(_clear_ends(written.getvalue()))


def _clear_ends(data: bytes) -> bytes:
    """Let no stream's data end in a carriage return before the line feed that ends its line.

    A reader that looks for `endstream` takes both for the end of the line, and the stream for a
    byte shorter than its dictionary says, which PDF/A does not allow (ISO 19005-2, 6.1.7.1). With
    another carriage return there is no doubt. Its byte is taken from a space in the dictionary,
    so that what follows stays where the cross-reference table says.
    """
    changed = bytearray(data)
    end = data.find(b"\r" + _END)
    while end != -1:
        start = data.rfind(b" obj\n<< ", 0, end) + len(b" obj\n<<")
        if data[start : start + 1] == b" ":
            changed[start : end + 1] = data[start + 1 : end + 1] + b"\r"
        end = data.find(b"\r" + _END, end + 1)
    return bytes(changed)
