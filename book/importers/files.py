"""Files of the office brought into a book folder, each by what it is."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from book.errors import RequestError, Said, worded
from book.importers.bringing import Brought, chapters_of
from book.importers.pictures import pictures_of
from book.importers.report import NOWHERE, Report
from book.importers.returning import bring_back
from book.importers.spreadsheets import sheets_of
from book.importers.word import Changes, read_word
from book.languages import Language
from book.manuscript.sheets import ENDINGS as SPREADSHEETS
from book.photos.formats import is_photograph

#: What is told of a file of any other sort.
UNKNOWN_SORT = worded(
    "{file} is of no kind that can be brought in: Word (.docx, .doc, .odt), spreadsheets "
    "(.xlsx, .xls, .ods, .csv), or a folder of pictures"
)
#: What LibreOffice makes Word files of.
_BY_LIBREOFFICE = (".doc", ".odt", ".rtf", ".wps")
#: So long (in seconds) LibreOffice may take for a file.
_SECONDS = 120
#: The parts of a report, in their order.
_PARTS = (
    ("doubt", worded("Please look at these")),
    ("left", worded("Left out")),
    ("corrected", worded("Corrections")),
    ("changed", worded("Changed")),
    ("made", worded("Brought in")),
)


def bring_in(
    paths: Iterable[Path], folder: Path, changes: Changes, apply: bool = False
) -> tuple[Brought, Report]:
    """What the files become in a book folder, nothing of it written yet, and the report.

    Word files become chapters, sheets of spreadsheets appendices, folders of pictures a chapter of
    figures. A Word file that was made of a book comes back: as a folder where there is none of its
    files, else as a list of corrections, which are put into the files where `apply` says so.
    Raises RequestError for a file that can't be brought in.
    """
    brought, report = Brought(folder), Report()
    for path in paths:
        _bring(path, brought, changes, apply, report)
    return brought, report


def _bring(path: Path, brought: Brought, changes: Changes, apply: bool, report: Report) -> None:
    ending = path.suffix.lower()
    if not path.exists():
        raise RequestError("there is no file {file}", file=str(path))
    if path.is_dir():
        pictures_of(path, brought, report)
    elif ending == ".docx":
        _word(path, path, brought=brought, changes=changes, apply=apply, report=report)
    elif ending in _BY_LIBREOFFICE:
        with tempfile.TemporaryDirectory() as passing:
            made = _as_docx(path, Path(passing))
            _word(made, path, brought=brought, changes=changes, apply=apply, report=report)
    elif ending in SPREADSHEETS:
        sheets_of(path, brought, report)
    elif is_photograph(path):
        raise RequestError(
            "{file} is one picture: put it into the folder assets, or bring in a folder of them",
            file=path.name,
        )
    else:
        raise RequestError(UNKNOWN_SORT, file=path.name)


def _word(
    docx: Path, path: Path, brought: Brought, changes: Changes, apply: bool, report: Report
) -> None:
    """A Word file: one that was made of a book comes back, another one becomes chapters."""
    if not bring_back(docx, path.name, brought, apply, report):
        chapters_of(read_word(docx, changes, report), path, brought, report)


def _as_docx(path: Path, into: Path) -> Path:
    """An old Word file or one of LibreOffice as .docx. Raises RequestError where LibreOffice is
    not installed, or can't read it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise RequestError(
            "{file} needs LibreOffice to be read: install it, or open the file in Word and save "
            "it as .docx",
            file=path.name,
        )
    command = [
        office,
        f"-env:UserInstallation={(into / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(into),
        str(path.resolve()),
    ]
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    made = into / f"{path.stem}.docx"
    if not made.is_file():
        raise RequestError("LibreOffice can't read {file}", file=path.name)
    return made


def as_text(report: Report, language: Language) -> str:
    """A report as people read it: what to look at first."""
    parts = []
    for kind, heading in _PARTS:
        notes = report.of(kind)  # type: ignore[arg-type]
        if notes:
            lines = [f"- {note.told(language.say)}" for note in notes]
            parts.append("\n".join((Said(heading).told(language.say), *lines)))
    return "\n\n".join(parts) + "\n" if parts else ""


def add_report(brought: Brought, report: Report, language: Language) -> str:
    """Add the report to the files that will be written; its path in the folder."""
    name = brought.free("import.txt")
    brought.files[name] = as_text(report, language).encode()
    report.add("made", NOWHERE, "{file}: this report", file=name)
    return name
