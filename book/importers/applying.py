"""Corrections put into the files of a book folder, where the text still is what was handed out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from book.errors import Said, UnfitError
from book.importers.carried import Piece
from book.importers.corrections import Correction
from book.importers.markdown import at_start
from book.languages.written_dates import read_dates
from book.sources import CONFIG

_ESCAPED = re.compile(r"\\([\\`*_\[\]<>~|{])")
_CELL_BAR = re.compile(r"(?<!\\)\|")
_YAML = (".yaml", ".yml")


@dataclass
class Applied:
    """Texts of files with the corrections in them, by name; and those that could not be put in,
    with the reason of each."""

    texts: dict[str, str]
    done: list[Correction] = field(default_factory=list)
    left: list[tuple[Correction, Said]] = field(default_factory=list)


def applied(corrections: Iterable[Correction], texts: dict[str, str]) -> Applied:
    """Put corrections into the texts of files (by name), from their ends to their beginnings, so
    that places stay what they were."""
    made = Applied(dict(texts))
    ordered = sorted(enumerate(corrections), key=lambda c: (c[1].piece.line, c[0]), reverse=True)
    for _, correction in ordered:
        name = correction.piece.file
        try:
            if correction.piece.cell:
                raise UnfitError("spreadsheets are changed by hand")
            if name not in made.texts:
                raise UnfitError("it stands in a file that is not in the folder, or no text")
            made.texts[name] = _put(made.texts[name], correction)
            made.done.append(correction)
        except UnfitError as error:
            made.left.append((correction, error.said))
    made.done.reverse()
    made.left.reverse()
    return made


def _put(text: str, correction: Correction) -> str:
    piece = correction.piece
    if correction.kind != "deleted" and correction.source is None:
        raise UnfitError("it has a new footnote")
    if piece.form == "value":
        if correction.kind != "changed":
            raise UnfitError("lists and tables are changed by hand")
        return _in_yaml(text, piece, correction.source or "")
    lines = text.split("\n")
    first, last = _found(lines, piece)
    if piece.form == "cell":
        if correction.kind == "added":
            raise UnfitError("lists and tables are changed by hand")
        lines[first] = _in_row(lines[first], piece, correction.source or "")
    elif correction.kind == "added":
        lines[last:last] = ["", at_start(correction.new)]
    elif correction.kind == "deleted":
        del lines[first : last + (last < len(lines) and not lines[last].strip())]
    else:
        lines[first:last] = _as_lines(lines[first:last], piece, correction.source or "")
    return "\n".join(lines)


def _found(lines: list[str], piece: Piece) -> tuple[int, int]:
    """The lines where a piece stands: where it stood, or where else the same words stand once."""
    wanted = piece.source.split("\n")

    def fits(at: int) -> bool:
        rows = lines[at : at + len(wanted)]
        if piece.form == "cell":
            return bool(rows) and piece.source in _cells(rows[0])
        return len(rows) == len(wanted) and all(
            row.rstrip().endswith(words.rstrip()) for row, words in zip(rows, wanted, strict=True)
        )

    at = piece.line - 1
    if not fits(at):
        others = [number for number in range(len(lines)) if fits(number)]
        if len(others) != 1:
            raise UnfitError("the text has changed there since")
        at = others[0]
    return at, at + len(wanted)


def _as_lines(before: list[str], piece: Piece, source: str) -> list[str]:
    """New lines with what stood before the words: the signs of lists, quotes and boxes."""
    words = piece.source.split("\n")
    prefix = before[0][: len(before[0].rstrip()) - len(words[0].rstrip())]
    more = re.sub(r"[^\s>]", " ", prefix)
    first, *rest = (source if prefix.strip() else at_start(source)).split("\n")
    return [f"{prefix}{first}", *(f"{more}{line}" for line in rest)]


def _cells(row: str) -> list[str]:
    found = [cell.strip() for cell in _CELL_BAR.split(row.strip().strip("|"))]
    return [cell.replace("\\|", "|") for cell in found]


def _in_row(row: str, piece: Piece, source: str) -> str:
    """A table's row with another cell."""
    parts = _CELL_BAR.split(row)
    column = int(piece.path[0]) + (not parts[0].strip())
    if column >= len(parts) or parts[column].strip().replace("\\|", "|") != piece.source:
        raise UnfitError("the text has changed there since")
    words = re.sub(r"(?<!\\)\|", r"\\|", source.replace("\\\n", " ").replace("\n", " "))
    parts[column] = f" {words} " if words else " "
    return "|".join(parts)


# Values of YAML ---------------------------------------------------------------------------------


def _in_yaml(text: str, piece: Piece, source: str) -> str:
    """A YAML text, or a chapter with its front matter, with another value."""
    start = 0
    body = text
    if not piece.file.lower().endswith(_YAML):
        start = text.index("\n") + 1
        body = text[start : text.index("\n---", start) + 1]
    node = _node(yaml.compose(body, Loader=yaml.SafeLoader), piece.path)
    value = str(node.value)
    if piece.is_worded:
        new = _as_date(source)
    else:
        is_plain = piece.file == CONFIG or start > 0
        words = _ESCAPED.sub(r"\1", source) if is_plain else source.replace("\\\n", "\n")
        if piece.source not in value:
            raise UnfitError("the text has changed there since")
        new = value.replace(piece.source, words, 1)
    first, last = node.start_mark.index + start, node.end_mark.index + start
    return text[:first] + _written(node, new, text[first:last]) + text[last:]


def _as_date(words: str) -> str:
    try:
        read_dates(words)
    except UnfitError:
        raise UnfitError("it names a record by its id: change it by hand") from None
    return words


def _node(root: Node | None, path: tuple[str | int, ...]) -> ScalarNode:
    """The node at a path; items that are nothing but a remark are not counted."""
    node = root
    for step in path:
        if isinstance(node, MappingNode):
            node = next((v for k, v in node.value if str(k.value) == str(step)), None)
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            items = [item for item in node.value if not _is_remark(item)]
            node = items[step] if step < len(items) else None
        else:
            node = None
    if not isinstance(node, ScalarNode):
        raise UnfitError("the text has changed there since")
    return node


def _is_remark(node: Node) -> bool:
    if isinstance(node, MappingNode):
        return [key.value for key, _ in node.value] == ["remark"]
    return isinstance(node, ScalarNode) and node.tag.endswith(":null")


def _written(node: ScalarNode, value: str, before: str) -> str:
    """A value as YAML, in the way that it was written before where that can hold it."""
    if node.style == "|" and "\n" in before:
        sign, *rest = before.split("\n")
        indent = next(len(line) - len(line.lstrip()) for line in rest if line.strip())
        lines = [f"{' ' * indent}{line}" if line else "" for line in value.strip("\n").split("\n")]
        ends = before[len(before.rstrip("\n ")) :]
        return "\n".join((sign, *lines)) + ends
    if node.style is None and "\n" not in value and not re.search(r"[,\[\]{}#&*!|>'\"%@`]", value):
        try:
            if yaml.safe_load(f"k: {value}") == {"k": value}:
                return value
        except yaml.YAMLError:
            pass
    quoted = json.dumps(value, ensure_ascii=False)
    return quoted + ("\n" if node.style == ">" else "")
