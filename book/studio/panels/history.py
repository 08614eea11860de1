"""History: the states that were saved, compared as text and as pages, and brought back."""

from __future__ import annotations

import difflib
import tempfile
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from book.errors import BookError, RequestError, worded
from book.project import Project
from book.studio.answers import Asked, answer, asked_for, given, number
from book.studio.desk import Shown
from book.studio.files import TEXTS
from book.studio.panels import Panel
from book.studio.pictures import Pictures
from book.studio.titles import title_of

#: States of one file that are nearer than this (in seconds) to a later one are shown with it.
_NEAR = 60
#: So many lines stand round a change, and so many places are shown as pages.
_AROUND, _PLACES = 2, 12
#: So many of the texts that changed are named.
_SHOWN = 3


@answer("/api/history")
async def states(_request: Request, asked: Asked) -> dict[str, Any]:
    """The states of the book, the last first, those of a minute's writing as one; and why the last
    could not be kept."""
    found = await run_in_threadpool(asked.desk.history.states)
    told: list[dict[str, Any]] = []
    for state in found:
        last = told[-1] if told else None
        is_near = last is not None and last["when"] - state.when < _NEAR and not state.name
        if last is None or not is_near or last["name"] or last["files"] != [*state.files]:
            told.append(
                {
                    "id": state.id,
                    "when": state.when,
                    "files": list(state.files),
                    "name": state.name,
                    "is_first": state is found[-1],
                }
            )
    shown = {name for row in told for name in row["files"][:_SHOWN]}
    titles = {name: title_of(asked, name) for name in shown}
    for row in told:
        row["titles"] = [titles[name] for name in row["files"][:_SHOWN]]
    return {"states": told, "unkept": asked.desk.unkept}


@answer("/api/history/name", "POST")
async def name(request: Request, asked: Asked) -> dict[str, str]:
    """Give the book as it is now, or a state of it, a name."""
    state, words = await given(request, "id", "name")
    words = " ".join(str(words).split())[:120]
    if not words:
        raise RequestError("give it a name")
    history = asked.desk.history
    await run_in_threadpool(history.keep)
    found = str(state) or next((one.id for one in await run_in_threadpool(history.states)), "")
    await run_in_threadpool(history.name, found, words)
    return {"id": found}


@answer("/api/history/changes")
async def changes(request: Request, asked: Asked) -> list[dict[str, Any]]:
    """What is otherwise now than it was: each file, with its lines where it is a text."""
    return await run_in_threadpool(_changes, asked, asked_for(request, "id"))


def _changes(asked: Asked, state: str) -> list[dict[str, Any]]:
    history = asked.desk.history
    history.keep()
    now = history.states(1)[0].id
    before, after = history.hashes(state), history.hashes(now)
    found = []
    for file in sorted(before.keys() | after.keys()):
        if before.get(file) == after.get(file):
            continue
        sort = "new" if file not in before else "gone" if file not in after else "changed"
        rows = []
        if file.endswith(TEXTS):
            rows = _rows(*(_lines(history.content(at, file)) for at in (state, now)))
        found.append({"file": file, "sort": sort, "rows": rows})
    return found


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").splitlines()


def _rows(old: list[str], new: list[str]) -> list[dict[str, Any]]:
    """Lines side by side: what was and what is, with a few unchanged ones round each change."""
    rows: list[dict[str, Any]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(_AROUND):
        if rows:
            rows.append({"sort": "gap"})
        for tag, a, b, c, d in group:
            for n in range(max(b - a, d - c)):
                was = old[a + n] if a + n < b else None
                now = new[c + n] if c + n < d else None
                sort = "same" if tag == "equal" else "changed"
                places = {"was_line": min(a + n, b) + 1, "line": min(c + n, d) + 1}
                rows.append({"sort": sort, "was": was, "is": now, **places})
    return rows


@answer("/api/history/pages", "POST")
async def pages(request: Request, asked: Asked) -> list[dict[str, Any]]:
    """The pages on which something is otherwise: of the book as it was, and as it is now."""
    (state,) = await given(request, "id")
    told = await run_in_threadpool(_changes, asked, str(state))
    return await asked.desk.work(_pages, asked, str(state), told)


def _pages(asked: Asked, state: str, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    now = asked.desk.shown
    if now is None:
        raise RequestError("the book has not been made yet")
    then = _made(asked, state)
    found: dict[tuple[int | None, int | None], dict[str, Any]] = {}
    for change in told:
        for row in change["rows"]:
            if row["sort"] != "changed":
                continue
            pair = (
                _leaf(then, change["file"], row["was_line"]),
                _leaf(now, change["file"], row["line"]),
            )
            if pair != (None, None):
                found.setdefault(pair, {"was": pair[0], "is": pair[1], "file": change["file"]})
    for told_pair in found.values():
        for key, shown in (("was", then), ("is", now)):
            leaf = told_pair[key]
            told_pair[f"{key}_label"] = (
                "" if leaf is None else shown.book.book_map.leaves[leaf].label
            )
    return [*found.values()][:_PLACES]


def _leaf(shown: Shown, file: str, line: int) -> int | None:
    stands = shown.book.source_map.stands(file, line)
    return stands[0].leaf if stands else None


def _made(asked: Asked, state: str) -> Shown:
    """The book as it was, made again; the last one that was asked for is kept."""
    kept = asked.desk.kept.get(__name__)
    if kept is not None and kept[0] == state:
        found: Shown = kept[1]
        return found
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as passing:
        folder = Path(passing)
        asked.desk.history.put_into(state, folder)
        with Project(folder) as project:
            try:
                book = project.pages
                pdf = project.pdf()
            except BookError as error:
                raise RequestError("the book could not be made as it was then") from error
        made = Shown(state, book, Pictures(pdf))
    asked.desk.kept[__name__] = (state, made)
    return made


@answer("/api/history/page/{state}/{leaf:int}.webp")
async def picture(request: Request, asked: Asked) -> Response:
    """A page of the book as it was."""
    kept = asked.desk.kept.get(__name__)
    if kept is None or kept[0] != request.path_params["state"]:
        return Response("", 404)
    width = int(number(request, "width"))
    try:
        data = await run_in_threadpool(kept[1].pictures.webp, request.path_params["leaf"], width)
    except IndexError:
        return Response("", 404)
    return Response(data, media_type="image/webp")


@answer("/api/history/back", "POST")
async def back(request: Request, asked: Asked) -> dict[str, Any]:
    """Bring back a file, or the whole book where none is named."""
    state, file = await given(request, "id", "file")
    changed = await run_in_threadpool(asked.desk.history.bring_back, str(state), str(file))
    asked.desk.changed()
    for one in changed:
        asked.desk.tell("saved", file=one, state="")
    return {"files": changed}


PANEL = Panel("history", worded("History"), (states, name, changes, pages, picture, back))
