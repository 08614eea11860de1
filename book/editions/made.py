"""What was made of a book folder, and whether it still is what would be made now.

Nothing of the builder is imported here that takes time: a run with nothing to do is short.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from book.errors import Mistake, Plural, Said
from book.paged.keys import state_key
from book.paged.store import GalleyStore
from book.sources import content_hash, file_hash

#: What is said of a PDF.
PAGES = Plural("{path}: {count} page", "{path}: {count} pages")


@dataclass(frozen=True)
class MadeFile:
    """A file that was written, and what is said of it beside its path, `{path}` in the words."""

    path: Path
    said: Said | None = None


@dataclass(frozen=True)
class Made:
    """What an edition wrote: its files, of how many pages the first of them is, what else there is
    to say, and what is doubtful.

    `inner` is the inner margin of its pages in mm, `sections` has the title of each section and
    the indexes of its pages. What depends on more than the folder and the options (on the day, on
    a file elsewhere) is not `lasting`, and is made anew each time.
    """

    files: tuple[MadeFile, ...]
    pages: int = 0
    notes: tuple[Said, ...] = ()
    warnings: tuple[Mistake, ...] = ()
    inner: float = 0.0
    sections: dict[str, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    is_lasting: bool = True

    @property
    def path(self) -> Path:
        """The first file."""
        return self.files[0].path

    def doubted(self, warnings: Iterable[Mistake]) -> Made:
        """The same, with more that is doubtful."""
        return replace(self, warnings=(*warnings, *self.warnings))


@dataclass(frozen=True)
class Request:
    """What was asked for: an edition of a folder with these options, in a file of this name; None
    for the edition's own place."""

    folder: Path
    edition: str
    output: Path | None = None
    options: str = ""

    @property
    def name(self) -> str:
        """The name under which the answer is remembered."""
        output = self.output.resolve() if self.output else ""
        asked = "\n".join(map(str, (self.folder.resolve(), self.edition, output, self.options)))
        return f"made-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"


def remember(store: GalleyStore, request: Request, made: Made, pictures: Iterable[str]) -> None:
    """Keep what was made; `pictures` are the names of those that the book's text shows."""
    if not made.is_lasting or made.warnings:
        return
    named = sorted(pictures)
    files = [
        {
            # As it is named: a link on the way may lead elsewhere the next time.
            "path": str(file.path.absolute()),
            "said": _as_json(file.said) if file.said else None,
            "hash": file_hash(file.path),
        }
        for file in made.files
    ]
    store.remember(
        request.name,
        {
            "files": files,
            "pages": made.pages,
            "notes": [_as_json(note) for note in made.notes],
            "inner": made.inner,
            "sections": made.sections,
            "pictures": named,
            "state": _state(request.folder, named),
        },
    )


def recall(store: GalleyStore, request: Request) -> Made | None:
    """The answer to a request that was made before, if folder and files are as they were then."""
    kept = store.recall(request.name)
    try:
        files = kept["files"]
        if not files or any(file["hash"] != file_hash(Path(file["path"])) for file in files):
            return None
        if kept["state"] != _state(request.folder, kept["pictures"]):
            return None
        return Made(
            files=tuple(
                MadeFile(Path(f["path"]), _said(f["said"]) if f["said"] else None) for f in files
            ),
            pages=kept["pages"],
            notes=tuple(_said(note) for note in kept["notes"]),
            warnings=(),
            inner=kept["inner"],
            sections={
                name: (title, tuple(pages)) for name, (title, pages) in kept["sections"].items()
            },
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _as_json(said: Said) -> dict[str, Any]:
    return {"message": said.message, "values": said.values}


def _said(kept: dict[str, Any]) -> Said:
    message, values = kept["message"], kept["values"]
    return Said(Plural._make(message) if isinstance(message, list) else message, values)


def _state(folder: Path, pictures: Iterable[str]) -> str:
    """All that an edition is made of: the folder's files by content, the builder, the libraries."""
    return state_key(content_hash(folder, pictures))
