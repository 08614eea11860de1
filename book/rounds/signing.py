"""Who has signed what: slips of people and units, and sections of the book, each with the mark of
the text as it was then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

from book.dates import source_date
from book.errors import Mistakes, Place, RequestError
from book.files import text_of
from book.manuscript.reading import Manuscript
from book.manuscript.yamltext import read_yaml
from book.output import replacing
from book.rounds.units import units_of_section
from book.rounds.words import letters_of
from book.sources import PROOFS

SectionState = Literal["draft", "edited", "signed"]
#: The files of a book folder that hold them.
SLIPS, SECTIONS = f"{PROOFS}/slips.yaml", f"{PROOFS}/sections.yaml"
_HEADS = {
    SLIPS: "# Whose slips have come back signed: written by “kyyeu slips --signed”.\n",
    SECTIONS: """\
# How far the sections of the book are: `state` is draft, edited or signed; `by` signed it off.
# `mark` stands for the text that was signed: it is written by “kyyeu sign”.
""",
}


@dataclass(frozen=True)
class Signature:
    """What is known of one slip or section: how far it is, who answers for it, who signed it and
    on which day (ISO 8601), and the mark of the text that was signed."""

    state: SectionState = "draft"
    owner: str = ""
    by: str = ""
    day: str = ""
    mark: str = ""


_ENTRIES = TypeAdapter(Signature)


def mark_of(texts: Iterable[str]) -> str:
    """What stands for texts: the same where their letters are, whatever their white space."""
    whole = "\n".join(letters_of(text) for text in texts)
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def section_mark(manuscript: Manuscript, section: str) -> str | None:
    """What stands for the text of a chapter or an appendix; None for what is neither."""
    units = units_of_section(manuscript, section)
    return None if units is None else mark_of(f"{unit.field} {unit.text}" for unit in units)


def day_of(written: str) -> str:
    """The day of a signature, ISO 8601; today where none is written. Raises RequestError."""
    if not written:
        return (source_date() or datetime.now()).date().isoformat()
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise RequestError("“{text}” is no day; write 2026-05-19", text=written) from None


def with_signed(
    known: Mapping[str, Signature],
    manuscript: Manuscript,
    sections: Iterable[str],
    *,
    by: str = "",
    day: str = "",
    owner: str = "",
    state: Literal["draft", "edited"] | None = None,
) -> dict[str, Signature]:
    """The signatures, with those of some sections as they are now: signed off by somebody, on a day
    (today when not given), or in another state; `owner` answers for them. Raises RequestError."""
    if by and state:
        raise RequestError("what is signed off has no other state: leave --state out")
    found = dict(known)
    for section in sections:
        signature = found.get(section, Signature())
        if owner:
            signature = replace(signature, owner=owner)
        if by:
            mark = section_mark(manuscript, section) or ""
            signature = replace(signature, state="signed", by=by, day=day_of(day), mark=mark)
        if state:
            signature = Signature(state, signature.owner)
        found[section] = signature
    return found


def read_signatures(folder: Path, file: str, mistakes: Mistakes) -> dict[str, Signature]:
    """What a file says, by the ids of people, units or sections. What is wrong in it is told, and
    left out."""
    if not (folder / file).exists():
        return {}
    tree = read_yaml(text_of(folder, file), file, mistakes)
    rows = tree.value if tree else None
    if not isinstance(rows, dict):
        if rows is not None:
            mistakes.add(Place(file, 1), "this is no list of signatures", _CURE)
        return {}
    found = {}
    for name, row in rows.items():
        assert tree is not None
        place = tree.place((name,))
        state = row.get("state") if isinstance(row, dict) else None
        if state is not None and state not in get_args(SectionState):
            mistakes.add(
                tree.place((name, "state")),
                "a section can't be “{state}”",
                "Write draft, edited or signed.",
                state=state,
            )
            continue
        try:
            found[str(name)] = _ENTRIES.validate_python(row or {})
        except ValidationError:
            mistakes.add(place, "this is no list of signatures", _CURE)
    return found


_CURE = "Write for each id the keys state, owner, by and day, or bring back a copy of the file."


def write_signatures(folder: Path, file: str, signatures: Mapping[str, Signature]) -> None:
    """Keep what is known. Raises BookError where that can't be done."""
    rows = {
        name: {key: value for key, value in asdict(signature).items() if value}
        for name, signature in signatures.items()
    }
    text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=100)
    with replacing(folder / file, is_lasting=True) as stream:
        stream.write((_HEADS[file] + text).encode())
