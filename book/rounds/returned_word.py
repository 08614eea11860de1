"""Word files that were exported for correction and come back: each correction as a remark."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import docx

from book.errors import Place, RequestError
from book.importers.corrections import Comment, Correction, corrections_in
from book.rounds.annotations import AnnotationKind
from book.rounds.kept import units_in
from book.rounds.remarks import Remark
from book.rounds.returned import located
from book.rounds.units import Unit
from book.rounds.words import found_in, parts, same

#: So many words are told before the place where something is put in.
_BEFORE = 3
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def remarks_in_word(path: Path) -> list[Remark]:
    """The corrections and the comments of a Word file as remarks, with their places in the book as
    it was exported. Raises RequestError for a file that was not made of a book."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError("{file} can't be read", file=path.name) from error
    found = corrections_in(path)
    if found is None:
        raise RequestError(
            "{file} was not exported from a book, or has lost what it carried", file=path.name
        )
    units = units_in(found.carried.files)
    who = docx.Document(io.BytesIO(data)).core_properties.last_modified_by or ""
    remarks = [r for change in found.changes for r in _of_change(change, units)]
    remarks = [replace(remark, who=(who,) if who else ()) for remark in remarks]
    remarks += [_of_comment(comment, units) for comment in found.comments]
    return [replace(remark, proof=path.name, keys=(_key(remark),)) for remark in remarks]


def _of_change(change: Correction, units: Sequence[Unit]) -> Iterator[Remark]:
    """A remark for each run of words that is another one."""
    where = (change.place, change.piece.line + change.piece.source.count("\n"))
    if change.kind == "deleted":
        yield _remark("strike", where, same(change.old), "", units)
        return
    if change.kind == "added":
        before = " ".join(change.piece.shown.split()[-_BEFORE:])
        yield _remark("insert", where, before, same(change.new), units)
        return
    before, old = "", ""
    for tag, words in [*parts(change.old, change.new), ("same", "")]:
        if tag == "old":
            old = words
            continue
        if tag == "new":
            said = old or before
            yield _remark("replace" if old else "insert", where, said, words, units)
            old = ""
            continue
        if old:
            yield _remark("strike", where, old, "", units)
            old = ""
        before = " ".join(words.split()[-_BEFORE:])


def _remark(
    kind: AnnotationKind, where: tuple[Place, int], words: str, wanted: str, units: Sequence[Unit]
) -> Remark:
    """A remark on words that stand somewhere from a place to a line."""
    place, last = where
    unit = located(units, place, last, words)
    inside = found_in(unit.text, words) if unit else None
    line = unit.line_of(inside[0]) if unit and inside else unit.place.line if unit else place.line
    return Remark(
        number=0,
        kind=kind,
        state="open",
        who=(),
        words=words,
        remark=wanted,
        wanted=wanted,
        file=unit.place.file if unit else place.file,
        line=line,
        passage=same(unit.text) if unit else words,
        record=unit.record if unit else (),
        field=unit.field if unit else "",
    )


def _of_comment(comment: Comment, units: Sequence[Unit]) -> Remark:
    who, _, said = comment.remark.partition(": ")
    name, _, day = who.rpartition(", ")
    if not _DAY.fullmatch(day):
        name, day = who, ""
    place, piece = comment.place, comment.piece
    last = place.line + (piece.source.count("\n") if piece else 0)
    made = _remark("note", (place, last), comment.words, "", units)
    return replace(made, who=(name,) if said else (), day=day, remark=said or who, words="")


def _key(remark: Remark) -> str:
    said = (*remark.who, remark.kind, remark.passage, remark.words, remark.remark)
    return hashlib.sha256("|".join(said).encode()).hexdigest()[:12]
