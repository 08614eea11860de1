"""What a Word file that was made of a book carries, so that it can come back: where each paragraph
came from, and the book's own texts. It is a part of the package beside the text, which Word and
LibreOffice keep."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from lxml import etree

from book.errors import Place
from book.sources import CONFIG, SOURCES

_SPACE = "urn:kyyeu:book:1"
_PARTS = "customXml/item"
#: A part that is larger than this is none that an export made.
_LARGEST = 200 * 1024 * 1024
#: How a source stands in its file: lines of a chapter, a cell of a table there, a value of YAML.
Form = Literal["lines", "cell", "value"]


@dataclass(frozen=True)
class Piece:
    """One paragraph of the Word file and where it came from.

    `mark` is the name of its bookmark. `line` counts from 1. `path` is that of a value in its YAML,
    or the column (from 0) of a table's cell. `source` is the text as the file has it, `shown` what
    Word's paragraph reads, as Markdown; a value that is shown in other words than its own
    (a date, a name that an id stands for) `is_worded`.
    """

    mark: str
    file: str
    line: int
    form: Form
    source: str
    path: tuple[str | int, ...] = ()
    is_worded: bool = False
    shown: str = ""
    #: The cell of a spreadsheet that a value stands in.
    cell: str = ""

    @property
    def place(self) -> Place:
        """Where it stood when the Word file was made."""
        return Place(self.file, self.line, cell=self.cell)


@dataclass(frozen=True)
class Carried:
    """The pieces by their marks, the texts of the book folder by name, the pictures of the folder
    with the parts of the package that hold them, and the editors' remarks that became comments."""

    pieces: Mapping[str, Piece] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    remarks: frozenset[str] = frozenset()
    #: The paragraphs that came from no place: labels, headings of tables.
    unmarked: tuple[str, ...] = ()
    #: The pictures of the folder that the file does not show.
    lacking: tuple[str, ...] = ()


def as_xml(carried: Carried) -> bytes:
    """The part of the package."""
    root = etree.Element(f"{{{_SPACE}}}book", nsmap={None: _SPACE})
    for name, data in carried.files.items():
        try:
            _child(root, "file", data.decode(), name=name)
        except (UnicodeDecodeError, ValueError):
            _child(root, "file", base64.b64encode(data).decode(), name=name, coding="base64")
    for name, part in carried.pictures.items():
        _child(root, "picture", "", name=name, part=part)
    for words in sorted(carried.remarks):
        _child(root, "remark", words)
    for name in carried.lacking:
        _child(root, "lacking", name)
    for words in carried.unmarked:
        _child(root, "unmarked", words)
    for piece in carried.pieces.values():
        made = _child(
            root,
            "piece",
            "",
            mark=piece.mark,
            file=piece.file,
            line=str(piece.line),
            form=piece.form,
            path=json.dumps(piece.path, ensure_ascii=False),
            worded="1" if piece.is_worded else "",
            cell=piece.cell,
        )
        _child(made, "source", piece.source)
        _child(made, "shown", piece.shown)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _child(parent: etree._Element, tag: str, text: str, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_SPACE}}}{tag}")
    for name, value in attributes.items():
        if value:
            made.set(name, value)
    made.text = text
    return made


def carried_by(docx: bytes) -> Carried | None:
    """What a Word file carries; None where it was not made of a book, or has lost it."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as parts:
            for part in parts.infolist():
                if part.filename.startswith(_PARTS) and part.file_size <= _LARGEST:
                    data = parts.read(part)
                    if _SPACE.encode() in data:
                        return _read(data)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, KeyError, OSError):
        pass
    return None


def _read(data: bytes) -> Carried | None:
    safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, safe)
    if root.tag != f"{{{_SPACE}}}book":
        return None

    def each(tag: str) -> list[etree._Element]:
        return list(root.iterfind(f"{{{_SPACE}}}{tag}"))

    files = {}
    for file in each("file"):
        name, text = file.get("name", ""), file.text or ""
        if belongs(name):
            is_coded = file.get("coding") == "base64"
            files[name] = base64.b64decode(text) if is_coded else text.encode()
    pieces = {}
    for piece in each("piece"):
        mark, form = piece.get("mark", ""), piece.get("form", "")
        if form in ("lines", "cell", "value"):
            pieces[mark] = Piece(
                mark=mark,
                file=piece.get("file", ""),
                line=int(piece.get("line", "0")),
                form=form,
                source=piece.findtext(f"{{{_SPACE}}}source") or "",
                path=tuple(json.loads(piece.get("path", "[]"))),
                is_worded=bool(piece.get("worded")),
                shown=piece.findtext(f"{{{_SPACE}}}shown") or "",
                cell=piece.get("cell", ""),
            )
    lacking = tuple(name for each_ in each("lacking") if belongs(name := each_.text or ""))
    unmarked = tuple(u.text or "" for u in each("unmarked"))
    pictures = {
        name: p.get("part", "") for p in each("picture") if belongs(name := p.get("name", ""))
    }
    return Carried(
        pieces=pieces,
        files=files,
        pictures=pictures,
        remarks=_texts(each("remark")),
        unmarked=unmarked,
        lacking=lacking,
    )


def _texts(found: list[etree._Element]) -> frozenset[str]:
    return frozenset(each.text or "" for each in found)


def belongs(name: str) -> bool:
    """Whether a name is that of a source of a book folder, and leads nowhere else."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
        return False
    return name == CONFIG or (len(parts) > 1 and parts[0] in SOURCES and parts[0] != CONFIG)
