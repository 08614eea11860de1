"""A Word file that was made of a book comes back: as a folder, or as corrections of one."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

from book.errors import Plural, Said
from book.importers.applying import applied
from book.importers.bringing import Brought
from book.importers.carried import belongs
from book.importers.corrections import Correction, Corrections, corrections_in
from book.importers.markdown import remark
from book.importers.report import NOWHERE, Report, line_at

#: So many letters of a paragraph are told before and behind what differs.
_AROUND = 24


def bring_back(docx: Path, called: str, brought: Brought, apply: bool, report: Report) -> bool:
    """Whether a Word file was made of a book; if so, it is brought back.

    Where the folder has none of its files, they all come back with the corrections in them; else
    the corrections are listed, and with `apply` put into the files as well.
    """
    found = corrections_in(docx)
    if found is None:
        return False
    folder = brought.folder
    is_new = not any((folder / name).exists() for name in found.carried.files)
    report.add(
        "made",
        NOWHERE,
        Plural(
            "{file} was made of a book: {count} paragraph of it differs",
            "{file} was made of a book: {count} paragraphs of it differ",
        ),
        file=called,
        count=len(found.changes),
    )
    if is_new:
        brought.files.update(found.carried.files)
        _pictures(docx, found, brought, report)
    if is_new or apply:
        _put_in(found, brought, is_new, report)
    else:
        for correction in found.changes:
            _tell(correction, report)
        if found.changes:
            report.add("doubt", NOWHERE, "nothing is changed yet: --apply puts the corrections in")
    for comment in found.comments:
        place = line_at(comment.place) if comment.piece else NOWHERE
        words = _short(comment.words)
        report.add("doubt", place, "on “{words}”: {remark}", words=words, remark=comment.remark)
    for name in found.absent:
        report.add("left", NOWHERE, "{file}: nothing of it is in the Word file any more", file=name)
    return True


def _put_in(found: Corrections, brought: Brought, is_new: bool, report: Report) -> None:
    corrections = [*found.changes, *_remarks(found)]
    names = {correction.piece.file for correction in corrections}
    texts = {}
    for name in names:
        try:
            path = brought.folder / name
            data = found.carried.files[name] if is_new else path.read_bytes()
            if belongs(name) and not path.is_symlink():
                text = data.decode("utf-8-sig").replace("\r\n", "\n")
                texts[name] = unicodedata.normalize("NFC", text)
        except (KeyError, OSError, UnicodeDecodeError):
            continue
    made = applied(corrections, texts)
    for correction in made.done:
        if not _is_remark(correction):
            _tell(correction, report)
        if not correction.keeps_marks:
            report.add(
                "doubt",
                line_at(correction.place),
                "references or remarks stood where this was corrected, and are lost: look at it",
            )
    for correction, reason in made.left:
        if not _is_remark(correction):
            said = _said(correction)
            place = line_at(correction.place)
            report.add("doubt", place, "not put in, for {reason}: {said}", reason=reason, said=said)
    into = brought.files if is_new else brought.corrected
    for name, text in made.texts.items():
        if text != texts[name]:
            into[name] = text.encode()
            if not is_new:
                report.add("made", NOWHERE, "{file}: corrected", file=name)


def _remarks(found: Corrections) -> Iterable[Correction]:
    """What readers remarked on chapters, as remarks behind the paragraphs."""
    for comment in found.comments:
        if comment.piece is not None and comment.piece.form == "lines":
            yield Correction("added", comment.piece, "", remark(comment.remark), "")


def _is_remark(correction: Correction) -> bool:
    return correction.kind == "added" and correction.new.startswith("<!--")


def _pictures(docx: Path, found: Corrections, brought: Brought, report: Report) -> None:
    with zipfile.ZipFile(docx) as parts:
        names = set(parts.namelist())
        for name, part in found.carried.pictures.items():
            if name in brought.files or (brought.folder / name).exists():
                continue
            if part not in names or not part.startswith("word/media/"):
                report.add("left", NOWHERE, "{file} is not in the Word file any more", file=name)
                continue
            brought.files[name] = parts.read(part)
            report.add(
                "doubt",
                NOWHERE,
                "{file} comes as the Word file shows it: put the original in its place",
                file=name,
            )
    for name in found.carried.lacking:
        report.add("left", NOWHERE, "{file} is not in the Word file: copy it yourself", file=name)


def _tell(correction: Correction, report: Report) -> None:
    said = _said(correction)
    report.add("corrected", line_at(correction.place), said.message, **said.values)


def _said(correction: Correction) -> Said:
    if correction.kind == "added":
        return Said("new behind it: “{new}”", {"new": _short(correction.new)})
    if correction.kind == "deleted":
        return Said("taken out: “{old}”", {"old": _short(correction.old)})
    old, new = _differing(correction.old, correction.new)
    return Said("“{old}” → “{new}”", {"old": old, "new": new})


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 4 * _AROUND else f"{words[: 4 * _AROUND].rsplit(' ', 1)[0]} …"


def _differing(old: str, new: str) -> tuple[str, str]:
    """What differs of two texts, with a few words before and behind it."""
    least = min(len(old), len(new))
    first = next((n for n in range(least) if old[n] != new[n]), least)
    rest = least - first
    last = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    start = max(0, old.rfind(" ", 0, max(0, first - _AROUND)) + 1)

    def part(text: str) -> str:
        end = len(text) - last + _AROUND
        end = len(text) if end >= len(text) else text.find(" ", end) % (len(text) + 1)
        around = ("… " if start else "", " …" if end < len(text) else "")
        return f"{around[0]}{text[start:end]}{around[1]}"

    return part(old), part(new)
