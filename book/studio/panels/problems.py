"""Problems: what keeps the book from being made and what the proofreader finds, mended in place."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from book.check.findings import Finding
from book.check.fixes import can_mend, mended
from book.check.suppressions import silenced
from book.errors import RequestError, worded
from book.files import text_of
from book.studio import files
from book.studio.answers import Asked, answer, given, mistake_told
from book.studio.panels import Panel
from book.studio.titles import title_of

#: Findings of the readers themselves, which no remark can silence.
_OF_READERS = ("folder", "silence")


@answer("/api/problems")
async def problems(_request: Request, asked: Asked) -> dict[str, Any]:
    """What is wrong, what stops the book first, and whether the proofreader has read it yet."""
    desk = asked.desk
    told = [{**mistake_told(m, asked.say), **_PLAIN} for m in desk.mistakes]
    seen = {(row["file"], row["line"], row["problem"]) for row in told}
    for finding in desk.findings:
        row = _told(finding, asked)
        if (row["file"], row["line"], row["problem"]) not in seen:
            told.append(row)
    titles = {file: title_of(asked, file) for file in {row["file"] for row in told}}
    told = [{**row, "title": titles[row["file"]]} for row in told]
    return {"problems": told, "is_read": desk.is_read}


_PLAIN = {"rule": "folder", "severity": "error", "why": "", "fix": False, "right": False}


def _told(finding: Finding, asked: Asked) -> dict[str, Any]:
    rule, mistake = finding
    return {
        **mistake_told(mistake, asked.say),
        "rule": rule.name,
        "severity": rule.severity,
        "why": asked.say(rule.explanation),
        "fix": can_mend(rule, mistake),
        "right": bool(mistake.place.line)
        and not mistake.place.cell
        and rule.name not in _OF_READERS,
    }


async def _meant(request: Request, asked: Asked) -> Finding:
    """The finding that a browser names by its rule and place."""
    rule, file, line, column = await given(request, "rule", "file", "line", "column")
    for finding in await asked.desk.work(lambda: asked.desk.project.findings):
        place = finding.mistake.place
        if (finding.rule.name, place.file, place.line, place.column) == (rule, file, line, column):
            return finding
    raise RequestError("this is not found any more: the text has changed")


@answer("/api/problems/fix", "POST")
async def fix(request: Request, asked: Asked) -> dict[str, str]:
    """Mend a finding in its file."""
    finding = await _meant(request, asked)
    folder = asked.desk.folder
    for file in await asked.desk.work(mended, folder, [finding]):
        files.write(files.inside(folder, file.file), file.content)
        asked.desk.changed()
        asked.desk.tell("saved", file=file.file, state="")
        return {"file": file.file}
    raise RequestError("this is not found any more: the text has changed")


@answer("/api/problems/right", "POST")
async def right(request: Request, asked: Asked) -> dict[str, str]:
    """Write into the file that a finding is right after all, and why."""
    (reason,) = await given(request, "reason")
    finding = await _meant(request, asked)
    place, folder = finding.mistake.place, asked.desk.folder
    reason = " ".join(str(reason).replace("--", "–").split())
    if not reason:
        raise RequestError("say why this is right: who reads the text next will ask")
    state = files.state_of(files.inside(folder, place.file))
    text = text_of(folder, place.file)
    said = silenced(text, place, finding.rule.name, reason)
    files.save(folder, place.file, said, state)
    asked.desk.changed()
    asked.desk.tell("saved", file=place.file, state="")
    return {"file": place.file}


PANEL = Panel("problems", worded("Problems"), (problems, fix, right))
