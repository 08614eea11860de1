"""Proofs that were handed out: each kept under its name, with its sources and its pages."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from book.dates import PartialDate
from book.errors import BookError, Mistake, Place, RequestError
from book.files import LARGEST
from book.languages import Language
from book.manuscript.config import slug_of
from book.manuscript.reading import read_as_far
from book.output import replacing
from book.rounds.pages import Pages
from book.rounds.units import Unit, units_of
from book.sources import file_hash, source_files

#: Where proofs are kept in a book folder; hidden, as what is not for editing.
KEPT = ".kyyeu/proofs"
#: So many proofs are kept; the oldest go first.
MOST = 24
#: What is kept whole; of other files (pictures, fonts) it is kept what they were.
_TEXTS = tuple(
    ".md .markdown .yaml .yml .csv .tsv .xlsx .xls .ods .css .html .po .svg .txt".split()
)
#: All texts of a proof together are no larger, in bytes.
_WHOLE = 8 * LARGEST
_ABOUT, _SOURCES = "about.json", "sources/"


@dataclass(frozen=True)
class Round:
    """A proof that was handed out: its name, its day (ISO 8601), a number that says which of the
    proofs it is, its texts by their names in the folder, the hashes of all its files, its pages."""

    name: str
    day: str
    number: int
    texts: dict[str, bytes]
    hashes: dict[str, str]
    pages: Pages

    def said_day(self, spoken: Language) -> str:
        """Its day as a language writes it."""
        return spoken.date(PartialDate(*map(int, self.day.split("-"))))

    def units(self) -> list[Unit]:
        """The pieces of the book as it was."""
        return units_in(self.texts)


def units_in(texts: Mapping[str, bytes]) -> list[Unit]:
    """The pieces of a book whose texts are these, by name, read as far as they can be without the
    pictures. Raises BookError where there is no book.yaml among them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, data in texts.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return units_of(read_as_far(Path(folder))[0])


def file_of(folder: Path, name: str) -> Path:
    """Where the proof of a name is kept."""
    return folder / KEPT / f"{slug_of(name)}.zip"


def hashes_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each source file of a folder, by name."""
    root = folder.resolve()
    files = (file for file in source_files(folder) if file.is_file())
    return {file.relative_to(root).as_posix(): file_hash(file) for file in files}


def check_free(folder: Path, name: str, hashes: dict[str, str]) -> None:
    """Raise RequestError where a proof of this name was handed out of other texts."""
    if not file_of(folder, name).exists():
        return
    there = read_round(file_of(folder, name))
    if there.hashes != hashes:
        raise RequestError(
            "there is a proof “{name}” already, and the book has changed since; give this one "
            "another name, or put it in that one's place with --again",
            name=there.name,
        )


def keep(folder: Path, name: str, day: str, hashes: dict[str, str], pages: Pages) -> list[str]:
    """Keep a proof of the folder as it is; gives the names of older ones that went for it. One of
    the same files that is there keeps its day."""
    known = rounds(folder)
    path = file_of(folder, name)
    own = next((other for other in known if file_of(folder, other.name) == path), None)
    number = max((other.number for other in known), default=0) + 1
    if own and own.hashes == hashes:
        number, day = own.number, own.day
    content = io.BytesIO()
    about = {"name": name, "day": day, "number": number, "hashes": hashes}
    about["pages"] = pages.as_json()
    whole = 0
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(_entry(_ABOUT), json.dumps(about, ensure_ascii=False))
        for file in hashes:
            data = b""
            if file.lower().endswith(_TEXTS) and (folder / file).stat().st_size <= LARGEST:
                data = (folder / file).read_bytes()
            whole += len(data)
            if data and whole <= _WHOLE:
                parts.writestr(_entry(_SOURCES + file), data)
    with replacing(path, is_lasting=True) as stream:
        stream.write(content.getvalue())
    others = [other for other in known if file_of(folder, other.name) != path]
    gone = others[: max(0, len(others) + 1 - MOST)]
    for other in gone:
        file_of(folder, other.name).unlink(missing_ok=True)
    return [other.name for other in gone]


def _entry(name: str) -> zipfile.ZipInfo:
    """A part of the same bytes whenever it is written."""
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def read_round(path: Path) -> Round:
    """The proof kept in a file. Raises BookError where it is none, or broken."""
    try:
        with zipfile.ZipFile(path) as parts:
            about = json.loads(parts.read(_ABOUT))
            texts = {
                part.filename.removeprefix(_SOURCES): parts.read(part)
                for part in parts.infolist()
                if part.filename.startswith(_SOURCES)
                and part.file_size <= LARGEST
                and ".." not in PurePosixPath(part.filename).parts
            }
        return Round(
            name=str(about["name"]),
            day=str(about["day"]),
            number=int(about["number"]),
            texts=texts,
            hashes=dict(about["hashes"]),
            pages=Pages.from_json(about["pages"]),
        )
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise BookError(
            Mistake(
                Place(f"{KEPT}/{path.name}"),
                "what was kept of a proof can't be read",
                "Bring the file back from a copy of the folder, or remove it.",
            )
        ) from error


def rounds(folder: Path) -> list[Round]:
    """All proofs that are kept of a folder, in the order in which they were handed out. Raises
    BookError where one can't be read."""
    found = sorted((folder / KEPT).glob("*.zip"))
    return sorted((read_round(path) for path in found), key=lambda each: each.number)


def round_named(folder: Path, name: str) -> Round:
    """The proof of a name. Raises RequestError where none is kept."""
    known = rounds(folder)
    for each in known:
        if slug_of(each.name) == slug_of(name):
            return each
    if not known:
        raise RequestError(
            "no proof of this book is kept; a proof is kept when it is made with a name: "
            "build --edition proof --revision NAME"
        )
    raise RequestError(
        "no proof “{name}” is kept; there are: {known}",
        name=name,
        known=", ".join(each.name for each in known),
    )


def last_round(folder: Path) -> Round:
    """The last proof that was made of other texts than there are now, or else the last one. Raises
    RequestError where none is kept."""
    known = rounds(folder)
    if not known:
        return round_named(folder, "")
    now = hashes_of(folder)
    return next((each for each in reversed(known) if each.hashes != now), known[-1])
