"""Where chapters show their pictures, and changes of what is said of one there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from book.errors import RequestError
from book.text.attributes import attributes_of

_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src><[^>]+>|[^)\s]+)\)(?P<asked>\{[^{}]*\})?")
_OPENS = re.compile(r"^\s*(:{3,})\s*([\w-]+)\s*(.*?)\s*$")
_CLOSES = re.compile(r"^\s*:{3,}\s*$")
#: Boxes in which a paragraph behind a picture is its caption, and that have a credit.
BOXES = ("figure", "gallery", "group", "roll", "plate", "spread")


@dataclass(frozen=True)
class Use:
    """A picture in a text: the lines (from 1) of the picture, of its box (0 without one) and of its
    caption (the first, and the one behind the last); what it shows, what its box and its braces
    ask for."""

    name: str
    line: int
    start: int
    box: str = ""
    box_line: int = 0
    words: str = ""
    caption: str = ""
    caption_lines: tuple[int, int] = (0, 0)
    asked: Mapping[str, str] = field(default_factory=dict)
    of_box: Mapping[str, str] = field(default_factory=dict)


def uses_in(text: str) -> Iterator[Use]:
    """The pictures of a chapter in their order."""
    lines = text.split("\n")
    boxes: list[tuple[str, int, Mapping[str, str]]] = []
    for number, line in enumerate(lines, 1):
        if _CLOSES.match(line):
            if boxes:
                boxes.pop()
            continue
        if opened := _OPENS.match(line):
            found = re.search(r"\{([^{}]*)\}\s*$", opened[3])
            boxes.append((opened[2], number, attributes_of(found[1]).attributes if found else {}))
            continue
        box, box_line, of_box = boxes[-1] if boxes else ("", 0, {})
        for image in _IMAGE.finditer(line):
            span = _caption(lines, number) if box in BOXES else (0, 0)
            told = lines[span[0] - 1 : span[1] - 1] if span[0] else []
            yield Use(
                name=unquote(image["src"].strip("<>")),
                line=number,
                start=image.start(),
                box=box,
                box_line=box_line,
                words=image["alt"],
                caption=" ".join(part.strip() for part in told),
                caption_lines=span,
                asked=attributes_of(image["asked"][1:-1]).attributes if image["asked"] else {},
                of_box=of_box,
            )


def _caption(lines: list[str], number: int) -> tuple[int, int]:
    """The lines of the paragraph behind a picture, from 1; (0, 0) where none is."""
    at = number
    while at < len(lines) and not lines[at].strip():
        at += 1
    end = at
    while end < len(lines) and lines[end].strip() and not _is_other(lines[end]):
        end += 1
    return (at + 1, end + 1) if end > at else (0, 0)


def _is_other(line: str) -> bool:
    return bool(_CLOSES.match(line) or _OPENS.match(line) or _IMAGE.search(line)) or line.lstrip()[
        :2
    ] in ("- ", "1.")


def changed(text: str, line: int, name: str, values: Mapping[str, str]) -> str:
    """A text with what is said of the picture at a line: `words` (what it shows), `caption`,
    `credit`, `people`, `focus`, `crop`. Raises RequestError where it stands there no more, or in
    no box that could have it."""
    use = next((u for u in uses_in(text) if u.line == line and u.name == name), None)
    if use is None:
        raise RequestError("the picture stands there no more: the text has changed")
    lines = text.split("\n")
    old = lines[line - 1]
    image = next(found for found in _IMAGE.finditer(old) if found.start() == use.start)
    words = _clean(values.get("words", use.words)).replace("[", "(").replace("]", ")")
    own = {key: _clean(values[key]) for key in ("focus", "crop") if key in values}
    braces = _braces(image["asked"] or "", own)
    made = f"![{words}]({image['src']}){braces}"
    lines[line - 1] = old[: image.start()] + made + old[image.end() :]
    in_box = {key: _clean(values[key]) for key in ("credit", "people") if key in values}
    if in_box or "caption" in values:
        if use.box not in BOXES:
            raise RequestError("the picture stands in no figure: give it one in the text first")
        head = lines[use.box_line - 1]
        found = re.search(r"\s*(\{[^{}]*\})\s*$", head)
        braces = _braces(found[1] if found else "", in_box)
        start = head[: found.start()] if found else head.rstrip()
        lines[use.box_line - 1] = f"{start} {braces}".rstrip()
    if "caption" in values:
        caption = _clean(values["caption"])
        first, end = use.caption_lines
        if first:
            lines[first - 1 : end - 1] = [caption] if caption else []
        elif caption:
            lines[line:line] = ["", caption]
    return "\n".join(lines)


def _clean(words: str) -> str:
    return " ".join(str(words).split())[:2000]


def _braces(old: str, values: Mapping[str, str]) -> str:
    """Braces with attributes set; an empty value takes its attribute out, all else stays."""
    inside = old[1:-1].strip() if old else ""
    for key, value in values.items():
        known = re.compile(rf'(?<![\w-]){key}=(?:"[^"]*"|“[^”]*”|\S+)')
        # No sign of the notation may stand in a value.
        value = value.replace('"', "”").replace("{", "(").replace("}", ")")
        written = f"{key}={value}" if re.fullmatch(r"[\w%,.:;-]+", value) else f'{key}="{value}"'
        if known.search(inside):
            inside = known.sub(lambda _, new=written if value else "": new, inside)  # type: ignore[misc]
        elif value:
            inside = f"{inside} {written}"
        inside = " ".join(inside.split())
    return f"{{{inside}}}" if inside else ""
