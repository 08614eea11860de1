"""Photographs: all that lie in the folder, where each is used, how sharp, and how it is shown."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from book.errors import RequestError, UnfitError, worded
from book.files import image_file, text_of
from book.manuscript.kinds.record import picture_of
from book.manuscript.reading import Manuscript
from book.photos.formats import is_photograph
from book.photos.originals import original
from book.photos.treatment import Treatment
from book.studio import files, uploads
from book.studio.answers import Asked, answer, given
from book.studio.panels import Panel
from book.studio.picture_uses import BOXES, changed, uses_in
from book.studio.record_files import RecordFile

#: From so many pixels an inch a picture is sharp in print, from so many it is fit to be seen.
_SHARP, _FIT = 300, 200
_MM = 25.4
_ASSETS = "assets"


@answer("/api/photographs")
async def photographs(_request: Request, asked: Asked) -> dict[str, Any]:
    """All pictures of the folder `assets`, with their uses, and the people who may be in them."""
    return await run_in_threadpool(_all, asked)


def _all(asked: Asked) -> dict[str, Any]:
    folder = asked.desk.folder.resolve()
    shown = asked.desk.shown
    manuscript = shown.book.manuscript if shown else None
    uses = _uses(folder, manuscript)
    printed = _printed(asked)
    found = []
    for path in sorted((folder / _ASSETS).rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_picture = is_photograph(path) or path.suffix.lower() == ".svg"
        if is_picture and path.is_file() and not any(p.startswith(".") for p in Path(name).parts):
            found.append(_told(asked, path, name, uses.get(name, []), printed.get(name, [])))
    people = [e for e in manuscript.register if e.kind == "people"] if manuscript else []
    return {
        "pictures": found,
        "people": [{"id": e.id or e.printed, "name": e.printed} for e in people],
    }


def _told(
    asked: Asked, path: Path, name: str, uses: list[dict[str, Any]], printed: list[dict[str, Any]]
) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "bytes": path.stat().st_size, "uses": uses}
    told["printed"] = printed
    if not is_photograph(path):
        return {**told, "width": 0, "height": 0, "light": "drawing", "wrong": ""}
    try:
        head = original(path)
    except (UnfitError, OSError) as error:
        said = error.said.told(asked.say) if isinstance(error, UnfitError) else path.name
        return {**told, "width": 0, "height": 0, "light": "broken", "wrong": said}
    least = min((one["dpi"] for one in printed), default=0)
    light = (
        "unused"
        if not least
        else "sharp"
        if least >= _SHARP
        else "fit"
        if least >= _FIT
        else "poor"
    )
    return {
        **told,
        "width": head.width,
        "height": head.height,
        "taken": head.taken.partition(" ")[0].replace(":", "-"),
        "light": light,
        "sharp_width": round(head.width / _SHARP * _MM),
        "wrong": "",
    }


def _printed(asked: Asked) -> dict[str, list[dict[str, Any]]]:
    """The pages on which each picture is printed, and its pixels an inch there."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if asked.desk.shown:
        book_map = asked.desk.shown.book.book_map
        for index, leaf in enumerate(book_map.leaves):
            if leaf.page is None:
                continue
            for picture in book_map.maps[leaf.section].pages[leaf.page].pictures:
                found[picture.name].append({"leaf": index, "label": leaf.label, "dpi": picture.dpi})
    return found


def _uses(folder: Path, manuscript: Manuscript | None) -> dict[str, list[dict[str, Any]]]:
    """Where texts and records show each picture."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for chapter in manuscript.chapters if manuscript else ():
        for use in uses_in(text_of(folder, chapter.file)):
            file = image_file(folder, use.name)
            if file is None:
                continue
            found[file.relative_to(folder).as_posix()].append(
                {
                    "file": chapter.file,
                    "line": use.line,
                    "written": use.name,
                    "sort": "box" if use.box in BOXES else "text",
                    "words": use.words,
                    "caption": use.caption,
                    "credit": use.of_box.get("credit", ""),
                    "people": [
                        p.strip() for p in use.of_box.get("people", "").split(",") if p.strip()
                    ],
                    "focus": use.asked.get("focus", use.of_box.get("focus", "")),
                    "crop": use.asked.get("crop", use.of_box.get("crop", "")),
                }
            )
    for tree in manuscript.trees.values() if manuscript else ():
        for path, place in tree.places.items():
            value = tree.at(path)
            if not isinstance(value, str) or "." not in value or len(value) > 300:
                continue
            name, wanted = picture_of(value)
            if Path(name).suffix.lower() not in uploads.PICTURES or place.cell:
                continue
            file = image_file(folder, name)
            if file is None:
                continue
            above = tree.at(path[:-1])
            beside = above.get("focus", "") if isinstance(above, dict) else ""
            found[file.relative_to(folder).as_posix()].append(
                {
                    "file": place.file,
                    "line": place.line,
                    "column": place.column,
                    "written": value,
                    "sort": "record",
                    "words": str(above.get("name", "") if isinstance(above, dict) else ""),
                    "focus": str(beside or wanted.get("focus", "")),
                    "crop": wanted.get("crop", ""),
                }
            )
    return found


@answer("/api/photographs/change", "POST")
async def change(request: Request, asked: Asked) -> dict[str, Any]:
    """Change what is said of a picture where it is used; all pictures then."""
    use, values = await given(request, "use", "values")
    await run_in_threadpool(_change, asked, use, values)
    asked.desk.changed()
    return {}


def _change(asked: Asked, use: dict[str, Any], values: dict[str, str]) -> None:
    folder = asked.desk.folder
    try:
        file, line, written = str(use["file"]), int(use["line"]), str(use["written"])
        wanted = {str(key): str(value) for key, value in values.items()}
        Treatment.of(crop=wanted.get("crop", ""), focus=wanted.get("focus", ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RequestError("the studio did not understand the request") from error
    before = files.read(folder, file)
    if use.get("sort") == "record":
        text = _in_record(before.text, line, int(use.get("column") or 1), written, wanted)
    else:
        text = changed(before.text, line, written, wanted)
    saved = files.save(folder, file, text, before.state)
    asked.desk.tell("saved", file=file, state=saved.state)


def _in_record(text: str, line: int, column: int, written: str, wanted: dict[str, str]) -> str:
    """A file of records with the focus of one of its pictures."""
    shown = RecordFile(text)
    path = shown.path_at(line, column)
    if len(path) < 3 or not isinstance(path[1], int):
        raise RequestError("this picture is set up in its text: change it there")
    key, index, inside = path[0], path[1], list(path[2:])
    name, asked = picture_of(written)
    if inside == ["portrait"] and shown.value("kind") == "people":
        values: list[Any] = [(("focus",), wanted.get("focus", ""))]
    else:
        asked |= {k: wanted[k] for k in ("focus", "crop") if k in wanted}
        told = " ".join(f"{k}={v}" for k, v in asked.items() if v)
        values = [(tuple(inside), f"{name} {{{told}}}" if told else name)]
    return shown.with_values(str(key), index, values, ("portrait", "focus"))


PANEL = Panel("photographs", worded("Photos"), (photographs, change))
