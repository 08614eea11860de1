"""What the proofreader finds of the corpus: planted contradictions, and paragraphs that are right."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from book.check.run import found_in
from book.errors import BookError
from book.manuscript.reading import read_manuscript

CORPUS = Path(__file__).parent / "corpus"
HALVES = ("first", "second")
_CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
#: What depends on the rest of a book, or on a dictionary of the machine.
ELSEWHERE = {"record-unused", "spelling", "date-format", "picture-unused"}


@dataclass(frozen=True)
class Case:
    """A paragraph, or a line of a record, of a book of the corpus; `right` and `wrong` are the same
    for one that is innocent."""

    name: str
    kind: str
    book: str
    right: str
    wrong: str
    file: str = ""
    matter: dict[str, str] = field(default_factory=dict)

    @property
    def innocent(self) -> bool:
        return self.right == self.wrong


def cases(half: str) -> list[Case]:
    """The cases of one half, in order."""
    made = []
    for path in sorted((CORPUS / half).glob("*.yaml")):
        for book, items in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for n, item in enumerate(items):
                entry = {"text": item} if isinstance(item, str) else dict(item)
                made.append(_case(f"{path.stem}-{book}-{n}", path.stem, book, entry))
    return made


def _case(name: str, kind: str, book: str, entry: dict[str, Any]) -> Case:
    def side(text: str, wrong: bool) -> str:
        return _CHOICE.sub(lambda m: m[2 if wrong else 1], text)

    text, file = entry.pop("text"), entry.pop("file", "")
    matter = {key: value for key, value in entry.items() if key in ("lead", "period", "title")}
    right = {key: side(value, False) for key, value in matter.items()}
    wrong = {key: side(value, True) for key, value in matter.items()}
    head = {True: _head(wrong), False: _head(right)}
    if file:
        return Case(
            name, kind, book, side(text, False), entry.get("wrong") or side(text, True), file
        )
    return Case(
        name,
        kind,
        book,
        *(f"{head[is_wrong]}\n{side(text, is_wrong)}\n" for is_wrong in (False, True)),
    )


def _head(matter: dict[str, str]) -> str:
    rows = {"title": "Phần", **matter}
    return "---\n" + yaml.safe_dump(rows, allow_unicode=True) + "---\n"


def _found(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The rule, file and words of what is found in a folder."""
    try:
        for rule, mistake in found_in(read_manuscript(folder)):
            if rule.name not in ELSEWHERE:
                yield rule.name, mistake.place.file, mistake.told()
    except BookError as error:
        for mistake in error.mistakes:
            yield "folder", mistake.place.file, mistake.told()


def outcome(half: str, to: Path) -> dict[str, tuple[list[str], list[str]]]:
    """What is told of each case, right and wrong."""
    told: dict[str, tuple[list[str], list[str]]] = {}
    every = cases(half)
    for book in sorted({case.book for case in every}):
        prose = [case for case in every if case.book == book and not case.file]
        for wrong in (False, True):
            folder = to / f"{half}-{book}-{wrong}"
            shutil.copytree(CORPUS / "books" / book, folder)
            for case in prose:
                text = case.wrong if wrong else case.right
                (folder / f"chapters/{case.name}.md").write_text(text, encoding="utf-8")
            found = list(_found(folder))
            for case in prose:
                here = [f"{r}: {t}" for r, f, t in found if f == f"chapters/{case.name}.md"]
                told.setdefault(case.name, ([], []))[wrong].extend(here)
        base = to / f"{half}-{book}-base"
        shutil.copytree(CORPUS / "books" / book, base)
        (base / "chapters/a.md").write_text(_head({}) + "\nMột.\n", encoding="utf-8")
        before = {f"{r}: {t}" for r, _, t in _found(base)}
        for case in every:
            if case.book == book and case.file:
                path = base / case.file
                text = path.read_text(encoding="utf-8")
                assert case.right in text, case
                path.write_text(text.replace(case.right, case.wrong, 1), encoding="utf-8")
                now = [t for r, _, m in _found(base) if (t := f"{r}: {m}") not in before]
                path.write_text(text, encoding="utf-8")
                told[case.name] = (sorted(before) if before else [], now)
    return told


@dataclass
class Rates:
    """How much of one half is found, and how much is told of what is right."""

    plants: int = 0
    found: int = 0
    #: Findings on the right twin of a plant.
    twins: int = 0
    innocent: int = 0
    noise: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    by_kind: dict[str, list[int]] = field(default_factory=dict)


def rates(half: str) -> Rates:
    made = Rates()
    with tempfile.TemporaryDirectory() as folder:
        told = outcome(half, Path(folder))
    for case in cases(half):
        right, wrong = told[case.name]
        if case.innocent:
            made.innocent += 1
            made.noise += len(right)
            made.false += [f"{case.name}: {t}" for t in right]
            continue
        made.plants += 1
        hit = bool(set(wrong) - set(right))
        made.found += hit
        kind = made.by_kind.setdefault(case.kind, [0, 0])
        kind[0] += hit
        kind[1] += 1
        if not hit:
            made.missed.append(
                f"{case.name}: {case.wrong.split(chr(10) + chr(10))[-1].strip()[:150]}"
            )
        if not case.file and right:
            made.twins += 1
            made.false += [f"{case.name}: {t}" for t in right]
    return made


if __name__ == "__main__":
    for half in sys.argv[1:] or HALVES:
        made = rates(half)
        print(
            f"{half}: {made.found} of {made.plants} found; told of {made.twins} right twins; "
            f"{made.noise} findings on {made.innocent} innocent paragraphs"
        )
        print(made.by_kind)
        for line in made.missed:
            print("  missed", line)
        for line in made.false:
            print("  false", line.replace("\n", " "))
