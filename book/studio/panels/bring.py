"""Bring in: Word files, spreadsheets and pictures become a part of the book, with a report."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, get_args

from starlette.requests import Request

from book.errors import RequestError, worded
from book.importers.bringing import Brought
from book.importers.files import add_report, bring_in
from book.importers.report import Note, Report
from book.importers.word import Changes
from book.studio import uploads
from book.studio.answers import Asked, answer, asked_for, given
from book.studio.panels import Panel

#: So many files wait at most.
_MOST = 200


@answer("/api/bring/file", "POST")
async def take(request: Request, asked: Asked) -> dict[str, str]:
    """Take a file that was dropped, to be looked at with the others."""
    name = asked_for(request, "name").replace("\\", "/").rpartition("/")[2].strip()
    if not name or name.startswith(".") or "\0" in name or len(name) > 200:
        raise RequestError("the studio did not understand the request")
    data = await request.body()
    waiting = _waiting(asked)
    if len(list(waiting.rglob("*"))) > _MOST:
        raise RequestError("bring in at most {count} files at once", count=_MOST)
    if name.lower().endswith(uploads.PICTURES):
        await asked.desk.work(uploads.picture_ending, name, data)
        path = waiting / asked.say("Pictures") / name
    else:
        await asked.desk.work(uploads.check_office_file, name, data)
        path = waiting / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return {"name": name}


@answer("/api/bring/forget", "POST")
async def forget(_request: Request, asked: Asked) -> dict[str, str]:
    """Take no file that was dropped so far."""
    asked.desk.kept.pop(__name__, None)
    return {}


@answer("/api/bring/look", "POST")
async def look(request: Request, asked: Asked) -> dict[str, Any]:
    """What the files would become, nothing written yet."""
    (changes,) = await given(request, "changes")
    brought, report = await asked.desk.work(_brought, asked, changes)
    return {"files": list(brought.files), "notes": _told(report.notes, brought, asked)}


@answer("/api/bring/accept", "POST")
async def accept(request: Request, asked: Asked) -> dict[str, Any]:
    """Write what the files become into the folder."""
    (changes,) = await given(request, "changes")
    brought, report = await asked.desk.work(_brought, asked, changes)
    notes = _told(report.notes, brought, asked)
    add_report(brought, report, asked.language)
    written = await asked.desk.work(brought.write)
    asked.desk.kept.pop(__name__, None)
    asked.desk.changed()
    return {"files": written, "notes": notes}


def _waiting(asked: Asked) -> Path:
    """The folder in which files wait until they are brought in."""
    made = asked.desk.kept.get(__name__)
    if made is None:
        made = asked.desk.kept[__name__] = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    return Path(made.name)


def _brought(asked: Asked, changes: str) -> tuple[Brought, Report]:
    if changes not in get_args(Changes):
        raise RequestError("the studio did not understand the request")
    paths = sorted(_waiting(asked).iterdir())
    if not paths:
        raise RequestError("name the files to bring in: Word files, spreadsheets, folders")
    return bring_in(paths, asked.desk.folder, changes)  # type: ignore[arg-type]


def _told(notes: list[Note], brought: Brought, asked: Asked) -> list[dict[str, Any]]:
    """The notes of a report in words, each with its place in the files that are made."""
    texts = {
        name: data.decode("utf-8", "replace").split("\n")
        for name, data in brought.files.items()
        if name.endswith((".md", ".yaml"))
    }
    return [
        {"kind": note.kind, "words": note.told(asked.say), **_place(note, texts)} for note in notes
    ]


def _place(note: Note, texts: dict[str, list[str]]) -> dict[str, Any]:
    words = str(note.place.values.get("words", ""))
    for name, lines in texts.items() if words else ():
        for number, line in enumerate(lines, 1):
            if words[:40] in line:
                return {"file": name, "line": number}
    file = str(note.said.values.get("file", ""))
    return {"file": file if file in texts else "", "line": 1}


PANEL = Panel("bring", worded("Bring in"), (take, forget, look, accept))
