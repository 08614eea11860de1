"""A Word file as a package of XML parts: fonts of styles, comments' dates, tracked changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from book.errors import RequestError, worded

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO_OFFICE_FILE = worded(
    "{file} is no file of Word or Excel, or is damaged: open it there and save it again"
)
_PROTECTED = worded(
    "{file} is protected by a password, or of an old Word or Excel under another name: open it and "
    "save it as .docx or .xlsx without a password"
)
_PDF = worded("{file} is a PDF under another name: bring in the file that it was made from")
_EMPTY = worded("{file} is empty: look for another copy of it")
#: A Word file whose parts come to more than this when they are unpacked is refused.
MOST_BYTES = 400 * 1024 * 1024
#: Stand in the text where a change was tracked; private-use characters, which no text has.
BEFORE, AFTER = "\ue0f0", "\ue0f1"

ChangeKind = Literal["inserted", "deleted"]


@dataclass(frozen=True)
class Change:
    """A tracked change: its kind, its words, who made it and when (as the file has it)."""

    kind: ChangeKind
    words: str
    author: str
    date: str


@dataclass
class Package:
    """What a Word file says beside its text: the font of each style, when comments were made, and
    its tracked changes, for which the document holds marks."""

    docx: bytes
    style_fonts: dict[str, str] = field(default_factory=dict)
    default_font: str = ""
    comment_dates: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    outline_levels: dict[str, int] = field(default_factory=dict)


def open_package(path: Path) -> Package:
    """Read a Word file. Raises RequestError where it is none, is protected, or too large."""
    return package_of(path.read_bytes(), path.name)


def package_of(data: bytes, name: str) -> Package:
    """The Word file of these bytes; `name` is what it is called where it can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise RequestError("{file} is too large to be brought in", file=name)
            names = set(parts.namelist())
            if "word/document.xml" not in names:
                raise RequestError(_NO_OFFICE_FILE, file=name)
            document, changes = _marked(_safe(parts.read("word/document.xml"), name))
            package = Package(_with_document(parts, document, name), changes=changes)
            if "word/styles.xml" in names:
                _read_styles(_parsed(_safe(parts.read("word/styles.xml"), name)), package)
            if "word/comments.xml" in names:
                for comment in _parsed(_safe(parts.read("word/comments.xml"), name)):
                    date = comment.get(f"{_W}date", "")
                    package.comment_dates[comment.get(f"{_W}id", "")] = date[:10]
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, NotImplementedError) as error:
        raise RequestError(unread_package(data), file=name) from error
    except RuntimeError as error:
        raise RequestError("{file} is protected by a password", file=name) from error
    return package


def unread_package(data: bytes) -> str:
    """What is told of a file that is named as one of Word or Excel and can't be read as that."""
    if not data:
        return _EMPTY
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _PROTECTED
    return _PDF if data.startswith(b"%PDF") else _NO_OFFICE_FILE


def _safe(data: bytes, name: str) -> bytes:
    """XML without a document type: entities are how a small file fills the memory."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise RequestError(_NO_OFFICE_FILE, file=name)
    return data


def _parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - it has no entities


def _with_document(parts: zipfile.ZipFile, document: bytes, file: str) -> bytes:
    """The package with another main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in parts.namelist():
            data = document if name == "word/document.xml" else parts.read(name)
            if name.startswith("word/") and name.endswith((".xml", ".rels")):
                _safe(data, file)
            made.writestr(name, data)
    return out.getvalue()


def _read_styles(root: ElementTree.Element, package: Package) -> None:
    based: dict[str, str] = {}
    fonts: dict[str, str] = {}
    levels: dict[str, int] = {}
    default = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
    package.default_font = _font(default)
    for style in root.findall(f"{_W}style"):
        style_id = style.get(f"{_W}styleId", "")
        fonts[style_id] = _font(style.find(f"{_W}rPr/{_W}rFonts"))
        parent = style.find(f"{_W}basedOn")
        based[style_id] = parent.get(f"{_W}val", "") if parent is not None else ""
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None and level.get(f"{_W}val", "").isdigit():
            levels[style_id] = int(level.get(f"{_W}val", "9")) + 1
        if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph":
            package.default_font = fonts[style_id] or package.default_font
    for style_id in fonts:
        line = list(_line(style_id, based))
        package.style_fonts[style_id] = next((fonts[s] for s in line if fonts.get(s)), "")
        level_of = next((levels[s] for s in line if s in levels), 0)
        if 1 <= level_of <= 9:
            package.outline_levels[style_id] = level_of


def _line(style_id: str, based: dict[str, str]) -> Iterator[str]:
    """A style and those that it stands on."""
    seen: set[str] = set()
    while style_id and style_id not in seen:
        seen.add(style_id)
        yield style_id
        style_id = based.get(style_id, "")


def _font(fonts: ElementTree.Element | None) -> str:
    if fonts is None:
        return ""
    return fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or ""


def _marked(data: bytes) -> tuple[bytes, list[Change]]:
    """The main part with a mark behind each tracked change, and the changes by their numbers."""
    root = _parsed(data)
    changes: list[Change] = []
    for parent in list(root.iter()):
        for index in range(len(parent) - 1, -1, -1):
            child = parent[index]
            kind: ChangeKind | None = {
                f"{_W}ins": "inserted",
                f"{_W}moveTo": "inserted",
                f"{_W}del": "deleted",
                f"{_W}moveFrom": "deleted",
            }.get(child.tag)  # type: ignore[assignment]
            words = "".join(
                part.text or "" for part in child.iter() if part.tag in (f"{_W}t", f"{_W}delText")
            )
            if kind is None or not words or parent.tag in (f"{_W}rPr", f"{_W}trPr"):
                continue
            changes.append(
                Change(kind, words, child.get(f"{_W}author", ""), child.get(f"{_W}date", "")[:10])
            )
            run = ElementTree.Element(f"{_W}r")
            text = ElementTree.SubElement(run, f"{_W}t")
            text.text = f"{BEFORE}{len(changes) - 1}{AFTER}"
            parent.insert(index + 1, run)
    if not changes:
        return data, []
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), changes
