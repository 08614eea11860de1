"""Records: lists of the book as tables and forms, made from the models of their kinds."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from book.errors import Mistakes, RequestError, worded
from book.files import text_of
from book.manuscript.config import slug_of
from book.manuscript.folder import APPENDICES
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.manuscript.kinds.record import Appendix
from book.manuscript.sheets import ENDINGS as SPREADSHEETS
from book.studio import files
from book.studio.answers import Asked, answer, asked_for, given, mistake_told
from book.studio.panels import Panel
from book.studio.record_files import RecordFile, Row
from book.studio.record_heads import HEAD, head_row, head_shape, with_head
from book.studio.record_shapes import ListShape, lists_of
from book.studio.record_writing import Plain
from book.studio.uploads import PICTURES

_ENDINGS = (".yaml", ".yml", *SPREADSHEETS)
#: So many steps of a file can be taken back, and so much is changed at once.
_STEPS, _MOST = 50, 5000
#: Of so many changes it is remembered that they were done.
_REMEMBERED = 10_000
_UNNAMED = "record"


@answer("/api/records")
async def record_files(_request: Request, asked: Asked) -> list[dict[str, Any]]:
    """The files of records: their titles, and whether they are spreadsheets."""
    there = asked.desk.folder / APPENDICES
    paths = sorted(there.iterdir()) if there.is_dir() else []
    names = [f"{APPENDICES}/{path.name}" for path in paths if not path.name.startswith((".", "~"))]
    return [
        {"file": name, "title": _title(asked, name), "is_sheet": _is_sheet(name)}
        for name in names
        if name.lower().endswith(_ENDINGS)
    ]


def _is_sheet(name: str) -> bool:
    return name.lower().endswith(SPREADSHEETS)


def _title(asked: Asked, name: str) -> str:
    title = "" if _is_sheet(name) else files.title_in(text_of(asked.desk.folder, name))
    return title or name.rpartition("/")[2]


@answer("/api/records/file")
async def record_file(request: Request, asked: Asked) -> dict[str, Any]:
    """A file of records: its lists with their fields and rows, and what is wrong in it."""
    name = asked_for(request, "file")
    files.inside(asked.desk.folder, name, _ENDINGS)
    if _is_sheet(name):
        return {"file": name, "is_sheet": True}
    return await run_in_threadpool(_told, asked, name)


def _told(asked: Asked, name: str) -> dict[str, Any]:
    there = files.read(asked.desk.folder, name)
    shown = RecordFile(there.text)
    lists = _lists(asked, shown)
    return {
        "file": name,
        "state": there.state,
        "title": shown.value("title"),
        "is_sheet": False,
        "lists": [
            {**asdict(each), "rows": [asdict(row) for row in _rows(shown, each)]} for each in lists
        ],
        "problems": _problems(asked, name, shown),
        "known": _known(asked, shown),
        "can_undo": bool(_steps(asked, name)),
    }


def _lists(asked: Asked, shown: RecordFile) -> tuple[ListShape, ...]:
    """The lists that the kind of a file has."""
    folder = asked.desk.folder
    tag = asked.language.locale.language
    kinds: dict[str, type[Appendix]] = kinds_for(
        folder, tag, KINDS, lambda name: text_of(folder, name), Mistakes()
    )
    model = kinds.get(str(shown.value("kind")))
    if model is None:
        raise RequestError("the file does not say which kind of records it holds: edit its text")
    return (*lists_of(model, asked.say, tag), head_shape(asked.say))


def _rows(shown: RecordFile, of: ListShape) -> list[Row]:
    return [head_row(shown)] if of.key == HEAD else shown.rows(of.key)


def _problems(asked: Asked, name: str, shown: RecordFile) -> list[dict[str, Any]]:
    """What the manuscript and the proofreader find in a file, each with the path of its value."""
    desk = asked.desk
    found = [(mistake, "error") for mistake in desk.mistakes]
    found += [(f.mistake, f.rule.severity) for f in desk.findings]
    told = {}
    for mistake, severity in found:
        place = mistake.place
        if place.file != name:
            continue
        words = mistake_told(mistake, asked.say)
        path = shown.path_at(place.line or 1, place.column or 10**6)
        told[place.line, words["problem"]] = {"path": path, "severity": severity, **words}
    return [*told.values()]


def _known(asked: Asked, shown: RecordFile) -> dict[str, list[dict[str, str]]]:
    """What fields may name: records of the register by their groups, offices of the file."""
    known: dict[str, list[dict[str, str]]] = {
        "offices": [
            {"id": str(row.values.get("id", "")), "name": str(row.values.get("name", ""))}
            for row in shown.rows("offices")
        ]
    }
    root = asked.desk.folder.resolve()
    pictures = [p.relative_to(root).as_posix() for p in sorted((root / "assets").rglob("*"))]
    known["pictures"] = [{"id": p, "name": p} for p in pictures if p.lower().endswith(PICTURES)]
    if asked.desk.shown:
        for entry in asked.desk.shown.book.manuscript.register:
            known.setdefault(entry.kind, []).append(
                {"id": entry.id or entry.printed, "name": entry.printed}
            )
    return known


@answer("/api/records/change", "POST")
async def change(request: Request, asked: Asked) -> dict[str, Any]:
    """Change a file that was shown in a state; what it is then.

    `changes` are `{do: "set", list, index, values: [[path, value], …]}`, `{do: "add", list,
    values}`, `{do: "remove", list, index}` and `{do: "move", list, index, to}`, one after the
    other; all are done or none. Each may have an `id`: what was done under it is not done again
    for who did not hear the answer.
    """
    file, state, changes = await given(request, "file", "state", "changes")
    files.inside(asked.desk.folder, str(file), _ENDINGS[:2])
    told = await run_in_threadpool(_changed, asked, str(file), str(state), changes)
    asked.desk.changed()
    return told


def _changed(asked: Asked, name: str, state: str, changes: Any) -> dict[str, Any]:
    done: deque[str] = asked.desk.kept.setdefault(f"{__name__} done", deque(maxlen=_REMEMBERED))
    before = files.read(asked.desk.folder, name)
    text = before.text
    lists = {each.key: each for each in _lists(asked, RecordFile(text))}
    try:
        changes = [one for one in list(changes)[:_MOST] if one.get("id") not in done]
        if not changes:
            return _told(asked, name)
        for one in changes:
            text = _with(RecordFile(text), lists[one["list"]], one)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise RequestError("the studio did not understand the request") from error
    told = _saved(asked, name, text, state, [*_steps(asked, name), before.text][-_STEPS:])
    done.extend(str(one["id"]) for one in changes if one.get("id"))
    return told


def _with(shown: RecordFile, of: ListShape, one: dict[str, Any]) -> str:
    if of.key == HEAD:
        return with_head(shown, [(tuple(p), v) for p, v in one["values"]])
    order = [field.key for field in of.fields]
    match one["do"]:
        case "set":
            values: Sequence[tuple[Any, Plain]] = [(tuple(p), v) for p, v in one["values"]]
            return shown.with_values(of.key, one["index"], values, order)
        case "add":
            given_values = _with_id(shown, of, dict(one["values"]))
            return shown.with_added(
                of.key, {key: given_values[key] for key in order if key in given_values}
            )
        case "remove":
            return shown.without(of.key, one["index"])
        case "move":
            return shown.with_moved(of.key, one["index"], one["to"])
    raise ValueError(one["do"])


def _with_id(shown: RecordFile, of: ListShape, values: dict[str, Plain]) -> dict[str, Plain]:
    """The values of a new record, with an id made of its name where its kind wants one."""
    wants = any(field.key == "id" and field.is_required for field in of.fields)
    if not wants or values.get("id"):
        return values
    taken = {row.values.get("id") for row in shown.rows(of.key)}
    stem = slug_of(str(values.get("name") or values.get("title") or _UNNAMED)) or _UNNAMED
    made, count = stem, 1
    while made in taken:
        count += 1
        made = f"{stem}-{count}"
    return {**values, "id": made}


@answer("/api/records/undo", "POST")
async def undo(request: Request, asked: Asked) -> dict[str, Any]:
    """Take back the last change of a file that was made here."""
    file, state = await given(request, "file", "state")
    steps = _steps(asked, str(file))
    if not steps:
        raise RequestError("there is nothing to take back")
    told = await run_in_threadpool(_saved, asked, str(file), steps[-1], str(state), steps[:-1])
    asked.desk.changed()
    return told


def _saved(asked: Asked, name: str, text: str, state: str, steps: list[str]) -> dict[str, Any]:
    saved = files.save(asked.desk.folder, name, text, state)
    asked.desk.kept.setdefault(__name__, {})[name] = steps
    asked.desk.tell("saved", file=name, state=saved.state)
    return _told(asked, name)


def _steps(asked: Asked, name: str) -> list[str]:
    """The texts that a file had before each change."""
    found: list[str] = asked.desk.kept.get(__name__, {}).get(name, [])
    return found


PANEL = Panel("records", worded("Lists"), (record_files, record_file, change, undo))
