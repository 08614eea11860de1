"""Bringing imported texts into a book folder: files that are new, never one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from book.importers.blocks import Block
from book.importers.headings import is_number_alone, without_number
from book.importers.markdown import chapter_file
from book.importers.report import NOWHERE, Report, paragraph_at
from book.manuscript.config import slug_of
from book.output import replacing

#: The endings of pictures that a book can show, by their formats in Word files.
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
#: A title of so many letters may be an abbreviation.
_SHORT = 6
_NUMBERED = re.compile(r"(\d+)")


@dataclass
class Brought:
    """Files for a book folder, by their paths in it; written all together or not at all."""

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    #: Files that are there, with the corrections that somebody asked to have put in.
    corrected: dict[str, bytes] = field(default_factory=dict)

    def free(self, name: str) -> str:
        """A path like this one that is not taken, in the folder or among these files."""
        stem, dot, ending = name.rpartition(".")
        made, count = name, 1
        taken = {path.casefold() for path in self.files}
        while (self.folder / made).exists() or made.casefold() in taken:
            count += 1
            made = f"{stem}-{count}{dot}{ending}"
        return made

    def write(self) -> list[str]:
        """Write the files; the paths that were written. What is there already is never touched,
        but for `corrected`."""
        written = []
        for name, data in self.files.items():
            path = self.folder / name
            if path.exists():
                raise FileExistsError(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as stream:
                stream.write(data)
            written.append(name)
        for name, data in self.corrected.items():
            with replacing(self.folder / name) as stream:
                stream.write(data)
            written.append(name)
        return written


def chapters_of(
    blocks: list[Block], source: Path, brought: Brought, report: Report, title: str = ""
) -> None:
    """Part a text at its highest headings into chapters, and add their files and pictures.

    What stands before the first of them is a chapter of its own; a text without headings is one
    chapter, named as the file is.
    """
    _pictures(blocks, source, brought, report)
    top = min((b.level for b in blocks if b.kind == "heading"), default=0)
    number = _next_number(brought.folder)
    name = title or source.stem.replace("_", " ").strip()
    for heading, own in _parted(blocks, top):
        words = without_number(heading.text).strip() if heading else name
        words = re.sub(r"\\(.)", r"\1", re.sub(r"\[\^\d+\]", "", words)) or name
        if heading is not None and heading.notes and own:
            own[0].notes.update(heading.notes)
        _levels(own)
        _tell_guesses(heading, own, report)
        remarks = heading.remarks if heading else []
        path = brought.free(f"chapters/{number:02d}-{slug_of(words)[:40].strip('-')}.md")
        text = chapter_file(words, [*(_remarks(remarks)), *own], {})
        brought.files[path] = text.encode()
        report.add("made", NOWHERE, "{file}: chapter “{title}”", file=path, title=words)
        if words.isupper() and len(words) > _SHORT:
            report.add(
                "doubt",
                NOWHERE,
                "{file}: the title is all in capitals; write it as in a sentence if it shall be so",
                file=path,
            )
        number += 1


def _remarks(remarks: list[str]) -> Iterable[Block]:
    if remarks:
        yield Block("paragraph", remarks=remarks)


def _parted(blocks: list[Block], top: int) -> list[tuple[Block | None, list[Block]]]:
    """The chapters: each with its heading, and what follows it."""
    chapters: list[tuple[Block | None, list[Block]]] = []
    for block in blocks:
        if block.kind == "heading" and block.level == top:
            before = chapters[-1] if chapters else None
            number_stood_alone = (
                before is not None
                and before[0] is not None
                and not before[1]
                and is_number_alone(before[0].plain)
            )
            if number_stood_alone:
                chapters.pop()
            chapters.append((block, []))
        elif (
            block.kind == "heading"
            and chapters
            and not chapters[-1][1]
            and chapters[-1][0] is not None
            and is_number_alone(chapters[-1][0].plain)
        ):
            # `CHƯƠNG I` and, below it in another style, its title.
            chapters[-1] = (block, [])
        elif chapters:
            chapters[-1][1].append(block)
        else:
            chapters.append((None, [block]))
    return chapters


def _levels(blocks: list[Block]) -> None:
    """Sub-headings counted from 2, none left out."""
    in_use = sorted({b.level for b in blocks if b.kind == "heading"})
    for block in blocks:
        if block.kind == "heading":
            block.level = min(2 + in_use.index(block.level), 6)


def _tell_guesses(heading: Block | None, own: list[Block], report: Report) -> None:
    for block in ([heading] if heading else []) + own:
        if block.kind == "heading" and block.is_guessed:
            place = paragraph_at(block.paragraph, block.plain)
            report.add("doubt", place, "taken for a heading, for it looks like one")


def _next_number(folder: Path) -> int:
    """The number that the next chapter's file begins with."""
    numbers = [0]
    for path in (folder / "chapters").glob("*.[mM]*"):
        if found := _NUMBERED.match(path.name):
            numbers.append(int(found[1]))
    return max(numbers) + 1


def _pictures(blocks: list[Block], source: Path, brought: Brought, report: Report) -> None:
    """Add the files of pictures; one that no book can show is left out, and said."""
    for block in [b for b in blocks if b.kind == "picture"]:
        assert block.picture is not None
        place = paragraph_at(block.paragraph, block.text)
        ending = _ENDINGS.get(block.picture.content_type)
        data = b""
        if ending:
            try:
                data = block.picture.read()
            except (KeyError, OSError, ValueError):
                ending = None
        if not ending or not data:
            kind = block.picture.content_type or "?"
            report.add(
                "left",
                place,
                "a picture of the kind {kind} is left out: save it as JPEG or PNG and put it in",
                kind=kind,
            )
            blocks.remove(block)
            continue
        path = brought.free(f"assets/{slug_of(source.stem) or 'word'}-1{ending}")
        brought.files[path] = data
        block.plain = path
        if not block.picture.alt:
            block.picture.alt = re.sub(r"[\\*_]", "", block.text) or source.stem
            report.add("doubt", place, "say what the picture {file} shows", file=path)
        report.add("made", place, "{file}: a picture", file=path)
