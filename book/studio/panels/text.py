"""Texts: chapters, records and settings as they are written, saved while they are written."""

from __future__ import annotations

import re
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from book.errors import RequestError, worded
from book.manuscript.config import slug_of
from book.studio import files, uploads
from book.studio.answers import Asked, answer, asked_for, given
from book.studio.panels import Panel
from book.studio.thumbs import thumb
from book.studio.titles import title_of
from book.text.names import NameFinder

#: So many things are offered behind `[[`.
_OFFERED = 12
#: What an editor looks for names in at once, in characters.
_LONGEST = 2_000_000
_NUMBER = re.compile(r"\d+")


@answer("/api/texts")
async def texts(_request: Request, asked: Asked) -> list[dict[str, str]]:
    """The texts of the book: their files, titles, and what they are."""
    folder = asked.desk.folder
    return [
        {"file": name, "title": title_of(asked, name), "sort": _sort(name)}
        for name in files.texts_of(folder)
    ]


def _sort(name: str) -> str:
    if name == "book.yaml":
        return "settings"
    if name.startswith("chapters/appendices/"):
        return "records"
    return "chapter" if name.startswith("chapters/") else "other"


@answer("/api/text")
async def read(request: Request, asked: Asked) -> files.Text:
    """A text and the state of its file."""
    return files.read(asked.desk.folder, asked_for(request, "file"))


@answer("/api/text", "POST")
async def save(request: Request, asked: Asked) -> dict[str, str]:
    """Save a text that was begun from a state; its new state."""
    file, text, state = await given(request, "file", "text", "state")
    saved = files.save(asked.desk.folder, str(file), str(text), str(state))
    asked.desk.changed()
    asked.desk.tell("saved", file=file, state=saved.state)
    return {"state": saved.state}


@answer("/api/aside", "POST")
async def keep_aside(request: Request, asked: Asked) -> dict[str, str]:
    """Keep a text beside the book that was not chosen where two were in conflict."""
    file, text = await given(request, "file", "text")
    return {"kept": files.keep_aside(asked.desk.folder, str(file), str(text))}


@answer("/api/chapter", "POST")
async def add_chapter(request: Request, asked: Asked) -> dict[str, str]:
    """Begin a chapter behind the last one; its file."""
    (title,) = await given(request, "title")
    title = " ".join(str(title).split())
    if not title:
        raise RequestError("give the chapter a title")
    folder = asked.desk.folder
    numbers = [
        int(found[0])
        for path in (folder / "chapters").glob("*.m*")
        if (found := _NUMBER.match(path.name))
    ]
    stem = slug_of(title)[:40].strip("-") or "chapter"
    name = f"chapters/{max(numbers, default=0) + 1:02d}-{stem}.md"
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    files.save(folder, name, f'---\ntitle: "{quoted}"\n---\n\n', "")
    asked.desk.changed()
    return {"file": name}


@answer("/api/names", "POST")
async def names(request: Request, asked: Asked) -> list[list[Any]]:
    """Where a text names what the register knows: line and columns (from 0), and what is meant."""
    (text,) = await given(request, "text")
    return await run_in_threadpool(_names_in, asked, str(text)[:_LONGEST])


def _names_in(asked: Asked, text: str) -> list[list[Any]]:
    shown = asked.desk.shown
    if shown is None:
        return []
    register, finder = shown.book.manuscript.register, shown.book.context.finder
    return [
        [number, found.start, found.end, register[found.bearers[0]].heading]
        for number, line in enumerate(text.split("\n"))
        for found in _found(finder, line)
    ]


def _found(finder: NameFinder, line: str) -> Any:
    # Beyond the first plane Python and browsers count letters differently: such lines are rare.
    return () if any(ord(c) > 0xFFFF for c in line) else finder.find(line)


@answer("/api/targets")
async def targets(request: Request, asked: Asked) -> list[dict[str, str]]:
    """What `[[` may go on with: people, bodies, chapters, figures, by a part of their names."""
    wanted = asked_for(request, "words").casefold()
    return await run_in_threadpool(_targets, asked, wanted)


def _targets(asked: Asked, wanted: str) -> list[dict[str, str]]:
    if asked.desk.shown is None:
        return []
    book = asked.desk.shown.book
    register = book.manuscript.register
    known = [(entry.id, entry.printed, (*entry.names, *entry.aliases)) for entry in register]
    known += [(i, t.name, (t.name,)) for i, t in book.targets.items() if i not in register]
    known += [(s.id, s.title, (s.title,)) for s in book.sections if s.id in book.targets]
    ranked: list[tuple[bool, int, dict[str, str]]] = []
    for target, name, called in dict.fromkeys(known):
        words = [word.casefold() for word in (target, *called)]
        if not any(wanted in word for word in words):
            continue
        begins = any(word.startswith(wanted) for word in words)
        ranked.append((not begins, len(ranked), {"id": target, "name": name}))
    return [found for _, _, found in sorted(ranked, key=lambda r: r[:2])[:_OFFERED]]


@answer("/api/picture", "POST")
async def add_picture(request: Request, asked: Asked) -> dict[str, str]:
    """Put a picture that was dropped into the folder `assets`; its name there."""
    name = asked_for(request, "name")
    data = await request.body()
    ending = await run_in_threadpool(uploads.picture_ending, name, data)
    stem = slug_of(name.rpartition(".")[0])[:60].strip("-") or "picture"
    made = await asked.desk.work(uploads.put, asked.desk.folder, f"assets/{stem}{ending}", data)
    asked.desk.changed()
    return {"file": made}


@answer("/thumb")
async def picture(request: Request, asked: Asked) -> Response:
    """A picture of the book, small."""
    path = files.inside(asked.desk.folder, asked_for(request, "file"), uploads.PICTURES)
    data, kind = await run_in_threadpool(thumb, path)
    return Response(data, media_type=kind)


PANEL = Panel(
    "text",
    worded("Text"),
    (texts, read, save, keep_aside, add_chapter, names, targets, add_picture, picture),
)
