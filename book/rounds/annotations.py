"""What readers wrote into a PDF: notes, highlights, words struck out or put in, and answers.

Readers differ in what they write (ISO 32000-1, 12.5.6): quads in any order of their corners,
remarks in the pop-up or as rich text alone, replacements as two annotations, no remark at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Literal

import pikepdf

from book.rounds.page_text import Box, PageText

AnnotationKind = Literal["note", "mark", "strike", "replace", "insert"]
State = Literal["open", "done", "declined"]
_KINDS: dict[str, AnnotationKind] = {
    "/Text": "note",
    "/FreeText": "note",
    "/FileAttachment": "note",
    "/Stamp": "note",
    "/Highlight": "mark",
    "/Underline": "mark",
    "/Squiggly": "mark",
    "/Square": "mark",
    "/Circle": "mark",
    "/Polygon": "mark",
    "/PolyLine": "mark",
    "/Line": "mark",
    "/Ink": "mark",
    "/StrikeOut": "strike",
    "/Redact": "strike",
    "/Caret": "insert",
}
#: What a review says of a remark, in the words of Acrobat's state models.
_STATES: dict[str, State] = {
    "Completed": "done",
    "Rejected": "declined",
    "Cancelled": "declined",
    "Accepted": "open",
    "None": "open",
}
#: Areas lower than this (pt) are let out by as much, to hold the words that they strike out.
_THIN = 4.0


@dataclass
class Annotation:
    """One annotation with what belongs to it: the page (index) that it stands on, the words under
    it, the point that it means (pt from the page's lower left corner), what the reader said or
    wants there instead, who and when (ISO day), the name that the reader's program gave it, the
    answers (who, words), its state."""

    page: int
    kind: AnnotationKind
    words: str
    point: tuple[float, float]
    remark: str
    who: str
    day: str
    name: str
    answers: list[tuple[str, str]] = field(default_factory=list)
    state: State = "open"


def annotations_on(page: Any, number: int, text: PageText) -> list[Annotation]:
    """The annotations of a page of pikepdf's, each with its answers."""
    found: dict[object, Annotation] = {}
    rest: list[Any] = []
    for each in _dictionaries(page):
        kind = _KINDS.get(str(each.get("/Subtype", "")))
        if kind is None:
            continue
        if _is_answer(each):
            rest.append(each)
            continue
        found[_key(each)] = _read(each, kind, number, text)
    for each in _in_order(rest):
        root = _root(each, found)
        if root is not None:
            _answer(found[root], each, text)
            found[_key(each)] = found[root]
    whole = list({id(a): a for a in found.values()}.values())
    return [a for a in whole if a.remark or a.words or a.answers]


def _dictionaries(page: Any) -> Iterator[Any]:
    notes = page.get("/Annots", ())
    if isinstance(notes, pikepdf.Array):
        for note in notes:
            if isinstance(note, pikepdf.Dictionary):
                yield note


def _key(note: Any) -> object:
    """What an annotation is known by inside its PDF."""
    return note.objgen if note.objgen != (0, 0) else id(note)


def _is_answer(note: Any) -> bool:
    """Whether it answers another annotation, or is the other half of it."""
    return isinstance(note.get("/IRT"), pikepdf.Dictionary)


def _in_order(notes: Sequence[Any]) -> list[Any]:
    """Answers in order of their dates, so that each comes behind what it answers."""
    return sorted(notes, key=lambda note: _day(note, exact=True))


def _root(note: Any, found: dict[object, Annotation]) -> object | None:
    """The annotation at the beginning of a thread."""
    for _ in range(100):
        note = note.get("/IRT")
        if not isinstance(note, pikepdf.Dictionary):
            return None
        if _key(note) in found:
            return _key(note)
    return None


def _answer(root: Annotation, note: Any, text: PageText) -> None:
    said, who = _said(note), _text(note, "/T")
    if state := _text(note, "/State"):
        root.state = _STATES.get(state, root.state)
        return
    if str(note.get("/RT", "/R")) == "/Group":
        # Acrobat's replacement: words struck out, and a caret that holds the new ones.
        kind = _KINDS.get(str(note.get("/Subtype", "")))
        if {root.kind, kind} == {"strike", "insert"}:
            if kind == "strike":
                root.words = text.words_in(_areas(note))
            root.kind = "replace"
        root.remark = root.remark or said
        return
    if said:
        root.answers.append((who, said))


def _read(note: Any, kind: AnnotationKind, number: int, text: PageText) -> Annotation:
    areas = _areas(note)
    point = _point(note, areas)
    words = ""
    if kind in ("mark", "strike"):
        words = text.words_in(areas)
    return Annotation(
        page=number,
        kind=kind,
        words=words,
        point=point,
        remark=_said(note),
        who=_text(note, "/T"),
        day=_day(note),
        name=_text(note, "/NM"),
    )


def _areas(note: Any) -> list[Box]:
    """The areas that an annotation covers, let out where they are thin lines."""
    try:
        corners = [float(v) for v in note.get("/QuadPoints", ())]
    except (TypeError, ValueError):
        corners = []
    quads = [corners[n : n + 8] for n in range(0, len(corners) - 7, 8)]
    if not quads:
        try:
            left, lower, right, upper = (float(v) for v in note.get("/Rect", ()))
        except (TypeError, ValueError):
            return []
        quads = [[left, lower, right, upper]]
    found = []
    for quad in quads:
        across, up = quad[0::2], quad[1::2]
        more = _THIN if max(up) - min(up) < _THIN else 0.0
        found.append((min(across), min(up) - more, max(across), max(up) + more))
    return found


def _point(note: Any, areas: Sequence[Box]) -> tuple[float, float]:
    """The point that an annotation means: where its line leads, or else the middle of what it
    covers first."""
    try:
        x, y, *_ = (float(v) for v in note.get("/CL", ()))
        return x, y
    except (TypeError, ValueError):
        pass
    left, lower, right, upper = areas[0] if areas else (0.0, 0.0, 0.0, 0.0)
    return (left + right) / 2, (lower + upper) / 2


def _text(note: Any, key: str) -> str:
    value = note.get(key)
    if not isinstance(value, pikepdf.String | pikepdf.Name):
        return ""
    return str(value).strip().removeprefix("/")


def _said(note: Any) -> str:
    """What the reader wrote: the contents, those of the pop-up, or the words of the rich text."""
    popup = note.get("/Popup")
    said = _text(note, "/Contents")
    if not said and isinstance(popup, pikepdf.Dictionary):
        said = _text(popup, "/Contents")
    if not said:
        said = unescape(re.sub(r"<[^>]*>", " ", _rich(note)))
    return " ".join(said.split())


def _rich(note: Any) -> str:
    value = note.get("/RC")
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return _text(note, "/RC")


def _day(note: Any, exact: bool = False) -> str:
    """The day of an annotation, ISO 8601; with `exact`, all that its date says, for an order."""
    for key in ("/CreationDate", "/M"):
        written = _text(note, key)
        found = re.match(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})", written)
        if found:
            return re.sub(r"\D", "", written) if exact else "-".join(found.groups())
    return ""
