"""Make: the book and what goes with it, each with what an office is asked, its progress, and the
files to open."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from book.errors import BookError, Mistake, RequestError, Translate, worded
from book.frames import with_room
from book.project import Project
from book.report import CancelledError, Message, Quiet
from book.rounds.kept import rounds
from book.sources import MADE
from book.studio.answers import Asked, answer, given, mistake_told
from book.studio.desk import Desk, failure
from book.studio.panels import Panel, questions
from book.studio.security import INERT

#: Products that may be looked at in the browser, and their media types.
_KINDS = {
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".zip": "application/zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_SHOWN = (".pdf", ".txt", ".html")


@dataclass
class Job(Quiet):
    """A product that is being made: how far it is, and what came of it."""

    desk: Desk
    edition: str
    say: Translate
    is_ending: bool = False
    told: list[str] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    mistakes: list[dict[str, Any]] = field(default_factory=list)
    status: str = "working"

    def progress(self, done: int, total: int) -> None:
        self.desk.tell("job", edition=self.edition, status="working", done=done, total=total)

    def message(self, message: Message) -> None:
        self.told.append(message.told(self.say))

    def is_cancelled(self) -> bool:
        return self.is_ending or self.desk.is_ending

    def state(self) -> dict[str, Any]:
        return {
            "edition": self.edition,
            "status": self.status,
            "files": self.files,
            "told": self.told,
            "mistakes": self.mistakes,
        }


@answer("/api/products")
async def products(_request: Request, asked: Asked) -> dict[str, Any]:
    """What can be made, what is asked for each, and what is being made."""
    say, job = asked.say, asked.desk.kept.get(__name__)
    lists: questions.Lists = {"chapters": [], "rounds": []}
    with contextlib.suppress(BookError):  # told by who makes something of them
        for handed_out in await asked.desk.work(rounds, asked.desk.folder):
            lists["rounds"].append({"value": handed_out.name, "label": handed_out.name})
    if asked.desk.shown:
        book = asked.desk.shown.book
        lists["chapters"] = [
            {"value": s.id, "label": f"{s.number} {s.title}".strip()}
            for s in book.sections
            if s.title and s.kind in ("foreword", "chapter", "afterword", "appendix")
        ]
    return {
        "products": [
            questions.product(name).told(name, say, lists)
            for name in questions.products()
            if name != "changes" or lists["rounds"]
        ],
        "job": job.state() if job else None,
    }


@answer("/api/make", "POST")
async def make(request: Request, asked: Asked) -> dict[str, str]:
    """Begin to make a product; how it goes on is told as events."""
    edition, answers = await given(request, "edition", "answers")
    if edition not in questions.products() or not isinstance(answers, dict):
        raise RequestError("the studio did not understand the request")
    going = asked.desk.kept.get(__name__)
    if going and going.status == "working":
        raise RequestError("something is being made already; wait for it, or cancel it")
    options = questions.options_from(str(edition), answers)
    job = asked.desk.kept[__name__] = Job(asked.desk, str(edition), asked.say)
    job.progress(0, 1)
    # Beside the desk's own thread: pages are shown while a product is made.
    threading.Thread(target=with_room(_made), args=(job, options), daemon=True).start()
    return {"edition": str(edition)}


def _made(job: Job, options: dict[str, Any]) -> None:
    """Make a product, by a project of its own; whatever happens is told."""
    folder = job.desk.folder
    try:
        with Project(folder, report=job) as project:
            made = questions.make(project, job.edition, options)
            for file in made.files:
                path = file.path.resolve()
                name = path.relative_to(folder.resolve()).as_posix()
                said = file.said
                words = job.say(said.message, path=name, **said.values) if said else name
                job.files.append({"file": name, "words": words})
            job.told += [note.told(job.say) for note in made.notes]
            job.status = "done"
    except CancelledError:
        job.status = "cancelled"
    except BookError as error:
        _fail(job, error.mistakes)
    except RequestError as error:
        job.status = "failed"
        job.told.append(error.said.told(job.say))
    except Exception as error:
        _fail(job, (failure(error),))
    job.desk.tell("job", **job.state())


def _fail(job: Job, mistakes: tuple[Mistake, ...]) -> None:
    job.status = "failed"
    job.mistakes = [mistake_told(mistake, job.say) for mistake in mistakes]


@answer("/api/make/cancel", "POST")
async def cancel(_request: Request, asked: Asked) -> dict[str, str]:
    """End what is being made, at its next step; nothing of it is written."""
    if job := asked.desk.kept.get(__name__):
        job.is_ending = True
    return {}


@answer("/made/{name:path}")
async def product(request: Request, asked: Asked) -> Response:
    """A file that was made, to be opened or kept."""
    path = root = (asked.desk.folder / MADE).resolve()
    is_there = False
    with contextlib.suppress(OSError, ValueError):
        path = (root / request.path_params["name"]).resolve()
        is_there = path.is_relative_to(root) and path.is_file()
    kind = _KINDS.get(path.suffix.lower())
    if not is_there or kind is None:
        return Response("", 404)
    is_shown = path.suffix.lower() in _SHOWN
    return FileResponse(
        path,
        media_type=kind,
        filename=Path(path).name,
        content_disposition_type="inline" if is_shown else "attachment",
        headers={"content-security-policy": INERT},
    )


PANEL = Panel("making", worded("Make"), (products, make, cancel, product))
