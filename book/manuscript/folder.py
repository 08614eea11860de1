"""Which files of a book folder are its chapters and appendices, what else lies beside them, and
the ids that their names stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from book.errors import Mistakes, Place, RequestError, Said
from book.languages.letters import plain
from book.manuscript.sheets import ENDINGS as SPREADSHEETS

#: The folders of the text, and how the names of the files end that are read there.
CHAPTERS, APPENDICES = "chapters", "chapters/appendices"
ENDINGS = {CHAPTERS: (".md", ".markdown"), APPENDICES: (".yaml", ".yml", *SPREADSHEETS)}
#: What systems leave in folders by themselves; files with a dot before their name are hidden.
_SYSTEM = frozenset({"Thumbs.db", "desktop.ini", "Icon\r"})
_NUMBER = re.compile(r"(\d+)")
_COPY = re.compile(r"~\$.*|.*~|.*\.(?:bak|tmp|swp|orig)|#.*#", re.IGNORECASE)


def files_in(folder: Path, under: str, order: Iterable[str], mistakes: Mistakes) -> list[str]:
    """The files of a folder of the text, by their names in the book folder: those that `order`
    lists, by name or without ending, or all, numbers in their names in order of size."""
    present = _present(folder, under)
    wanted = list(order)
    if not wanted:
        return [f"{under}/{name}" for name in present]
    known = {_plain(name): name for name in reversed(present)}
    known.update({_plain(_stem(name)): name for name in reversed(present)} | known)
    found = []
    for name in wanted:
        if file := known.get(_plain(name)):
            found.append(f"{under}/{file}")
            continue
        ending = "" if name.lower().endswith(ENDINGS[under]) else ENDINGS[under][0]
        mistakes.add(
            Place("book.yaml"),
            "the file {file} is missing",
            "Add the file, or take it out of the list in book.yaml.",
            file=f"{under}/{name}{ending}",
        )
    return list(dict.fromkeys(found))


def _present(folder: Path, under: str) -> list[str]:
    there = folder / under
    if not there.is_dir():
        return []
    names = [
        path.name
        for path in there.iterdir()
        if path.name.lower().endswith(ENDINGS[under])
        and not path.name.startswith((".", "~$"))
        and path.is_file()
    ]
    return sorted(names, key=_in_order)


def _in_order(name: str) -> list[tuple[int, int, str]]:
    """`2. Two` before `10. Ten`."""
    parts = _NUMBER.split(unicodedata.normalize("NFC", name))
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p]


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def id_of(name: str) -> str:
    """The id that a file's name stands for: without folder, ending, leading number and accents;
    what is no letter, digit, dot, hyphen or underscore becomes a hyphen. `02 Chương một.md` is
    `Chuong-mot`; empty where nothing is left."""
    stem = _stem(name.rpartition("/")[2])
    stem = re.sub(r"^\d+[-_. ]+", "", stem) or stem
    return re.sub(r"[^\w.-]+", "-", plain(stem)).strip("-.")


@dataclass(frozen=True)
class Stray:
    """A file or folder that lies among the text and is no part of the book, and what to do."""

    file: str
    cure: Said


def strays(folder: Path, read: Iterable[str], lists: Iterable[str]) -> Iterator[Stray]:
    """What lies in the folders of the text beside the files that are read there; `lists` are the
    folders whose files book.yaml lists."""
    read, lists = set(read), set(lists)
    for under, endings in ENDINGS.items():
        there = folder / under
        for path in sorted(there.iterdir()) if there.is_dir() else ():
            name = f"{under}/{path.name}"
            hidden = path.name.startswith(".") or path.name in _SYSTEM
            if hidden or name in read or name == APPENDICES:
                continue
            yield Stray(name, _cure(path, under, endings, under in lists))


def _cure(path: Path, under: str, endings: tuple[str, ...], listed: bool) -> Said:
    name = path.name.lower()
    if path.is_dir():
        return Said("Folders in it are not read: move its files up, or the folder elsewhere.")
    if _COPY.fullmatch(path.name):
        return Said("It looks like a copy that a program left behind; take it away.")
    if listed and name.endswith(endings):
        return Said("The list in book.yaml leaves it out; name it there, or move it elsewhere.")
    if under == CHAPTERS and name.endswith(ENDINGS[APPENDICES]):
        return Said("Lists and tables lie in chapters/appendices; move it there.")
    if under == APPENDICES and name.endswith(ENDINGS[CHAPTERS]):
        return Said("Chapters lie in the folder “chapters”; move it there.")
    return Said(
        "A chapter is a file that ends in .md, an appendix one in .yaml or a spreadsheet; save its "
        "text so, or move it elsewhere."
    )


def known_id(known: Sequence[str], chapter: str) -> str:
    """The id of a chapter or appendix that somebody named. Raises RequestError with the nearest of
    those known where it is none of them."""
    if chapter in known:
        return chapter
    near = get_close_matches(chapter, known, 1, 0.4)
    if near:
        raise RequestError(
            "there is no chapter “{chapter}”; did you mean “{near}”?", chapter=chapter, near=near[0]
        )
    raise RequestError(
        "there is no chapter “{chapter}”; there are: {known}",
        chapter=chapter,
        known=", ".join(known),
    )
