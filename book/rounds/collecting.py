"""Remarks brought in, followed through edits and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from book.errors import RequestError
from book.rounds.following import followed
from book.rounds.kept import rounds
from book.rounds.remarks import Remark, merged, read_remarks, write_remarks
from book.rounds.returned import Returned
from book.rounds.returned_word import remarks_in_word
from book.rounds.units import Unit


@dataclass(frozen=True)
class Collected:
    """All remarks of a book, and of them those that came and those that are mended now."""

    all: tuple[Remark, ...]
    new: tuple[Remark, ...] = ()
    mended: tuple[Remark, ...] = ()


def collected(folder: Path, files: Iterable[Path], now: Sequence[Unit]) -> Collected:
    """Bring the remarks of files in, find the places of all remarks in the book as it is (its
    pieces `now`), tick off what was mended, and keep them. Raises RequestError for a file that is
    no proof of the book's, BookError where the remarks can't be read or written."""
    before = read_remarks(folder)
    known, new = before, set()
    kept = None
    for file in files:
        if not file.is_file():
            raise RequestError("there is no file {file}", file=file)
        if file.suffix.lower() == ".docx":
            came = remarks_in_word(file)
        else:
            kept = rounds(folder) if kept is None else kept
            came = Returned(file, kept).remarks()
        known, added = merged(known, came)
        new |= {remark.number for remark in added}
    found, mended = followed(known, now)
    if found != before:
        write_remarks(folder, found)
    return Collected(
        tuple(sorted(found, key=lambda r: (r.file, r.line, r.number))),
        tuple(remark for remark in found if remark.number in new),
        tuple(mended),
    )


def others_on(remark: Remark, remarks: Iterable[Remark]) -> list[int]:
    """The numbers of other open remarks on the same words, of which one may want another thing."""
    return [
        other.number
        for other in remarks
        if other.number != remark.number
        and other.state == "open"
        and remark.words
        and (other.passage, other.words) == (remark.passage, remark.words)
    ]
