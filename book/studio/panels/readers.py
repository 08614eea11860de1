"""Readers: what they remarked on proofs, how far each section is, and who signed it off."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from starlette.requests import Request

from book.editions.slips_signed import note_signed, slips_with_signatures
from book.errors import Mistakes, RequestError, worded
from book.rounds.collecting import Collected, collected
from book.rounds.following import reopened
from book.rounds.remarks import Remark, asked, read_remarks, with_state, write_remarks
from book.rounds.signing import (
    SECTIONS,
    Signature,
    read_signatures,
    section_mark,
    with_signed,
    write_signatures,
)
from book.rounds.units import units_of
from book.rounds.words import short
from book.studio import uploads
from book.studio.answers import Asked, answer, asked_for, given
from book.studio.panels import Panel
from book.studio.titles import title_of


@answer("/api/readers")
async def readers(_request: Request, asked_by: Asked) -> dict[str, Any]:
    """All remarks where they stand now, and all sections with their state."""
    return await asked_by.desk.work(_told, asked_by)


def _told(asked_by: Asked, files: Iterable[Path] = ()) -> dict[str, Any]:
    desk = asked_by.desk
    manuscript = desk.project.manuscript
    found = collected(desk.folder, files, units_of(manuscript))
    return {**_remarks(found, asked_by), "sections": _sections(asked_by)}


def _remarks(found: Collected, asked_by: Asked) -> dict[str, Any]:
    titles = {name: title_of(asked_by, name) for name in {r.file for r in found.all if r.file}}
    mended = {remark.number for remark in found.mended}

    def row(remark: Remark) -> dict[str, Any]:
        return {
            "number": remark.number,
            "words": short(remark.words) if remark.words else "",
            "asked": asked(remark, asked_by.say),
            "who": ", ".join(remark.who),
            "page": remark.page,
            "file": remark.file,
            "title": titles.get(remark.file, ""),
            "line": remark.line,
            "state": remark.state,
            "reason": remark.reason,
            "how": short(remark.how) if remark.how else "",
            "answers": list(remark.answers),
            "is_mended": remark.number in mended,
        }

    return {"remarks": [row(remark) for remark in found.all], "came": len(found.new)}


def _sections(asked_by: Asked) -> list[dict[str, Any]]:
    manuscript = asked_by.desk.project.manuscript
    known = _signatures(asked_by)
    rows = []
    for name, title in _titles(asked_by).items():
        signature = known.get(name, Signature())
        is_signed = signature.state == "signed"
        rows.append(
            {
                "id": name,
                "title": title,
                "state": signature.state,
                "owner": signature.owner,
                "by": signature.by,
                "day": signature.day,
                "is_changed": is_signed and signature.mark != section_mark(manuscript, name),
            }
        )
    return rows


def _titles(asked_by: Asked) -> dict[str, str]:
    """The chapters and appendices by their ids, each with its title."""
    manuscript = asked_by.desk.project.manuscript
    return {
        **{str(chapter.id): chapter.matter.title for chapter in manuscript.chapters},
        **{str(appendix.id): appendix.title for appendix in manuscript.appendices},
    }


def _signatures(asked_by: Asked) -> dict[str, Signature]:
    mistakes = Mistakes()
    known = read_signatures(asked_by.desk.folder, SECTIONS, mistakes)
    mistakes.raise_any()
    return known


@answer("/api/readers/file", "POST")
async def take(request: Request, asked_by: Asked) -> dict[str, Any]:
    """Bring in the remarks of a proof that came back: a PDF with notes, or a Word file."""
    name = asked_for(request, "name").replace("\\", "/").rpartition("/")[2].strip()
    data = await request.body()
    ending = Path(name).suffix.lower()
    if not name or len(name) > 200 or "\0" in name:
        raise RequestError("the studio did not understand the request")
    if ending not in (".pdf", ".docx") or (ending == ".pdf" and not data.startswith(b"%PDF")):
        raise RequestError(
            "{file} is no proof that came back: choose the PDF with the notes, or the Word file",
            file=name[:80],
        )
    if ending == ".docx":
        await asked_by.desk.work(uploads.check_office_file, name, data)
    with tempfile.TemporaryDirectory() as passing:
        path = Path(passing) / name
        path.write_bytes(data)
        told: dict[str, Any] = await asked_by.desk.work(_told, asked_by, (path,))
    asked_by.desk.tell("remarks")
    return told


@answer("/api/readers/remark", "POST")
async def settle(request: Request, asked_by: Asked) -> dict[str, Any]:
    """Tick a remark off, decline it, or open it again."""
    number, state, reason = await given(request, "number", "state", "reason")
    if state not in ("done", "declined", "open") or not isinstance(number, int):
        raise RequestError("the studio did not understand the request")
    if state == "declined" and not str(reason).strip():
        raise RequestError("say why it is declined: the reader will ask")

    def change() -> dict[str, Any]:
        folder = asked_by.desk.folder
        remarks = with_state(read_remarks(folder), [number], state, " ".join(str(reason).split()))
        if state == "open":
            remarks = reopened(remarks, [number], units_of(asked_by.desk.project.manuscript))
        write_remarks(folder, remarks)
        return _told(asked_by)

    told: dict[str, Any] = await asked_by.desk.work(change)
    asked_by.desk.tell("remarks")
    return told


@answer("/api/readers/section", "POST")
async def mark(request: Request, asked_by: Asked) -> dict[str, Any]:
    """Note how far a section is, who answers for it, or that somebody signed it off today."""
    section, owner, state, by = await given(request, "section", "owner", "state", "by")
    if state not in ("draft", "edited", None):
        raise RequestError("the studio did not understand the request")
    owner, by = (" ".join(str(words).split())[:120] for words in (owner, by))

    def change() -> dict[str, Any]:
        if section not in _titles(asked_by):
            raise RequestError("the studio did not understand the request")
        manuscript = asked_by.desk.project.manuscript
        known = with_signed(
            _signatures(asked_by), manuscript, [section], by=by, owner=owner, state=state
        )
        write_signatures(asked_by.desk.folder, SECTIONS, known)
        return _told(asked_by)

    told: dict[str, Any] = await asked_by.desk.work(change)
    asked_by.desk.changed()
    asked_by.desk.tell("remarks")
    return told


@answer("/api/readers/slips")
async def slips(_request: Request, asked_by: Asked) -> list[dict[str, Any]]:
    """The slips of people and units, and which came back signed. Typesets the book."""
    return await asked_by.desk.work(_slips, asked_by)


def _slips(asked_by: Asked) -> list[dict[str, Any]]:
    return [
        {
            "id": slip.id,
            "name": slip.name,
            "day": signature.day if signature.state == "signed" else "",
            "is_changed": signature.state == "signed" and signature.mark != slip.mark,
        }
        for slip, signature in slips_with_signatures(asked_by.desk.project)
    ]


@answer("/api/readers/slip", "POST")
async def came_back(request: Request, asked_by: Asked) -> list[dict[str, Any]]:
    """Note that a slip came back signed today."""
    (name,) = await given(request, "id")

    def change() -> list[dict[str, Any]]:
        note_signed(asked_by.desk.project, [str(name)])
        return _slips(asked_by)

    return await asked_by.desk.work(change)


PANEL = Panel("readers", worded("Readers"), (readers, take, settle, mark, slips, came_back))
